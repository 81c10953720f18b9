/** Values to YAML text in the style of a file: in brackets on one line, or as lines of their own. */

import { isPlainList, isPlainObject, type PlainObject, type PlainValue } from "./plain-value.ts";
import type { Style } from "./style.ts";
import { writeKey, writeScalar } from "./write-scalar.ts";

/** The value on one line. `inFlow` says that brackets are around it already. */
export function writeInline(value: PlainValue, inFlow: boolean, style: Style): string {
  if (isPlainList(value)) {
    const items = value.map((item) => writeInline(item, true, style));
    return bracketed("[", items, "]", style.spacedBrackets);
  }
  if (isPlainObject(value)) {
    const pairs = Object.entries(value).map(([key, inner]) => writeFlowPair(key, inner, style));
    return bracketed("{", pairs, "}", style.spacedBraces);
  }
  return writeScalar(value, { inFlow, quotes: style.json ? "double" : undefined });
}

export function writeFlowPair(key: string, value: PlainValue, style: Style): string {
  return `${keyText(key, true, style)}: ${writeInline(value, true, style)}`;
}

function bracketed(open: string, parts: readonly string[], close: string, spaced: boolean): string {
  if (parts.length === 0) return open + close;
  const pad = spaced ? " " : "";
  return `${open}${pad}${parts.join(", ")}${pad}${close}`;
}

const keyText = (key: string, inFlow: boolean, style: Style): string =>
  writeKey(key, { inFlow, quotes: style.json ? "double" : undefined });

/** A pair of a mapping without braces, whose keys stand in this column. The first line is not indented. */
export function writeBlockPair(
  key: string,
  value: PlainValue,
  column: number,
  style: Style,
): readonly string[] {
  const name = keyText(key, false, style);
  const below = writeBelow(value, { column, width: name.length }, style);
  if (below !== undefined) return [`${name}:`, ...below];
  return [`${name}: ${writeInline(value, false, style)}`];
}

/** Where the key of a value stands, and how long it is. */
export interface KeyPlace {
  readonly column: number;
  readonly width: number;
}

const MAX_WIDTH = 120;

/** The lines below the key of a value; undefined when it is better on the line of the key. */
export function writeBelow(
  value: PlainValue,
  { column, width }: KeyPlace,
  style: Style,
): readonly string[] | undefined {
  if (typeof value !== "object" || Object.keys(value).length === 0) return undefined;
  const isSection = column === 0;
  const length = column + width + 2 + writeInline(value, false, style).length;
  const fits = length <= MAX_WIDTH;
  if (isPlainList(value)) {
    const objects = value.filter((item) => typeof item === "object").length;
    if (fits && (objects === 0 || (objects === 1 && !isSection))) return undefined;
    return writeItems(value, column + style.listIndent, style);
  }
  return fits && !isSection ? undefined : writeBlockPairs(value, column + style.indent, style);
}

/** One line for each item, indented. */
export function writeItems(items: PlainValue, column: number, style: Style): readonly string[] {
  if (!isPlainList(items)) return [];
  return items.map((item) => `${" ".repeat(column)}- ${writeInline(item, false, style)}`);
}

/** The lines of all pairs, indented. */
export function writeBlockPairs(
  value: PlainValue,
  column: number,
  style: Style,
): readonly string[] {
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const [first = "", ...rest] = writeBlockPair(key, inner, column, style);
    return [" ".repeat(column) + first, ...rest];
  });
}

/** An item as a mapping without braces, indented: its first pair follows the hyphen. */
export function writeBlockItem(
  item: PlainObject<PlainValue>,
  column: number,
  style: Style,
): readonly string[] {
  const [first = "", ...rest] = writeBlockPairs(item, column + 2, style);
  return [`${" ".repeat(column)}- ${first.trimStart()}`, ...rest];
}
