/** Price of API calls: the manifest's own, else the dated list price of the model that the name is. */

import { batchDiscount } from "../coefficients/batch-discounts.ts";
import type { Amount } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import {
  add,
  derive,
  exactly,
  multiply,
  scale,
  sum,
  type Uncertain,
  uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { type CallTokens, workOf } from "./call-energy.ts";
import { assume, type Context, given, givenShare, type Ledger, note, take } from "./context.ts";
import { type BilledAs, type HourRates, type Rates, ratesOf } from "./list-price.ts";
import { type PriceMatch, priceMatch } from "./price-match.ts";

/** A call, as far as its price goes. */
interface PricedCall {
  readonly model: Model;
  readonly step: Step;
  readonly path: string;
}

/** What a call is billed for. */
interface Billed {
  readonly input: Uncertain;
  /** Shares of the input that are read from a cache and written to it; together at most all. */
  readonly cached: Uncertain;
  readonly written: Uncertain;
  readonly output: Uncertain;
}

/** US dollars of one call. */
export function callPrice(
  context: Context,
  ledger: Ledger,
  call: PricedCall,
  tokens: CallTokens,
): Uncertain {
  const billed = billedFor(call, tokens);
  const { model, step } = call;
  if (model.price === undefined) return listPrice(context, ledger, call, billed);
  if (step.batch_api === true)
    note(ledger, "own price taken as it is, also for the batch interface", pathOf(model));
  return ownPrice(model, billed);
}

function pathOf(model: Model): string {
  return `models.${model.id}.price`;
}

/** Everything that is billed by the token, whatever the model makes of it. */
function billedFor({ model, step, path }: PricedCall, tokens: CallTokens): Billed {
  const share = step.cache_write_pct;
  const asked = share === undefined ? ZERO : givenShare(share, `${path}.cache_write_pct`);
  const { input, cached } = tokens;
  const written =
    share === undefined ? ZERO : derive((part, read) => Math.min(part, 1 - read), asked, cached);
  return { input, cached, written, output: billedOutput({ model, step, path }, tokens) };
}

/** As declared. Embeddings have none; any other model writes something, so that nothing declared is unknown. */
function billedOutput({ model, step, path }: PricedCall, tokens: CallTokens): Uncertain {
  const { output_tokens: output, reasoning_tokens: reasoning } = step;
  if (workOf({ model, step }) === "decode") return tokens.output;
  if (output === undefined) {
    const none = model.task === "embed" || model.task === "rerank";
    return none ? ZERO : unknown(`${path}.output_tokens`);
  }
  const thought = reasoning === undefined ? ZERO : given(reasoning, `${path}.reasoning_tokens`);
  return add(given(output, `${path}.output_tokens`), thought);
}

function ownPrice(model: Model, { input, cached, written, output }: Billed): Uncertain {
  const price = model.price ?? {};
  const at = pathOf(model);
  const perToken = (amount: Amount | undefined, key: string, otherwise: Uncertain) =>
    amount === undefined ? otherwise : scale(given(amount, `${at}.${key}`), 1e-6);
  const hasTokens = Object.keys(price).some((key) => key !== "usd_per_call");
  const side = (amount: Amount | undefined, key: string) =>
    perToken(amount, key, hasTokens ? unknown(`${at}.${key}`) : ZERO);
  const fresh = side(price.input_usd_per_m_tokens, "input_usd_per_m_tokens");
  const read = perToken(
    price.cached_input_usd_per_m_tokens,
    "cached_input_usd_per_m_tokens",
    fresh,
  );
  const write = perToken(price.cache_write_usd_per_m_tokens, "cache_write_usd_per_m_tokens", fresh);
  const rest = derive((part, kept) => Math.max(0, 1 - part - kept), cached, written);
  const perInput = sum([multiply(rest, fresh), multiply(cached, read), multiply(written, write)]);
  const perOutput = side(price.output_usd_per_m_tokens, "output_usd_per_m_tokens");
  const perCall =
    price.usd_per_call === undefined ? ZERO : given(price.usd_per_call, `${at}.usd_per_call`);
  return sum([perCall, multiply(input, perInput), multiply(output, perOutput)]);
}

function listPrice(context: Context, ledger: Ledger, call: PricedCall, billed: Billed): Uncertain {
  const { model } = call;
  const input = pathOf(model);
  const book = context.data.prices;
  const match = book === undefined ? undefined : priceMatch(context, book, model);
  if (book === undefined || match === undefined) return unknown(input);
  if (match.kind === "other") {
    note(ledger, `no list price for ${model.name}: the table only has ${match.matched}`, input);
    return unknown(input);
  }
  if (match.standsFor !== undefined)
    note(
      ledger,
      `list price of ${match.provider.name} stands for that of ${match.standsFor}`,
      input,
    );
  const hours = ratesOf(book, match, billedAs(call), context.today);
  const source = `price:${match.provider.id}/${match.matched}`;
  const priced = overTheDay(ledger, hours, { source, input }, ({ tiers }) =>
    add(tokensPrice(context, ledger, call, billed, match, tiers), extras(call, tiers[0])),
  );
  return { ...priced, origins: [...priced.origins, { source, cause: undefined }] };
}

/** Tokens of a speech model are sound, those of an image or video model pictures, where these have a price of their own. */
function billedAs({ model: { task }, step }: PricedCall): BilledAs {
  const sound = task === "speech" ? "audio" : "text";
  const made = task === "image-gen" ? "image" : task === "video-gen" ? "video" : sound;
  return { input: sound, output: made, cacheTtl: step.cache_ttl ?? "5m" };
}

/** Calls may come at any hour: all in the cheapest, all in the dearest, likely spread evenly over the day. */
function overTheDay(
  ledger: Ledger,
  hours: readonly HourRates[],
  { source, input }: { readonly source: string; readonly input: string },
  price: (hours: HourRates) => Uncertain,
): Uncertain {
  const [first, ...others] = hours;
  const last = others.at(-1);
  if (first === undefined) return unknown(input);
  const cheap = price(first);
  if (last === undefined) {
    if (isFree(first)) note(ledger, "the price table lists it as free of charge", input);
    return cheap;
  }
  note(ledger, "price depends on the hour: calls spread over the day", input, source);
  const level = ({ tiers: [{ input: asked, output }] }: HourRates) => asked + output;
  const mean = hours.reduce((total, hour) => total + hour.share * level(hour), 0);
  const likely = (mean - level(first)) / (level(last) - level(first));
  const range = { low: 0, likely, high: 1, max: 1 };
  const dear = uncertain(source, range, `${source}|hours of the day`);
  return derive((low, high, share) => low + share * (high - low), cheap, price(last), dear);
}

function isFree({ tiers }: HourRates): boolean {
  const [{ above: _, ...rates }] = tiers;
  return Object.values(rates).every((rate) => rate === 0);
}

/** Requests, seconds of audio, pages and searches: not part of any batch discount. */
function extras({ step, path }: PricedCall, rates: Rates): Uncertain {
  const { seconds, pages } = step.work_per_call ?? {};
  const count = (amount: Amount | undefined, key: string, rate: number, otherwise: Uncertain) => {
    if (rate === 0) return ZERO;
    return scale(amount === undefined ? otherwise : given(amount, `${path}.${key}`), rate);
  };
  const asked = (key: string) => unknown(`${path}.${key}`);
  return sum([
    exactly(rates.call),
    count(seconds, "work_per_call.seconds", rates.second, asked("work_per_call.seconds")),
    count(pages, "work_per_call.pages", rates.page, asked("work_per_call.pages")),
    count(step.web_searches, "web_searches", rates.search, ZERO),
  ]);
}

function tokensPrice(
  context: Context,
  ledger: Ledger,
  { model, step }: PricedCall,
  billed: Billed,
  match: PriceMatch,
  tiers: HourRates["tiers"],
): Uncertain {
  const output = outputCost(billed, tiers);
  if (step.batch_api !== true) return add(inputCost(billed, tiers, [1, 1, 1]), output);
  const input = pathOf(model);
  const seller = match.standsFor === undefined ? match.provider.id : spelt(match.standsFor);
  const discount = batchDiscount(seller);
  if (discount === undefined) {
    note(ledger, `no batch interface of ${seller} is known: list price`, input);
    return add(inputCost(billed, tiers, [1, 1, 1]), output);
  }
  const text = `price of the batch interface of ${seller}, as of ${discount.tokens.published}`;
  const factor = assume(context, ledger, discount.tokens, { text, input });
  const paid = multiply(add(inputCost(billed, tiers, [1, 0, 1]), output), factor);
  const reads = inputCost(billed, tiers, [0, 1, 0]);
  return add(paid, multiply(reads, take(context, discount.reads)));
}

function spelt(name: string): string {
  return name.toLowerCase().trim();
}

/** Price of the input by the tier that each draw is in; `parts` counts fresh, read and written tokens. */
function inputCost(
  { input, cached, written }: Billed,
  tiers: HourRates["tiers"],
  [fresh, read, write]: readonly [number, number, number],
): Uncertain {
  const perToken = (rates: Rates, part: number, kept: number) =>
    fresh * Math.max(0, 1 - part - kept) * rates.input +
    read * part * rates.read +
    write * kept * rates.write;
  const [only, ...higher] = tiers;
  if (tiers.every((rates) => perToken(rates, 0.3, 0.3) === 0)) return ZERO;
  if (higher.length === 0)
    return multiply(
      input,
      derive((part, kept) => perToken(only, part, kept), cached, written),
    );
  return derive(
    (count, part, kept) => count * perToken(tierOf(tiers, count), part, kept),
    input,
    cached,
    written,
  );
}

/** Output is billed in the tier of the input; where that is unknown, at least at the lowest. */
function outputCost({ input, output }: Billed, tiers: HourRates["tiers"]): Uncertain {
  const [only, ...higher] = tiers;
  if (tiers.every((rates) => rates.output === 0)) return ZERO;
  if (higher.length === 0) return scale(output, only.output);
  const asked = input.values === undefined ? ZERO : input;
  return derive((count, wrote) => wrote * tierOf(tiers, count).output, asked, output);
}

function tierOf(tiers: HourRates["tiers"], count: number): Rates {
  return tiers.findLast(({ above }) => count > above) ?? tiers[0];
}
