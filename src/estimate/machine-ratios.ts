/** The table of machine prices to what a region or a way of paying costs over the usual one. */

import { type Coefficient, coefficient, type Spread } from "../coefficients/coefficient.ts";
import type { MachineOffer, MachinePriceTable } from "./data.ts";
import { BASE, endsOf, listedHere, offersOf, regionsOf, type Wanted } from "./machine-offers.ts";

/** What a region of a provider costs over its usual one: median, least and most over the accelerators sold in both. */
export function regionFactor(
  table: MachinePriceTable,
  provider: string,
  region: string,
): Coefficient | undefined {
  const base = BASE[provider];
  if (base === undefined) return undefined;
  return remembered(table, `region ${provider}/${region}`, () => {
    const both = table.offers.filter(
      (offer) =>
        offer.provider === provider &&
        offer.purchase === "on-demand" &&
        offer.usd[region] !== undefined &&
        offer.usd[base] !== undefined,
    );
    const ratios = both.map((offer) => endsOf(offer, region)[0] / endsOf(offer, base)[0]);
    const id = `machine-price-factor:${provider}/${region}`;
    const text = `${region} over ${base}, ${both.length} machines`;
    return ratioOf(id, ratios, both, text, `list prices of ${provider} in ${region}`);
  });
}

/** What a way of paying costs over on demand, for one accelerator of one provider, over its regions. */
export function purchaseFactor(
  table: MachinePriceTable,
  { provider, accelerator, purchase, count }: Wanted,
): Coefficient | undefined {
  const key = `${purchase} ${provider}/${accelerator}/${count}`;
  return remembered(table, key, () => {
    const offers = offersOf(table, provider, accelerator, purchase);
    const ratios = regionsOf(offers).flatMap((region) => {
      const wanted = { provider, accelerator, region, count };
      const paid = listedHere(table, { ...wanted, purchase })?.price;
      const full = listedHere(table, { ...wanted, purchase: "on-demand" })?.price.value;
      if (paid === undefined || full === undefined) return [];
      return [paid.low, paid.value, paid.high].map((usd) => usd / full);
    });
    const id = `machine-price-factor:${provider}/${accelerator}/${purchase}`;
    const text = `${purchase} over on demand, regions of ${provider}`;
    return ratioOf(id, ratios, offers, text, `${purchase} prices of ${accelerator} at ${provider}`);
  });
}

/** One ratio alone says nothing of its range: a tenth either way. */
function ratioOf(
  id: string,
  ratios: readonly number[],
  offers: readonly MachineOffer[],
  locator: string,
  boundary: string,
): Coefficient | undefined {
  const sorted = [...ratios].sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  const value = sorted[Math.floor((sorted.length - 1) / 2)];
  const [first] = offers;
  if (low === undefined || high === undefined || value === undefined || first === undefined)
    return undefined;
  const spread: Spread =
    sorted.length === 1 ? [value, value * 0.9, value * 1.1] : [value, low, high];
  const { date, source } = first;
  return coefficient(id, spread, {
    unit: "USD/USD",
    source,
    locator,
    published: date,
    boundary,
    vintage: Number(date.slice(0, 4)),
    quality: "modelled",
  });
}

type Kept = Map<string, Coefficient | undefined>;

const REMEMBERED = new WeakMap<MachinePriceTable, Kept>();

/** What is worked out over the whole table is worked out once. */
function remembered(
  table: MachinePriceTable,
  key: string,
  make: () => Coefficient | undefined,
): Coefficient | undefined {
  const known: Kept = REMEMBERED.get(table) ?? new Map();
  REMEMBERED.set(table, known);
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}
