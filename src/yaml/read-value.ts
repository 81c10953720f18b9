/** Events of a YAML document to a plain value, or to the faults that no schema would see. */

import { type AliasEvent, EVENT_ID, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { hasControl } from "./check-text.ts";
import { type Document, endOf, isNothing } from "./document.ts";
import type { Fault } from "./fault.ts";
import { LIMITS, TOO_DEEP, TOO_MANY_VALUES } from "./limits.ts";
import type { Path } from "./parse-yaml.ts";
import { quote } from "./quote.ts";
import { readKey } from "./read-key.ts";
import { resolveScalar, twoReadings } from "./resolve-scalar.ts";
import {
  type Anchored,
  pathKey,
  REFUSED,
  refuse,
  refuseAt,
  startWalk,
  stop,
  type Walk,
} from "./walk.ts";

export interface PlainValue {
  /** Without `x-` keys. What was refused is undefined in a list and absent from a mapping. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** A limit was reached: the value is not complete. */
  readonly stopped: boolean;
  /** The value that each alias stands for, both by the index of their event. */
  readonly targets: ReadonlyMap<number, number>;
  /** The value at this path, or one around it, was refused already. */
  isRefused(path: Path): boolean;
  /** The mapping at this path lacks keys that its author meant to merge in. */
  isIncomplete(path: Path): boolean;
}

export function readValue(document: Document, byHand = false): PlainValue {
  const walk = startWalk(document, byHand);
  const value = visit(walk, 0);
  if (value === REFUSED) walk.refused.add("");
  const { refused, incomplete, faults, stopped, targets } = walk;
  return {
    value: value === REFUSED ? undefined : value,
    faults,
    stopped,
    targets,
    isRefused: (path) =>
      refused.size > 0 &&
      (refused.has("") || path.some((_, depth) => refused.has(pathKey(path.slice(0, depth + 1))))),
    isIncomplete: (path) => incomplete.has(pathKey(path)),
  };
}

/** Reads the next value, with all that is in it. */
function visit(walk: Walk, depth: number): unknown {
  const index = walk.next;
  const event = walk.document.events[index];
  walk.values += 1;
  if (walk.values > LIMITS.values) return stop(index, TOO_MANY_VALUES, walk);
  if (event?.type === EVENT_ID.ALIAS) return visitAlias(event, walk, depth);
  if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT)
    throw new Error("a value was expected");
  return event.anchorStart < 0
    ? visitOwn(walk, depth)
    : visitAnchored(walk.document.text.slice(event.anchorStart, event.anchorEnd), walk, depth);
}

function visitOwn(walk: Walk, depth: number): unknown {
  const index = walk.next;
  const event = walk.document.events[index];
  walk.next += 1;
  if (event?.type === EVENT_ID.SCALAR) return visitScalar(event, index, walk);
  if (depth >= LIMITS.depth) return stop(index, TOO_DEEP, walk);
  walk.deepest = Math.max(walk.deepest, depth + 1);
  const value =
    event?.type === EVENT_ID.SEQUENCE ? visitList(walk, depth + 1) : visitMapping(walk, depth + 1);
  walk.next += 1;
  return value;
}

const isAtEnd = ({ document, next }: Walk): boolean => document.events[next]?.type === EVENT_ID.POP;

function visitScalar(scalar: ScalarEvent, index: number, walk: Walk): unknown {
  const text = walk.document.textOf(scalar);
  if (scalar.style !== SCALAR_STYLE.PLAIN) {
    return hasControl(scalar, text) ? refuse(index, () => CONTROL, walk) : text;
  }
  if (!scalar.fast) {
    const { valueStart, valueEnd } = scalar;
    const item = /\n[ \t]*- /.exec(walk.document.text.slice(valueStart, valueEnd));
    if (item && valueStart >= 0)
      return refuseAt(valueStart + item.index + item[0].length - 2, () => SWALLOWED, walk);
  }

  const value = (walk.byHand ? twoReadings(text) : undefined) ?? resolveScalar(text);
  if (value === null || typeof value !== "object") return value;
  return refuse(index, () => `${quote(text)} ${value.refused}`, walk);
}

