/** Cloud regions: grid intensity (average and marginal), PUE and water use of the site. */

import { type Coefficient, coefficient } from "./coefficient.ts";
import { type CloudProvider, REGION_ROWS, type RegionRow } from "./region-rows.ts";
import type { SourceId } from "./sources.ts";

export interface Region {
  readonly provider: CloudProvider;
  readonly name: string;
  /** Grid zone, as Electricity Maps names it; a country where that has only one. */
  readonly zone: string;
  /** Two-letter code. */
  readonly country: string;
  /** State of the USA, where its water is known. */
  readonly state: string | undefined;
  /** gCO2e per kWh, location-based yearly average; undefined where none is published. */
  readonly grid: Coefficient | undefined;
  /** gCO2e per kWh of the plant that answers a change in load: for advice on moving, never for a footprint. */
  readonly marginal: Coefficient | undefined;
  /** Undefined: the fleet's. */
  readonly pue: Coefficient | undefined;
  /** Litres per kWh of IT energy, on site; undefined: the fleet's. */
  readonly wue: Coefficient | undefined;
}

type Key = "grid" | "marginal" | "pue" | "wue";

/** Where the figures of a provider's regions come from, and the year that they describe. */
interface Origin {
  readonly source: SourceId;
  readonly locator: string;
  readonly published: string;
  readonly vintage: number;
}

const RTC = { source: "rtc-2026", published: "2026" } as const;

/** The table repeats figures of 2023 in rows of 2024 where nothing newer is known; the year here is theirs. */
const RTC_GRID: Origin = {
  ...RTC,
  locator: "Cloud_Region_Metadata.csv, grid-carbon-intensity-average-consumption-annual",
  vintage: 2023,
};

const RTC_MARGINAL: Origin = {
  ...RTC,
  locator: "Cloud_Region_Metadata.csv, grid-carbon-intensity-marginal-consumption-annual",
  vintage: 2023,
};

const AWS_SITES: Origin = {
  source: "aws-sites-2025",
  locator: "Per-region values (CY2025), the region's row",
  published: "2026-07",
  vintage: 2025,
};

const GOOGLE: Origin = {
  source: "google-regions-2025",
  locator: "Per-region values (CY2025), the region's row",
  published: "2026-09-15",
  vintage: 2025,
};

const AZURE_SITES: Origin = {
  ...RTC,
  locator: "Cloud_Region_Metadata.csv, from the fact sheets of 2022",
  vintage: 2022,
};

const ORIGINS: Readonly<Record<CloudProvider, Readonly<Record<Key, Origin>>>> = {
  aws: { grid: RTC_GRID, marginal: RTC_MARGINAL, pue: AWS_SITES, wue: AWS_SITES },
  gcp: { grid: GOOGLE, marginal: RTC_MARGINAL, pue: GOOGLE, wue: GOOGLE },
  azure: { grid: RTC_GRID, marginal: RTC_MARGINAL, pue: AZURE_SITES, wue: AZURE_SITES },
};

/** Zones of one place differ between data sets by a fifth and more, so that is the narrowest range of a grid. */
const KEYS = {
  grid: { unit: "gCO2e/kWh", spread: 1.2, boundary: "location-based yearly average of the grid" },
  marginal: {
    unit: "gCO2e/kWh",
    spread: 1.3,
    boundary: "location-based yearly average of the marginal plant",
  },
  pue: { unit: "kWh/kWh", spread: 1.03, boundary: "facility energy over IT energy, yearly" },
  wue: { unit: "L/kWh", spread: 1.5, boundary: "water consumed on site per IT energy, yearly" },
} as const;

const PROVIDERS: readonly CloudProvider[] = ["aws", "gcp", "azure"];

export function isCloudProvider(name: string): name is CloudProvider {
  return PROVIDERS.some((provider) => provider === name);
}

/** A region by the provider's own name; undefined where nothing is published of it. Made when first asked for. */
export function regionNamed(provider: CloudProvider, name: string): Region | undefined {
  const key = `${provider}/${name}`;
  const known = MADE.get(key);
  if (known !== undefined) return known;
  const rows = REGION_ROWS[provider];
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (row === undefined) return undefined;
  const made = toRegion(provider, name, row);
  MADE.set(key, made);
  return made;
}

const MADE = new Map<string, Region>();

export function allRegions(): readonly Region[] {
  return PROVIDERS.flatMap((provider) =>
    Object.keys(REGION_ROWS[provider]).flatMap((name) => regionNamed(provider, name) ?? []),
  );
}

function toRegion(provider: CloudProvider, name: string, row: RegionRow): Region {
  const { zone, state } = row;
  const of = (key: Key) => toCoefficient(provider, name, key, row[key]);
  return {
    provider,
    name,
    zone,
    country: zone.slice(0, 2),
    state,
    grid: of("grid"),
    marginal: of("marginal"),
    pue: of("pue"),
    wue: of("wue"),
  };
}

function toCoefficient(
  provider: CloudProvider,
  name: string,
  key: Key,
  value: number | undefined,
): Coefficient | undefined {
  if (value === undefined) return undefined;
  const { unit, spread, boundary } = KEYS[key];
  const low = Math.max(key === "pue" ? 1 : 0, value / spread);
  return coefficient(`region.${provider}.${name}.${key}`, [value, low, value * spread], {
    ...ORIGINS[provider][key],
    unit,
    boundary,
    quality: "vendor",
  });
}
