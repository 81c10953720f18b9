/** The nodes of a document, as the library `yaml` makes them, to the events that every document is read from. */

import {
  CHOMPING_MODE,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  SCALAR_STYLE,
  type ScalarEvent,
  type ScalarStyle,
} from "js-yaml";
import { isAlias, isNode, isScalar, isSeq, type ParsedNode, Scalar, type YAMLMap } from "yaml";
import { type Document, documentOf } from "./document.ts";

export function documentOfNodes(text: string, contents: ParsedNode): Document {
  const texts = new Map<ScalarEvent, string>();
  const start = { type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false } as const;
  const events: Event[] = [{ ...start, directives: [] }];
  addNode(contents, { text, texts, events });
  events.push({ type: EVENT_ID.POP });
  return documentOf(text, events, (scalar) => texts.get(scalar) ?? "");
}

interface Making {
  readonly text: string;
  readonly texts: Map<ScalarEvent, string>;
  readonly events: Event[];
}

/** What an author wrote of a pair may lack its value, and of its value everything. */
function addNode(node: unknown, making: Making): void {
  const { events, text } = making;
  if (!isNode(node)) {
    events.push(scalarEvent(SCALAR_STYLE.PLAIN, NOWHERE, NOWHERE, NO_ANCHOR));
    return;
  }
  const [start, end] = (node as ParsedNode).range;
  if (isAlias(node)) {
    const anchorStart = start + 1;
    events.push({
      type: EVENT_ID.ALIAS,
      anchorStart,
      anchorEnd: anchorStart + node.source.length,
    });
    return;
  }
  const anchor = anchorOf(node.anchor, start, text);
  if (isScalar(node)) {
    addScalar(node, [start, end], anchor, making);
    return;
  }
  const style = node.flow ? COLLECTION_STYLE.FLOW : COLLECTION_STYLE.BLOCK;
  const collection = { start, ...anchor, ...NO_TAG, style };
  if (isSeq(node)) {
    events.push({ type: EVENT_ID.SEQUENCE, ...collection });
    for (const item of node.items) addNode(item, making);
  } else {
    events.push({ type: EVENT_ID.MAPPING, ...collection });
    addPairs(node, making);
  }
  events.push({ type: EVENT_ID.POP });
}

function addPairs({ items }: YAMLMap, making: Making): void {
  for (const { key, value } of items) {
    addNode(key, making);
    addNode(value, making);
  }
}

function addScalar(
  node: Scalar,
  [start, end]: readonly [number, number],
  anchor: Anchor,
  { events, text, texts }: Making,
): void {
  const style = STYLES[node.type ?? Scalar.PLAIN] ?? SCALAR_STYLE.PLAIN;
  const [from, to] = contentOf(style, start, end, text);
  const event = scalarEvent(style, from, to, anchor);
  texts.set(event, String(node.value));
  events.push(event);
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  [Scalar.QUOTE_SINGLE]: SCALAR_STYLE.SINGLE_QUOTED,
  [Scalar.QUOTE_DOUBLE]: SCALAR_STYLE.DOUBLE_QUOTED,
  [Scalar.BLOCK_LITERAL]: SCALAR_STYLE.LITERAL_BLOCK,
  [Scalar.BLOCK_FOLDED]: SCALAR_STYLE.FOLDED_BLOCK,
};

/** Between the quotes, or below the header. */
function contentOf(
  style: ScalarStyle,
  start: number,
  end: number,
  text: string,
): readonly [number, number] {
  switch (style) {
    case SCALAR_STYLE.PLAIN:
      return start === end ? [NOWHERE, NOWHERE] : [start, end];
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return [start + 1, end - 1];
    default: {
      const header = text.indexOf("\n", start);
      return [header < 0 ? end : header + 1, end];
    }
  }
}

interface Anchor {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

function anchorOf(name: string | undefined, before: number, text: string): Anchor {
  if (name === undefined) return NO_ANCHOR;
  const anchorStart = text.lastIndexOf(`&${name}`, before) + 1;
  return { anchorStart, anchorEnd: anchorStart + name.length };
}

function scalarEvent(
  style: ScalarStyle,
  valueStart: number,
  valueEnd: number,
  anchor: Anchor,
): ScalarEvent {
  const value = { type: EVENT_ID.SCALAR, valueStart, valueEnd, style, fast: false } as const;
  return { ...value, ...anchor, ...NO_TAG, chomping: CHOMPING_MODE.CLIP, indent: NOWHERE };
}

const NOWHERE = -1;
const NO_ANCHOR: Anchor = { anchorStart: NOWHERE, anchorEnd: NOWHERE };
const NO_TAG = { tagStart: NOWHERE, tagEnd: NOWHERE };
