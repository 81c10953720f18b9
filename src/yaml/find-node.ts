/** Paths into a document to where their values stand in its text. */

import { EVENT_ID } from "js-yaml";
import { after, type Document, isNothing, ROOT, startOf } from "./document.ts";
import type { Path } from "./parse-yaml.ts";

export interface Places {
  /** Where the value at the path starts, else where its nearest parent does. */
  offsetOf(path: Path): number;
  /** Where the key that ends the path starts, else as `offsetOf`. */
  offsetOfKey(path: Path): number;
  /** A scalar as its author wrote it, without quotes. */
  sourceOf(path: Path): string | undefined;
}

/** Each question costs as much as its path is long: a collection is indexed when the first one goes into it. */
export function findPlaces(document: Document, targets: ReadonlyMap<number, number>): Places {
  const parts = new Map<number, ReadonlyMap<string | number, Part>>();
  const partsOf = (index: number): ReadonlyMap<string | number, Part> => {
    const found = parts.get(index) ?? indexParts(document, index);
    parts.set(index, found);
    return found;
  };
  const find = (path: Path): Found => {
    let found: Part = { key: undefined, value: ROOT };
    for (const key of path) {
      const next = partsOf(targets.get(found.value) ?? found.value).get(key);
      if (!next) return { ...found, isWhole: false };
      found = next;
    }
    return { ...found, isWhole: true };
  };
  return {
    offsetOf: (path) => {
      const { key, value } = find(path);
      // Where nothing is written there is nothing to see, so its key stands for it.
      return startOf(document, isNothing(document.events[value]) ? (key ?? value) : value);
    },
    offsetOfKey: (path) => {
      const { key, value, isWhole } = find(path);
      return startOf(document, isWhole ? (key ?? value) : value);
    },
    sourceOf: (path) => {
      const { value, isWhole } = find(path);
      const event = document.events[targets.get(value) ?? value];
      return isWhole && event?.type === EVENT_ID.SCALAR ? document.textOf(event) : undefined;
    },
  };
}

/** A value, and its key when it is in a mapping: the indexes of their events. */
interface Part {
  readonly key: number | undefined;
  readonly value: number;
}

interface Found extends Part {
  /** False when the path goes on from here, and the document does not. */
  readonly isWhole: boolean;
}

function indexParts(document: Document, index: number): ReadonlyMap<string | number, Part> {
  switch (document.events[index]?.type) {
    case EVENT_ID.SEQUENCE:
      return indexItems(document, index);
    case EVENT_ID.MAPPING:
      return indexPairs(document, index);
    default:
      return new Map();
  }
}

function indexItems({ events }: Document, index: number): ReadonlyMap<number, Part> {
  const items = new Map<number, Part>();
  let next = index + 1;
  while (events[next]?.type !== EVENT_ID.POP) {
    items.set(items.size, { key: undefined, value: next });
    next = after(events, next);
  }
  return items;
}

// The first of repeated keys is the one whose value counts.
function indexPairs({ events, textOf }: Document, index: number): ReadonlyMap<string, Part> {
  const pairs = new Map<string, Part>();
  let next = index + 1;
  while (events[next]?.type !== EVENT_ID.POP) {
    const key = events[next];
    const value = after(events, next);
    const name = key?.type === EVENT_ID.SCALAR ? textOf(key) : "";
    if (!pairs.has(name)) pairs.set(name, { key: next, value });
    next = after(events, value);
  }
  return pairs;
}
