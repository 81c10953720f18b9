/**
 * How much more a sum of uncertain numbers is than before, in percent of what it was, on the same draws.
 * What was not known before has no increase: it is left out of both sides, and named.
 */

import { apart, drawsOf } from "./difference.ts";
import { type Percentiles, signedPercentiles } from "./percentiles.ts";
import { toSixDigits } from "./quantity.ts";
import { type Origin, type Uncertain, union } from "./uncertain.ts";
import { DRAWS } from "./vectors.ts";

export interface Growth {
  /** Draws of what base has of all that is compared. */
  readonly base: Float64Array;
  /** Draws of head less base. */
  readonly between: Float64Array;
  /** Whether anything is compared at all. */
  readonly isCompared: boolean;
  /** What would complete head. */
  readonly headLacks: readonly string[];
  /** What base lacks of parts that are left out of both sides. */
  readonly leftOut: readonly string[];
  /** What both lack of parts that rest on the same inputs: one unknown number, which makes any increase smaller. */
  readonly bothLack: readonly string[];
  /** What moves the parts that differ. */
  readonly origins: readonly Origin[];
}

export const NO_GROWTH: Growth = {
  base: new Float64Array(DRAWS),
  between: new Float64Array(DRAWS),
  isCompared: false,
  headLacks: [],
  leftOut: [],
  bothLack: [],
  origins: [],
};

/** A running sum of parts. */
export interface GrowthTotal {
  /** `sameInputs`: what is missing on both sides is the same unknown number. */
  add(base: Uncertain, head: Uncertain, sameInputs: boolean): void;
  value(): Growth;
}

export function createGrowth(): GrowthTotal {
  const base = new Float64Array(DRAWS);
  const between = new Float64Array(DRAWS);
  const origins = new Set<Origin>();
  let isCompared = false;
  let headLacks: readonly string[] = [];
  let leftOut: readonly string[] = [];
  let bothLack: readonly string[] = [];
  return {
    add(before, after, sameInputs) {
      if (sameInputs) bothLack = union(bothLack, after.missing);
      else {
        headLacks = union(headLacks, after.missing);
        leftOut = union(leftOut, before.missing);
        if (before.missing.length > 0) return;
      }
      isCompared = true;
      const [was, is] = [drawsOf(before.values), drawsOf(after.values)];
      let differs = false;
      for (let i = 0; i < DRAWS; i++) {
        const less = (was.vector[i] as number) * was.by;
        const difference = apart(less, (is.vector[i] as number) * is.by);
        base[i] = (base[i] as number) + less;
        between[i] = (between[i] as number) + difference;
        if (difference !== 0) differs = true;
      }
      if (differs) for (const one of [...before.origins, ...after.origins]) origins.add(one);
    },
    value: () => ({
      base,
      between,
      isCompared,
      headLacks,
      leftOut,
      bothLack,
      origins: [...origins],
    }),
  };
}

export function addGrowth(a: Growth, b: Growth): Growth {
  return {
    base: a.base.map((one, i) => one + (b.base[i] as number)),
    between: a.between.map((one, i) => one + (b.between[i] as number)),
    isCompared: a.isCompared || b.isCompared,
    headLacks: union(a.headLacks, b.headLacks),
    leftOut: union(a.leftOut, b.leftOut),
    bothLack: union(a.bothLack, b.bothLack),
    origins: union(a.origins, b.origins),
  };
}

/** In percent, draw by draw; infinite where there was nothing before. */
export function percentDraws({ base, between }: Growth): Float64Array {
  return between.map((more, i) => (more === 0 ? 0 : (more / (base[i] as number)) * 100));
}

/** In percent; below zero where it is less than before. Undefined where nothing is compared. */
export function percentOf(growth: Growth): Percentiles | undefined {
  if (!growth.isCompared) return undefined;
  const { low, likely, high } = signedPercentiles(percentDraws(growth));
  return { low: rounded(low), likely: rounded(likely), high: rounded(high) };
}

function rounded(percent: number): number {
  return Number.isFinite(percent) ? toSixDigits(percent) : percent;
}

/** What an increase says to a limit. `lacks`: more than a narrower range is needed to decide. */
export interface AgainstIncrease {
  readonly state: "met" | "over" | "undecided" | "unknown" | "no-base";
  readonly lacks: boolean;
}

/** Over when even the low end is above the limit, and nothing unknown can change that; met when even the high end is not. */
export function compareGrowth(growth: Growth, limitPercent: number): AgainstIncrease {
  const { headLacks, leftOut, bothLack } = growth;
  const isWhole = headLacks.length === 0;
  const percent = percentOf(growth);
  if (percent === undefined)
    return isWhole ? { state: "no-base", lacks: false } : { state: "unknown", lacks: true };
  if (percent.low > limitPercent) {
    // What was there before, and nobody knows how much, may be so much that the increase is small.
    const isSure = leftOut.length === 0 && bothLack.length === 0;
    return isSure ? { state: "over", lacks: false } : { state: "undecided", lacks: true };
  }
  if (!isWhole) return { state: "undecided", lacks: true };
  return { state: percent.high <= limitPercent ? "met" : "undecided", lacks: false };
}
