/** Whether the memory of a replica holds more requests at once. */

import { SERVING } from "../coefficients/inference.ts";
import { acceleratorOf, sizeInName } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Step } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { heldGb } from "./weights.ts";

/** Longest input with half of the output, in tokens, by model; undefined where a step does not say. */
export function longestContexts({ flows }: Manifest): ReadonlyMap<string, number | undefined> {
  const longest = new Map<string, number | undefined>();
  for (const step of flows.flatMap(({ steps }) => steps)) {
    const known = longest.has(step.use) ? longest.get(step.use) : 0;
    longest.set(step.use, longer(known, contextOf(step)));
  }
  return longest;
}

function contextOf({ input_tokens: input, output_tokens: written = 0 }: Step): number | undefined {
  return input === undefined ? undefined : likely(input) + likely(written) / 2;
}

function longer(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}

/** GB of keys and values per 1,000 tokens at one billion parameters, in 16 bit: the most of the table. */
const CACHE_GB = SERVING["serving.kv-cache"].high;

/** Share of the memory that weights and contexts may fill. */
const USABLE = 0.9;

/** Whether weights and contexts fit with so many times the requests in flight; not where a size is not known. */
export function hasRoom(
  { accelerator, accelerators_per_replica: count, concurrency }: Component,
  served: readonly Model[],
  contexts: ReadonlyMap<string, number | undefined>,
  times: number,
): boolean {
  const chip = acceleratorOf(accelerator ?? "");
  const weights = heldGb(served);
  if (chip === undefined || weights === undefined || concurrency === undefined) return false;
  const largest = served
    .map((model) => cacheGb(model, contexts.has(model.id) ? contexts.get(model.id) : 0))
    .reduce(longer, 0);
  if (largest === undefined) return false;
  const most =
    typeof concurrency === "number" ? concurrency : (concurrency.high ?? concurrency.value);
  const room = USABLE * chip.memory.value * likely(count ?? 1);
  return weights + largest * times * most <= room;
}

/** GB of keys and values of one request. */
function cacheGb(
  { name, params_b: all, precision }: Model,
  tokens: number | undefined,
): number | undefined {
  const billions = all === undefined ? sizeInName(name)?.total : likely(all);
  if (tokens === undefined || billions === undefined) return undefined;
  const isHalf = precision?.kv === "fp8" || precision?.kv === "int8";
  return ((tokens * CACHE_GB * billions ** 0.42) / 1000) * (isHalf ? 0.5 : 1);
}
