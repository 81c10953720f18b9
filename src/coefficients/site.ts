/** Power usage effectiveness and grids where the region gives none: of fleets, sites, countries of vendors. */

import { table } from "./coefficient.ts";

/** PUE by provider and area, and where nobody says. */
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
    "pue.aws.europe": [[1.11, 1.06, 1.35], { locator: "AWS Europe, average of 2025" }],
    "pue.aws.asia": [[1.25, 1.07, 1.46], { locator: "AWS Asia Pacific, average of 2025" }],
    "pue.azure.americas": [[1.16, 1.1, 1.35], { locator: "Americas, fiscal year 2025" }],
    "pue.azure.asia": [[1.28, 1.1, 1.4], { locator: "Asia Pacific, fiscal year 2025" }],
    "pue.azure.europe": [[1.16, 1.1, 1.3], { locator: "EMEA, fiscal year 2025" }],
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
