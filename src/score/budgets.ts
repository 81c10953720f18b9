/** Targets of the manifest and limits of the policy against the estimate: met, over, undecided or unknown. */

import type { Estimate, Metrics } from "../estimate/result.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Policy } from "../policy/policy.ts";
import {
  compareWithLimit,
  type Figure,
  isUnknown,
  rescale,
  type Unit,
} from "../quantity/quantity.ts";

/** One budget and how the estimate stands to it. */
export interface BudgetRow {
  readonly key: BudgetKey;
  /** A policy's limits block; a manifest's own targets are shown. */
  readonly origin: "policy" | "manifest";
  readonly per: "unit" | "month";
  readonly limit: number;
  readonly unit: Unit;
  readonly figure: Figure;
  readonly state: "met" | "over" | "undecided" | "unknown";
  /** The state in words, with the input that would decide it. */
  readonly sentence: string;
}

/** What each budget limits, and how it is scaled from the estimate's own unit. */
const BUDGETS = {
  wh_per_unit: { name: "Energy", metric: "energyKwh", per: "unit", factor: 1000, unit: "Wh" },
  gco2e_per_unit: { name: "Carbon", metric: "carbonKg", per: "unit", factor: 1000, unit: "gCO2e" },
  ml_water_per_unit: { name: "Water", metric: "waterL", per: "unit", factor: 1000, unit: "mL" },
  usd_per_unit: { name: "Cost", metric: "costUsd", per: "unit", factor: 1, unit: "USD" },
  kwh_per_month: { name: "Energy", metric: "energyKwh", per: "month", factor: 1, unit: "kWh" },
  kgco2e_per_month: { name: "Carbon", metric: "carbonKg", per: "month", factor: 1, unit: "kgCO2e" },
  l_water_per_month: { name: "Water", metric: "waterL", per: "month", factor: 1, unit: "L" },
  usd_per_month: { name: "Cost", metric: "costUsd", per: "month", factor: 1, unit: "USD" },
} as const satisfies Record<string, BudgetKind>;
export type BudgetKey = keyof typeof BUDGETS;

interface BudgetKind {
  readonly name: string;
  readonly metric: keyof Metrics;
  readonly per: "unit" | "month";
  readonly factor: number;
  readonly unit: Unit;
}

const KEYS = Object.keys(BUDGETS) as BudgetKey[];

/** Limits of the policy first; then targets of the manifest. */
export function budgetRows(
  { budgets: targets = {} }: Manifest,
  { budgets: limits }: Policy,
  estimate: Estimate,
): BudgetRow[] {
  const rows = (origin: BudgetRow["origin"], of: Partial<Record<BudgetKey, Amount | undefined>>) =>
    KEYS.flatMap((key) => {
      const limit = of[key];
      return limit === undefined ? [] : [budgetRow(key, origin, likely(limit), estimate)];
    });
  return [...rows("policy", limits), ...rows("manifest", targets)];
}

function budgetRow(
  key: BudgetKey,
  origin: BudgetRow["origin"],
  limit: number,
  estimate: Estimate,
): BudgetRow {
  const { name, metric, per, factor, unit } = BUDGETS[key];
  const figure = rescale(estimate[per][metric], factor, unit);
  const state = isUnknown(figure) ? "unknown" : compareWithLimit(figure, limit);
  const what = `${name} per ${per === "unit" ? estimate.functionalUnit : "month"}`;
  const sentence = sentenceFor({
    what,
    limit,
    unit,
    figure,
    state,
    narrow: narrowing(estimate, metric),
  });
  return { key, origin, per, limit, unit, figure, state, sentence };
}

interface Words {
  readonly what: string;
  readonly limit: number;
  readonly unit: Unit;
  readonly figure: Figure;
  readonly state: BudgetRow["state"];
  readonly narrow: string | undefined;
}

function sentenceFor({ what, limit, unit, figure, state, narrow }: Words): string {
  const against = `the budget of ${limit} ${unit}`;
  if (isUnknown(figure))
    return `${what} is unknown, so ${against} cannot be compared. Missing: ${figure.missing.slice(0, 5).join(", ") || "the volume"}.`;
  const range = `${short(figure.low)} to ${short(figure.high)} ${unit}`;
  const atLeast = figure.missing === undefined ? "" : "at least ";
  if (state === "over") return `${what} is over ${against}: ${atLeast}${range}.`;
  if (state === "met") return `${what} is within ${against}: ${range}.`;
  const decider = figure.missing?.[0] ?? narrow;
  const how = decider === undefined ? "" : ` What would decide it: ${decider}.`;
  return `${what} is ${atLeast}${range}, which does not decide ${against}.${how}`;
}

function narrowing({ dominantUncertainty }: Estimate, metric: keyof Metrics): string | undefined {
  const dominant =
    metric in dominantUncertainty
      ? dominantUncertainty[metric as keyof typeof dominantUncertainty]
      : undefined;
  return dominant?.input ?? dominant?.text;
}

function short(value: number): string {
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}
