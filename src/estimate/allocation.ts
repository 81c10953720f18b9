/** What a machine spends while it works, shared among the calls that it answers. */

import { percentiles } from "../quantity/percentiles.ts";
import { scale, type Uncertain } from "../quantity/uncertain.ts";
import type { Use } from "./impact.ts";
import type { Work } from "./traffic.ts";

/**
 * `worked` is what the machine uses while it works. Idle energy, idle money and idle wear stay with the
 * machine: no call caused them.
 */
export function shareAmong(
  works: readonly Work[],
  worked: Use,
  weights: ReadonlyMap<Work, number> | undefined,
): ReadonlyMap<Work, Use> {
  const parts = weigh(works, weights);
  return new Map(works.map((work, index) => [work, partOf(worked, parts[index] ?? 0)]));
}

function partOf(use: Use, part: number): Use {
  if (part === 1) return use;
  return {
    energy: scale(use.energy, part),
    carbon: scale(use.carbon, part),
    cost: scale(use.cost, part),
  };
}

/** Shares that add up to one: by work where it is known for all, else by calls, else evenly. */
function weigh(works: readonly Work[], weights: ReadonlyMap<Work, number> | undefined) {
  const byWork = weights === undefined ? undefined : works.map((work) => weights.get(work));
  const byCalls = works.map(({ callsPerMonth }) => likelyOf(callsPerMonth));
  const chosen = [byWork, byCalls].find(
    (list): list is number[] => list?.every((weight) => weight !== undefined) === true,
  );
  const known = chosen ?? works.map(() => 1);
  const total = known.reduce((sum, weight) => sum + weight, 0);
  return total === 0 ? known.map(() => 0) : known.map((weight) => weight / total);
}

/** The likely value of draws, for weighing; undefined where unknown. */
export function likelyOf({ values }: Uncertain): number | undefined {
  return values === undefined ? undefined : percentiles(values).likely;
}
