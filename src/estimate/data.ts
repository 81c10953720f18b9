/** What an estimate needs besides the manifest, and when: big tables that the edge loads only then. */

import type { calcPrice, Provider } from "@pydantic/genai-prices";
import type { Manifest } from "../manifest/manifest.ts";
import { regionOf } from "./cloud-region.ts";

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
  /** gCO2e per kWh by two-letter country code. */
  readonly gPerKwh: Readonly<Record<string, number>>;
}

export interface EstimateData {
  readonly prices?: PriceBook | undefined;
  readonly countries?: CountryTable | undefined;
}

/** Which tables the estimate of this manifest would read. */
export interface EstimateNeeds {
  readonly prices: boolean;
  readonly countries: boolean;
}

export function estimateNeeds(manifest: Manifest): EstimateNeeds {
  return {
    prices: manifest.models.some(({ access, price }) => access === "api" && price === undefined),
    countries: sites(manifest).some(({ provider, placement = [] }) =>
      placement.some(({ region }) => !hasGrid(provider, region)),
    ),
  };
}

function hasGrid(provider: string | undefined, region: string | undefined): boolean {
  return region !== undefined && regionOf(provider, region)?.grid !== undefined;
}

function sites({ components = [], models, data = [] }: Manifest) {
  return [
    ...components.filter(({ grid_g_kwh: own }) => own === undefined),
    ...models.map(({ platform, placement }) => ({ provider: platform, placement })),
    ...models.flatMap(({ training = [] }) => training),
    ...data,
  ];
}
