/**
 * The signed difference of two sums of uncertain numbers on the same draws. What both have in common
 * cancels draw by draw, so that a difference can be certain while neither side is.
 */

import type { Draws, Scaled } from "./draws.ts";
import { type Percentiles, signedPercentiles } from "./percentiles.ts";
import { toSixDigits, type Unit } from "./quantity.ts";
import type { Uncertain } from "./uncertain.ts";
import { DRAWS, ONES } from "./vectors.ts";

/**
 * Less and more: on at least 95 of 100 draws, whatever is missing. Same: on every draw, with nothing
 * missing. Undecided: all else.
 */
export type Certainty = "less" | "more" | "same" | "undecided";

/** Head less base. `low` and `high` are the 5th and 95th percentile, `likely` is the median. */
export interface KnownDifference {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly unit: Unit;
  readonly certainty: Certainty;
  /** Head over base; undefined where base can be zero, or where something is missing. */
  readonly ratio: Percentiles | undefined;
  /** Present when a side is "at least": the inputs that would complete it. */
  readonly missing?: Sides<readonly string[]>;
}

/** Nothing that is known differs, and something is not known. */
export interface UnknownDifference {
  readonly unknown: true;
  readonly unit: Unit;
  readonly certainty: "undecided";
  readonly missing: Sides<readonly string[]>;
}

export type Difference = KnownDifference | UnknownDifference;

export interface Sides<T> {
  readonly base: T;
  readonly head: T;
}

/** True when two numbers are equal in every draw, and neither lacks anything. */
export function isSame(one: Uncertain, other: Uncertain): boolean {
  if (one.missing.length > 0 || other.missing.length > 0) return false;
  const [a, b] = [drawsOf(one.values), drawsOf(other.values)];
  if (a.by !== b.by) return false;
  return a.vector === b.vector || a.vector.every((value, i) => value === b.vector[i]);
}

/** A running difference. */
export interface DifferenceTotal {
  /** `sameInputs`: what is missing on both sides is the same unknown number, and cancels. */
  add(base: Uncertain, head: Uncertain, sameInputs: boolean): void;
  value(unit: Unit): Difference;
}

export function createDifference(): DifferenceTotal {
  const sum = { base: new Float64Array(DRAWS), head: new Float64Array(DRAWS) };
  const between = new Float64Array(DRAWS);
  // Sets, because a list that grows with each of thousands of parts is looked through for each.
  const lacking = { base: new Set<string>(), head: new Set<string>() };
  return {
    add(base, head, sameInputs) {
      if (!sameInputs) {
        for (const input of base.missing) lacking.base.add(input);
        for (const input of head.missing) lacking.head.add(input);
      }
      const [before, after] = [drawsOf(base.values), drawsOf(head.values)];
      for (let i = 0; i < DRAWS; i++) {
        const less = (before.vector[i] as number) * before.by;
        const more = (after.vector[i] as number) * after.by;
        sum.base[i] = (sum.base[i] as number) + less;
        sum.head[i] = (sum.head[i] as number) + more;
        between[i] = (between[i] as number) + apart(less, more);
      }
    },
    value(unit) {
      const missing = { base: [...lacking.base], head: [...lacking.head] };
      const complete = missing.base.length === 0 && missing.head.length === 0;
      const nothing = between.every((one) => one === 0);
      if (nothing && !complete) return { unknown: true, unit, certainty: "undecided", missing };
      const range = nothing ? NOTHING : rounded(signedPercentiles(between));
      return {
        ...range,
        unit,
        certainty: nothing ? "same" : certaintyOf(range, missing),
        ratio: complete ? ratioOf(sum) : undefined,
        ...(complete ? {} : { missing }),
      };
    },
  };
}

const NOTHING: Percentiles = { low: 0, likely: 0, high: 0 };

/** What is unknown is zero or more: it counts as nothing here, and as missing above. */
export function drawsOf(values: Draws = 0): Scaled {
  return typeof values === "number" ? { vector: ONES, by: values } : values;
}

/** Two ways to the same sum differ in the last digits of a number; that is no difference. */
const ROUNDING = 1e-12;

export function apart(before: number, after: number): number {
  const difference = after - before;
  return Math.abs(difference) <= ROUNDING * Math.max(before, after) ? 0 : difference;
}

/** What head lacks can only add to it, and what base lacks only to that. */
function certaintyOf(
  { low, high }: Percentiles,
  missing: Sides<readonly string[]>,
): "less" | "more" | "undecided" {
  if (low > 0 && missing.base.length === 0) return "more";
  return high < 0 && missing.head.length === 0 ? "less" : "undecided";
}

function ratioOf({ base, head }: Sides<Float64Array>): Percentiles | undefined {
  if (!base.every((one) => one > 0)) return undefined;
  return rounded(signedPercentiles(head.map((after, i) => after / (base[i] as number))));
}

function rounded({ low, likely, high }: Percentiles): Percentiles {
  return { low: toSixDigits(low), likely: toSixDigits(likely), high: toSixDigits(high) };
}
