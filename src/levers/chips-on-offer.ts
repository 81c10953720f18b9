/** Which accelerators a provider is known to rent out. */

import type { MachinePriceTable } from "../estimate/data.ts";
import { type Seller, sellerOf } from "../estimate/machine-seller.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";

export interface Offers {
  /** Ids in the tables: what the price list has, and what the manifest runs there already. */
  readonly chips: ReadonlySet<string>;
  /** Whether the list has this chip in the region of the component. */
  isHere(chip: string): boolean;
}

/** Undefined for a component without a provider. */
export function createOffers(
  manifest: Manifest,
  table: MachinePriceTable | undefined,
): (component: Component) => Offers | undefined {
  const sold = soldBy(manifest, table);
  return (component) => {
    const seller = sellerFor(component);
    if (seller === undefined) return undefined;
    const chips = sold.get(seller.id) ?? new Map<string, ReadonlySet<string>>();
    return {
      chips: new Set(chips.keys()),
      isHere: (chip) => {
        const regions = chips.get(chip);
        return regions?.has("all") === true || regions?.has(seller.region ?? "") === true;
      },
    };
  };
}

/** Regions by provider and chip. */
function soldBy(
  { components = [] }: Manifest,
  table: MachinePriceTable | undefined,
): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const sold = new Map<string, Map<string, Set<string>>>();
  const add = (provider: string, chip: string, regions: readonly string[]) => {
    const chips = sold.get(provider) ?? new Map<string, Set<string>>();
    sold.set(provider, chips);
    chips.set(chip, new Set([...(chips.get(chip) ?? []), ...regions]));
  };
  const offers = table?.offers.filter(({ purchase }) => purchase === "on-demand") ?? [];
  for (const { provider, accelerator, usd } of offers) add(provider, accelerator, Object.keys(usd));
  for (const component of components.filter(({ where }) => where === "cloud")) {
    const chip = acceleratorOf(component.accelerator ?? "")?.id;
    const seller = sellerFor(component);
    if (chip !== undefined && seller !== undefined) add(seller.id, chip, [seller.region ?? "all"]);
  }
  return sold;
}

function sellerFor({ provider, placement }: Component): Seller | undefined {
  return provider === undefined ? undefined : sellerOf(provider, placement?.[0]);
}
