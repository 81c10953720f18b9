/** Cloud regions: grid intensity (average and marginal), PUE and water use of the site. */

import { type Coefficient, coefficient, type Spread, table } from "./coefficient.ts";

export type CloudProvider = "aws" | "gcp" | "azure";

export interface Region {
  readonly provider: CloudProvider;
  readonly name: string;
  /** Two-letter code. */
  readonly country: string;
  /** gCO2e per kWh, location-based yearly average; undefined where none is published. */
  readonly grid: Coefficient | undefined;
  /** gCO2e per kWh of the plant that answers a change in load: for advice on moving, never for a footprint. */
  readonly marginal: Coefficient | undefined;
  /** Undefined: the fleet's. */
  readonly pue: Coefficient | undefined;
  /** Litres per kWh of IT energy, on site; undefined: the fleet's. */
  readonly wue: Coefficient | undefined;
}

type Row = readonly [
  provider: CloudProvider,
  name: string,
  country: string,
  year: number,
  average: number | undefined,
  marginal: number | undefined,
  pue: number | undefined,
  wue: number | undefined,
];

const ROWS: readonly Row[] = [
  ["aws", "us-east-1", "US", 2024, 396.25, 557.17, 1.15, 0.12],
  ["aws", "us-east-2", "US", 2024, 396.25, 557, 1.13, 0.1],
  ["aws", "us-west-1", "US", 2024, 261.28, 381.37, 1.18, 0.51],
  ["aws", "us-west-2", "US", 2024, 119.76, 476.66, 1.12, 0.16],
  ["aws", "ca-central-1", "CA", 2024, 30.51, 457.85, 1.19, 0.04],
  ["aws", "eu-west-1", "IE", 2024, 403.4, 488.25, 1.11, 0.03],
  ["aws", "eu-west-2", "GB", 2023, 187.89, 424.48, undefined, 0.18],
  ["aws", "eu-west-3", "FR", 2023, 52.87, 394.64, undefined, 0.18],
  ["aws", "eu-central-1", "DE", 2024, 370.93, 731.22, 1.35, 0.01],
  ["aws", "eu-north-1", "SE", 2024, 24.71, 791.26, 1.1, 0.02],
  ["aws", "eu-south-2", "ES", 2024, 153.86, 363.46, 1.09, 0.24],
  ["aws", "ap-south-1", "IN", 2024, 746.98, 832.74, 1.42, 0.18],
  ["aws", "ap-southeast-1", "SG", 2024, 487.52, 349.01, 1.32, 1.68],
  ["aws", "ap-southeast-2", "AU", 2024, 545.01, 727.59, 1.16, 0.12],
  ["aws", "ap-northeast-1", "JP", 2024, 536.06, 535.91, 1.27, 0.91],
  ["aws", "ap-northeast-2", "KR", 2023, 443.05, 736.69, undefined, 0.18],
  ["aws", "sa-east-1", "BR", 2024, 89.55, 709.62, 1.17, 0.23],
  ["aws", "af-south-1", "ZA", 2024, 702.03, 890.21, 1.24, 0.18],
  ["aws", "me-central-1", "AE", 2024, 381.54, 416.6, 1.27, 0.18],
  ["gcp", "us-central1", "US", 2024, 412.72, 585.88, 1.1, undefined],
  ["gcp", "us-east1", "US", 2024, 575.77, 725.76, 1.1, undefined],
  ["gcp", "us-east4", "US", 2024, 323.05, 557.17, 1.09, undefined],
  ["gcp", "us-east5", "US", 2023, 396.25, 557, 1.09, undefined],
  ["gcp", "us-west1", "US", 2024, 79.23, 476.66, 1.07, undefined],
  ["gcp", "us-west2", "US", 2024, 169.28, 535.56, undefined, undefined],
  ["gcp", "us-south1", "US", 2024, 302.95, 484.03, 1.12, undefined],
  ["gcp", "northamerica-northeast1", "CA", 2024, 5.48, 457.85, undefined, undefined],
  ["gcp", "europe-west1", "BE", 2024, 103.37, 415.75, 1.09, undefined],
  ["gcp", "europe-west2", "GB", 2024, 105.94, 424.48, undefined, undefined],
  ["gcp", "europe-west3", "DE", 2024, 275.82, 731.22, undefined, undefined],
  ["gcp", "europe-west4", "NL", 2024, 208.81, 501.34, 1.07, undefined],
  ["gcp", "europe-west9", "FR", 2024, 16.3, 394.64, undefined, undefined],
  ["gcp", "europe-north1", "FI", 2024, 39.32, 794.87, 1.09, undefined],
  ["gcp", "europe-north2", "SE", 2024, 2.73, undefined, undefined, undefined],
  ["gcp", "europe-southwest1", "ES", 2024, 89.04, 363.46, undefined, undefined],
  ["gcp", "asia-south1", "IN", 2024, 678.76, 832.74, undefined, undefined],
  ["gcp", "asia-southeast1", "SG", 2024, 366.85, 349.01, 1.16, undefined],
  ["gcp", "asia-northeast1", "JP", 2024, 452.85, 535.91, undefined, undefined],
  ["gcp", "asia-east1", "TW", 2024, 439.29, 551.9, 1.12, undefined],
  ["gcp", "australia-southeast1", "AU", 2024, 497.5, 727.59, undefined, undefined],
  ["gcp", "southamerica-east1", "BR", 2024, 67.32, 709.62, undefined, undefined],
  ["azure", "eastus", "US", 2023, 396.25, 557.17, 1.14, undefined],
  ["azure", "eastus2", "US", 2023, 396.25, 557.17, 1.14, undefined],
  ["azure", "centralus", "US", 2023, 501.42, 585.88, 1.16, undefined],
  ["azure", "northcentralus", "US", 2023, 501.42, 628.91, 1.35, undefined],
  ["azure", "southcentralus", "US", 2023, 388.76, 518.56, 1.28, undefined],
  ["azure", "westus", "US", 2023, 119.76, 476.66, 1.15, undefined],
  ["azure", "westus3", "US", 2023, undefined, 532.74, 1.18, undefined],
  ["azure", "northeurope", "IE", 2023, 403.4, 488.25, 1.19, undefined],
  ["azure", "westeurope", "NL", 2023, 283.17, 501.34, 1.14, undefined],
  ["azure", "swedencentral", "SE", 2023, 24.71, 791.26, 1.16, undefined],
  ["azure", "southeastasia", "SG", 2023, 487.52, 349.01, 1.34, undefined],
  ["azure", "australiaeast", "AU", 2023, 545.01, 727.59, undefined, undefined],
  ["azure", "brazilsouth", "BR", 2023, 89.55, 709.62, undefined, undefined],
  ["azure", "polandcentral", "PL", 2023, 749.28, 862.29, undefined, undefined],
  ["azure", "italynorth", "IT", 2023, 298.62, 386.08, undefined, undefined],
  ["azure", "spaincentral", "ES", 2023, 153.86, 363.46, undefined, undefined],
];

