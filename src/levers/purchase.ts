/** Spot machines for work that can wait, or be begun again. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { PRICES } from "../coefficients/prices.ts";
import type { MachinePriceTable } from "../estimate/data.ts";
import { purchaseFactor } from "../estimate/machine-ratios.ts";
import { sellerOf } from "../estimate/machine-seller.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { FieldChange, FindLevers, Lever, LeverEvidence } from "./lever.ts";
import { timesRange } from "./published-range.ts";
import { short } from "./short.ts";

export const purchaseLevers: FindLevers = ({ manifest, data }) => {
  const spot =
    data.machinePrices === undefined ? new Set<string>() : soldAsSpot(data.machinePrices);
  return (manifest.components ?? []).flatMap((component, position): Lever[] => {
    if (!isOnDemand(component) || !canBeInterrupted(component)) return [];
    if (!isSold(component, spot)) return [];
    const { id, kind } = component;
    const factor = factorFor(component, data.machinePrices);
    const path = ["components", position] as const;
    const prices = (["usd_per_hour", "usd_per_month"] as const).flatMap((key): FieldChange[] => {
      const price = component[key];
      if (price === undefined) return [];
      return [{ path: [...path, key], value: timesRange(price, factor) }];
    });
    return [
      {
        kind: "purchase",
        item: `components/${id}`,
        title: `Run ${id} on spot machines instead of on demand`,
        changes: [{ path: [...path, "purchase"], value: "spot" }, ...prices],
        assumes: [
          "It runs as long as now: work that is repeated after an interruption is not counted.",
          ...(prices.length > 0 ? ["The declared price falls by what the list prices show."] : []),
        ],
        evidence: [evidenceOf(factor)],
        effort: "setting",
        against: [
          "The machines can be taken away within minutes: the work has to save its state and go on elsewhere.",
          "Energy and carbon stay as they are, or rise by the work that is repeated.",
          ...(kind === "training"
            ? []
            : ["It has to hold when no spot machine is to be had for hours."]),
        ],
        checks: [],
      },
    ];
  });
};

/** Rented by the hour without a commitment; in production or not. */
function isOnDemand({ where, purchase, shared }: Component): boolean {
  const isRented = where === undefined || where === "cloud";
  return isRented && (purchase === undefined || purchase === "on-demand") && shared === undefined;
}

function canBeInterrupted({ kind, deferrable }: Component): boolean {
  return deferrable ?? kind === "training";
}

/** The clouds sell spot machines of all kinds; of another provider the price list has to show it. */
function isSold(
  { provider, placement, accelerator, compute }: Component,
  spot: ReadonlySet<string>,
): boolean {
  if (provider === undefined || (accelerator ?? compute) === undefined) return false;
  const { id } = sellerOf(provider, placement?.[0]);
  if (CLOUDS.has(id)) return true;
  const chip = acceleratorOf(accelerator ?? "")?.id;
  return chip !== undefined && spot.has(`${id}/${chip}`);
}

const CLOUDS: ReadonlySet<string> = new Set(["aws", "gcp", "azure"]);

function soldAsSpot({ offers }: MachinePriceTable): ReadonlySet<string> {
  return new Set(
    offers.flatMap(({ provider, accelerator, purchase }) =>
      purchase === "spot" ? [`${provider}/${accelerator}`] : [],
    ),
  );
}

/** What spot costs over on demand: of this chip at this provider where both are listed, else of any. */
function factorFor(
  { provider, placement, accelerator, accelerators_per_replica: declared }: Component,
  table: MachinePriceTable | undefined,
): Coefficient {
  const chip = acceleratorOf(accelerator ?? "")?.id;
  if (chip === undefined) return PRICES["price.factor.spot-vm"];
  const { id, region } = sellerOf(provider, placement?.[0]);
  const count = likely(declared ?? 1);
  const wanted = { provider: id, accelerator: chip, purchase: "spot", region, count } as const;
  const listed = table === undefined ? undefined : purchaseFactor(table, wanted);
  return listed ?? PRICES["price.factor.spot"];
}

function evidenceOf({ value, low, high, boundary, source, locator }: Coefficient): LeverEvidence {
  const [usual, least, most] = [value, low, high].map(short);
  return {
    says: `Spot over on demand is ${usual}, from ${least} to ${most}: ${boundary}.`,
    source,
    locator,
  };
}
