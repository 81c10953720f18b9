/** What an estimate needs besides the manifest, and when: big tables that the edge loads only then. */

import type { calcPrice, Provider } from "@pydantic/genai-prices";
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
  readonly countries?: CountryTable | undefined;
  readonly zones?: ZoneTable | undefined;
  /** Measured reports, by the path that the manifest names them by. */
  readonly reports?: ReadonlyMap<string, ReadReport> | undefined;
}

/** Which tables the estimate of this manifest would read. */
export interface EstimateNeeds {
  readonly prices: boolean;
  readonly countries: boolean;
  readonly zones: boolean;
}

export function estimateNeeds(manifest: Manifest): EstimateNeeds {
  const places = sites(believe(manifest).manifest).flatMap(({ provider, placement = [] }) =>
    placement.map((place) => spotted(provider, place)),
  );
  return {
    prices: manifest.models.some(({ access, price }) => access === "api" && price === undefined),
    countries: places.some(({ region }) => region?.grid === undefined),
    zones: places.some(({ zone }) => zone !== undefined),
  };
}

function sites({ components = [], models, data = [] }: Manifest) {
  return [
    ...components.filter(({ grid_g_kwh: own }) => own === undefined),
    ...models.map(({ platform, placement }) => ({ provider: platform, placement })),
    ...models.flatMap(({ training = [] }) => training),
    ...data,
  ];
}