/** Countries of regions for which no figure is published: their country's average stands for them. */
export const OTHER_REGIONS: Readonly<Record<CloudProvider, Readonly<Record<string, string>>>> = {
  aws: countries(
    "eu-central-2:CH eu-south-1:IT ap-east-1:HK ap-northeast-3:JP ap-south-2:IN ap-southeast-3:ID ap-southeast-4:AU ap-southeast-5:MY ap-southeast-7:TH ca-west-1:CA il-central-1:IL me-south-1:BH mx-central-1:MX us-gov-east-1:US us-gov-west-1:US cn-north-1:CN cn-northwest-1:CN",
  ),
  gcp: countries(
    "us-west3:US us-west4:US northamerica-northeast2:CA northamerica-south1:MX southamerica-west1:CL europe-central2:PL europe-west6:CH europe-west8:IT europe-west10:DE europe-west12:IT asia-east2:HK asia-northeast2:JP asia-northeast3:KR asia-south2:IN asia-southeast2:ID australia-southeast2:AU me-west1:IL me-central1:QA me-central2:SA africa-south1:ZA",
  ),
  azure: countries(
    "westus2:US westcentralus:US canadacentral:CA canadaeast:CA brazilsoutheast:BR mexicocentral:MX chilecentral:CL francecentral:FR francesouth:FR germanywestcentral:DE germanynorth:DE switzerlandnorth:CH switzerlandwest:CH norwayeast:NO norwaywest:NO uksouth:GB ukwest:GB austriaeast:AT belgiumcentral:BE eastasia:HK japaneast:JP japanwest:JP koreacentral:KR koreasouth:KR centralindia:IN southindia:IN westindia:IN indonesiacentral:ID malaysiawest:MY newzealandnorth:NZ australiasoutheast:AU australiacentral:AU southafricanorth:ZA uaenorth:AE uaecentral:AE qatarcentral:QA israelcentral:IL",
  ),
};

function countries(pairs: string): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.split(" ").map((pair) => pair.split(":")));
}

export const REGIONS: readonly Region[] = ROWS.map(
  ([provider, name, country, year, average, marginal, pue, wue]) => {
    const of = (key: string, value: number | undefined, spread: number, unit: string) =>
      value === undefined
        ? undefined
        : toCoefficient(`region.${provider}.${name}.${key}`, [value, spread], unit, provider, year);
    return {
      provider,
      name,
      country,
      grid: of("grid", average, 1.2, "gCO2e/kWh"),
      marginal: of("marginal", marginal, 1.3, "gCO2e/kWh"),
      pue: of("pue", pue, 1.03, "kWh/kWh"),
      wue: of("wue", wue, 1.5, "L/kWh"),
    };
  },
);

