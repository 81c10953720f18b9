/** What several manifests use more than on base, as one: what is taken out of one may go into another. */

import type { MonthDraws } from "../estimate/result.ts";
import type { Policy } from "../policy/policy.ts";
import { addGrowth, type Growth, NO_GROWTH } from "../quantity/growth.ts";
import { percentiles } from "../quantity/percentiles.ts";
import type { BudgetMetric, BudgetRow } from "./budgets.ts";
import {
  type AgainstBase,
  isIncreaseUnmet,
  milderRows,
  monthIncreaseRows,
} from "./increase-rows.ts";
import type { Member } from "./together.ts";

/**
 * A new manifest has no base, and counts on neither side; the limits on what all use together hold for it
 * all the same. One that head breaks makes the whole unknown.
 */
export function increaseTogether(
  members: readonly Member[],
  policy: Policy,
  whose: string,
): BudgetRow[] {
  const rows = rowsOf(members, policy, whose, ({ againstBase }) => againstBase());
  if (!rows.some(isIncreaseUnmet)) return rows;
  if (members.every(({ againstParted }) => againstParted() === undefined)) return rows;
  const whereParted = rowsOf(
    members,
    policy,
    whose,
    ({ againstBase, againstParted }) => againstParted() ?? againstBase(),
  );
  return milderRows(rows, whereParted);
}

interface ComparedMember extends Pick<Member, "path" | "estimate"> {
  readonly against: AgainstBase;
}

function rowsOf(
  members: readonly Member[],
  policy: Policy,
  whose: string,
  compare: (member: Member) => AgainstBase,
): BudgetRow[] {
  const compared = members.map((one) => ({
    path: one.path,
    estimate: one.estimate,
    against: compare(one),
  }));
  const growthOf = (metric: BudgetMetric) =>
    compared.map((one) => memberGrowth(one, metric)).reduce(addGrowth, NO_GROWTH);
  const month: Record<keyof MonthDraws, Growth> = {
    energyKwh: growthOf("energyKwh"),
    carbonKg: growthOf("carbonKg"),
    waterL: growthOf("waterL"),
    costUsd: growthOf("costUsd"),
  };
  const reasons = compared.flatMap(({ path, against }) =>
    against.isCompared ? [] : [`${path}: ${against.because}`],
  );
  const noBase = reasons.length === 0 ? "base does not say what they use" : reasons.join("; ");
  return monthIncreaseRows(policy, month, whose, noBase, (metric) => widest(compared, metric));
}

function memberGrowth({ path, estimate, against }: ComparedMember, metric: BudgetMetric): Growth {
  if (estimate === undefined) return { ...NO_GROWTH, headLacks: [path] };
  return against.isCompared ? against.month[metric] : NO_GROWTH;
}

/** What would decide the change of the manifest whose own change is least certain, and where it stands. */
function widest(members: readonly ComparedMember[], metric: BudgetMetric): string | undefined {
  let [width, found]: [number, string | undefined] = [0, undefined];
  for (const { path, against } of members) {
    if (!against.isCompared) continue;
    const growth = against.month[metric];
    const { low, high } = percentiles({ vector: growth.between, by: 1 });
    if (high - low <= width) continue;
    const decider = against.deciderOf(growth, metric);
    if (decider !== undefined) [width, found] = [high - low, `${decider} in ${path}`];
  }
  return found;
}
