/** The price table's entry of a model to US dollars per unit of what a call is billed for, by tier and hour. */

import type { ConditionalPrice, ModelPrice, Usage } from "@pydantic/genai-prices";
import type { PriceBook } from "./data.ts";
import type { PriceMatch } from "./price-match.ts";

/** What a call is billed for beside tokens of text. */
export interface BilledAs {
  /** What the input and the output tokens are. */
  readonly input: "text" | "audio";
  readonly output: "text" | "audio" | "image" | "video";
  /** How long written tokens stay in the cache; without a price of its own, as for 5 minutes. */
  readonly cacheTtl: "5m" | "1h";
}

/** US dollars per token, call, second of audio, page and search. What has no price is free. */
export interface Rates {
  /** Holds for calls with more input tokens than this. */
  readonly above: number;
  readonly input: number;
  readonly read: number;
  readonly write: number;
  readonly output: number;
  readonly call: number;
  readonly second: number;
  readonly page: number;
  readonly search: number;
}

/** Prices in some hours of the day: one entry per tier, in ascending order, at least one. */
export interface HourRates {
  /** Part of the day with these prices, 0 to 1. */
  readonly share: number;
  readonly tiers: readonly [Rates, ...Rates[]];
}

const MADE = new WeakMap<PriceMatch, Map<string, readonly HourRates[]>>();

/**
 * All prices that a day has, cheapest hours first. The time is always given to the calculation, which
 * would take the clock. A match is found for one day, so that its prices are worked out once.
 */
export function ratesOf(
  book: PriceBook,
  match: PriceMatch,
  billed: BilledAs,
  today: string,
): readonly HourRates[] {
  const key = Object.values(billed).join();
  const known = MADE.get(match) ?? new Map<string, readonly HourRates[]>();
  MADE.set(match, known);
  const rates = known.get(key) ?? ratesOfDay(book, match, billed, today);
  known.set(key, rates);
  return rates;
}

type Calculate = (usage: Usage) => number;

function ratesOfDay(
  { calcPrice }: PriceBook,
  match: PriceMatch,
  billed: BilledAs,
  today: string,
): readonly HourRates[] {
  const starts = tierStarts(match);
  const byPrice = new Map<number, HourRates>();
  const times = timesOf(match);
  for (const time of times) {
    const timestamp = new Date(`${today}T${time}Z`);
    const options = { provider: match.alone, timestamp };
    const price = (usage: Usage) => calcPrice(usage, match.matched, options)?.total_price ?? 0;
    const level = price({ input_tokens: 1e6, output_tokens: 1e6 });
    const share = (byPrice.get(level)?.share ?? 0) + 1 / times.length;
    const tiers = byPrice.get(level)?.tiers ?? [
      ratesAt(price, billed, 0),
      ...starts.map((start) => ratesAt(price, billed, start)),
    ];
    byPrice.set(level, { share, tiers });
  }
  return [...byPrice].sort(([a], [b]) => a - b).map(([, rates]) => rates);
}

/** Noon, or the middle of every half hour where prices depend on the time of day. */
function timesOf(match: PriceMatch): readonly string[] {
  const daily = pricesOf(match).some(({ constraint }) => constraint?.type === "time_of_date");
  if (!daily) return ["12:00:00"];
  return Array.from({ length: 48 }, (_, half) => {
    const hour = String(Math.floor(half / 2)).padStart(2, "0");
    return `${hour}:${half % 2 === 0 ? "15" : "45"}:00`;
  });
}

/** Input tokens above which other prices hold, in ascending order. */
function tierStarts(match: PriceMatch): readonly number[] {
  const starts = pricesOf(match).flatMap(({ prices }) =>
    Object.values(prices).flatMap((price: ModelPrice[string]) =>
      typeof price === "object" ? price.tiers.map(({ start }) => start) : [],
    ),
  );
  return [...new Set(starts)].sort((a, b) => a - b);
}

function pricesOf({ alone }: PriceMatch): readonly ConditionalPrice[] {
  return alone.models.flatMap(({ prices }) => (Array.isArray(prices) ? prices : [{ prices }]));
}

/** What one more of each thing costs in the tier that starts after so many input tokens. */
function ratesAt(price: Calculate, billed: BilledAs, above: number): Rates {
  const call = price({ input_tokens: 0, output_tokens: 0 });
  const tokens = above + 1;
  const input = { input_tokens: tokens, ...audioTokens(billed, tokens) };
  const all = price(input);
  const per = (usage: Usage, count: number) => (price(usage) - call) / count;
  const written = { cache_write_tokens: tokens, cache_write_1h_tokens: tokens };
  const stored = billed.cacheTtl === "1h" ? written : { cache_write_tokens: tokens };
  return {
    above,
    call,
    input: (all - call) / tokens,
    read: per({ ...input, ...readTokens(billed, tokens) }, tokens),
    write: per({ input_tokens: tokens, ...stored }, tokens),
    output: (price({ ...input, ...outputTokens(billed, MILLION) }) - all) / MILLION,
    second: per({ audio_seconds: 3600, input_audio_seconds: 3600 }, 3600),
    page: per({ input_document_pages: 1000 }, 1000),
    search: per({ web_searches: 1000 }, 1000),
  };
}

const MILLION = 1e6;

function audioTokens({ input }: BilledAs, count: number): Usage {
  return input === "audio" ? { input_audio_tokens: count } : {};
}

function readTokens({ input }: BilledAs, count: number): Usage {
  const audio = input === "audio" ? { cache_audio_read_tokens: count } : {};
  return { cache_read_tokens: count, ...audio };
}

function outputTokens({ output }: BilledAs, count: number): Usage {
  return {
    output_tokens: count,
    ...(output === "text" ? {} : { [`output_${output}_tokens`]: count }),
  };
}
