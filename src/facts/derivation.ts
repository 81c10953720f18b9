/** Bricks of the derived facts: how each comes about, and the manifest fields it rests on. */

import * as z from "zod";

/** How a derived fact comes about. */
export interface Derivation {
  /** Counted from the manifest alone, or taken from the estimate, which coefficients also decide. */
  readonly by: "manifest" | "estimate";
  /**
   * Manifest fields that it rests on: relative to the item (`it.`), to the model or the flow that
   * the item belongs to (`model.`, `flow.`), or to the manifest.
   */
  readonly from: readonly string[];
}

export const Derived = z.registry<Derivation>();

/** A fact counted from the manifest alone. */
export function counted<T extends z.ZodType>(type: T, description: string, ...from: string[]) {
  const described = type.describe(description);
  Derived.add(described as z.ZodType, { by: "manifest", from });
  return described.optional();
}

/** A fact taken from the estimate. */
export function estimated<T extends z.ZodType>(type: T, description: string, ...from: string[]) {
  const described = type.describe(description);
  Derived.add(described as z.ZodType, { by: "estimate", from });
  return described.optional();
}

export const number = () => z.number();
export const yes = () => z.boolean();
/** A text that is never free: an id or a name from a table. */
export const name = () => z.string().regex(/./);
export const ids = () => z.array(name());

export const USE = ["flows.steps.use"];
export const VOLUME = ["usage.units_per_month", "flows.per_unit", "flows.runs_per_month"];
export const CALLS = [...USE, "flows.steps.calls", "flows.steps.reach_pct", "flows.steps.ends_pct"];
export const ENERGY = [
  ...VOLUME,
  ...CALLS,
  "flows.steps.input_tokens",
  "flows.steps.output_tokens",
];
/** Why a model that no step calls may still be used. */
export const OTHER_USE = ["models.fallback", "models.used_for", "environments.evals"];
