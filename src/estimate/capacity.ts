/** How the calls of a model are shared among the machines that run it. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import { acceleratorOf } from "./serving.ts";

/** A component's share of the calls, 0 to 1, and in words by what they are shared. */
export interface CallShare {
  readonly share: number;
  readonly note: string | undefined;
}

/**
 * By memory bandwidth, which decides how fast tokens are written, where that of all chips is known; else by
 * their arithmetic; machines without a chip in the table by their number.
 */
export function callShares(
  model: string,
  machines: readonly Component[],
): ReadonlyMap<Component, CallShare> {
  const [only] = machines;
  if (only !== undefined && machines.length === 1)
    return new Map([[only, { share: 1, note: undefined }]]);
  const chips = machines.map(({ accelerator }) =>
    accelerator === undefined ? undefined : acceleratorOf(accelerator),
  );
  const { by, of } = measureFor(chips);
  const weights = machines.map((machine, index) => amountOf(machine) * of(chips[index], machine));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(
    machines.map((machine, index) => {
      const share = total === 0 ? 1 / machines.length : (weights[index] ?? 0) / total;
      const part = Number((100 * share).toPrecision(2));
      const note = `calls of ${model} are shared among ${machines.length} components by ${by}: ${part} % here`;
      return [machine, { share, note }];
    }),
  );
}

function measureFor(chips: readonly (Accelerator | undefined)[]) {
  const of = (key: "bandwidth" | "flops") => (chip: Accelerator | undefined, one: Component) =>
    (chip?.[key]?.value ?? 0) * likely(one.accelerators_per_replica ?? 1);
  if (chips.every((chip) => chip?.bandwidth !== undefined))
    return { by: "memory bandwidth", of: of("bandwidth") };
  if (chips.every((chip) => chip !== undefined)) return { by: "arithmetic", of: of("flops") };
  return { by: "number of replicas", of: () => 1 };
}

/** Likely replica-hours, as far as they are given, the share of a shared service applied. */
function amountOf({ replicas = {}, hours_per_month: hours, shared }: Component): number {
  const { min, mean, max } = replicas;
  const share = shared === undefined ? 1 : likely(shared.share_pct) / 100;
  return likely(mean ?? max ?? min ?? 1) * likely(hours ?? 730) * share;
}
