/** A published range of what a measure does, and amounts of the manifest times it. */

import type { PlainValue } from "../amend/plain-value.ts";
import type { Amount } from "../manifest/amount.ts";

/** A factor: likely, and its 5th and 95th percentile. */
export interface PublishedRange {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The amount with its own range, times the factor with its range; nothing is above `most`. */
export function timesRange(
  amount: Amount,
  factor: PublishedRange,
  most = Number.POSITIVE_INFINITY,
): PlainValue {
  const declared = typeof amount === "number" ? { value: amount } : amount;
  const { value, low = value, high = value } = declared;
  const of = (part: number, by: number) => Number(Math.min(most, part * by).toPrecision(4));
  const scaled = {
    value: of(value, factor.value),
    low: of(low, factor.low),
    high: of(high, factor.high),
  };
  if (scaled.low === scaled.high) return scaled.value;
  return { ...scaled, basis: "estimated" };
}

/** A factor times a number. */
export function scaledRange({ value, low, high }: PublishedRange, by: number): PublishedRange {
  return { value: value * by, low: low * by, high: high * by };
}
