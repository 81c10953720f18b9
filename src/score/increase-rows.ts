/** Limits of the policy on what a change uses more than its base: met, over, undecided, unknown, or without a base. */

import type { Increases } from "../estimate/increase.ts";
import type { MonthDraws } from "../estimate/result.ts";
import type { Policy } from "../policy/policy.ts";
import { compareGrowth, type Growth, percentOf } from "../quantity/growth.ts";
import type { Percentiles } from "../quantity/percentiles.ts";
import {
  BUDGET_KEYS,
  BUDGETS,
  type BudgetKey,
  type BudgetMetric,
  type BudgetRow,
  short,
  someOf,
} from "./budgets.ts";

/** Head against base, or why there is nothing to compare with. */
export type AgainstBase =
  | ({ readonly isCompared: true } & Increases)
  | {
      readonly isCompared: false;
      /** A sentence without its full stop. */
      readonly because: string;
    };

/** Whether the policy asks for a comparison with base at all: without, none is worked out. */
export function limitsIncrease({ budgets }: Policy, per?: "unit" | "month"): boolean {
  const limits = Object.entries(budgets.increase_pct ?? {});
  return limits.some(
    ([key, limit]) =>
      limit !== undefined && (per === undefined || BUDGETS[key as BudgetKey].per === per),
  );
}

/** `functionalUnit` follows "per". */
export function increaseRows(
  { budgets: { increase_pct: limits = {} } }: Policy,
  against: AgainstBase,
  functionalUnit: string,
): BudgetRow[] {
  return BUDGET_KEYS.flatMap((key) => {
    const limit = limits[key];
    if (limit === undefined) return [];
    const { metric, per } = BUDGETS[key];
    const whose = per === "unit" ? functionalUnit : "month";
    if (!against.isCompared) return [withoutBase(key, limit, whose, against.because)];
    const growth = against[per][metric];
    return [rowFor(key, limit, whose, growth, () => against.deciderOf(growth, metric))];
  });
}

/** Limits on months that are not those of one manifest alone. */
export function monthIncreaseRows(
  { budgets: { increase_pct: limits = {} } }: Policy,
  month: Readonly<Record<keyof MonthDraws, Growth>>,
  whose: string,
  noBase: string,
  deciderOf: (metric: BudgetMetric) => string | undefined,
): BudgetRow[] {
  return BUDGET_KEYS.flatMap((key) => {
    const limit = limits[key];
    const { metric, per } = BUDGETS[key];
    if (limit === undefined || per === "unit") return [];
    const row = rowFor(key, limit, whose, month[metric], () => deciderOf(metric));
    return [row.state === "no-base" ? withoutBase(key, limit, whose, noBase) : row];
  });
}

/**
 * Against base, and against where head parted from it: a merge brings what head has changed since then, and
 * what only base has changed is nothing that the pull request does.
 */
export function milderRows(
  onBase: readonly BudgetRow[],
  whereParted: readonly BudgetRow[],
): BudgetRow[] {
  return onBase.map((row) => {
    const other = whereParted.find(({ key }) => key === row.key);
    return other !== undefined && MILDEST.indexOf(other.state) < MILDEST.indexOf(row.state)
      ? other
      : row;
  });
}

/** Nothing to compare with is milder than nothing: a manifest on base is not made new by an old branch. */
const MILDEST: readonly BudgetRow["state"][] = ["met", "undecided", "unknown", "over", "no-base"];

/** Whether a limit on an increase keeps the gate shut, as far as the range goes. */
export function isIncreaseUnmet({ increase, state }: BudgetRow): boolean {
  return increase !== undefined && state !== "met" && state !== "no-base";
}

function withoutBase(key: BudgetKey, limit: number, whose: string, because: string): BudgetRow {
  const sentence = `${BUDGETS[key].name} per ${whose} is not compared with base, so the limit of ${more(limit)} holds nothing up: ${because}.`;
  return {
    ...shapeOf(key, limit),
    state: "no-base",
    lacks: false,
    sentence,
    increase: { percent: undefined, noBase: because },
  };
}

