/** A document as its parser met it, event by event, and where in the text each event stands. */

import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { findGaps } from "./find-gaps.ts";

/** The event of the document, then of scalars, aliases, and collections, each up to an end of its own. */
export interface Document {
  readonly text: string;
  readonly events: readonly Event[];
  /** A scalar without its quotes and escapes, and with its lines joined. */
  textOf(scalar: ScalarEvent): string;
  /** Where an event can stand at the earliest: what is written before it ends there. */
  gapBefore(index: number): number;
}

/** Index of the event that the contents of a document begin with. */
export const ROOT = 1;

export function documentOf(
  text: string,
  events: readonly Event[],
  textOf: Document["textOf"],
): Document {
  // Few ask, so the gaps are found when the first one does.
  let gaps: Int32Array | undefined;
  const gapBefore = (index: number): number => {
    gaps ??= findGaps(text, events);
    return gaps[index] ?? 0;
  };
  return { text, events, textOf, gapBefore };
}

/** Nothing is written here, as after `key:`. There may be an anchor all the same. */
export function isNothing(event: Event | undefined): boolean {
  return event?.type === EVENT_ID.SCALAR && event.valueStart < 0;
}

/** Index of the event after the value at this index. */
export function after(events: readonly Event[], index: number): number {
  let open = 0;
  let next = index;
  do {
    const type = events[next]?.type;
    if (type === EVENT_ID.SEQUENCE || type === EVENT_ID.MAPPING) open += 1;
    if (type === EVENT_ID.POP) open -= 1;
    next += 1;
  } while (open > 0);
  return next;
}

/** Where a value starts: after its anchor, with its quote or its `|`. */
export function startOf(document: Document, index: number): number {
  const event = document.events[index];
  switch (event?.type) {
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.SCALAR:
      return startOfScalar(event, document, index);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    default:
      return 0;
  }
}

function startOfScalar(scalar: ScalarEvent, document: Document, index: number): number {
  const { valueStart, style, anchorEnd } = scalar;
  if (valueStart < 0) return anchorEnd >= 0 ? anchorEnd : document.gapBefore(index);
  if (style === SCALAR_STYLE.PLAIN) return valueStart;
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
    return valueStart - 1;
  BLOCK_HEADER.lastIndex = Math.max(anchorEnd, document.gapBefore(index));
  return BLOCK_HEADER.test(document.text) ? BLOCK_HEADER.lastIndex - 1 : valueStart;
}

// What may stand between a key and the header of its text: no other character, but comments.
const BLOCK_HEADER = /(?:[\s:?-]|#[^\n]*\n)*[|>]/y;

/** Where a value ends, with its quote or bracket; that of a collection is where its last part does. */
export function endOf(document: Document, index: number): number {
  return document.gapBefore(after(document.events, index));
}
