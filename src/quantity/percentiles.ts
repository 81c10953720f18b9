/**
 * The 5th, 50th and 95th percentile of draws. The engine's own sort of plain numbers needs no warming up:
 * a review of an example asks for a hundred, and code of our own that avoids sorting gains only after thousands.
 */

import type { Draws, Range } from "./draws.ts";
import { DRAWS } from "./vectors.ts";

export type Percentiles = Omit<Range, "min" | "max">;

export function percentiles(draws: Draws): Percentiles {
  if (typeof draws === "number") return { low: draws, likely: draws, high: draws };
  const { low, likely, high } = ofVector(draws.vector);
  return { low: low * draws.by, likely: likely * draws.by, high: high * draws.by };
}

function ofVector(vector: Float64Array): Percentiles {
  const known = KNOWN.get(vector);
  if (known !== undefined) return known;
  const fresh = signedPercentiles(vector);
  KNOWN.set(vector, fresh);
  return fresh;
}

/** Percentiles of vectors that several figures share. */
const KNOWN = new WeakMap<Float64Array, Percentiles>();

/** Draws below each of the three percentiles. */
const rankOf = (p: number) => Math.round(p * (DRAWS + 1)) - 1;
const [LOW, LIKELY, HIGH] = [rankOf(0.05), rankOf(0.5), rankOf(0.95)] as const;

/** Room to work in, so that a percentile allocates nothing. */
const SORTED = new Float64Array(DRAWS);

/** Of numbers that may be below zero too. */
export function signedPercentiles(vector: Float64Array): Percentiles {
  SORTED.set(vector);
  SORTED.sort();
  const [low = 0, likely = 0, high = 0] = [SORTED[LOW], SORTED[LIKELY], SORTED[HIGH]];
  return { low, likely, high };
}
