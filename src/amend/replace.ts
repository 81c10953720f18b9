/** A value that is written and another one, to the parts of the text to change: as few as possible. */

import { appendItems, insertPairs, type Placement } from "./insert.ts";
import type { Node, Part } from "./node.ts";
import {
  isPlainList,
  isPlainObject,
  isSame,
  type PlainObject,
  type PlainValue,
} from "./plain-value.ts";
import { hasComment, replaceWhole } from "./replace-whole.ts";
import { isRefusal, type Source } from "./source.ts";
import { type Edit, type Splice, withoutLines } from "./splice.ts";
import { lineEnd } from "./style.ts";

/** What is around a value, and how to change it where there is a choice. */
export interface Surroundings {
  readonly inFlow: boolean;
  readonly placement: Placement;
  readonly source: Source;
}

/** Of a mapping, the pairs that differ; of a list that grows, its new items; else all of it. */
export function replace(part: Part, value: PlainValue, around: Surroundings): Edit {
  const { value: node } = part;
  if (isSame(node.value, value)) return [];
  if (node.kind === "mapping" && isPlainObject(value)) {
    const merged = node.style === "bare" ? undefined : merge(part, value, around);
    if (merged !== undefined) return merged;
  }
  if (isPlainList(value) && isStartOf(node, value))
    return appendItems(node, value.slice(node.parts.length), around.source);
  return replaceWhole(part, value, around.inFlow, around.source);
}

function isStartOf({ kind, parts }: Node, list: readonly PlainValue[]): boolean {
  if (kind !== "list" || parts.length === 0) return false;
  return parts.every((part, index) => isSame(part.value.value, list[index]));
}

/** Undefined when too little of the mapping stays to keep its form. */
function merge(
  part: Part,
  wanted: PlainObject<PlainValue>,
  around: Surroundings,
): Edit | undefined {
  const { value: node } = part;
  const splices: Splice[] = [];
  const kept = new Set<string>();
  for (const [index, pair] of node.parts.entries()) {
    const key = nameOf(pair);
    const edit = Object.hasOwn(wanted, key)
      ? replace(pair, wanted[key] as PlainValue, { ...around, inFlow: node.style === "flow" })
      : removePair(node, index, around.source);
    if (edit === undefined || isRefusal(edit)) return edit;
    if (Object.hasOwn(wanted, key)) kept.add(key);
    splices.push(...edit);
  }
  if (kept.size === 0) return undefined;
  const added = Object.entries(wanted).filter(([key]) => !kept.has(key));
  if (added.length === 0) return splices;
  const inserted = insertPairs(part, Object.fromEntries(added), around.placement, around.source);
  return [...splices, ...inserted];
}

const nameOf = ({ key }: Part): string => String(key?.value);

/** The first pair of a mapping holds the hyphen or the brace before it, so it cannot go. */
function removePair({ style, parts }: Node, index: number, { text }: Source): Edit | undefined {
  const [before, pair] = [parts[index - 1], parts[index]];
  if (before === undefined || pair?.key === undefined) return undefined;
  const { end } = pair.value;
  if (style === "flow") {
    if (text.slice(before.value.end, pair.key.start).includes("#")) return undefined;
    return [{ start: before.value.end, end, text: "" }];
  }
  const isNoted = hasComment(pair.value, text) || text.slice(end, lineEnd(text, end)).includes("#");
  return isNoted ? undefined : [withoutLines(text, pair.key.start, end)];
}
