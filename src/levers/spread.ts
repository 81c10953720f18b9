/** Amounts of a manifest with their range, scaled by what a publication says, and written back. */

import type { PlainValue } from "../amend/plain-value.ts";
import type { Amount } from "../manifest/amount.ts";
import { numberWords } from "../quantity/number-words.ts";

/** 5th percentile, likely value and 95th percentile. */
export interface Spread {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(amount: Amount): Spread {
  if (typeof amount === "number") return { value: amount, low: amount, high: amount };
  const { value, low = value, high = value } = amount;
  return { value, low, high };
}

/** End by end: an amount and what scales it are drawn with one cause, so that their quotient has the range of `by`. */
export function scaled(amount: Spread, by: Spread): Spread {
  return {
    value: amount.value * by.value,
    low: amount.low * by.low,
    high: amount.high * by.high,
  };
}

export function plus(a: Spread, b: Spread): Spread {
  return { value: a.value + b.value, low: a.low + b.low, high: a.high + b.high };
}

/** What is left of the whole without a part of it; never less than nothing. */
export function without(whole: Spread, part: Spread): Spread {
  const rest = (all: number, gone: number) => Math.max(0, all - gone);
  return {
    value: rest(whole.value, part.value),
    low: rest(whole.low, part.value),
    high: rest(whole.high, part.value),
  };
}

/** As it is written in a manifest, with four digits and nothing above `most`. */
export function toAmount({ value, low, high }: Spread, most = Number.MAX_VALUE): PlainValue {
  const shown = (number: number) => fourDigits(Math.min(number, most));
  const all = { value: shown(value), low: shown(low), high: shown(high) };
  if (all.low === all.value && all.high === all.value) return all.value;
  return { ...all, basis: "estimated" };
}

export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

/** "30", or "30 (20 to 45)" where there is a range; whole numbers from 100 on. */
export function shownSpread({ value, low, high }: Spread): string {
  if (shownNumber(low) === shownNumber(value) && shownNumber(high) === shownNumber(value))
    return shownNumber(value);
  return `${shownNumber(value)} (${shownNumber(low)} to ${shownNumber(high)})`;
}

/** With two digits, or three from 100 on, and commas: 14,000. */
export function shownNumber(value: number): string {
  return numberWords(value, value >= 100 ? 3 : 2);
}
