/** Water: evaporated on site by fleet and area, and consumed to make electricity by place. */

import { type Spread, table } from "./coefficient.ts";

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
    "wue.gcp": [1.15, 0.6, 1.8],
    "wue.aws": [0.12, 0.05, 0.5],
    "wue.azure": [0.27, 0.03, 0.8],
    "wue.aws.americas": [[0.08, 0.04, 0.4], { locator: "AWS North America, average of 2025" }],
    "wue.aws.europe": [[0.05, 0.02, 0.2], { locator: "AWS Europe, average of 2025" }],
    "wue.aws.asia": [[1.1, 0.06, 2.85], { locator: "AWS Asia Pacific, average of 2025" }],
    "wue.azure.americas": [[0.34, 0.1, 0.8], { locator: "Americas, fiscal year 2025" }],
    "wue.azure.asia": [
      [0.25, 0.03, 0.8],
      { locator: "Asia Pacific, fiscal year 2025; 0.03 the year before" },
    ],
    "wue.azure.europe": [[0.03, 0.01, 0.2], { locator: "EMEA, fiscal year 2025" }],
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
    "ewif.US-TX": ewif([1.29, 0.8, 2], "wri-ewif", "Texas 1.29"),
    "ewif.US-VA": ewif([2.39, 1.5, 3.8], "wri-ewif", "Virginia 2.39"),
    "ewif.US-WA": ewif([9.5, 5, 14], "wri-ewif", "Washington 9.50"),
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
