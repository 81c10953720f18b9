/** What a row reports, in the one unit in which it is compared. */

import type { Row } from "./row.ts";

export type CaseUnit = "J/output token" | "Wh/request" | "kWh" | "kgCO2e" | "accelerator-hours";

export interface Reported {
  readonly value: number;
  readonly unit: CaseUnit;
}

/** In this order: the first that a row reports is what its kind measures. */
const UNITS: readonly (readonly [key: string, unit: CaseUnit])[] = [
  ["j_per_output_token", "J/output token"],
  ["wh_per_request", "Wh/request"],
  ["energy_kwh", "kWh"],
  ["gpu_hours", "accelerator-hours"],
  ["co2e_kg", "kgCO2e"],
];

/** Undefined when the row reports none of them. A range counts with its middle. */
export function reportedOf({ reported }: Row): Reported | undefined {
  for (const [key, unit] of UNITS) {
    const value = middle(reported[key]);
    if (value !== undefined) return { value, unit };
  }
  return undefined;
}

function middle(value: unknown): number | undefined {
  const ends = Array.isArray(value) ? value : [value];
  const numbers = ends.filter((end): end is number => Number.isFinite(end) && end > 0);
  if (numbers.length === 0 || numbers.length < ends.length) return undefined;
  return numbers.reduce((sum, end) => sum + end, 0) / numbers.length;
}
