/** Paths into a document to the nodes there and to where they stand in the text. */

import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Path } from "./parse-yaml.ts";

export interface Places {
  /** Where the value at the path starts, else where its nearest parent does. */
  offsetOf(path: Path): number;
  /** Where the key that ends the path starts, else as `offsetOf`. */
  offsetOfKey(path: Path): number;
  /** A scalar as its author wrote it, without quotes. */
  sourceOf(path: Path): string | undefined;
}

/** Each question costs as much as its path is long: the keys of a large mapping are indexed once. */
export function findPlaces(root: Node, targets: ReadonlyMap<Alias, Node>): Places {
  const indexes = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const find = (path: Path): Found => {
    let found: Found = { key: undefined, value: root, isWhole: true };
    for (const key of path) {
      const next = step(found.value, key, targets, indexes);
      if (!next) return { ...found, isWhole: false };
      found = next;
    }
    return found;
  };
  return {
    offsetOf: (path) => {
      const { key, value } = find(path);
      // Where nothing is written there is nothing to see, so its key stands for it.
      return startOf(isUnwritten(value) ? (key ?? value) : value);
    },
    offsetOfKey: (path) => {
      const { key, value, isWhole } = find(path);
      return startOf(isWhole && key ? key : value);
    },
    sourceOf: (path) => {
      const { value, isWhole } = find(path);
      const node = isAlias(value) ? targets.get(value) : value;
      return isWhole && isScalar(node) ? String(node.value) : undefined;
    },
  };
}

interface Found {
  readonly key: Node | undefined;
  readonly value: Node;
  /** False when the path goes on from here, and the document does not. */
  readonly isWhole: boolean;
}

function step(
  from: Node,
  key: string | number,
  targets: ReadonlyMap<Alias, Node>,
  indexes: Map<YAMLMap, ReadonlyMap<string, Pair>>,
): Found | undefined {
  const node = isAlias(from) ? targets.get(from) : from;
  if (isSeq(node)) {
    const value = node.items[Number(key)];
    return isNode(value) ? { key: undefined, value, isWhole: true } : undefined;
  }
  if (!isMap(node)) return undefined;
  let index = indexes.get(node);
  if (!index) {
    index = indexPairs(node);
    indexes.set(node, index);
  }
  const pair = index.get(String(key));
  if (!pair || !isNode(pair.key)) return undefined;
  return { key: pair.key, value: isNode(pair.value) ? pair.value : pair.key, isWhole: true };
}

// The first of repeated keys is the one whose value counts.
function indexPairs(map: YAMLMap): ReadonlyMap<string, Pair> {
  return new Map(
    map.items.toReversed().map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", pair]),
  );
}

const isUnwritten = (node: Node): boolean => isScalar(node) && node.range?.[0] === node.range?.[1];

const startOf = (node: Node): number => node.range?.[0] ?? 0;
