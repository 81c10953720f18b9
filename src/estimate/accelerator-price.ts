/** One accelerator in one place to US dollars an hour: listed there, else from where it is listed. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { PRICES } from "../coefficients/prices.ts";
import { add, exactly, multiply, type Uncertain } from "../quantity/uncertain.ts";
import { assume, type Context, type Ledger, note, take, takeListed } from "./context.ts";
import type { MachinePriceTable } from "./data.ts";
import {
  isUsual,
  type Listed,
  listedElsewhere,
  listedHere,
  onlySeller,
  type Purchase,
  sells,
  type Wanted,
} from "./machine-offers.ts";
import { purchaseFactor, regionFactor } from "./machine-ratios.ts";
import type { Seller } from "./machine-seller.ts";

/** What is asked for, and which manifest path would say it. */
export interface AskedPrice {
  readonly accelerator: string;
  readonly count: number;
  readonly purchase: Purchase;
  readonly seller: Seller;
  readonly input: string;
}

/** US dollars per accelerator and hour, its share of the machine included; undefined where nothing is listed. */
export function acceleratorPrice(
  context: Context,
  ledger: Ledger,
  asked: AskedPrice,
): Uncertain | undefined {
  const table = context.data.machinePrices;
  if (table === undefined) return undefined;
  const { seller, accelerator, count, purchase, input } = asked;
  const known = seller.kind === "unnamed" ? onlySeller(table, accelerator) : undefined;
  const provider = known ?? seller.id;
  const wanted = { provider, accelerator, count, purchase, region: seller.region };
  if (sells(table, provider, accelerator)) return atProvider(context, ledger, table, wanted, input);
  return atAnother(context, ledger, table, asked);
}

/** Listed for the place; else on demand in the place, times what the way of paying costs elsewhere at the provider. */
function atProvider(
  context: Context,
  ledger: Ledger,
  table: MachinePriceTable,
  wanted: Wanted,
  input: string,
): Uncertain | undefined {
  const { purchase } = wanted;
  const here = listedHere(table, wanted);
  if (here !== undefined) return listedPrice(context, ledger, table, wanted, here, input);
  if (purchase === "on-demand") return fromAnotherRegion(context, ledger, table, wanted, input);
  const factor = purchaseFactor(table, wanted) ?? usualFactor(purchase);
  if (factor === undefined) {
    note(
      ledger,
      `no ${purchase} list price of ${wanted.accelerator} at ${wanted.provider} is known`,
      input,
    );
    return undefined;
  }
  const full = atProvider(context, ledger, table, { ...wanted, purchase: "on-demand" }, input);
  if (full === undefined) return undefined;
  const text = `${purchase} price as a share of the one on demand`;
  note(ledger, text, input, factor.id);
  return multiply(full, takeListed(context, factor));
}

/** Spot prices exist wherever there are machines; a reserved price is not made up. */
function usualFactor(purchase: Purchase): Coefficient | undefined {
  return purchase === "spot" ? PRICES["price.factor.spot"] : undefined;
}

function fromAnotherRegion(
  context: Context,
  ledger: Ledger,
  table: MachinePriceTable,
  wanted: Wanted,
  input: string,
): Uncertain | undefined {
  const there = listedElsewhere(table, wanted);
  if (there === undefined) return undefined;
  const price = listedPrice(context, ledger, table, wanted, there, input);
  return multiply(price, regionPrice(context, ledger, table, wanted, input));
}

/** What a place costs over the provider's usual region: by the table, else a stated range. */
export function regionPrice(
  context: Context,
  ledger: Ledger,
  table: MachinePriceTable | undefined,
  { provider, region }: Pick<Wanted, "provider" | "region">,
  input: string,
): Uncertain {
  if (isUsual(provider, region)) return exactly(1);
  const measured =
    table === undefined || region === undefined ? undefined : regionFactor(table, provider, region);
  if (measured === undefined)
    return assume(context, ledger, PRICES["price.factor.region"], {
      text: "price of another region of the provider, as most regions differ from the usual one",
      input,
      scope: `${provider}/${region ?? ""}`,
    });
  note(ledger, `prices in ${region} over those of the provider's usual region`, input, measured.id);
  return takeListed(context, measured);
}

/** The price in the list, with the machine around it where that is billed on top. */
function listedPrice(
  context: Context,
  ledger: Ledger,
  table: MachinePriceTable,
  wanted: Wanted,
  { price, instance, region, hostApart }: Listed,
  input: string,
): Uncertain {
  const place = region === "all" ? "" : ` in ${region}`;
  const age = olderThanAYear(price, context.today) ? ", more than a year ago" : "";
  note(
    ledger,
    `list price of ${instance} at ${wanted.provider}${place} of ${price.published}${age}`,
    input,
    price.id,
  );
  const alone = takeListed(context, price);
  if (!hostApart) return alone;
  const host = assume(context, ledger, PRICES["price.gcp-host"], {
    text: "machine around the accelerator billed on top: 2 to 12 virtual CPUs each",
    input,
    scope: input,
  });
  const spot =
    wanted.purchase === "spot" ? take(context, PRICES["price.factor.spot-vm"]) : undefined;
  const factor = regionFactor(table, wanted.provider, region);
  const there = factor === undefined ? host : multiply(host, takeListed(context, factor));
  return add(alone, spot === undefined ? there : multiply(there, spot));
}

function olderThanAYear({ published }: Coefficient, today: string): boolean {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return published < yearAgo.slice(0, published.length);
}

/** A provider without the chip in the table: what AWS asks for it, times what such providers ask over AWS. */
function atAnother(
  context: Context,
  ledger: Ledger,
  table: MachinePriceTable,
  { accelerator, count, purchase, seller, input }: AskedPrice,
): Uncertain | undefined {
  const wanted = { provider: "aws", accelerator, count, purchase, region: undefined };
  const there = listedElsewhere(table, { ...wanted, purchase: "on-demand" });
  if (there === undefined || purchase === "reserved") {
    note(ledger, `no ${purchase} list price of ${accelerator} is known for the provider`, input);
    return undefined;
  }
  const price = listedPrice(context, ledger, table, wanted, there, input);
  const factor = assume(context, ledger, PRICES[`price.factor.${seller.kind}`], {
    text: "list price of AWS stands for that of the provider",
    input,
    scope: seller.id,
  });
  if (purchase !== "spot") return multiply(price, factor);
  const spot = assume(context, ledger, PRICES["price.factor.spot"], {
    text: "spot price as a share of the one on demand",
    input,
    scope: seller.id,
  });
  return multiply(price, factor, spot);
}
