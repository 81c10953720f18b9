/** Where a figure comes from: a coefficient, a row of a table that ships beside the program, or the manifest itself. */

import type { EstimateData, MachinePriceTable, PriceTable } from "../estimate/data.ts";
import { countryCoefficient, zoneCoefficient } from "../estimate/grid.ts";
import { machinePriceById } from "../estimate/machine-offers.ts";
import { purchaseFactor, regionFactor } from "../estimate/machine-ratios.ts";
import { type Provenance, provenanceOf } from "../estimate/provenance.ts";
import type { Shipped } from "../review/review.ts";
import { table } from "./explain-table.ts";

/** Undefined where nothing has the id. */
export function explainFigure(id: string, shipped: Shipped, today: string): string | undefined {
  if (id.startsWith(MANIFEST)) return explainInput(id.slice(MANIFEST.length));
  const data = shipped.estimateData(tablesFor(id));
  const listed = listedIn(data, id);
  const found = provenanceOf(
    id,
    { listed: listed === undefined ? [] : [listed], prices: data.prices?.table },
    today,
  );
  if (found === undefined) return undefined;
  if (found.amount !== undefined || data.prices === undefined) return describe(found, []);
  const prices = listPrices(data.prices.table, found.locator);
  return prices.length === 0 ? undefined : describe(found, prices);
}

const MANIFEST = "manifest:";

/** Only the table that the id is in is read. */
function tablesFor(id: string): Parameters<Shipped["estimateData"]>[0] {
  return {
    prices: id.startsWith("price:"),
    machinePrices: id.startsWith("machine-price"),
    countries: id.startsWith("grid.country."),
    zones: id.startsWith("grid.zone."),
  };
}

function listedIn({ machinePrices, countries, zones }: EstimateData, id: string) {
  const last = id.split(".").slice(2).join(".");
  if (countries !== undefined) return countryCoefficient(countries, last);
  if (zones !== undefined) return zoneCoefficient(zones, last);
  return machinePrices === undefined ? undefined : machinePrice(machinePrices, id);
}

/** A listed price, or what a region or a way of paying costs over the usual one, of machines with one accelerator. */
function machinePrice(offers: MachinePriceTable, id: string) {
  if (!id.startsWith(FACTOR)) return machinePriceById(offers, id);
  const [provider = "", second = "", purchase] = id.slice(FACTOR.length).split("/");
  const paid = PURCHASES.find((one) => one === purchase);
  if (paid === undefined) return regionFactor(offers, provider, second);
  const wanted = { provider, accelerator: second, purchase: paid, region: undefined, count: 1 };
  return purchaseFactor(offers, wanted);
}

const FACTOR = "machine-price-factor:";
const PURCHASES = ["on-demand", "spot", "reserved"] as const;

function explainInput(path: string): string {
  return [
    `${MANIFEST}${path}`,
    "",
    ...table([
      [
        "Source",
        "your manifest: the value at this path, with the range and the source given there",
      ],
      ["Quality", "as its basis says: measured, vendor or estimated"],
    ]),
  ].join("\n");
}

function describe(
  { id, amount, boundary, quality, vintage, old, source, published, locator }: Provenance,
  prices: readonly [string, string][],
): string {
  return [
    id,
    "",
    ...table([
      ["Value", amount && `${short(amount.value)} ${amount.unit}`],
      ["Range", amount && rangeText(amount)],
      ...prices,
      ["Boundary", boundary],
      ["Quality", quality],
      ["Data of", String(vintage)],
      ["Age", old],
      ["Source", `${source.title}, ${published}`],
      ["Where", locator],
      ["Address", source.url],
    ]),
  ].join("\n");
}

function rangeText({ value, low, high }: NonNullable<Provenance["amount"]>): string {
  if (low === value && high === value) return "exact";
  return `${short(low)} to ${short(high)} (5th to 95th percentile)`;
}

/** Four significant digits: no coefficient is known better. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** The rows of `vendor/model` in the price list, as they stand there. */
function listPrices({ providers }: PriceTable, locator: string): [string, string][] {
  const [vendor, ...rest] = locator.split("/");
  const models = providers.find(({ id }) => id === vendor)?.models ?? [];
  const prices = models.find(({ id }) => id === rest.join("/"))?.prices;
  if (prices === undefined) return [];
  if (!Array.isArray(prices)) return [["Price", priceText(prices)]];
  return prices.map(({ constraint, prices: price }) => [
    "Price",
    constraint === undefined
      ? priceText(price)
      : `${priceText(price)} (${conditionText(constraint)})`,
  ]);
}

/** What the keys of the price list mean: dollars for so much of what. */
const PER: Readonly<Record<string, string>> = {
  mtok: "per million tokens",
  kcount: "per thousand",
};

function priceText(prices: object): string {
  return Object.entries(prices)
    .map(([key, price]) => {
      const words = key.split("_");
      const per = PER[words.at(-1) ?? ""];
      const what = (per === undefined ? words : words.slice(0, -1)).join(" ");
      return `${what} ${usd(price)}${per === undefined ? "" : ` ${per}`}`;
    })
    .join("; ");
}

/** One price, or a price that rises with the tokens of a call. */
function usd(price: unknown): string {
  if (typeof price === "number") return `$${short(price)}`;
  const { base, tiers } = price as {
    base: number;
    tiers: readonly { start: number; price: number }[];
  };
  const steps = tiers.map(({ start, price: above }) => `$${short(above)} above ${start} tokens`);
  return [`$${short(base)}`, ...steps].join(", ");
}

function conditionText(constraint: object): string {
  return Object.entries(constraint)
    .filter(([key]) => key !== "type")
    .map(([key, value]) => `${key.replaceAll("_", " ")} ${String(value)}`)
    .join(", ");
}
