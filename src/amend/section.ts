/** A section that a manifest does not have yet, to where it goes: last, but above the answers and the waivers. */

import { endOfContent } from "./node.ts";
import type { PlainValue } from "./plain-value.ts";
import type { Source } from "./source.ts";
import { insertion, type Splice } from "./splice.ts";
import { columnOf, lineEnd } from "./style.ts";
import { writeBlockPair } from "./write-value.ts";

/** What people said of the manifest comes last in it. */
const LAST = ["answers", "waivers"];

export function sectionSplice(key: string, value: PlainValue, source: Source): Splice {
  const { text, root, style } = source;
  const column = columnOf(text, root.start);
  const [first = "", ...rest] = writeBlockPair(key, value, column, style);
  const isApart = typeof value === "object" && /\n[ \t]*\r?\n/.test(text);
  const lines = [...(isApart ? [""] : []), " ".repeat(column) + first, ...rest];
  return insertion(placeOf(key, source), lines.map((line) => `\n${line}`).join(""));
}

function placeOf(key: string, { text, root }: Source): number {
  const later = LAST.slice(LAST.indexOf(key) + 1);
  const next = root.parts.findIndex((part) => later.includes(String(part.key?.value)));
  const before = root.parts[next - 1];
  const start = root.parts[next]?.key?.start;
  if (before === undefined || start === undefined) return endOfContents(text, root.end);
  return lastLineWithin(text, before.value.end, startWithComments(text, start));
}

/** Before the mark that ends a document, if there is one. */
function endOfContents(text: string, end: number): number {
  const mark = /\n(?:\.\.\.|---)(?:[ \t\r\n]|$)/.exec(text.slice(end));
  return lastLineWithin(text, end, mark === null ? text.length : end + mark.index);
}

/** The end of the last line that is not blank. */
const lastLineWithin = (text: string, from: number, to: number): number =>
  lineEnd(text, endOfContent(text, from, to));

/** Comments right above a key are about it. */
function startWithComments(text: string, start: number): number {
  let at = start - columnOf(text, start);
  while (at > 0) {
    const above = at - 1 - columnOf(text, at - 1);
    if (!/^[ \t]*#/.test(text.slice(above, at))) break;
    at = above;
  }
  return at;
}
