/** The known name that is most like a mistyped one; undefined when none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    const edits = distance(name.slice(0, 64), candidate.slice(0, 64));
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** Least number of letters to insert, remove or replace. */
function distance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...b].entries())
      row.push(
        Math.min(
          (last[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + 1,
          (last[j] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    last = row;
  }
  return last.at(-1) ?? 0;
}
