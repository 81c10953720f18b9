/** Price of API calls: the manifest's own, else the dated list price of the model that the name is. */

import { batchDiscount } from "../coefficients/batch-discounts.ts";
import type { Amount } from "../manifest/amount.ts";
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
import { type Billed, billedAs, billedFor, type PricedCall } from "./billed.ts";
import type { CallTokens } from "./call-energy.ts";
import { assume, type Context, given, type Ledger, note, take } from "./context.ts";
import { type HourRates, type Rates, ratesOf } from "./list-price.ts";
import { ownPrice } from "./own-price.ts";
import { listedModels, type PriceMatch, priceMatch } from "./price-match.ts";
import { inputCost, outputCost } from "./token-cost.ts";
import { unknownPrice } from "./unknown-name.ts";

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

function listPrice(context: Context, ledger: Ledger, call: PricedCall, billed: Billed): Uncertain {
  const { model } = call;
  const input = pathOf(model);
  const book = context.data.prices;
  const match = book === undefined ? undefined : priceMatch(context, book, model);
  if (book === undefined) return unknown(input);
  if (match === undefined) {
    note(
      ledger,
      unknownPrice(context, model, () => listedModels(book, model)),
      input,
    );
    return unknown(input);
  }
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
