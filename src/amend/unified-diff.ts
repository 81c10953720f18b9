/** Two texts of a file to a patch that `git apply` takes. */

import { endedLinesOf, sameAtEnd, sameAtStart } from "./line-change.ts";

/** Lines of the old text, from one index up to another, become these of the new one. */
interface Difference {
  readonly old: readonly [number, number];
  readonly now: readonly [number, number];
}

/** With three lines of context. Of texts that are the same it is empty. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const [old, now] = [endedLinesOf(before), endedLinesOf(after)];
  const hunks = hunksOf(differencesIn(old, now), old, now);
  if (hunks.length === 0) return "";
  return [`--- ${fileName("a", path)}\n`, `+++ ${fileName("b", path)}\n`, ...hunks].join("");
}

/** Quoted as git does, and below the root where the path begins there. A name with a space is followed by a tab, so that its end can be seen. */
function fileName(side: string, path: string): string {
  const name = `${side}/${path.replace(/^\/+/, "")}`;
  if (!/[^ -~]|["\\]/.test(name)) return name.includes(" ") ? `${name}\t` : name;
  const bytes = [...new TextEncoder().encode(name)];
  return `"${bytes.map(quotedByte).join("")}"`;
}

function quotedByte(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === '"' || char === "\\") return `\\${char}`;
  return byte >= 32 && byte < 127 ? char : `\\${byte.toString(8).padStart(3, "0")}`;
}

/**
 * Lines that occur once in each text and in the same order are the same line; between them, all from the first
 * that differs to the last. That is not always the shortest way to tell it, and takes little time.
 */
function differencesIn(old: readonly string[], now: readonly string[]): readonly Difference[] {
  const found: Difference[] = [];
  let from: readonly [number, number] = [0, 0];
  for (const [oldAt, nowAt] of [...anchorsOf(old, now), [old.length, now.length] as const]) {
    const [oldPart, nowPart] = [old.slice(from[0], oldAt), now.slice(from[1], nowAt)];
    const start = sameAtStart(oldPart, nowPart);
    const end = sameAtEnd(oldPart, nowPart, Math.min(oldPart.length, nowPart.length) - start);
    if (start + end < Math.max(oldPart.length, nowPart.length))
      found.push({
        old: [from[0] + start, oldAt - end],
        now: [from[1] + start, nowAt - end],
      });
    from = [oldAt, nowAt];
  }
  return found;
}

/** Greedy: a line that would cross one before it is passed over. */
function anchorsOf(
  old: readonly string[],
  now: readonly string[],
): readonly (readonly [number, number])[] {
  const start = sameAtStart(old, now);
  const end = sameAtEnd(old, now, Math.min(old.length, now.length) - start);
  const [inOld, inNow] = [uniqueIn(old), uniqueIn(now)];
  const anchors: (readonly [number, number])[] = [];
  let last = -1;
  for (let at = start; at < old.length - end; at += 1) {
    const line = old[at] ?? "";
    const there = inNow.get(line);
    if (inOld.get(line) === undefined || there === undefined || there <= last) continue;
    if (there < start || there >= now.length - end) continue;
    anchors.push([at, there]);
    last = there;
  }
  return anchors;
}

/** Lines that occur once, with where; those that occur again have no place. */
function uniqueIn(lines: readonly string[]): ReadonlyMap<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (const [at, line] of lines.entries()) places.set(line, places.has(line) ? undefined : at);
  return places;
}

const CONTEXT = 3;

function hunksOf(
  differences: readonly Difference[],
  old: readonly string[],
  now: readonly string[],
): readonly string[] {
  const groups: Difference[][] = [];
  for (const difference of differences) {
    const before = groups.at(-1)?.at(-1);
    if (before !== undefined && difference.old[0] - before.old[1] <= 2 * CONTEXT)
      groups.at(-1)?.push(difference);
    else groups.push([difference]);
  }
  return groups.map((group) => hunkOf(group, old, now));
}

function hunkOf(
  group: readonly Difference[],
  old: readonly string[],
  now: readonly string[],
): string {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return "";
  const before = Math.min(CONTEXT, first.old[0]);
  const after = Math.min(CONTEXT, old.length - last.old[1]);
  const lines = group.flatMap((difference, index) => {
    const from = group[index - 1]?.old[1] ?? first.old[0] - before;
    return [
      marked(" ", old, [from, difference.old[0]]),
      marked("-", old, difference.old),
      marked("+", now, difference.now),
    ].flat();
  });
  const end = marked(" ", old, [last.old[1], last.old[1] + after]);
  const oldRange = rangeOf(first.old[0] - before, last.old[1] + after);
  const newRange = rangeOf(first.now[0] - before, last.now[1] + after);
  return [`@@ -${oldRange} +${newRange} @@\n`, ...lines, ...end].join("");
}

const marked = (
  mark: string,
  lines: readonly string[],
  [from, to]: readonly [number, number],
): readonly string[] =>
  lines
    .slice(from, to)
    .map((line) => mark + line + (line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"));

/** Counted from 1; a range without lines is at the line before it. */
function rangeOf(from: number, to: number): string {
  const count = to - from;
  const start = count === 0 ? from : from + 1;
  return count === 1 ? `${start}` : `${start},${count}`;
}
