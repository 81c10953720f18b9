/** The events of a document to where each can stand at the earliest: some events do not say where they are. */

import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from "js-yaml";

/** A collection that is open at this point of the text. */
interface Open {
  /** What closes it: a bracket, or nothing. */
  readonly closer: string;
  /** In a mapping: the next event is a key. */
  atKey: boolean | undefined;
}

/** By index. Of a scalar of which nothing is written, it is where the author would write it. */
export function findGaps(text: string, events: readonly Event[]): Int32Array {
  const gaps = new Int32Array(events.length + 1);
  const open: Open[] = [];
  let end = 0;
  for (const [index, event] of events.entries()) {
    const around = open.at(-1);
    if (event.type === EVENT_ID.SCALAR && event.valueStart < 0 && event.anchorStart < 0) {
      const gap = gapAt(text, end, around);
      gaps[index] = gap.start;
      end = gap.end;
    } else {
      gaps[index] = end;
      end = Math.max(end, endOfEvent(text, event, end, around));
    }
    if (event.type === EVENT_ID.POP) open.pop();
    else if (around?.atKey !== undefined) around.atKey = !around.atKey;
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING)
      open.push(opened(text, event.start, event));
  }
  gaps[events.length] = end;
  return gaps;
}

type Collection = Extract<Event, { start: number }>;

function opened(text: string, start: number, { type, style }: Collection): Open {
  // A pair in a list, as in `[a: 1]`, is a mapping without brackets.
  const closer = style === COLLECTION_STYLE.FLOW ? CLOSERS[text.charAt(start)] : undefined;
  return { closer: closer ?? "", atKey: type === EVENT_ID.MAPPING ? true : undefined };
}

const CLOSERS: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

function endOfEvent(text: string, event: Event, end: number, around: Open | undefined): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return endOfScalar(event);
    case EVENT_ID.ALIAS:
      return event.anchorEnd;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.style === COLLECTION_STYLE.FLOW ? event.start + 1 : event.start;
    case EVENT_ID.POP:
      return around?.closer ? text.indexOf(around.closer, end) + 1 : end;
    default:
      return end;
  }
}

function endOfScalar({ valueEnd, style, anchorEnd }: ScalarEvent): number {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return Math.max(anchorEnd, isQuoted ? valueEnd + 1 : valueEnd);
}

/** A list item would stand after its "-", and a key before its ":". */
function gapAt(text: string, end: number, around: Open | undefined) {
  BETWEEN.lastIndex = end;
  BETWEEN.test(text);
  const at = BETWEEN.lastIndex;
  const char = text.charAt(at);
  const isKey = around?.atKey === true;
  const start = char === "-" && around?.atKey === undefined ? at + 1 : at;
  return { start, end: (char === ":" && !isKey) || (char === "?" && isKey) ? at + 1 : start };
}

const BETWEEN = /(?:[\s,]|#[^\n]*\n)*/y;
