/**
 * The 5th, 50th and 95th percentile of draws. Thousands of figures need three numbers of 259 each, so
 * instead of sorting, draws are counted into buckets by the leading bits of their binary form, which for
 * numbers of zero or more grow with the number, and only the buckets that hold a percentile are sorted.
 */

import type { Draws, Range } from "./draws.ts";
import { DRAWS } from "./vectors.ts";

export type Percentiles = Omit<Range, "min" | "max">;

export function percentiles(draws: Draws): Percentiles {
  if (typeof draws === "number") return { low: draws, likely: draws, high: draws };
  const { low, likely, high } = ofVector(draws.vector);
  return { low: low * draws.by, likely: likely * draws.by, high: high * draws.by };
}

/** Of numbers that may be below zero, whose bits do not grow with them. Few are asked for: it sorts. */
export function signedPercentiles(vector: Float64Array): Percentiles {
  const sorted = vector.toSorted();
  const [low = 0, likely = 0, high = 0] = RANKS.map((rank) => sorted[rank] as number);
  return { low, likely, high };
}

function ofVector(vector: Float64Array): Percentiles {
  const known = KNOWN.get(vector);
  if (known !== undefined) return known;
  const fresh = select(vector);
  KNOWN.set(vector, fresh);
  return fresh;
}

/** Percentiles of vectors that several figures share. */
const KNOWN = new WeakMap<Float64Array, Percentiles>();

/** Draws below each of the three percentiles. */
const RANKS = [0.05, 0.5, 0.95].map((p) => Math.round(p * (DRAWS + 1)) - 1);

/** Room to work in, so that a percentile allocates nothing. `HALVES` sees the bits of `VALUES`. */
const VALUES = new Float64Array(DRAWS);
const HALVES = new Uint32Array(VALUES.buffer);
/** Which half of a number leads; the other byte order is rare, and supported. */
const LEADING = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
const BUCKETS = 128;
const STARTS = new Uint16Array(BUCKETS + 1);
const BUCKET_OF = new Uint8Array(DRAWS);
const GROUPED = new Float64Array(DRAWS);

function select(vector: Float64Array): Percentiles {
  VALUES.set(vector);
  group();
  const [low = 0, likely = 0, high = 0] = RANKS.map(ranked);
  return { low, likely, high };
}

/** Puts the draws into `GROUPED` bucket after bucket; `STARTS` then holds where each bucket ends. */
function group(): void {
  const [least, most] = leadingRange();
  const shift = Math.max(0, 32 - Math.clz32(most - least) - Math.log2(BUCKETS));
  STARTS.fill(0);
  for (let i = 0; i < DRAWS; i++) {
    const bucket = ((HALVES[2 * i + LEADING] as number) - least) >>> shift;
    BUCKET_OF[i] = bucket;
    STARTS[bucket + 1] = (STARTS[bucket + 1] as number) + 1;
  }
  for (let i = 1; i <= BUCKETS; i++) STARTS[i] = (STARTS[i] as number) + (STARTS[i - 1] as number);
  for (let i = 0; i < DRAWS; i++) {
    const bucket = BUCKET_OF[i] as number;
    const place = STARTS[bucket] as number;
    STARTS[bucket] = place + 1;
    GROUPED[place] = VALUES[i] as number;
  }
}

function leadingRange(): readonly [least: number, most: number] {
  let least = HALVES[LEADING] as number;
  let most = least;
  for (let i = LEADING + 2; i < 2 * DRAWS; i += 2) {
    const half = HALVES[i] as number;
    if (half < least) least = half;
    else if (half > most) most = half;
  }
  return [least, most];
}

/** The draw of a rank: sorts the bucket that holds it, which holds few. */
function ranked(rank: number): number {
  let start = 0;
  let bucket = 0;
  while ((STARTS[bucket] as number) <= rank) start = STARTS[bucket++] as number;
  insertionSort(start, STARTS[bucket] as number);
  return GROUPED[rank] as number;
}

function insertionSort(start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const value = GROUPED[i] as number;
    let place = i;
    for (; place > start && (GROUPED[place - 1] as number) > value; place--)
      GROUPED[place] = GROUPED[place - 1] as number;
    GROUPED[place] = value;
  }
}
