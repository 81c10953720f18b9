/** Two texts to the lines that differ. Lines are without their line break, which stays as it is in the file. */

/**
 * Lines from first to last, counted from 1, both included, are replaced by these. An insertion replaces the line
 * it goes after by that line and the new ones, so that a suggestion on that line can hold it; at the start of the
 * text, the line it goes before. Where nothing changes, a line is replaced by itself.
 */
export interface LineChange {
  readonly first: number;
  readonly last: number;
  readonly lines: readonly string[];
}

export function changeBetween(before: string, after: string): LineChange {
  const [old, now] = [linesOf(before), linesOf(after)];
  const start = sameAtStart(old, now);
  const end = sameAtEnd(old, now, Math.min(old.length, now.length) - start);
  const [first, last] = [start, old.length - end];
  if (first < last) return { first: first + 1, last, lines: now.slice(start, now.length - end) };
  const from = first > 0 ? first - 1 : 0;
  return {
    first: from + 1,
    last: from + 1,
    lines: now.slice(from, now.length - end + (first > 0 ? 0 : 1)),
  };
}

/** The text with the change made. New lines end as the first line that they replace. */
export function applyChange(text: string, { first, last, lines }: LineChange): string {
  const old = endedLinesOf(text);
  const replaced = old.slice(first - 1, last);
  const own = breakOf(replaced[0] ?? "");
  const lineBreak = own !== "" ? own : breakOf(old[0] ?? "") || "\n";
  const isOpenEnded = last >= old.length && breakOf(old.at(-1) ?? "") === "";
  const body = lines.join(lineBreak) + (isOpenEnded || lines.length === 0 ? "" : lineBreak);
  return [...old.slice(0, first - 1), body, ...old.slice(last)].join("");
}

/**
 * The same change, told as a replacement of this one line, where a comment stands; undefined when it touches others.
 * An insertion can be held by the line before it and by the line after it.
 */
export function heldBy(line: number, text: string, change: LineChange): LineChange | undefined {
  const old = linesOf(text).slice(change.first - 1, change.last);
  const start = sameAtStart(old, change.lines);
  const end = sameAtEnd(old, change.lines, Math.min(old.length, change.lines.length) - start);
  const from = change.first + start;
  const to = change.last - end;
  const lines = change.lines.slice(start, change.lines.length - end);
  if (from === to) return from === line ? { first: line, last: line, lines } : undefined;
  const own = linesOf(text)[line - 1];
  if (from < to || own === undefined) return undefined;
  if (line === from - 1) return { first: line, last: line, lines: [own, ...lines] };
  return line === from ? { first: line, last: line, lines: [...lines, own] } : undefined;
}

/** Lines of a text without their line breaks; one that ends the text begins no further line. */
export const linesOf = (text: string): readonly string[] =>
  endedLinesOf(text).map((line) => line.slice(0, line.length - breakOf(line).length));

/** Lines of a text with their line breaks. */
export const endedLinesOf = (text: string): readonly string[] =>
  text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const breakOf = (line: string): string =>
  line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";

/** How many lines at the start are the same. */
export function sameAtStart(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

/** How many lines at the end are the same, up to a number. */
export function sameAtEnd(a: readonly string[], b: readonly string[], most: number): number {
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}
