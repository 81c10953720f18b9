/** Causes to their normal scores: evenly spread quantiles, in an order that only the cause decides. */

import { DRAWS } from "./vectors.ts";

/** 95th percentile of the standard normal distribution. */
export const Z95 = -normalQuantile(0.05);

/** The normal scores of a cause, in the order that is its own. */
export function scores(cause: string): Float64Array {
  const out = SORTED_SCORES.slice();
  let state = hash(cause);
  for (let i = DRAWS - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((scramble(state) / 4294967296) * (i + 1));
    const kept = out[i] as number;
    out[i] = out[j] as number;
    out[j] = kept;
  }
  return out;
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let state = 2166136261;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16777619);
  return scramble(state >>> 0);
}

/** The finaliser of MurmurHash3: spreads every bit over the whole word. */
function scramble(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 2246822507);
  x = Math.imul(x ^ (x >>> 13), 3266489909);
  return (x ^ (x >>> 16)) >>> 0;
}

/** `DRAWS` evenly spread quantiles of the standard normal distribution, exactly symmetric. */
const SORTED_SCORES = Float64Array.from({ length: DRAWS }, (_, i) =>
  2 * i < DRAWS
    ? normalQuantile((i + 1) / (DRAWS + 1))
    : -normalQuantile((DRAWS - i) / (DRAWS + 1)),
);
export const SCORE_VARIANCE = SORTED_SCORES.reduce((sum, z) => sum + z * z, 0);

/** For p up to one half. Rational approximation by P. J. Acklam, relative error below 1.2e-9. */
function normalQuantile(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return (
      polynomial(
        q,
        [
          -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734,
          4.374664141464968, 2.938163982698783,
        ],
      ) /
      polynomial(
        q,
        [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
      )
    );
  }
  const q = p - 0.5;
  return (
    (q *
      polynomial(
        q * q,
        [
          -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
          -3.066479806614716e1, 2.506628277459239,
        ],
      )) /
    polynomial(
      q * q,
      [
        -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
        -1.328068155288572e1, 1,
      ],
    )
  );
}

function polynomial(x: number, coefficients: readonly number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
