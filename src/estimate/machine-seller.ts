/** Who rents out a machine: a provider's name in a manifest to its id in the table of machine prices. */

import type { Placement } from "../manifest/amount.ts";
import { cloudOf, isCloud, regionOf } from "./cloud-region.ts";
import { regionNameOf } from "./region-names.ts";

/** Where a machine is rented, as the price tables know it. */
export interface Seller {
  /** Id in the table; a provider that is not in it has the name in the manifest. */
  readonly id: string;
  /** "unnamed": the manifest names no provider, or one that is not known to rent out machines. */
  readonly kind: "hyperscaler" | "specialist" | "unnamed";
  /** The provider's own name of the region. */
  readonly region: string | undefined;
}

const HYPERSCALERS = /oracle|\boci\b|ibm|alibaba/i;

/** Providers of the table besides the three clouds. */
const SPECIALISTS: readonly (readonly [RegExp, string])[] = [
  [/coreweave/i, "coreweave"],
  [/lambda/i, "lambda"],
  [/runpod/i, "runpod"],
  [/nebius/i, "nebius"],
  [/hyperstack|nexgen/i, "hyperstack"],
  [/ovh/i, "ovh"],
];

export function sellerOf(provider: string | undefined, placement: Placement | undefined): Seller {
  const written = placement?.region;
  const cloud = cloudOf(provider) ?? (provider === undefined ? onlyCloud(written) : undefined);
  if (cloud !== undefined) {
    const region = written === undefined ? undefined : regionNameOf(cloud, written);
    return { id: cloud, kind: "hyperscaler", region };
  }
  if (provider === undefined) return { id: "", kind: "unnamed", region: undefined };
  if (HYPERSCALERS.test(provider)) return { id: provider, kind: "hyperscaler", region: undefined };
  const named = SPECIALISTS.find(([pattern]) => pattern.test(provider))?.[1];
  const rents = named !== undefined || isCloud(provider);
  return { id: named ?? provider, kind: rents ? "specialist" : "unnamed", region: undefined };
}

/** The cloud that a region names, where no provider is given. */
function onlyCloud(region: string | undefined) {
  return region === undefined ? undefined : regionOf(undefined, region)?.provider;
}
