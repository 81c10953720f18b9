/** Pairs and items that are not there yet, to where a person would write them. */

import type { Node, Part } from "./node.ts";
import { isPlainObject, type PlainObject, type PlainValue } from "./plain-value.ts";
import { sectionSplice } from "./section.ts";
import type { Source } from "./source.ts";
import { insertion, type Splice } from "./splice.ts";
import { columnOf, lastOnFirstLine, lineEnd } from "./style.ts";
import {
  writeBlockItem,
  writeBlockPair,
  writeFlowPair,
  writeInline,
  writeItems,
} from "./write-value.ts";

/** Where new pairs go in a mapping that has some. */
export type Placement = "near the start" | "at the end";

/** Pairs into a mapping that has pairs or braces. */
export function insertPairs(
  part: Part,
  pairs: PlainObject<PlainValue>,
  placement: Placement,
  source: Source,
): readonly Splice[] {
  const { value: node } = part;
  const { text, root, style } = source;
  const entries = Object.entries(pairs);
  if (node.style === "flow") {
    const written = entries.map(([key, value]) => writeFlowPair(key, value, style));
    return insertFlow(node, written, node === root ? "at the end" : placement, source);
  }
  if (node === root) return entries.map(([key, value]) => sectionSplice(key, value, source));
  const column = columnOf(text, node.start);
  const lines = entries.flatMap(([key, value]) => {
    const [first = "", ...rest] = writeBlockPair(key, value, column, style);
    return [" ".repeat(column) + first, ...rest];
  });
  return [linesAfter(placeInBlock(part, placement), lines, text)];
}

/**
 * A question about an item stands on its first line, and a suggestion can replace only lines that its comment
 * is attached to: new pairs follow the first pair of an item, or the key of a section.
 */
function placeInBlock({ key, place, value: { parts } }: Part, placement: Placement): number {
  const at = placement === "at the end" ? parts.at(-1) : parts[0];
  return placement === "near the start" && key !== undefined ? place : (at?.value.end ?? place);
}

/** Items after the last one of a list that has some, in brackets or without. */
export function appendItems(
  node: Node,
  items: readonly PlainValue[],
  source: Source,
): readonly Splice[] {
  const { text, style } = source;
  if (node.style === "flow") {
    const written = items.map((item) => writeInline(item, true, style));
    return insertFlow(node, written, "at the end", source);
  }
  const last = node.parts.at(-1)?.value;
  const column = columnOf(text, node.start);
  const lines = items.flatMap((item) =>
    last?.kind === "mapping" && last.style === "block" && isPlainObject(item)
      ? writeBlockItem(item, column, style)
      : writeItems([item], column, style),
  );
  return [linesAfter(last?.end ?? node.end, lines, text)];
}

/** Below the line on which something ends, and below its comment. */
const linesAfter = (at: number, lines: readonly string[], text: string): Splice =>
  insertion(lineEnd(text, at), lines.map((line) => `\n${line}`).join(""));

/** Beside the parts in brackets, of which there are some: on the line where they open, else on lines of their own as the other parts are. */
function insertFlow(
  node: Node,
  written: readonly string[],
  placement: Placement,
  { text }: Source,
): readonly Splice[] {
  const [first] = node.parts;
  const last = node.parts.at(-1);
  if (first === undefined || last === undefined) return [];
  const begins = (first.key ?? first.value).start;
  const isSpread = begins > lineEnd(text, node.start);
  const beside = placement === "at the end" ? last : isSpread ? first : lastOnFirstLine(text, node);
  const after = beside ?? last;
  if (!isSpread) return [insertion(after.value.end, written.map((one) => `, ${one}`).join(""))];
  return onOwnLines(after.value.end, written, columnOf(text, begins), text);
}

/** A comma may follow the part before already, and a comment that is about that part. */
function onOwnLines(
  at: number,
  written: readonly string[],
  column: number,
  text: string,
): readonly Splice[] {
  const [, before = "", comma = "", rest = ""] =
    /^([ \t]*)(,?)(.*)/s.exec(text.slice(at, lineEnd(text, at))) ?? [];
  const lines = written.map((one) => `\n${" ".repeat(column)}${one}`);
  if (/^[ \t]*(#.*)?$/s.test(rest)) {
    const end = at + before.length + comma.length + rest.length;
    if (comma !== "") return [insertion(end, lines.map((line) => `${line},`).join(""))];
    return [insertion(at, ","), insertion(end, lines.join(","))];
  }
  return [insertion(at, written.map((one) => `, ${one}`).join(""))];
}
