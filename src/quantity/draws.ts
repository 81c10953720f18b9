/**
 * Uncertain numbers as vectors of equally likely draws. A number that is known exactly stays one number.
 * Draws are stratified normal scores, put in an order that only their cause decides, so whatever shares a
 * cause moves together, and the same input gives the same bytes on every machine.
 */

/**
 * Draws per uncertain number: they stand at 1/260, 2/260 ... 259/260 of their distribution, so that the
 * 5th, 50th and 95th percentile are the 13th, 130th and 247th of them, and a range comes out as it went in.
 */
export const DRAWS = 259;

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

/** 95th percentile of the standard normal distribution. */
const Z95 = -normalQuantile(0.05);

/**
 * Draws of a two-piece lognormal with the given percentiles. A side that starts at zero, where a
 * logarithm has no meaning, is a straight line cut off at zero.
 */
export function draw(cause: string, range: Range): Draws {
  if (range.low === range.likely && range.high === range.likely)
    return bounded(range.likely, range);
  const down = side(range.likely, range.low);
  const up = side(range.likely, range.high);
  const normal = scores(cause);
  const out = lastingVector();
  for (let i = 0; i < DRAWS; i++) {
    const z = normal[i] as number;
    out[i] = bounded(z < 0 ? down(-z) : up(z), range);
  }
  return { vector: out, by: 1 };
}

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

/** Applies a function draw by draw; exact inputs give an exact result. */
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
  const [av, bv, cv, dv] = [vectorOf(a), vectorOf(b), vectorOf(c), vectorOf(d)];
  const [as, bs, cs, ds] = [factorOf(a), factorOf(b), factorOf(c), factorOf(d)];
  const out = emptyVector();
  for (let i = 0; i < DRAWS; i++)
    out[i] = f(
      (av[i] as number) * as,
      (bv[i] as number) * bs,
      (cv[i] as number) * cs,
      (dv[i] as number) * ds,
    );
  return { vector: out, by: 1 };
}

/** An exact number is that many ones. */
function vectorOf(draws: Draws): Float64Array {
  return typeof draws === "number" ? ONES : draws.vector;
}

function factorOf(draws: Draws): number {
  return typeof draws === "number" ? draws : draws.by;
}

const ONES = new Float64Array(DRAWS).fill(1);

export function plus(a: Draws, b: Draws): Draws {
  if (typeof a === "number") return typeof b === "number" ? a + b : plus(b, a);
  if (b === 0) return a;
  const out = emptyVector();
  addTo(out, a);
  if (typeof b === "number") for (let i = 0; i < DRAWS; i++) out[i] = (out[i] as number) + b;
  else addTo(out, b);
  return { vector: out, by: 1 };
}

export function times(a: Draws, b: Draws): Draws {
  if (typeof a === "number") return typeof b === "number" ? a * b : times(b, a);
  if (b === 0) return 0;
  if (typeof b === "number") return { vector: a.vector, by: a.by * b };
  return { vector: product(a.vector, b.vector), by: a.by * b.by };
}

/** Adds draws to a sum in place. */
export function addTo(sum: Float64Array, { vector, by }: Scaled): void {
  for (let i = 0; i < DRAWS; i++) sum[i] = (sum[i] as number) + (vector[i] as number) * by;
}

/** The same draws in a vector of their own, for what is kept. */
export function kept(draws: Draws): Draws {
  if (typeof draws === "number" || LASTING.has(draws.vector)) return draws;
  return { vector: draws.vector.slice(), by: draws.by };
}

/** Coefficients are multiplied with each other for part after part: each such product is made once. */
function product(a: Float64Array, b: Float64Array): Float64Array {
  if (!LASTING.has(a) || !LASTING.has(b)) return multiplied(emptyVector(), a, b);
  const ofA = PRODUCTS.get(a) ?? new WeakMap<Float64Array, Float64Array>();
  const known = ofA.get(b);
  if (known !== undefined) return known;
  const out = multiplied(lastingVector(), a, b);
  PRODUCTS.set(a, ofA.set(b, out));
  return out;
}

function multiplied(out: Float64Array, a: Float64Array, b: Float64Array): Float64Array {
  for (let i = 0; i < DRAWS; i++) out[i] = (a[i] as number) * (b[i] as number);
  return out;
}

const PRODUCTS = new WeakMap<Float64Array, WeakMap<Float64Array, Float64Array>>();

/**
 * Share of the variance of draws (in logarithms, where they allow it) that goes with each cause, given
 * by its normal scores: the squared correlation, from 0 to 1.
 */
export function shareOfVariance(
  { vector }: Scaled,
  causes: readonly Float64Array[],
): readonly number[] {
  const centred = logarithms(vector);
  let total = 0;
  for (let i = 0; i < DRAWS; i++) total += (centred[i] as number) ** 2;
  return causes.map((normal) => {
    if (total === 0) return 0;
    let together = 0;
    for (let i = 0; i < DRAWS; i++) together += (centred[i] as number) * (normal[i] as number);
    return together ** 2 / (total * SCORE_VARIANCE);
  });
}

/** Draws of a cause, and products of such, live on; they must not hold a slab of short-lived vectors. */
function lastingVector(): Float64Array {
  const vector = new Float64Array(DRAWS);
  LASTING.add(vector);
  return vector;
}

const LASTING = new WeakSet<Float64Array>();

/** Short-lived vectors are cut from slabs: many buffers of their own cost more than the arithmetic. */
function emptyVector(): Float64Array {
  if (cut === SLAB) [slab, cut] = [new ArrayBuffer(SLAB * DRAWS * 8), 0];
  return new Float64Array(slab, cut++ * DRAWS * 8, DRAWS);
}

const SLAB = 32;
let slab = new ArrayBuffer(0);
let cut = SLAB;

/** The distance from the likely value to a percentile, as a function of the normal score. */
function side(likely: number, end: number): (z: number) => number {
  if (likely > 0 && end > 0) {
    const slope = Math.log(end / likely) / Z95;
    return (z) => likely * Math.exp(slope * z);
  }
  return (z) => Math.max(0, likely + ((end - likely) * z) / Z95);
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
const SCORE_VARIANCE = SORTED_SCORES.reduce((sum, z) => sum + z * z, 0);

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
