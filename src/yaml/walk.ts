/** What is known halfway through the nodes of a document, on their way to a plain value. */

import type { Alias, Node, ParsedNode } from "yaml";
import { type Fault, pathText, positionsIn } from "./fault.ts";
import type { Path, Position } from "./parse-yaml.ts";

export interface Walk {
  readonly text: string;
  readonly positionAt: (offset: number) => Position;
  /** Of the value being read. */
  readonly path: (string | number)[];
  readonly faults: Fault[];
  /** Keys of the paths whose value was refused. */
  readonly refused: Set<string>;
  /** Keys of the paths of mappings that lack keys which their author meant to merge in. */
  readonly incomplete: Set<string>;
  readonly anchors: Map<string, Anchored>;
  /** The node that each alias stands for. */
  readonly targets: Map<Alias, Node>;
  /** Values read so far; those behind an alias count each time. */
  values: number;
  /** The deepest level reached below the innermost anchor. */
  deepest: number;
  /** A limit was reached. */
  stopped: boolean;
}

/** A value that aliases may repeat, and what a repetition costs. */
export interface Anchored {
  readonly node: Node;
  value: unknown;
  values: number;
  height: number;
  /** False while the value is being read: an alias to it then would never end. */
  complete: boolean;
}

/** Stands for a value that has a fault of its own, so that the schema says nothing about it. */
export const REFUSED = Symbol("refused");

export function startWalk(text: string): Walk {
  return {
    text,
    positionAt: positionsIn(text),
    path: [],
    faults: [],
    refused: new Set(),
    incomplete: new Set(),
    anchors: new Map(),
    targets: new Map(),
    values: 0,
    deepest: 0,
    stopped: false,
  };
}

/** Notes a fault of the value being read, with its path in front. */
export function refuse(at: number, say: () => string, walk: Walk): typeof REFUSED {
  const path = [...walk.path];
  walk.faults.push({ at, say: () => (path.length > 0 ? `${pathText(path)}: ${say()}` : say()) });
  return REFUSED;
}

/** Notes that a limit was reached; nothing after it is read. */
export function stop(node: ParsedNode, message: string, walk: Walk): typeof REFUSED {
  if (!walk.stopped) walk.faults.push({ at: node.range[0], say: () => message });
  walk.stopped = true;
  return REFUSED;
}

/** Keys of paths are prefixes of each other as the paths are. */
export function pathKey(path: Path): string {
  return path.map((key) => `\0${key}`).join("");
}
