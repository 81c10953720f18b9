/** Things of a manifest that have a place of their own, in a region of one of the clouds of the tables. */

import type { CloudProvider } from "../coefficients/region-rows.ts";
import { cloudOf, spotted } from "../estimate/cloud-region.ts";
import type { ComponentEstimate } from "../estimate/result.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import type { Placement } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { DataSet } from "../manifest/surroundings.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { EstimatedParts } from "./estimated-parts.ts";

/** A thing that stands in one named region of one of the clouds of the tables. */
export interface Spot {
  readonly cloud: CloudProvider;
  /** As the manifest writes it. */
  readonly region: string;
  /** Two-letter code. */
  readonly country: string;
}

/** One thing with a place of its own. */
export interface Piece {
  readonly id: string;
  readonly at: Spot;
  /** Where it stands in the manifest. */
  readonly path: Path;
  readonly part: ComponentEstimate | undefined;
  readonly component: Component | undefined;
  /** Id of its chip in the tables. */
  readonly chip: string | undefined;
}

/** Undefined for what stands at a site of one's own, at users, or in several places. */
export function componentPiece(
  component: Component,
  position: number,
  parts: EstimatedParts,
): Piece | undefined {
  const { id, where, provider, placement, accelerator, grid_g_kwh: own } = component;
  if (where === "on-prem" || where === "edge" || where === "device" || own !== undefined)
    return undefined;
  const at = spotOf(provider, placement);
  if (at === undefined) return undefined;
  const chip = acceleratorOf(accelerator ?? "")?.id;
  return {
    id,
    at,
    path: ["components", position],
    part: parts.get(`components.${id}`),
    component,
    chip,
  };
}

export function dataPiece(
  { id, provider, placement }: DataSet,
  position: number,
  parts: EstimatedParts,
): Piece | undefined {
  const at = spotOf(provider, placement);
  if (at === undefined) return undefined;
  const path: Path = ["data", position];
  return { id, at, path, part: parts.get(`data.${id}`), component: undefined, chip: undefined };
}

/** Several places are there on purpose: what is in more than one stays. */
export function spotOf(
  provider: string | undefined,
  placement: readonly Placement[] | undefined,
): Spot | undefined {
  const [only, ...others] = placement ?? [];
  const cloud = cloudOf(provider);
  if (cloud === undefined || only?.region === undefined || others.length > 0) return undefined;
  const { country } = spotted(provider, only);
  if (country === undefined || only.zone !== undefined) return undefined;
  return { cloud, region: only.region, country };
}

/** What two things in the same region have in common. */
export function keyOf({ cloud, region }: Spot): string {
  return `${cloud} ${region.toLowerCase()}`;
}

export function isAt(spot: Spot): (piece: Piece) => boolean {
  return ({ at }) => keyOf(at) === keyOf(spot);
}
