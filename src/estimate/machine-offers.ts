/** The table of machine prices to what one accelerator costs in an hour: as listed, or by what the table says of other places. */

import { type Coefficient, coefficient, type Spread } from "../coefficients/coefficient.ts";
import type { MachineOffer, MachinePriceTable } from "./data.ts";

/** A way of paying that offers are listed for; reserved is for one year (likely) or three (low). */
export type Purchase = "on-demand" | "spot" | "reserved";

export interface Wanted {
  /** Id of the provider in the table. */
  readonly provider: string;
  readonly accelerator: string;
  readonly purchase: Purchase;
  /** The provider's own name of it. */
  readonly region: string | undefined;
  /** Accelerators in one machine: an eighth of a machine of eight has its price. */
  readonly count: number;
}

/** A listed price with the machine that it is of. */
export interface Listed {
  /** US dollars per accelerator and hour. */
  readonly price: Coefficient;
  readonly instance: string;
  readonly region: string;
  /** True when the machine around the accelerator is billed on top. */
  readonly hostApart: boolean;
}

/** The region whose prices other regions are compared with. */
export const BASE: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  gcp: "us-central1",
  azure: "eastus",
};

/** What providers without regions in the table have. */
const EVERYWHERE = "all";

/** True for the region whose prices others are compared with. */
export function isUsual(provider: string, region: string | undefined): boolean {
  return region !== undefined && BASE[provider] === region;
}

const FOUND = new WeakMap<MachinePriceTable, Map<string, Listed | undefined>>();

/** The list price in the place itself; undefined where none is listed. Many machines ask for the same, so it is looked up once. */
export function listedHere(table: MachinePriceTable, wanted: Wanted): Listed | undefined {
  const { provider, accelerator, purchase, region, count } = wanted;
  const key = `${provider}/${accelerator}/${purchase}/${region}/${count}`;
  const known = FOUND.get(table) ?? new Map<string, Listed | undefined>();
  FOUND.set(table, known);
  if (!known.has(key)) known.set(key, lookUp(table, wanted));
  return known.get(key);
}

function lookUp(table: MachinePriceTable, wanted: Wanted): Listed | undefined {
  if (wanted.purchase !== "reserved") return listedAs(table, wanted, wanted.purchase);
  const year = listedAs(table, wanted, "reserved-1y");
  const three = listedAs(table, wanted, "reserved-3y");
  if (year === undefined || three === undefined) return year;
  const { low } = three.price;
  const locator = `${year.price.locator}; three years (low) ${three.price.locator}`;
  return { ...year, price: { ...year.price, low, locator } };
}

/** The list price in the provider's usual region, else in the cheapest that it is listed for. */
export function listedElsewhere(table: MachinePriceTable, wanted: Wanted): Listed | undefined {
  const usual = BASE[wanted.provider];
  const there = usual === undefined ? undefined : listedHere(table, { ...wanted, region: usual });
  if (there !== undefined) return there;
  const offers = offersOf(table, wanted.provider, wanted.accelerator, wanted.purchase);
  const all = regionsOf(offers).flatMap((region) => listedHere(table, { ...wanted, region }) ?? []);
  return all.sort((a, b) => a.price.value - b.price.value || (a.region < b.region ? -1 : 1))[0];
}

export function regionsOf(offers: readonly MachineOffer[]): readonly string[] {
  return [...new Set(offers.flatMap(({ usd }) => Object.keys(usd)))];
}

