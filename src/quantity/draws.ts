/**
 * Uncertain numbers as vectors of equally likely draws. A number that is known exactly stays one number.
 * Draws are stratified normal scores, put in an order that only their cause decides, so whatever shares a
 * cause moves together, and the same input gives the same bytes on every machine.
 */

import { SCORE_VARIANCE, scores, Z95 } from "./scores.ts";
import {
  added,
  DRAWS,
  divided,
  emptyVector,
  isLasting,
  largest,
  lastingVector,
  multiplied,
  ONES,
  ownVector,
  smallest,
} from "./vectors.ts";

/** One exact number, or `DRAWS` equally likely values. */
export type Draws = number | Scaled;

/**
 * `DRAWS` values of zero or more, times a number. Most figures are one uncertain thing times exact
 * amounts, so the vector is shared and only the number differs.
 */
export interface Scaled {
  /** Never changed once it is made. */
  readonly vector: Float64Array;
  /** More than zero. */
  readonly by: number;
}

/** 5th, 50th and 95th percentile, and bounds that no draw passes. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly min?: number;
  readonly max?: number;
}

/**
 * Draws of a two-piece lognormal with the given percentiles. A side that starts at zero, where a
 * logarithm has no meaning, is a straight line cut off at zero.
 */
export function draw(cause: string, range: Range): Draws {
  if (range.low === range.likely && range.high === range.likely)
    return bounded(range.likely, range);
  const normal = scores(cause);
  const out = ownVector();
  fill(out, normal, -1, range.low, range);
  fill(out, normal, 1, range.high, range);
  return { vector: out, by: 1 };
}

/**
 * Applies a function draw by draw; exact inputs give an exact result. The engine makes an object of each
 * number that it hands to a function, so that this costs ten times what the operations below do.
 */
export function combine(
  f: (a: number, b: number, c: number, d: number) => number,
  a: Draws,
  b: Draws = 0,
  c: Draws = 0,
  d: Draws = 0,
): Draws {
  const exact =
    typeof a === "number" &&
    typeof b === "number" &&
    typeof c === "number" &&
    typeof d === "number";
  if (exact) return f(a, b, c, d);
  const [av, bv, cv, dv] = [drawnOf(a), drawnOf(b), drawnOf(c), drawnOf(d)];
  const [as, bs, cs, ds] = [factorOf(a), factorOf(b), factorOf(c), factorOf(d)];
  const out = emptyVector();
  for (let i = 0; i < DRAWS; i++)
    out[i] = f(
      av === undefined ? as : (av[i] as number) * as,
      bv === undefined ? bs : (bv[i] as number) * bs,
      cv === undefined ? cs : (cv[i] as number) * cs,
      dv === undefined ? ds : (dv[i] as number) * ds,
    );
  return { vector: out, by: 1 };
}

function drawnOf(draws: Draws): Float64Array | undefined {
  return typeof draws === "number" ? undefined : draws.vector;
}

/** An exact number is that many ones. */
function vectorOf(draws: Draws): Float64Array {
  return typeof draws === "number" ? ONES : draws.vector;
}

function factorOf(draws: Draws): number {
  return typeof draws === "number" ? draws : draws.by;
}

export function plus(a: Draws, b: Draws): Draws {
  if (typeof a === "number") return typeof b === "number" ? a + b : plus(b, a);
  return b === 0 ? a : paired(added, a, b);
}

export function times(a: Draws, b: Draws): Draws {
  if (typeof a === "number") return typeof b === "number" ? a * b : times(b, a);
  if (b === 0) return 0;
  if (typeof b === "number") return { vector: a.vector, by: a.by * b };
  return { vector: multiplied(a.vector, b.vector), by: a.by * b.by };
}

/** The quotient. No draw of the divisor may be zero. */
export function over(a: Draws, b: Draws): Draws {
  if (typeof b === "number") return times(a, 1 / b);
  if (a === 0) return 0;
  return { vector: divided(vectorOf(a), b.vector), by: factorOf(a) / b.by };
}

/** The smaller of each pair of draws. */
export function lesser(a: Draws, b: Draws): Draws {
  if (typeof a === "number") return typeof b === "number" ? Math.min(a, b) : lesser(b, a);
  return paired(smallest, a, b);
}

/** The larger of each pair of draws. */
export function greater(a: Draws, b: Draws): Draws {
  if (typeof a === "number") return typeof b === "number" ? Math.max(a, b) : greater(b, a);
  return paired(largest, a, b);
}

/** What doubles when both do is worked out for their ratio. */
function paired(operation: typeof added, a: Scaled, b: Draws): Draws {
  return { vector: operation(a.vector, vectorOf(b), factorOf(b) / a.by), by: a.by };
}

/** The smallest draw. */
export function least(draws: Draws): number {
  return typeof draws === "number" ? draws : leastOf(draws.vector) * draws.by;
}

/** Adds draws to a sum in place. */
export function addTo(sum: Float64Array, { vector, by }: Scaled): void {
  for (let i = 0; i < DRAWS; i++) sum[i] = (sum[i] as number) + (vector[i] as number) * by;
}

/** The same draws, for what many parts are worked out from. */
export function lasting(draws: Draws): Draws {
  if (typeof draws === "number" || isLasting(draws.vector)) return draws;
  return { vector: lastingVector(draws.vector), by: draws.by };
}

/**
 * Share of the variance of draws (in logarithms, where they allow it) that goes with each cause, given
 * by its normal scores: the squared correlation, from 0 to 1.
 */
export function shareOfVariance(
  { vector }: Scaled,
  causes: readonly Float64Array[],
): readonly number[] {
  const centred = logarithms(vector);
  const total = together(centred, centred);
  if (total === 0) return causes.map(() => 0);
  return causes.map((normal) => together(centred, normal) ** 2 / (total * SCORE_VARIANCE));
}

function together(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < DRAWS; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The draws on one side of the likely value, below (-1) or above (1), whose percentile is `end`. */
function fill(
  out: Float64Array,
  normal: Float64Array,
  side: -1 | 1,
  end: number,
  range: Range,
): void {
  const { likely } = range;
  const slope = likely > 0 && end > 0 ? Math.log(end / likely) / Z95 : undefined;
  for (let i = 0; i < DRAWS; i++) {
    const z = side * (normal[i] as number);
    if (z < 0 || (z === 0 && side < 0)) continue;
    const value =
      slope === undefined
        ? Math.max(0, likely + ((end - likely) * z) / Z95)
        : likely * Math.exp(slope * z);
    out[i] = bounded(value, range);
  }
}

function bounded(value: number, { min, max }: Range): number {
  if (min !== undefined && value < min) return min;
  return max !== undefined && value > max ? max : value;
}

function logarithms(vector: Float64Array): Float64Array {
  const out = CENTRED;
  const positive = leastOf(vector) > 0;
  let sum = 0;
  for (let i = 0; i < DRAWS; i++) {
    const value = positive ? Math.log(vector[i] as number) : (vector[i] as number);
    out[i] = value;
    sum += value;
  }
  for (let i = 0; i < DRAWS; i++) out[i] = (out[i] as number) - sum / DRAWS;
  return out;
}

/** Room for one centred vector. */
const CENTRED = new Float64Array(DRAWS);

function leastOf(vector: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < DRAWS; i++) least = Math.min(least, vector[i] as number);
  return least;
}
