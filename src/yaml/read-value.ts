/** Nodes of a YAML document to a plain value, or to the faults that no schema would see. */

import {
  type Alias,
  isAlias,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { hasControl } from "./check-text.ts";
import type { Fault } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import type { Path } from "./parse-yaml.ts";
import { quote } from "./quote.ts";
import { TOO_DEEP, TOO_MANY_VALUES } from "./read-document.ts";
import { readKey } from "./read-key.ts";
import { resolveScalar } from "./resolve-scalar.ts";
import { type Anchored, pathKey, REFUSED, refuse, startWalk, stop, type Walk } from "./walk.ts";

export interface PlainValue {
  /** Without `x-` keys. What was refused is undefined in a list and absent from a mapping. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** A limit was reached: the value is not complete. */
  readonly stopped: boolean;
  /** The node that each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** The value at this path, or one around it, was refused already. */
  isRefused(path: Path): boolean;
  /** The mapping at this path lacks keys that its author meant to merge in. */
  isIncomplete(path: Path): boolean;
}

export function readValue(contents: ParsedNode, text: string): PlainValue {
  const walk = startWalk(text);
  const value = visit(contents, walk, 0);
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

function visit(node: ParsedNode, walk: Walk, depth: number): unknown {
  walk.values += 1;
  if (walk.values > LIMITS.values) return stop(node, TOO_MANY_VALUES, walk);
  if (isAlias(node)) return visitAlias(node, walk, depth);
  return node.anchor ? visitAnchored(node, node.anchor, walk, depth) : visitOwn(node, walk, depth);
}

type OwnNode = Exclude<ParsedNode, Alias.Parsed>;

function visitOwn(node: OwnNode, walk: Walk, depth: number): unknown {
  if (isScalar(node)) return visitScalar(node, walk);
  if (depth >= LIMITS.depth) return stop(node, TOO_DEEP, walk);
  walk.deepest = Math.max(walk.deepest, depth + 1);
  return isSeq(node) ? visitList(node, walk, depth + 1) : visitMapping(node, walk, depth + 1);
}

function visitScalar(node: Scalar.Parsed, walk: Walk): unknown {
  const [start, end] = node.range;
  const text = String(node.value);
  if (node.type !== Scalar.PLAIN) {
    return hasControl(text) ? refuse(start, () => CONTROL, walk) : text;
  }
  // Folded text is shorter than its source: it spans lines.
  const item = end - start > text.length ? /\n[ \t]*- /.exec(walk.text.slice(start, end)) : null;
  if (item) return refuse(start + item.index + item[0].length - 2, () => SWALLOWED, walk);

  const value = resolveScalar(text);
  if (value === null || typeof value !== "object") return value;
  return refuse(start, () => `${quote(text)} ${value.refused}`, walk);
}

const CONTROL =
  "must not contain control characters. In double quotes, write a backslash twice or use single quotes.";

const SWALLOWED =
  'this "- " continues the text above it. Align it with the other items, or put the text in quotes.';

function visitList(node: YAMLSeq.Parsed, walk: Walk, depth: number): unknown[] {
  const list: unknown[] = [];
  for (const item of node.items) {
    if (walk.stopped) break;
    walk.path.push(list.length);
    const value = isNode(item) ? visit(item, walk, depth) : REFUSED;
    if (value === REFUSED) walk.refused.add(pathKey(walk.path));
    list.push(value === REFUSED ? undefined : value);
    walk.path.pop();
  }
  return list;
}

function visitMapping(node: YAMLMap.Parsed, walk: Walk, depth: number): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  const offsets = new Map<string, number>();
  for (const { key: keyNode, value: valueNode } of node.items) {
    if (walk.stopped) break;
    const key = readKey(keyNode, offsets, walk);
    walk.path.push(key.text);
    const value = valueNode ? visit(valueNode, walk, depth) : refuseBare(keyNode, key.isUsed, walk);
    if (value === REFUSED) walk.refused.add(pathKey(walk.path));
    else if (key.isUsed) mapping[key.text] = value;
    walk.path.pop();
  }
  return mapping;
}

/** A key alone, as in `{x:1}`. When the key itself was refused, that is enough. */
function refuseBare(key: ParsedNode, isUsed: boolean, walk: Walk): typeof REFUSED {
  return isUsed ? refuse(key.range[0], () => NO_COLON, walk) : REFUSED;
}

const NO_COLON = 'this key has no value. Write "key: value", with a space after the colon.';

function visitAlias(alias: Alias.Parsed, walk: Walk, depth: number): unknown {
  const [at] = alias.range;
  const anchored = walk.anchors.get(alias.source);
  if (!anchored) return refuse(at, () => noAnchor(alias), walk);
  if (!anchored.complete) return refuse(at, () => ENDLESS, walk);

  walk.targets.set(alias, anchored.node);
  walk.values += anchored.values;
  walk.deepest = Math.max(walk.deepest, depth + anchored.height);
  if (walk.values > LIMITS.values) return stop(alias, TOO_MANY_VALUES, walk);
  if (depth + anchored.height > LIMITS.depth) return stop(alias, TOO_DEEP, walk);
  return anchored.value;
}

const noAnchor = ({ source }: Alias): string =>
  `${quote(`*${source}`)} is an alias, but no anchor ${quote(`&${source}`)} is above it. Put text that begins with "*" in quotes.`;

const ENDLESS = "this alias is inside the value that it repeats. Write the value out.";

function visitAnchored(node: OwnNode, name: string, walk: Walk, depth: number): unknown {
  const anchored: Anchored = { node, value: undefined, values: 0, height: 0, complete: false };
  walk.anchors.set(name, anchored);
  const { values, deepest } = walk;
  walk.deepest = depth;
  anchored.value = visitOwn(node, walk, depth);
  anchored.values = walk.values - values;
  anchored.height = walk.deepest - depth;
  anchored.complete = true;
  walk.deepest = Math.max(deepest, walk.deepest);
  return anchored.value;
}
