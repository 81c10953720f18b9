/** A mistyped word and the words there are, to the one that was probably meant. */

/**
 * The candidate nearest to the word, if one is near: one typing error in a short word, up to three in a long one,
 * or else the beginning of one candidate only.
 * Case, hyphens, underscores and spaces do not count. The first of equally near candidates wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  const wanted = fold(word);
  let limit = errorsForgiven(wanted);
  let found: string | undefined;
  for (const candidate of known) {
    const folded = fold(candidate);
    if (folded === wanted) return candidate;
    const errors = typingErrors(wanted, folded, limit);
    if (errors > limit) continue;
    found = candidate;
    limit = errors - 1;
  }
  return found ?? onlyLonger(wanted, known);
}

/** The one candidate that goes on where the word ends, as `description` does after `desc`. */
function onlyLonger(wanted: string, candidates: readonly string[]): string | undefined {
  if (wanted.length < 2) return undefined;
  const longer = candidates.filter((candidate) => fold(candidate).startsWith(wanted));
  return longer.length === 1 ? longer[0] : undefined;
}

const fold = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, "");

function errorsForgiven(word: string): number {
  if (word.length < 3) return 0;
  return word.length < 12 ? Math.min(2, Math.floor(word.length / 3)) : 3;
}

/**
 * Letters added, left out, changed or swapped with their neighbour. More than `limit` is not counted exactly,
 * so that a huge word costs nothing: it differs in length.
 */
function typingErrors(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(previous, j) + 1,
          at(row, j - 1) + 1,
          at(previous, j - 1) + changed,
          swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? 0;
