/** What a machine spends while it works, shared among the calls that it answers. */

import { percentiles } from "../quantity/draws.ts";
import { multiply, scale, type Uncertain } from "../quantity/uncertain.ts";
import { type Impact, mapImpact } from "./impact.ts";
import type { Work } from "./traffic.ts";

interface Shares {
  /** Energy at work over all energy, 0 to 1. */
  readonly atWork: Uncertain;
  /** Time at work over all time, 0 to 1: for what is paid and worn by the hour. */
  readonly busy: Uncertain;
  readonly weights: ReadonlyMap<Work, number> | undefined;
}

/** Idle energy, idle money and idle wear stay with the machine: no call caused them. */
export function shareAmong(
  works: readonly Work[],
  impact: Impact,
  { atWork, busy, weights }: Shares,
): ReadonlyMap<Work, Impact> {
  if (works.length === 0) return new Map();
  const parts = weigh(works, weights);
  const atWorkImpact = mapImpact(impact, (value, key) =>
    multiply(value, key === "embodied" || key === "cost" ? busy : atWork),
  );
  return new Map(
    works.map((work, index) => {
      const part = parts[index] ?? 0;
      return [
        work,
        part === 1 ? atWorkImpact : mapImpact(atWorkImpact, (value) => scale(value, part)),
      ];
    }),
  );
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
