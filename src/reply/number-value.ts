/** A number or a range at the beginning of a text to its value, and to what follows. */

import { type ReadNumber, readNumber, scale } from "./numbers.ts";
import { type Unclear, unclear } from "./reply.ts";
import { afterUnit, withoutCurrency } from "./units.ts";

export interface ReadValue {
  readonly value: string | number | boolean;
  readonly low?: number;
  readonly high?: number;
  readonly rest: string;
}

const ABOUT =
  /^(?:(?:about|approximately|approx\.?|roughly|around|circa|ca\.?|some|maybe|probably|etwa|ungefähr|environ|unos|unas|cerca de|likely)\s|[~≈]\s?)/i;
const BOUND =
  /^(?:[<>≤≥]|(?:at least|at most|more than|less than|over|under|below|above|up to|max|min|maximum|minimum|no more than|not more than|mindestens|höchstens|bis zu|mehr als|weniger als)\s)/i;
const FROM = /^(?:between|from|zwischen|von|entre|tra|tussen|mellan)\s/i;
const TO = /^\s?(?:-|–|—|\.{2,3}|…|(?:to|bis|à|tot|till|until)\s)\s?/i;
const AND = /^\s?(?:-|–|—|(?:to|and|bis|und|à|et|y|e|en|och|a)\s)\s?/i;
const LIKELY =
  /^[\s,;(]{0,3}(?:(?:most )?likely|probably|typically|usually|mostly|mid|wahrscheinlich|meist|probablement)[\s:]{1,2}/i;

const AMBIGUOUS = unclear(
  "The separator in the number can mean two things. Write it without one for thousands, such as 1200, or with a dot and one or two decimals, such as 1.2.",
);
const ORDER = unclear(
  "The range has to go from its low to its high end, with the likely value between them.",
);

export function readNumberValue(
  text: string,
  unit: string | undefined,
): ReadValue | Unclear | undefined {
  const start = text.replace(ABOUT, "");
  if (BOUND.test(start))
    return unclear(
      `A limit is not a figure yet. Write ${example(unit)}, or a low and a high as in 300 to 400.`,
    );
  const between = FROM.exec(start)?.[0] ?? "";
  const first = readAmount(start.slice(between.length), unit);
  if (first === undefined) return undefined;
  if ("is" in first) return first;
  const rest = afterUnit(first.rest, unit);
  const separator = (between === "" ? TO : AND).exec(rest)?.[0];
  const second =
    separator === undefined ? undefined : readAmount(rest.slice(separator.length), unit);
  if (second !== undefined) return "is" in second ? second : readRange(first, second, unit);
  return between === "" ? { value: first.value, rest } : undefined;
}

/** How a number is written, for a hint. */
export function example(unit: string | undefined): string {
  return unit === undefined
    ? "a number such as 0.4 or 1200"
    : `a number such as 0.4 or 1200, in ${unit}`;
}

type Amount = Extract<ReadNumber, { ok: true }>;

function readAmount(text: string, unit: string | undefined): Amount | Unclear | undefined {
  const bare = withoutCurrency(text.replace(ABOUT, ""), unit);
  if (bare === undefined) return undefined;
  const number = readNumber(bare, unit);
  if (number === undefined) return undefined;
  return number.ok ? number : AMBIGUOUS;
}

function readRange(first: Amount, second: Amount, unit: string | undefined): ReadValue | Unclear {
  const low = lowEnd(first, second);
  const high = second.value;
  if (low >= high) return ORDER;
  const rest = afterUnit(second.rest, unit);
  const lead = LIKELY.exec(rest)?.[0];
  const likely = lead === undefined ? undefined : readAmount(rest.slice(lead.length), unit);
  if (likely === undefined || "is" in likely)
    return likely ?? { value: middle(low, high), low, high, rest };
  if (likely.value < low || likely.value > high) return ORDER;
  return { value: likely.value, low, high, rest: afterUnit(likely.rest, unit).replace(/^\)/, "") };
}

/** In "300-400k" and "1.2 to 1.4 million" both ends are meant. "500-1k" is no such range: 500 is not below 1. */
function lowEnd(first: Amount, second: Amount): number {
  return second.factor > 1 && first.factor === 1 ? scale(first.value, second.factor) : first.value;
}

/** Without the dust of binary fractions. */
const middle = (low: number, high: number): number => Number(((low + high) / 2).toPrecision(12));
