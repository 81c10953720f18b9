/**
 * The manifests of one review taken together: what they use in a month, against the limits that policy
 * sets for a month. A system that is split into two manifests has one budget, not two.
 */

import { type Estimate, METRIC_UNITS, type MonthDraws } from "../estimate/result.ts";
import type { Policy } from "../policy/policy.ts";
import { type Figure, toFigure } from "../quantity/quantity.ts";
import { sum, unknown } from "../quantity/uncertain.ts";
import { type BudgetRow, monthRows } from "./budgets.ts";
import { budgetHurdles, type Hurdle, type Verdict, worstVerdict } from "./gate.ts";
import { type AgainstBase, limitsIncrease } from "./increase-rows.ts";
import { increaseTogether } from "./increase-together.ts";

/** Months of several manifests, as one. */
export type MonthFigures = Readonly<Record<keyof MonthDraws, Figure>>;

export interface Together {
  /** How many manifests are in it, those without an estimate included. */
  readonly manifests: number;
  readonly month: MonthFigures;
  /** Limits of the policy per month. */
  readonly budgets: readonly BudgetRow[];
  readonly hurdles: readonly Hurdle[];
  readonly verdict: Verdict;
}

/** A manifest that could not be read has no estimate: then the sum is "at least". */
export interface Member {
  readonly path: string;
  readonly estimate: Estimate | undefined;
  readonly againstBase: () => AgainstBase;
  readonly againstParted: () => AgainstBase | undefined;
}

/**
 * Draws of one cause are the same in each manifest, so that what they share moves together. An input
 * of the same path in two manifests counts as one cause too: the range is rather too wide than too narrow.
 */
export function togetherOf(members: readonly Member[], policy: Policy): Together {
  const figure = (metric: keyof MonthDraws): Figure => {
    const parts = members.map(({ path, estimate }) => estimate?.draws[metric] ?? unknown(path));
    const boundary = `all parts of ${members.length} manifests, as far as they are known`;
    return toFigure(sum(parts), METRIC_UNITS[metric], boundary);
  };
  const month: MonthFigures = {
    energyKwh: figure("energyKwh"),
    carbonKg: figure("carbonKg"),
    waterL: figure("waterL"),
    costUsd: figure("costUsd"),
  };
  const whose = `month of all ${members.length} manifests together`;
  const budgets = [
    ...monthRows(policy, month, whose, (metric) => widestInput(members, metric)),
    ...increasesOf(members, policy, whose),
  ];
  const hurdles = budgetHurdles({ policy, budgets });
  const verdict = worstVerdict(["pass", ...hurdles.map((hurdle) => hurdle.verdict)]);
  return { manifests: members.length, month, budgets, hurdles, verdict };
}

/** Nothing is compared where nothing is limited. */
function increasesOf(members: readonly Member[], policy: Policy, whose: string): BudgetRow[] {
  return limitsIncrease(policy, "month") ? increaseTogether(members, policy, whose) : [];
}

/** The input that widens the range of the manifest whose own range is widest, and where it stands. */
function widestInput(members: readonly Member[], metric: keyof MonthDraws): string | undefined {
  let [widest, input]: [number, string | undefined] = [0, undefined];
  for (const { path, estimate } of members) {
    const figure = estimate?.month[metric];
    if (estimate === undefined || figure === undefined || "unknown" in figure) continue;
    const dominant = estimate.dominantUncertainty[metric];
    const text = dominant?.input ?? dominant?.text;
    if (text === undefined || figure.high - figure.low <= widest) continue;
    [widest, input] = [figure.high - figure.low, `${text} in ${path}`];
  }
  return input;
}