/** Offers for machines of the size that is wanted: the largest that is not larger, else the smallest. */
function listedAs(
  table: MachinePriceTable,
  { provider, accelerator, region = EVERYWHERE, count }: Wanted,
  purchase: MachineOffer["purchase"],
): Listed | undefined {
  const here = offersOf(table, provider, accelerator, purchase).filter(
    ({ usd }) => usd[region] !== undefined || usd[EVERYWHERE] !== undefined,
  );
  const sizes = here.map((offer) => offer.count);
  const fitting = Math.max(...sizes.filter((size) => size <= count));
  const size = fitting > 0 ? fitting : Math.min(...sizes);
  const [first, ...others] = here.filter((offer) => offer.count === size);
  if (first === undefined) return undefined;
  const place = first.usd[region] === undefined ? EVERYWHERE : region;
  const [value, ...ends] = endsOf(first, place);
  const all = [...ends, ...others.flatMap((offer) => endsOf(offer, place))];
  const spread: Spread = [value, Math.min(value, ...all), Math.max(value, ...all)];
  const { instance, host } = first;
  return {
    price: priceOf(first, place, spread, others),
    instance,
    region: place,
    hostApart: host === "apart",
  };
}

/** Likely, low and high. */
export function endsOf({ usd }: MachineOffer, region: string): readonly [number, number, number] {
  const price = usd[region] ?? usd[EVERYWHERE] ?? 0;
  return typeof price === "number" ? [price, price, price] : price;
}

function priceOf(
  offer: MachineOffer,
  region: string,
  spread: Spread,
  others: readonly MachineOffer[],
): Coefficient {
  const { provider, accelerator, instance, purchase, date, source, locator } = offer;
  const host = offer.host === "apart" ? "without its machine" : "its share of the machine included";
  const range = others.map(({ instance: name }) => name).join(", ");
  return coefficient(`machine-price:${provider}/${slug(instance)}/${region}/${purchase}`, spread, {
    unit: "USD/h",
    source,
    locator: `${locator.replace("REGION", region)}${range === "" ? "" : `; range with ${range}`}`,
    published: date,
    boundary: `${purchase} list price of ${provider} for one ${accelerator}, ${host}, ${region === EVERYWHERE ? "all regions" : region}`,
    vintage: Number(date.slice(0, 4)),
    quality: "vendor",
  });
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.]+/g, "-");
}

/** True when a provider lists the accelerator. */
export function sells(table: MachinePriceTable, provider: string, accelerator: string): boolean {
  return offersOf(table, provider, accelerator, "on-demand").length > 0;
}

/** The only provider that lists an accelerator. */
export function onlySeller(table: MachinePriceTable, accelerator: string): string | undefined {
  const sellers = new Set(
    table.offers
      .filter((offer) => offer.accelerator === accelerator && offer.purchase === "on-demand")
      .map(({ provider }) => provider),
  );
  const [only, other] = [...sellers];
  return other === undefined ? only : undefined;
}

/** A listed price by its id, for whoever explains it. */
export function machinePriceById(table: MachinePriceTable, id: string): Coefficient | undefined {
  for (const offer of table.offers)
    for (const region of Object.keys(offer.usd)) {
      const price = priceOf(offer, region, [...endsOf(offer, region)], []);
      if (price.id === id) return price;
    }
  return undefined;
}

const INDEX = new WeakMap<MachinePriceTable, ReadonlyMap<string, readonly MachineOffer[]>>();

/** Offers in the order of the table; reserved ones for one year before those for three. */
export function offersOf(
  table: MachinePriceTable,
  provider: string,
  accelerator: string,
  purchase: MachineOffer["purchase"] | Purchase,
): readonly MachineOffer[] {
  const index = INDEX.get(table) ?? indexed(table);
  const of = (kind: string) => index.get(`${provider}/${accelerator}/${kind}`) ?? [];
  return purchase === "reserved" ? [...of("reserved-1y"), ...of("reserved-3y")] : of(purchase);
}

function indexed(table: MachinePriceTable): ReadonlyMap<string, readonly MachineOffer[]> {
  const index = new Map<string, MachineOffer[]>();
  for (const offer of table.offers) {
    const key = `${offer.provider}/${offer.accelerator}/${offer.purchase}`;
    index.set(key, [...(index.get(key) ?? []), offer]);
  }
  INDEX.set(table, index);
  return index;
}
