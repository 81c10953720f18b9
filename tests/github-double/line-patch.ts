// Two texts to the patch that GitHub shows for a file: hunks of what changed, with three lines
// around, and nothing in between. What is in no hunk cannot be commented on.

export interface LinePatch {
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string;
}

interface Row {
  readonly mark: " " | "-" | "+";
  readonly text: string;
  /** How many lines of either side come before this row. */
  readonly old: number;
  readonly now: number;
}

const CONTEXT = 3;

/** More pairs than these are not compared: all between the common ends counts as changed. */
const MOST_PAIRS = 4_000_000;

export function diffLines(before: string, after: string): LinePatch {
  const old = linesOf(before);
  const now = linesOf(after);
  const rows = rowsOf(old, now, matchLines(old, now));
  const count = (mark: Row["mark"]) => rows.filter((row) => row.mark === mark).length;
  const patch = hunksOf(rows).map(renderHunk).join("\n");
  return { additions: count("+"), deletions: count("-"), patch };
}

/** The line that a line has become, counted from 1; undefined once it is changed or gone. */
export function followLine(before: string, after: string, line: number): number | undefined {
  const found = matchLines(linesOf(before), linesOf(after))[line - 1];
  return found === undefined ? undefined : found + 1;
}

/** For each old line the new one that it stayed: a longest common subsequence. */
function matchLines(
  old: readonly string[],
  now: readonly string[],
): readonly (number | undefined)[] {
  const start = commonLength(old, now);
  const end = commonLength(old.slice(start).reverse(), now.slice(start).reverse());
  const inner = matchInner(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return old.map((_, at) => {
    if (at < start) return at;
    if (at >= old.length - end) return at + now.length - old.length;
    const found = inner[at - start];
    return found === undefined ? undefined : found + start;
  });
}

function matchInner(
  old: readonly string[],
  now: readonly string[],
): readonly (number | undefined)[] {
  const found: (number | undefined)[] = old.map(() => undefined);
  if (old.length * now.length > MOST_PAIRS) return found;
  const longest = longestFrom(old, now);
  const length = (row: number, column: number) => longest[row * (now.length + 1) + column] ?? 0;
  let column = 0;
  for (let row = 0; row < old.length && column < now.length; ) {
    if (old[row] === now[column]) {
      found[row] = column;
      row += 1;
      column += 1;
    } else if (length(row + 1, column) >= length(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
}

/** The longest common subsequence of what begins at either line, as rows of one table. */
function longestFrom(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1;
  const table = new Uint16Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const below = table[(row + 1) * width + column] ?? 0;
      const right = table[row * width + column + 1] ?? 0;
      const both = (table[(row + 1) * width + column + 1] ?? 0) + 1;
      table[row * width + column] = old[row] === now[column] ? both : Math.max(below, right);
    }
  }
  return table;
}

function rowsOf(
  old: readonly string[],
  now: readonly string[],
  matches: readonly (number | undefined)[],
): readonly Row[] {
  const rows: Row[] = [];
  let shown = 0;
  const addUpTo = (end: number, before: number) => {
    for (; shown < end; shown += 1)
      rows.push({ mark: "+", text: now[shown] ?? "", old: before, now: shown });
  };
  for (const [at, text] of old.entries()) {
    const match = matches[at];
    if (match === undefined) rows.push({ mark: "-", text, old: at, now: shown });
    else {
      addUpTo(match, at);
      rows.push({ mark: " ", text, old: at, now: shown });
      shown += 1;
    }
  }
  addUpTo(now.length, old.length);
  return rows;
}

/** Changes that share lines around them share a hunk. */
function hunksOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const ranges: { first: number; end: number }[] = [];
  for (const [at, { mark }] of rows.entries()) {
    if (mark === " ") continue;
    const last = ranges.at(-1);
    const first = Math.max(0, at - CONTEXT);
    const end = Math.min(rows.length, at + CONTEXT + 1);
    if (last !== undefined && first <= last.end) last.end = end;
    else ranges.push({ first, end });
  }
  return ranges.map(({ first, end }) => rows.slice(first, end));
}

function renderHunk(rows: readonly Row[]): string {
  const { old = 0, now = 0 } = rows[0] ?? {};
  const without = (mark: Row["mark"]) => rows.filter((row) => row.mark !== mark).length;
  const head = `@@ -${range(old, without("+"))} +${range(now, without("-"))} @@`;
  return [head, ...rows.map(({ mark, text }) => mark + text)].join("\n");
}

/** Git counts lines from 1, names line 0 of a side that is empty, and leaves out a count of 1. */
function range(before: number, count: number): string {
  if (count === 1) return `${before + 1}`;
  return `${count === 0 ? before : before + 1},${count}`;
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((line, index) => line !== right[index]);
  return at === -1 ? left.length : at;
}
