/** A component with another accelerator: which of its fields still hold, and what is said of that. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { SERVING } from "../coefficients/inference.ts";
import { statesEnergy } from "../estimate/declared-energy.ts";
import { acceleratorsFor } from "../estimate/decode-energy.ts";
import type { ComponentEstimate } from "../estimate/result.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { likely, textOf } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { likelyFigure } from "./estimated-parts.ts";
import { excerpt } from "./excerpt.ts";
import type { FieldChange } from "./lever.ts";
import { type Stated, statedOf } from "./same-work.ts";
import { heldGb } from "./weights.ts";

/** A rented machine that serves models of known size, and that may get another chip. */
export interface Served {
  readonly component: Component;
  readonly position: number;
  readonly chip: Accelerator;
  readonly models: readonly Model[];
  /** GB of the weights of all of them. */
  readonly weights: number;
  /** Likely share of its time with work, 0 to 1. */
  readonly busy: number;
  readonly stated: Stated | undefined;
}

/**
 * Undefined for machines of one's own and shared ones, for those whose use is not known, and for models whose
 * energy was measured on the present chip.
 */
export function servedOn(
  models: ReadonlyMap<string, Model>,
  component: Component,
  position: number,
  part: ComponentEstimate | undefined,
): Served | undefined {
  const chip = acceleratorOf(component.accelerator ?? "");
  const isRented = component.where === "cloud" && component.purchase !== "owned";
  if (component.kind !== "inference" || !isRented || component.shared !== undefined)
    return undefined;
  if (chip === undefined || chip.form !== "server" || part?.replicas?.overloaded === true)
    return undefined;
  const served = (component.runs ?? []).map((id) => models.get(id));
  const weights = heldGb(served);
  const known = served.filter((model) => model !== undefined);
  const busy = busyShare(component, part);
  const stated = statedOf(component);
  if (weights === undefined || busy === undefined || known.some(statesEnergy)) return undefined;
  if (component.busy_pct !== undefined && stated === undefined) return undefined;
  return { component, position, chip, models: known, weights, busy, stated };
}

function busyShare(
  { busy_pct: declared }: Component,
  part: ComponentEstimate | undefined,
): number | undefined {
  if (declared !== undefined) return likely(declared) / 100;
  const [needed, running] = [part?.replicas?.needed, part?.replicas?.running].map(likelyFigure);
  return needed === undefined || running === undefined || running === 0
    ? undefined
    : Math.min(1, needed / running);
}

/** Accelerators per replica now; where nobody says, as many as hold the weights. */
export function countOf({ component, weights, chip }: Served): number {
  const declared = component.accelerators_per_replica;
  return declared === undefined ? countHolding(weights, chip) : likely(declared);
}

/** Accelerators per replica that hold the weights with room for requests; undefined where those are more than now. */
export function countOn(served: Served, to: Accelerator): number | undefined {
  const held = countHolding(served.weights, to);
  return held <= countOf(served) ? held : undefined;
}

function countHolding(weights: number, { memory }: Accelerator): number {
  return acceleratorsFor(weights * SERVING["serving.memory-overhead"].value, memory.value);
}

/** Another chip, without what was said of the old one. */
export function chipFields(
  { component, position }: Served,
  to: Accelerator,
  count: number,
): readonly FieldChange[] {
  const path = ["components", position] as const;
  const named = /^nvidia-/i.test(component.accelerator ?? "") ? `nvidia-${to.id}` : to.id;
  const now = likely(component.accelerators_per_replica ?? count);
  return [
    { path: [...path, "accelerator"], value: named },
    ...(count === now ? [] : [{ path: [...path, "accelerators_per_replica"], value: count }]),
    ...withoutOld(component, position, ["power_w", "usd_per_hour", "usd_per_month"]),
  ];
}

/** What a chip is chosen for: so many replicas, each with so many requests in flight. */
export function chipRestsOn({ position }: Served): readonly Path[] {
  return [
    ["components", position, "concurrency"],
    ["components", position, "replicas", "mean"],
    ["components", position, "replicas", "max"],
  ];
}

/** Takes away those of the fields that are there. */
export function withoutOld(
  component: Component,
  position: number,
  keys: readonly (keyof Component)[],
): readonly FieldChange[] {
  return keys
    .filter((key) => component[key] !== undefined)
    .map((key) => ({ path: ["components", position, key], value: undefined }));
}

/** What it takes for granted. */
export function chipAssumes({ component, stated }: Served): readonly string[] {
  const isPriced = (component.usd_per_hour ?? component.usd_per_month) !== undefined;
  return [
    "The calls stay as they are, and so does their number.",
    ...(stated?.busy === undefined
      ? []
      : ["The declared busy time is scaled by what the new machine gets done in an hour."]),
    ...(component.concurrency === undefined
      ? []
      : ["As many requests are in flight per replica as now."]),
    ...(isPriced
      ? ["The declared price was of the old machine: the list price stands instead."]
      : []),
    ...(component.power_w === undefined
      ? []
      : ["The declared power was of the old machine: the rated power stands instead."]),
  ];
}

/** What speaks against any change of hardware here. */
export function chipAgainst({ operations }: Manifest, { component }: Served): readonly string[] {
  const review = operations?.hardware_review;
  return [
    "Speed and quality of each model have to be measured on the new machine before it takes the load.",
    ...(review === undefined
      ? []
      : [`Hardware was compared already: "${excerpt(textOf(review))}".`]),
    ...(component.purchase === "reserved"
      ? ["The present machines are reserved, and are paid for until their term ends."]
      : []),
  ];
}
