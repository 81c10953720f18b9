/** Events of a YAML document to a tree that knows where each value is written, and what it says. */

import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { type Document, isNothing, ROOT, startOf } from "../yaml/document.ts";
import { resolveScalar } from "../yaml/resolve-scalar.ts";

/** A value as it is written. Offsets leave out its anchor, and blank lines after a text of several lines. */
export interface Node {
  readonly kind: "scalar" | "alias" | "list" | "mapping";
  /** `bare` is a pair of a list that is a mapping without braces, as in `[a: 1]`. */
  readonly style: "block" | "flow" | "bare" | "plain" | "single" | "double" | "nothing";
  readonly start: number;
  readonly end: number;
  /** The name that aliases repeat it by; of an alias, the name that it repeats. */
  readonly anchor: string | undefined;
  readonly parts: readonly Part[];
  /** With its `x-` keys. */
  readonly value: unknown;
}

/** An item of a list, or a pair of a mapping. */
export interface Part {
  readonly key: Node | undefined;
  /** After the colon, the hyphen or the anchor: where a value can stand at the earliest. */
  readonly place: number;
  readonly value: Node;
}

/** The contents of a document in which `readValue` finds no fault. */
export function nodesOf(document: Document): Node {
  return readNode({ document, next: ROOT, end: 0, anchored: new Map() });
}

interface Walk {
  readonly document: Document;
  next: number;
  /** Where the last thing read ends. */
  end: number;
  readonly anchored: Map<string, unknown>;
}

type Collection = Extract<Event, { start: number }>;

function readNode(walk: Walk): Node {
  const { document, next: index } = walk;
  const event = document.events[index];
  walk.next += 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return readScalar(event, index, walk);
    case EVENT_ID.ALIAS: {
      const anchor = document.text.slice(event.anchorStart, event.anchorEnd);
      const [start, end] = [event.anchorStart - 1, event.anchorEnd];
      walk.end = end;
      const value = walk.anchored.get(anchor);
      return { kind: "alias", style: "plain", start, end, anchor, parts: NO_PARTS, value };
    }
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return readCollection(event, walk);
    default:
      throw new Error("a value was expected");
  }
}

function readScalar(event: ScalarEvent, index: number, walk: Walk): Node {
  const { document } = walk;
  const anchor = noteAnchor(event, walk);
  const text = document.textOf(event);
  const value = event.style === SCALAR_STYLE.PLAIN ? resolveScalar(text) : text;
  if (anchor !== undefined) walk.anchored.set(anchor, value);
  const style = isNothing(event) ? "nothing" : (STYLES[event.style] ?? "plain");
  const start = style === "nothing" ? walk.end : startOf(document, index);
  if (style !== "nothing") {
    const isQuoted = style === "single" || style === "double";
    walk.end = endOfContent(document.text, start, event.valueEnd + (isQuoted ? 1 : 0));
  }
  return { kind: "scalar", style, start, end: walk.end, anchor, parts: NO_PARTS, value };
}

const NO_PARTS: readonly Part[] = [];

const STYLES: Readonly<Record<number, Node["style"]>> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "block",
  [SCALAR_STYLE.FOLDED_BLOCK]: "block",
};

function readCollection(event: Collection, walk: Walk): Node {
  const { text } = walk.document;
  const anchor = noteAnchor(event, walk);
  const style = styleOf(event, text);
  walk.end = style === "flow" ? event.start + 1 : event.start;
  const isListed = event.type === EVENT_ID.SEQUENCE;
  const parts = isListed ? readItems(style, walk) : readPairs(walk);
  walk.next += 1;
  if (style === "flow") walk.end = skip(BETWEEN, text, walk.end) + 1;

  const value = isListed
    ? parts.map((part) => part.value.value)
    : Object.fromEntries(parts.map((part) => [part.key?.value, part.value.value]));
  if (anchor !== undefined) walk.anchored.set(anchor, value);
  const kind = isListed ? "list" : "mapping";
  return { kind, style, start: event.start, end: walk.end, anchor, parts, value };
}

function styleOf({ style, start }: Collection, text: string): "block" | "flow" | "bare" {
  if (style === COLLECTION_STYLE.BLOCK) return "block";
  return /[[{]/.test(text.charAt(start)) ? "flow" : "bare";
}

function noteAnchor(event: Collection | ScalarEvent, walk: Walk): string | undefined {
  if (event.anchorStart < 0) return undefined;
  walk.end = event.anchorEnd;
  return walk.document.text.slice(event.anchorStart, event.anchorEnd);
}

const isAtEnd = ({ document, next }: Walk): boolean => document.events[next]?.type === EVENT_ID.POP;

function readItems(style: Node["style"], walk: Walk): readonly Part[] {
  const { text } = walk.document;
  const items: Part[] = [];
  while (!isAtEnd(walk)) {
    walk.end = skip(BETWEEN, text, walk.end);
    if (style === "block") walk.end += 1;
    items.push(readPart(undefined, walk));
  }
  return items;
}

function readPairs(walk: Walk): readonly Part[] {
  const pairs: Part[] = [];
  while (!isAtEnd(walk)) {
    const key = asText(readNode(walk), walk);
    walk.end = skip(BETWEEN, walk.document.text, walk.end) + 1;
    pairs.push(readPart(key, walk));
  }
  return pairs;
}

/** A key is text, whatever it looks like. */
const asText = (key: Node, { document }: Walk): Node =>
  typeof key.value === "string" ? key : { ...key, value: document.text.slice(key.start, key.end) };

function readPart(key: Node | undefined, walk: Walk): Part {
  const after = walk.end;
  const event = walk.document.events[walk.next];
  const place =
    event !== undefined && "anchorEnd" in event && event.type !== EVENT_ID.ALIAS
      ? Math.max(after, event.anchorEnd)
      : after;
  return { key, place, value: readNode(walk) };
}

// YAML knows no other blanks: a line separator, for one, is text.
const BETWEEN = /(?:[ \t\r\n,]|#[^\n]*(?:\n|$))*/y;

/** The end of a part of a text, without the blanks and line breaks that it ends with. */
export function endOfContent(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && " \t\r\n".includes(text.charAt(at - 1))) at -= 1;
  return at;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}
