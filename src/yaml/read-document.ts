/** YAML text to the one document in it, or to every fault in its syntax. Never nested deeper than the limit. */

import { EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";
import { type Document, documentOf, ROOT } from "./document.ts";
import type { Fault } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import { rereadDocument } from "./reread-document.ts";

export type Reading =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * One library reads fast, and stops at the first thing that it does not like. Whatever is not plain is read again
 * by another, which knows all that is wrong with a text, and takes some that many authors write and YAML forbids.
 */
export function readDocument(text: string): Reading {
  const events = eventsOf(text);
  if (events === undefined || !isPlain(text, events)) return rereadDocument(text);
  return { ok: true, document: documentOf(text, events, (one) => getScalarValue(text, one)) };
}

function eventsOf(text: string): readonly Event[] | undefined {
  try {
    // A value in the deepest collection is a level of its own. One level more, so that our own limit is met first.
    return parseEvents(text, { maxDepth: LIMITS.depth + 2 });
  } catch (error) {
    if (error instanceof Error && error.name === "YAMLException") return undefined;
    throw error;
  }
}

/** One document that is a mapping or a list, without directives and tags, with no more aliases than allowed. */
function isPlain(text: string, events: readonly Event[]): boolean {
  const count = { documents: 0, aliases: 0, tags: 0 };
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) count.documents += 1;
    else if (event.type === EVENT_ID.ALIAS) count.aliases += 1;
    if ("tagStart" in event && event.tagStart >= 0) count.tags += 1;
  }
  return (
    count.documents === 1 &&
    count.tags === 0 &&
    count.aliases <= LIMITS.aliases &&
    isCollection(events[ROOT]) &&
    !hasDirective(text)
  );
}

const isCollection = (event: Event | undefined): boolean =>
  event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE;

const hasDirective = (text: string): boolean => text.startsWith("%") || text.includes("\n%");
