/** What a component says about its machines, to where it contradicts itself. */

import { type Amount, likely } from "./amount.ts";

export interface Machines {
  readonly replicas?:
    | {
        readonly min?: Amount | undefined;
        readonly mean?: Amount | undefined;
        readonly max?: Amount | undefined;
        readonly target_busy_pct?: Amount | undefined;
      }
    | undefined;
  readonly power_w?: { readonly idle: Amount; readonly busy: Amount } | undefined;
  readonly scale_to_zero_after_s?: Amount | undefined;
  readonly cold_start_s?: Amount | undefined;
}

export interface Fault {
  readonly path: readonly string[];
  readonly message: string;
}

export function faultsOf({
  replicas = {},
  power_w: power,
  scale_to_zero_after_s: window,
  cold_start_s: start,
}: Machines): readonly Fault[] {
  const { min, mean, max, target_busy_pct: target } = replicas;
  const stays = mean !== undefined || (min !== undefined && likely(min) > 0);
  const toZero = min !== undefined || window !== undefined;
  const faults: readonly (Fault & { readonly when: boolean })[] = [
    { when: above(min, mean), path: ["replicas", "mean"], message: "must not be below min" },
    { when: above(mean, max), path: ["replicas", "mean"], message: "must not be above max" },
    { when: above(min, max), path: ["replicas", "max"], message: "must not be below min" },
    {
      when: mean !== undefined && target !== undefined,
      path: ["replicas", "target_busy_pct"],
      message: "decides nothing where mean says how many run: keep one",
    },
    {
      when: above(power?.idle, power?.busy),
      path: ["power_w", "idle"],
      message: "must not be above busy",
    },
    {
      when: window !== undefined && stays,
      path: ["scale_to_zero_after_s"],
      message: "contradicts replicas that always run: it needs replicas.min 0 or none, and no mean",
    },
    {
      when: start !== undefined && (stays || !toZero),
      path: ["cold_start_s"],
      message: "decides nothing without replicas.min 0, or where there is a mean",
    },
  ];
  return faults.filter(({ when }) => when).map(({ path, message }) => ({ path, message }));
}

function above(a: Amount | undefined, b: Amount | undefined): boolean {
  return a !== undefined && b !== undefined && likely(a) > likely(b);
}