const CONTROL =
  "must not contain control characters. In double quotes, write a backslash twice or use single quotes.";

const SWALLOWED =
  'this "- " continues the text above it. Align it with the other items, or put the text in quotes.';

function visitList(walk: Walk, depth: number): unknown[] {
  const list: unknown[] = [];
  while (!walk.stopped && !isAtEnd(walk)) {
    walk.path.push(list.length);
    const value = visit(walk, depth);
    if (value === REFUSED) walk.refused.add(pathKey(walk.path));
    list.push(value === REFUSED ? undefined : value);
    walk.path.pop();
  }
  return list;
}

function visitMapping(walk: Walk, depth: number): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  const seen = new Map<string, number>();
  while (!walk.stopped && !isAtEnd(walk)) {
    const keyIndex = walk.next;
    const key = readKey(seen, walk);
    walk.path.push(key.text);
    const value = isBare(keyIndex, walk)
      ? refuseBare(keyIndex, key.isUsed, walk)
      : visit(walk, depth);
    if (value === REFUSED) walk.refused.add(pathKey(walk.path));
    else if (key.isUsed) mapping[key.text] = value;
    walk.path.pop();
  }
  return mapping;
}

/** A key alone, as in `{x:1}`. */
function isBare(keyIndex: number, { document, next }: Walk): boolean {
  const value = document.events[next];
  if (!isNothing(value) || value?.type !== EVENT_ID.SCALAR || value.anchorStart >= 0) return false;
  COLON.lastIndex = endOf(document, keyIndex);
  return !COLON.test(document.text);
}

const COLON = /(?:\s|#[^\n]*\n)*:/y;

/** When the key itself was refused, that is enough. */
function refuseBare(keyIndex: number, isUsed: boolean, walk: Walk): typeof REFUSED {
  walk.next += 1;
  return isUsed ? refuse(keyIndex, () => NO_COLON, walk) : REFUSED;
}

const NO_COLON = 'this key has no value. Write "key: value", with a space after the colon.';

function visitAlias(alias: AliasEvent, walk: Walk, depth: number): unknown {
  const index = walk.next;
  walk.next += 1;
  const name = walk.document.text.slice(alias.anchorStart, alias.anchorEnd);
  const anchored = walk.anchors.get(name);
  if (!anchored) return refuse(index, () => noAnchor(name), walk);
  if (!anchored.complete) return refuse(index, () => ENDLESS, walk);

  walk.targets.set(index, anchored.index);
  walk.values += anchored.values;
  walk.deepest = Math.max(walk.deepest, depth + anchored.height);
  if (walk.values > LIMITS.values) return stop(index, TOO_MANY_VALUES, walk);
  if (depth + anchored.height > LIMITS.depth) return stop(index, TOO_DEEP, walk);
  return anchored.value;
}

const noAnchor = (name: string): string =>
  `${quote(`*${name}`)} is an alias, but no anchor ${quote(`&${name}`)} is above it. Put text that begins with "*" in quotes.`;

const ENDLESS = "this alias is inside the value that it repeats. Write the value out.";

function visitAnchored(name: string, walk: Walk, depth: number): unknown {
  const anchored: Anchored = {
    index: walk.next,
    value: undefined,
    values: 0,
    height: 0,
    complete: false,
  };
  walk.anchors.set(name, anchored);
  const { values, deepest } = walk;
  walk.deepest = depth;
  anchored.value = visitOwn(walk, depth);
  anchored.values = walk.values - values;
  anchored.height = walk.deepest - depth;
  anchored.complete = true;
  walk.deepest = Math.max(deepest, walk.deepest);
  return anchored.value;
}
