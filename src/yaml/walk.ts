/** What is known halfway through the events of a document, on their way to a plain value. */

import { type Document, ROOT, startOf } from "./document.ts";
import { type Fault, pathText, positionsIn } from "./fault.ts";
import type { Path, Position } from "./parse-yaml.ts";

export interface Walk {
  /** Whether people have written it, who mean different things by one separator. */
  readonly byHand: boolean;
  readonly document: Document;
  /** Index of the event to read next. */
  next: number;
  readonly positionAt: (offset: number) => Position;
  /** Of the value being read. */
  readonly path: (string | number)[];
  readonly faults: Fault[];
  /** Keys of the paths whose value was refused. */
  readonly refused: Set<string>;
  /** Keys of the paths of mappings that lack keys which their author meant to merge in. */
  readonly incomplete: Set<string>;
  readonly anchors: Map<string, Anchored>;
  /** The value that each alias stands for, both by their index. */
  readonly targets: Map<number, number>;
  /** Values read so far; those behind an alias count each time. */
  values: number;
  /** The deepest level reached below the innermost anchor. */
  deepest: number;
  /** A limit was reached. */
  stopped: boolean;
}

/** A value that aliases may repeat, and what a repetition costs. */
export interface Anchored {
  readonly index: number;
  value: unknown;
  values: number;
  height: number;
  /** False while the value is being read: an alias to it then would never end. */
  complete: boolean;
}

/** Stands for a value that has a fault of its own, so that the schema says nothing about it. */
export const REFUSED = Symbol("refused");

export function startWalk(document: Document, byHand: boolean): Walk {
  return {
    document,
    byHand,
    next: ROOT,
    positionAt: positionsIn(document.text),
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

/** Notes a fault of the value being read, which begins at the event of this index, with its path in front. */
export function refuse(index: number, say: () => string, walk: Walk): typeof REFUSED {
  return refuseAt(startOf(walk.document, index), say, walk);
}

/** As `refuse`, for a fault within a value. */
export function refuseAt(at: number, say: () => string, walk: Walk): typeof REFUSED {
  const path = [...walk.path];
  walk.faults.push({ at, say: () => (path.length > 0 ? `${pathText(path)}: ${say()}` : say()) });
  return REFUSED;
}

/** Notes that a limit was reached; nothing after it is read. */
export function stop(index: number, message: string, walk: Walk): typeof REFUSED {
  if (!walk.stopped) walk.faults.push({ at: startOf(walk.document, index), say: () => message });
  walk.stopped = true;
  return REFUSED;
}

/** Keys of paths are prefixes of each other as the paths are. */
export function pathKey(path: Path): string {
  return path.map((key) => `\0${key}`).join("");
}