/** Zones of one place differ between data sets by a fifth and more, so that is the narrowest range. */
function toCoefficient(
  id: string,
  [value, spread]: readonly [number, number],
  unit: string,
  provider: CloudProvider,
  year: number,
): Coefficient {
  const google = provider === "gcp" && id.endsWith(".grid");
  return coefficient(
    id,
    [value, Math.max(id.endsWith(".pue") ? 1 : 0, value / spread), value * spread],
    {
      unit,
      source: google ? "gcp-2024" : "rtc-2026",
      locator: google
        ? "data/yearly/2024.csv, the region's row"
        : "Cloud_Region_Metadata.csv, the region's row",
      published: google ? "2025" : "2026-03-12",
      boundary: id.endsWith(".grid")
        ? "location-based yearly average of the grid"
        : id.endsWith(".marginal")
          ? "location-based yearly average of the marginal plant"
          : id.endsWith(".pue")
            ? "facility energy over IT energy, yearly"
            : "water consumed on site per IT energy, yearly",
      vintage: year,
      quality: "vendor",
    },
  );
}

const FLEET_WUE = {
  "wue.gcp": [1.15, 0.6, 1.8],
  "wue.aws": [0.12, 0.05, 0.5],
  "wue.azure": [0.27, 0.03, 0.8],
} as const;

/** PUE by provider, and where nobody says. */
export const PUE = table(
  {
    unit: "kWh/kWh",
    source: "provider-reports",
    locator: "fleet average 2025",
    published: "2026",
    boundary: "facility energy over IT energy, yearly",
    vintage: 2025,
    quality: "vendor",
  },
  {
    "pue.gcp": [1.09, 1.04, 1.2],
    "pue.aws": [1.14, 1.05, 1.4],
    "pue.azure": [1.17, 1.1, 1.35],
    "pue.other-cloud": [
      [1.2, 1.08, 1.5],
      {
        source: "greenlight",
        locator: "between the large providers and the survey mean",
        quality: "assumed",
        published: "2026",
      },
    ],
    "pue.on-prem": [
      [1.5, 1.2, 2],
      {
        source: "uptime-2024",
        locator: "mean PUE 1.56; 1.4 in newer sites",
        quality: "modelled",
        published: "2024",
        vintage: 2024,
      },
    ],
    "pue.edge": [
      1,
      {
        source: "greenlight",
        locator: "no cooling plant of its own",
        quality: "assumed",
        published: "2026",
      },
    ],
  },
);

/** Water of electricity and sites. */
export const WATER = table(
  {
    unit: "L/kWh",
    source: "provider-reports",
    locator: "fleet figure 2025",
    published: "2026",
    boundary: "water consumed on site per IT energy",
    vintage: 2025,
    quality: "vendor",
  },
  {
    ...FLEET_WUE,
    "wue.other": [
      [0.5, 0.05, 1.8],
      {
        source: "greenlight",
        locator: "between the fleets of the large providers",
        quality: "assumed",
      },
    ],
    "ewif.US": ewif(
      [3.14, 1.29, 9.5],
      "wri-ewif",
      "US average 3.14 (LBNL 4.52); Texas 1.29, Washington 9.50",
    ),
    "ewif.IE": ewif([1.48, 0.8, 2.8], "wri-ewif", "Ireland"),
    "ewif.SE": ewif([6.02, 3, 9], "wri-ewif", "Sweden"),
    "ewif.CN": ewif([6, 3, 9], "wri-ewif", "China 6.0"),
    "ewif.world": ewif([3.1, 1, 9], "li-water", "range of countries; hydropower reservoirs decide"),
  },
);

function ewif(spread: Spread, source: "wri-ewif" | "li-water", locator: string) {
  return [
    spread,
    {
      source,
      locator,
      published: source === "wri-ewif" ? "2020" : "2023",
      vintage: 2020,
      quality: "modelled",
      boundary: "water consumed to generate electricity, reservoir evaporation included",
    },
  ] as const;
}

/** Grid intensity where only a vendor is known. */
export const GRID = table(
  {
    unit: "gCO2e/kWh",
    source: "ember",
    locator: "USA 383.55, range over the regions where API vendors say that they run",
    published: "2025",
    boundary: "location-based yearly average of the grid",
    vintage: 2024,
    quality: "assumed",
  },
  {
    "grid.vendor.us": [384, 120, 560],
    "grid.vendor.fr": [
      [44, 25, 290],
      { locator: "France 44.18, Sweden and Ireland as alternatives" },
    ],
    "grid.vendor.cn": [[557, 400, 700], { locator: "China 557.5" }],
    "grid.unknown": [
      [473, 30, 750],
      { locator: "world 472.94, from the cleanest to the dirtiest large grids" },
    ],
  },
);
