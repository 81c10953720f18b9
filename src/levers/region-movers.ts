/** What may move to another region of its provider: alone, or with what belongs to it. */

import { createContext } from "../estimate/context.ts";
import { findTrainers } from "../estimate/trainer.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { type EstimatedParts, estimatedParts } from "./estimated-parts.ts";
import type { LeverInput } from "./lever.ts";
import { purposes } from "./purpose.ts";
import type { Mover } from "./region-mover.ts";
import { componentPiece, dataPiece, isAt, spotOf } from "./region-pieces.ts";
import { wholeRegions } from "./region-together.ts";
import { trainingMovers } from "./region-training.ts";

/** In the order of the manifest: components, jobs, models of vendors, data; what stands in one region together comes last. */
export function moversOf(input: LeverInput): readonly Mover[] {
  const { manifest, data, today } = input;
  const parts = estimatedParts(input.estimate);
  const jobs = findTrainers(createContext(manifest, data, today));
  const alone = [
    ...componentMovers(input, parts),
    ...trainingMovers(input, parts, jobs),
    ...apiMovers(input, parts),
    ...dataMovers(input, parts),
  ];
  return [...alone, ...wholeRegions(input, parts, alone)];
}

/** Kinds that work far from the rest: they take a request or a batch, and give a result. */
const STANDS_ALONE: ReadonlySet<string> = new Set(["inference", "evaluation", "etl"]);

function componentMovers({ manifest }: LeverInput, parts: EstimatedParts): readonly Mover[] {
  const { components = [], data = [] } = manifest;
  const positions = new Map(data.map(({ id }, position) => [id, position]));
  const isUsed = purposes(manifest);
  return components.flatMap((component, position): Mover[] => {
    const piece = componentPiece(component, position, parts);
    if (piece === undefined || component.where === "saas" || !isUsed(component)) return [];
    const { id, kind, stores = [] } = component;
    const mover = { item: `components/${id}`, names: [id], at: piece.at, once: false };
    if (STANDS_ALONE.has(kind)) return [{ ...mover, kind: "service", pieces: [piece] }];
    if (kind !== "object-store") return [];
    const kept = stores.flatMap((store) => {
      const at = positions.get(store);
      const one = at === undefined ? undefined : data[at];
      return one === undefined || at === undefined ? [] : (dataPiece(one, at, parts) ?? []);
    });
    return [{ ...mover, kind: "bucket", pieces: [piece, ...kept.filter(isAt(piece.at))] }];
  });
}

/** Models of vendors on a platform that lets one choose the region, where the manifest says which one it is. */
function apiMovers({ manifest }: LeverInput, parts: EstimatedParts): readonly Mover[] {
  return manifest.models.flatMap((model, position): Mover[] => {
    const at = model.access === "api" ? spotOf(model.platform, model.placement) : undefined;
    if (at === undefined) return [];
    const { id } = model;
    const path: Path = ["models", position];
    const part = parts.get(`models.${id}`);
    const piece = { id, at, path, part, component: undefined, chip: undefined };
    return [{ kind: "api", item: `models/${id}`, names: [id], at, pieces: [piece], once: false }];
  });
}

function dataMovers({ manifest }: LeverInput, parts: EstimatedParts): readonly Mover[] {
  const { components = [], data = [] } = manifest;
  const stored = new Set(components.flatMap(({ stores = [] }) => stores));
  return data.flatMap((one, position): Mover[] => {
    const piece = stored.has(one.id) ? undefined : dataPiece(one, position, parts);
    if (piece === undefined) return [];
    const { id, at } = piece;
    return [{ kind: "data", item: `data/${id}`, names: [id], at, pieces: [piece], once: false }];
  });
}
