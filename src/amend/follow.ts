/** A path to how far it leads into a document, and to what is written there. */

import { pathText } from "../yaml/fault.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { Node, Part } from "./node.ts";
import type { Refusal, Source } from "./source.ts";

/** The last value of a path that is there. */
export interface Spot {
  readonly part: Part;
  /** How many keys of the path lead to it. */
  readonly depth: number;
  /** Brackets are around it. */
  readonly inFlow: boolean;
}

export function follow(path: Path, { root, repeated }: Source): Spot | Refusal {
  let spot: Spot = { part: { key: undefined, place: 0, value: root }, depth: 0, inFlow: false };
  for (const key of [...path, undefined]) {
    const node = spot.part.value;
    if (node.kind !== "alias" && node.anchor !== undefined && repeated.has(node.anchor))
      return { refused: `${pathText(path.slice(0, spot.depth)) || "the file"}: ${REPEATED}` };
    const part = key === undefined ? undefined : partAt(node, key);
    if (part === undefined) return spot;
    spot = { part, depth: spot.depth + 1, inFlow: spot.inFlow || node.style !== "block" };
  }
  return spot;
}

const REPEATED =
  "an alias repeats this value elsewhere, where it would change too. Change it by hand";

function partAt({ kind, parts }: Node, key: string | number): Part | undefined {
  if (kind === "list") return typeof key === "number" ? parts[key] : undefined;
  return parts.find((part) => part.key?.value === key);
}
