/** All that stands in one region, to be moved together. */

import type { Manifest } from "../manifest/manifest.ts";
import type { EstimatedParts } from "./estimated-parts.ts";
import type { LeverInput } from "./lever.ts";
import { purposes } from "./purpose.ts";
import type { Mover } from "./region-mover.ts";
import { componentPiece, keyOf, type Piece } from "./region-pieces.ts";

/** By region, where some of it would not move alone. Training moves by itself. */
export function wholeRegions(
  { manifest }: LeverInput,
  parts: EstimatedParts,
  alone: readonly Mover[],
): readonly Mover[] {
  const coupled = coupledPieces(manifest, parts, alone);
  const single = alone.flatMap(({ kind, pieces }) => (kind === "training" ? [] : pieces));
  const bound = new Set(coupled.map(({ at }) => keyOf(at)));
  const groups = new Map<string, Piece[]>();
  for (const piece of [...coupled, ...single]) {
    const group = groups.get(keyOf(piece.at));
    if (group === undefined) groups.set(keyOf(piece.at), [piece]);
    else group.push(piece);
  }
  return [...groups].flatMap(([key, pieces]): Mover[] => {
    const [first] = pieces;
    if (first === undefined || pieces.length < 2 || !bound.has(key)) return [];
    const names = pieces.map(({ id }) => id);
    return [{ kind: "all", item: "manifest", names, at: first.at, pieces, once: false }];
  });
}

/** What would be of no use far from the rest. */
function coupledPieces(
  manifest: Manifest,
  parts: EstimatedParts,
  alone: readonly Mover[],
): readonly Piece[] {
  const moving = new Set(alone.flatMap(({ pieces }) => pieces.map(({ path }) => path.join("/"))));
  const isUsed = purposes(manifest);
  return (manifest.components ?? []).flatMap((component, position): Piece[] => {
    const piece = componentPiece(component, position, parts);
    if (piece === undefined || component.kind === "training" || !isUsed(component)) return [];
    return moving.has(piece.path.join("/")) ? [] : [piece];
  });
}
