/** Targets of the manifest and limits of the policy against the estimate: met, over, undecided or unknown. */

import type { Estimate, MonthDraws } from "../estimate/result.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Policy } from "../policy/policy.ts";
import type { Percentiles } from "../quantity/percentiles.ts";
import {
  compareWithLimit,
  type Figure,
  isPartial,
  isUnknown,
  rescale,
  type Unit,
} from "../quantity/quantity.ts";

/** One budget and how the estimate stands to it. */
export interface BudgetRow {
  readonly key: BudgetKey | `increase_pct.${BudgetKey}`;
  /** A policy's limits block; a manifest's own targets are shown. */
  readonly origin: "policy" | "manifest";
  readonly per: "unit" | "month";
  readonly limit: number;
  /** Percent: how much more than on base. */
  readonly unit: Unit | "%";
  /** "no-base": there is nothing that the limit could be held against, so it holds nobody up. */
  readonly state: "met" | "over" | "undecided" | "unknown" | "no-base";
  /** What is limited; undefined of an increase. */
  readonly figure?: Figure;
  /** True where a part is not known, so that a narrower range alone does not decide it. */
  readonly lacks: boolean;
  /** The state in words, with the input that would decide it. */
  readonly sentence: string;
  /** What may be read of a limit on an increase. */
  readonly increase?: IncreaseShown;
}

export interface IncreaseShown {
  /** In percent of base, below zero where it is less; undefined where that cannot be said, as of nothing. */
  readonly percent: Percentiles | undefined;
  /** The same in words; undefined where nothing is compared. */
  readonly words?: string | undefined;
  /** Why there is nothing to compare with. */
  readonly noBase?: string;
}

/** What each budget limits, and how it is scaled from the estimate's own unit. */
export const BUDGETS = {
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

export type BudgetMetric = keyof MonthDraws;

interface BudgetKind {
  readonly name: string;
  readonly metric: BudgetMetric;
  readonly per: "unit" | "month";
  readonly factor: number;
  readonly unit: Unit;
}

export const BUDGET_KEYS = Object.keys(BUDGETS) as BudgetKey[];

/** Limits of the policy first; then targets of the manifest. */
export function budgetRows(
  { budgets: targets = {} }: Manifest,
  { budgets: limits }: Policy,
  estimate: Estimate,
): BudgetRow[] {
  const rows = (origin: BudgetRow["origin"], of: Partial<Record<BudgetKey, Amount | undefined>>) =>
    BUDGET_KEYS.flatMap((key) => {
      const limit = of[key];
      return limit === undefined ? [] : [budgetRow(key, origin, likely(limit), estimate)];
    });
  return [...rows("policy", limits), ...rows("manifest", targets)];
}

/** Limits of the policy for a month, against months that are not those of one manifest alone. */
export function monthRows(
  { budgets: limits }: Policy,
  month: Readonly<Record<BudgetMetric, Figure>>,
  whose: string,
  narrow: (metric: BudgetMetric) => string | undefined,
): BudgetRow[] {
  return BUDGET_KEYS.flatMap((key) => {
    const { metric, per } = BUDGETS[key];
    const limit = limits[key];
    if (limit === undefined || per === "unit") return [];
    return [rowFor(key, "policy", limit, month[metric], whose, narrow(metric))];
  });
}

/** What of the policy limits each manifest by itself where there are several: months are limited together. */
export function limitsOfEach(policy: Policy): Policy {
  const { when_undecided, increase_pct, ...limits } = policy.budgets;
  const increases = increase_pct && { increase_pct: perUnit(increase_pct) };
  return { ...policy, budgets: { when_undecided, ...perUnit(limits), ...increases } };
}

function perUnit<Limits extends object>(limits: Limits): Partial<Limits> {
  const kept = Object.entries(limits).filter(([key]) => BUDGETS[key as BudgetKey].per === "unit");
  return Object.fromEntries(kept) as Partial<Limits>;
}

function budgetRow(
  key: BudgetKey,
  origin: BudgetRow["origin"],
  limit: number,
  estimate: Estimate,
): BudgetRow {
  const { metric, per } = BUDGETS[key];
  const whose = per === "unit" ? estimate.functionalUnit : "month";
  return rowFor(key, origin, limit, estimate[per][metric], whose, narrowing(estimate, metric));
}

/** `whose` follows "per"; `narrow` is what would narrow the range of the figure. */
function rowFor(
  key: BudgetKey,
  origin: BudgetRow["origin"],
  limit: number,
  ofEstimate: Figure,
  whose: string,
  narrow: string | undefined,
): BudgetRow {
  const { name, per, factor, unit } = BUDGETS[key];
  const figure = rescale(ofEstimate, factor, unit);
  const state = isUnknown(figure) ? "unknown" : compareWithLimit(figure, limit);
  const what = `${name} per ${whose}`;
  const sentence = sentenceFor({ what, limit, unit, figure, state, narrow });
  return { key, origin, per, limit, unit, figure, state, lacks: isPartial(figure), sentence };
}

interface Words {
  readonly what: string;
  readonly limit: number;
  readonly unit: Unit;
  readonly figure: Figure;
  readonly state: "met" | "over" | "undecided" | "unknown";
  readonly narrow: string | undefined;
}

function sentenceFor({ what, limit, unit, figure, state, narrow }: Words): string {
  const against = `the budget of ${limit} ${unit}`;
  if (isUnknown(figure))
    return `${what} is unknown, so ${against} cannot be compared. Missing: ${someOf(figure.missing) || "the volume"}.`;
  const [low, high] = [short(figure.low), short(figure.high)];
  const range = `${low === high ? low : `${low} to ${high}`} ${unit}`;
  const atLeast = figure.missing === undefined ? "" : "at least ";
  if (state === "over") return `${what} is over ${against}: ${atLeast}${range}.`;
  if (state === "met") return `${what} is within ${against}: ${range}.`;
  const decider = figure.missing === undefined ? narrow : someOf(figure.missing);
  const how = decider === undefined ? "" : ` What would decide it: ${decider}.`;
  return `${what} is ${atLeast}${range}, which does not decide ${against}.${how}`;
}

/** Most inputs that are named: a reader who gives them must not be asked for the next one by one. */
const MOST_NAMED = 5;

export function someOf(inputs: readonly string[]): string {
  const more = inputs.length - MOST_NAMED;
  const named = inputs.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${named} and ${more} more` : named;
}

function narrowing({ dominantUncertainty }: Estimate, metric: BudgetMetric): string | undefined {
  const dominant = dominantUncertainty[metric];
  return dominant?.input ?? dominant?.text;
}

export function short(value: number): string {
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}
