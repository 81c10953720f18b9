// Two texts to the patch that GitHub shows for a file: one hunk around all that changed.
// Not the shortest patch, but a valid one, and its added lines are where GitHub has them.

export interface LinePatch {
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string;
}

const CONTEXT = 3;

export function diffLines(before: string, after: string): LinePatch {
  const old = linesOf(before);
  const now = linesOf(after);
  const start = commonLength(old, now);
  const end = commonLength(old.slice(start).reverse(), now.slice(start).reverse());
  const first = Math.max(0, start - CONTEXT);
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const lead = old.slice(first, start);
  const tail = old.slice(old.length - end, old.length - end + CONTEXT);
  const frame = lead.length + tail.length;
  const rows = [
    `@@ -${range(first, frame + removed.length)} +${range(first, frame + added.length)} @@`,
    ...lead.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...tail.map((line) => ` ${line}`),
  ];
  return { additions: added.length, deletions: removed.length, patch: rows.join("\n") };
}

/** Git counts lines from 1, and names line 0 of a side that is empty. */
function range(first: number, count: number): string {
  return `${count === 0 ? first : first + 1},${count}`;
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((line, index) => line !== right[index]);
  return at === -1 ? left.length : at;
}
