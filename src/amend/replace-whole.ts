/** A value that is written, to another one in its place: on its line, or on the lines below its key. */

import type { Node, Part } from "./node.ts";
import { isPlainList, isPlainObject, type PlainValue } from "./plain-value.ts";
import type { Source } from "./source.ts";
import { type Edit, insertion, type Splice, withoutLines } from "./splice.ts";
import { columnOf, lineEnd } from "./style.ts";
import { writeScalar } from "./write-scalar.ts";
import { writeBelow, writeBlockPairs, writeInline, writeItems } from "./write-value.ts";

export function replaceWhole(part: Part, value: PlainValue, inFlow: boolean, source: Source): Edit {
  const { value: node, key, place } = part;
  const { text } = source;
  if (hasComment(node, text)) return { refused: COMMENTS };
  const lines = linesLike(node, value, source);
  if (lines.length > 0)
    return [{ start: node.start, end: node.end, text: lines.join("\n").trimStart() }];

  const written = writeAs(node, value, inFlow, source);
  if (isBlockCollection(node)) {
    if (key === undefined) return [{ start: node.start, end: node.end, text: written }];
    return [insertion(place, ` ${written}`), withoutLines(text, node.start, node.end)];
  }
  const below = inFlow || key === undefined ? undefined : belowKey(key, value, source);
  if (below === undefined) return onItsLine(node, node.start, written, text);
  const cleared = onItsLine(node, place, "", text);
  return [
    ...cleared,
    insertion(lineEnd(text, node.end), below.map((line) => `\n${line}`).join("")),
  ];
}

const COMMENTS = "the value there has comments in it, which would be lost";

const isBlockCollection = ({ kind, style }: Node): boolean =>
  style === "block" && kind !== "scalar";

/** Items in place of items, and pairs in place of pairs, without brackets as those are. */
function linesLike(node: Node, value: PlainValue, { text, style }: Source): readonly string[] {
  if (!isBlockCollection(node)) return [];
  const column = columnOf(text, node.start);
  if (node.kind === "list" && isPlainList(value)) return writeItems(value, column, style);
  return node.kind === "mapping" && isPlainObject(value)
    ? writeBlockPairs(value, column, style)
    : [];
}

/** In the quotes that stand there. */
function writeAs(node: Node, value: PlainValue, inFlow: boolean, { style }: Source): string {
  const isQuoted = node.style === "single" || node.style === "double";
  if (typeof value !== "string" || !isQuoted || style.json)
    return writeInline(value, inFlow, style);
  return writeScalar(value, { inFlow, quotes: node.style === "single" ? "single" : "double" });
}

function belowKey(
  { start, end }: Node,
  value: PlainValue,
  { text, style }: Source,
): readonly string[] | undefined {
  return writeBelow(value, { column: columnOf(text, start), width: end - start }, style);
}

/** Of a text of several lines, a comment after its `|` stays. */
function onItsLine(
  { kind, style, start, end }: Node,
  from: number,
  written: string,
  text: string,
): readonly Splice[] {
  if (style === "nothing") return [insertion(from, written === "" ? "" : ` ${written}`)];
  if (kind !== "scalar" || style !== "block") return [{ start: from, end, text: written }];
  const [header = ""] = /^[|>][-+\d]*/.exec(text.slice(start, end)) ?? [];
  const body = lineEnd(text, start);
  const replaced = { start: from, end: start + header.length, text: written };
  return body < end ? [replaced, { start: body, end, text: "" }] : [replaced];
}

/** Comments among the parts of a collection, after the headers of texts in it, and on its last line. */
export function hasComment(node: Node, text: string): boolean {
  if (node.kind === "scalar" || node.kind === "alias") return false;
  let from = node.start;
  let between = "";
  const visit = ({ kind, style, start, end, parts }: Node): void => {
    for (const { key, value } of parts) {
      if (key !== undefined) visit(key);
      visit(value);
    }
    if (kind === "list" || kind === "mapping") return;
    const header = kind === "scalar" && style === "block" ? lineEnd(text, start) : start;
    between += text.slice(from, header);
    from = end;
  };
  visit(node);
  const end = node.style === "block" ? lineEnd(text, node.end) : node.end;
  return (between + text.slice(from, end)).includes("#");
}