function rowFor(
  key: BudgetKey,
  limit: number,
  whose: string,
  growth: Growth,
  deciderOf: () => string | undefined,
): BudgetRow {
  const { state, lacks } = compareGrowth(growth, limit);
  if (state === "no-base") return withoutBase(key, limit, whose, unsaidOnBase(growth));
  const percent = percentOf(growth);
  const what = `${BUDGETS[key].name} per ${whose}`;
  const sentence = sentenceFor({ what, limit, growth, percent, state, deciderOf });
  const isPartly = lacks || growth.headLacks.length > 0;
  const increase = {
    percent: isSaid(percent) ? percent : undefined,
    words: percent && asKnown(isPartly, changeWords(percent)),
  };
  return { ...shapeOf(key, limit), state, lacks, sentence, increase };
}

function shapeOf(key: BudgetKey, limit: number) {
  const { per } = BUDGETS[key];
  return { key: `increase_pct.${key}`, origin: "policy", per, limit, unit: "%" } as const;
}

function unsaidOnBase({ leftOut }: Growth): string {
  return leftOut.length === 0
    ? "neither side has anything that uses it"
    : `base does not say ${someOf(leftOut)}`;
}

interface Words {
  readonly what: string;
  readonly limit: number;
  readonly growth: Growth;
  readonly percent: Percentiles | undefined;
  readonly state: "met" | "over" | "undecided" | "unknown";
  readonly deciderOf: () => string | undefined;
}

function sentenceFor({ what, limit, growth, percent, state, deciderOf }: Words): string {
  const against = `the limit of ${more(limit)}`;
  const { headLacks, leftOut, bothLack } = growth;
  const ofWhat = `The change of ${what.charAt(0).toLowerCase()}${what.slice(1)} against base`;
  if (percent === undefined || state === "unknown")
    return `${ofWhat} is unknown, so ${against} cannot be compared. Missing: ${someOf(headLacks)}.`;
  const change = changeWords(percent);
  if (state === "over")
    return `${what} is over ${against} than on base: ${asKnown(headLacks.length > 0, change)}.`;
  if (state === "met")
    return `${what} is within ${against} than on base: ${change}.${leftOut.length === 0 ? "" : ` Left out, because base does not say it: ${someOf(leftOut)}.`}`;
  const isPartly = headLacks.length > 0 || percent.low > limit;
  const undecided = `${ofWhat} (${asKnown(isPartly, change)}) does not decide ${against}.`;
  if (headLacks.length > 0) return `${undecided} What would decide it: ${someOf(headLacks)}.`;
  if (isPartly)
    return `${undecided} Base does not say ${someOf([...leftOut, ...bothLack])}: state that by itself first, so that base has it.`;
  const decider = deciderOf();
  return decider === undefined ? undecided : `${undecided} What would decide it: ${decider}.`;
}

function asKnown(isPartly: boolean, change: string): string {
  return isPartly ? `as far as is known, ${change}` : change;
}

function more(percent: number): string {
  return `${short(percent)} % more`;
}

/** "3 % less to 4 % more"; of something where there was nothing, no percent can be said. */
function changeWords({ low, high }: Percentiles): string {
  if (low === 0 && high === 0) return "no change";
  if (!isSaid({ low, likely: low, high })) return "base may have nothing of it";
  if (short(low) === short(high)) return one(low);
  if (low >= 0) return `${short(low)} to ${more(high)}`;
  if (high <= 0) return `${short(-high)} to ${one(low)}`;
  return `${one(low)} to ${more(high)}`;
}

function one(percent: number): string {
  return percent < 0 ? `${short(-percent)} % less` : more(percent);
}

function isSaid(percent: Percentiles | undefined): boolean {
  return percent !== undefined && Object.values(percent).every(Number.isFinite);
}
