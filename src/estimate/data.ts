/** What an estimate needs besides the manifest, and when: big tables that the edge loads only then. */

import type { calcPrice, Provider } from "@pydantic/genai-prices";
import type { SourceId } from "../coefficients/sources.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { ReadReport } from "../measured/measured-report.ts";
import { spotted } from "./cloud-region.ts";
import { believe } from "./plausible.ts";

/** Prices of API calls: the trimmed table that the build wrote, and the calculation that reads it. */
export interface PriceBook {
  readonly table: PriceTable;
  readonly calcPrice: typeof calcPrice;
}

/** JSON written by the build from `@pydantic/genai-prices`. */
export interface PriceTable {
  readonly package: string;
  readonly version: string;
  /** When the build took the prices from the package. */
  readonly recordedOn: string;
  readonly providers: readonly Provider[];
}

/** JSON written by the build from coefficients/machine-prices.json: dated list prices of accelerators. */
export interface MachinePriceTable {
  /** When the table was put together. */
  readonly recordedOn: string;
  readonly offers: readonly MachineOffer[];
}

/** What one machine costs, per accelerator, in the regions where it is offered. */
export interface MachineOffer {
  readonly provider: string;
  readonly accelerator: string;
  readonly instance: string;
  /** Accelerators in the machine. */
  readonly count: number;
  readonly purchase: "on-demand" | "spot" | "reserved-1y" | "reserved-3y";
  /** Day, month or year of the prices. */
  readonly date: string;
  readonly source: SourceId;
  /** Where in the source; REGION stands for the region. */
  readonly locator: string;
  /** "apart": the machine around the accelerator is billed on top. */
  readonly host?: "apart";
  /** US dollars per accelerator and hour by region, or median, lowest and highest; "all": in all regions. */
  readonly usd: Readonly<Record<string, number | readonly [number, number, number]>>;
}

/** JSON written by the build from `@tgwf/co2`: Ember's country averages, CC BY-SA 4.0. */
export interface CountryTable {
  readonly package: string;
  readonly version: string;
  readonly recordedOn: string;
  readonly licence: string;
  readonly source: string;
  /** Year of the figures that are not in `olderYears`. */
  readonly year: number;
  readonly olderYears: Readonly<Record<string, number>>;
  /** gCO2e per kWh by two-letter country code. */
  readonly gPerKwh: Readonly<Record<string, number>>;
}

/** JSON written by the build from `@tgwf/co2`: Electricity Maps' yearly averages by grid zone, ODbL. */
export interface ZoneTable {
  readonly package: string;
  readonly version: string;
  readonly recordedOn: string;
  readonly licence: string;
  readonly source: string;
  readonly year: number;
  /** gCO2e per kWh by zone, such as US-CAL-CISO or FR. */
  readonly gPerKwh: Readonly<Record<string, number>>;
}

export interface EstimateData {
  readonly prices?: PriceBook | undefined;
  readonly machinePrices?: MachinePriceTable | undefined;
  readonly countries?: CountryTable | undefined;
  readonly zones?: ZoneTable | undefined;
  /** Measured reports, by the path that the manifest names them by. */
  readonly reports?: ReadonlyMap<string, ReadReport> | undefined;
}

/** Which tables the estimate of this manifest would read. */
export interface EstimateNeeds {
  readonly prices: boolean;
  readonly machinePrices: boolean;
  readonly countries: boolean;
  readonly zones: boolean;
}

export function estimateNeeds(manifest: Manifest): EstimateNeeds {
  const places = sites(believe(manifest).manifest).flatMap(({ provider, placement = [] }) =>
    placement.map((place) => spotted(provider, place)),
  );
  // A region of a model's vendor is found where the vendor's machines are, which is known later.
  const vendorRegion = manifest.models.some(({ placement = [] }) =>
    placement.some(({ region }) => region !== undefined),
  );
  return {
    prices: manifest.models.some(({ access, price }) => access === "api" && price === undefined),
    machinePrices: rentsMachines(manifest),
    countries: vendorRegion || places.some(({ region }) => region?.grid === undefined),
    zones: vendorRegion || places.some(({ zone }) => zone !== undefined),
  };
}

/** Whether a machine of the manifest is rented at a price that it does not say. */
function rentsMachines({ components = [], models, environments = [] }: Manifest): boolean {
  const jobs = models.flatMap(({ training = [] }) => training);
  if (environments.some(({ machines = [], ci }) => machines.length > 0 || ci !== undefined))
    return true;
  return components.some(isRented) || jobs.some((job) => job.accelerator ?? job.vcpus);
}

function isRented({ where = "cloud", accelerator, compute, ...paid }: Component): boolean {
  const own = paid.usd_per_month ?? paid.usd_per_hour;
  return where === "cloud" && own === undefined && (accelerator ?? compute) !== undefined;
}

function sites({ components = [], models, data = [], environments = [] }: Manifest) {
  return [
    ...environments.flatMap(({ machines = [], ci }) =>
      ci === undefined ? machines : [...machines, ci],
    ),
    ...components.filter(({ grid_g_kwh: own }) => own === undefined),
    ...models.map(({ platform, placement }) => ({ provider: platform, placement })),
    ...models.flatMap(({ training = [] }) => training),
    ...data,
  ];
}
