/** Virtual CPUs and memory in one place to US dollars an hour. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { PRICES } from "../coefficients/prices.ts";
import { add, multiply, type Uncertain } from "../quantity/uncertain.ts";
import { regionPrice } from "./accelerator-price.ts";
import { assume, type Context, type Ledger, note, take } from "./context.ts";
import type { Purchase } from "./machine-offers.ts";
import type { Seller } from "./machine-seller.ts";

/** What one machine has, and how it is paid. */
export interface Rented {
  readonly vcpus: Uncertain;
  readonly memoryGb: Uncertain;
  readonly purchase: Purchase;
  readonly seller: Seller;
  readonly input: string;
}

/** US dollars per machine and hour: list prices of virtual machines of the provider, by size, region and way of paying. */
export function computePrice(
  context: Context,
  ledger: Ledger,
  { vcpus, memoryGb, purchase, seller, input }: Rented,
): Uncertain {
  const { vcpu, memory } = ratesOf(seller);
  note(ledger, `list prices of virtual machines of ${vcpu.published}`, input, vcpu.id);
  const size = add(multiply(vcpus, take(context, vcpu)), multiply(memoryGb, take(context, memory)));
  const placed = multiply(size, placeFactor(context, ledger, seller, input));
  if (purchase === "on-demand") return placed;
  const factor = PRICES[purchase === "spot" ? "price.factor.spot-vm" : "price.factor.reserved-vm"];
  const text = `${purchase} price as a share of the one on demand`;
  return multiply(placed, assume(context, ledger, factor, { text, input, scope: seller.id }));
}

function ratesOf({ id }: Seller): { readonly vcpu: Coefficient; readonly memory: Coefficient } {
  const known: Readonly<Record<string, Coefficient | undefined>> = PRICES;
  return {
    vcpu: known[`price.vcpu.${id}`] ?? PRICES["price.vcpu"],
    memory: known[`price.memory.${id}`] ?? PRICES["price.memory"],
  };
}

/** Regions of the three clouds cost as for accelerators; others have one factor over them. */
function placeFactor(context: Context, ledger: Ledger, seller: Seller, input: string): Uncertain {
  if (PRICED.has(seller.id))
    return regionPrice(
      context,
      ledger,
      context.data.machinePrices,
      { provider: seller.id, region: seller.region },
      input,
    );
  const kind = seller.kind === "specialist" ? "specialist-vm" : "unnamed-vm";
  return assume(context, ledger, PRICES[`price.factor.${kind}`], {
    text: "list prices of large clouds stand for those of the provider",
    input,
    scope: seller.id,
  });
}

const PRICED: ReadonlySet<string> = new Set(["aws", "gcp", "azure"]);
