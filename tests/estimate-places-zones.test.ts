import { describe, expect, test } from "vitest";
import { countryTable } from "../src/build/countries.ts";
import { zoneTable } from "../src/build/zones.ts";
import { OTHER_ZONES, REGION_ROWS } from "../src/coefficients/region-rows.ts";
import { bestRegionsOf, spotted } from "../src/estimate/cloud-region.ts";
import { estimateNeeds } from "../src/estimate/data.ts";
import { estimate } from "../src/estimate/estimate.ts";
import { regionNameOf } from "../src/estimate/region-names.ts";
import { Placement, placements } from "../src/manifest/amount.ts";
import type { Component } from "../src/manifest/component.ts";
import { isUnknown } from "../src/quantity/quantity.ts";
import { shiftNote } from "../src/render/shift-note.ts";
import { likelyOf, manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

const CLOUDS = ["aws", "gcp", "azure"] as const;

/** The tables that ship. */
const [zones, countries] = [await zoneTable(), await countryTable()];

const box = (own: Partial<Component>): Component => ({
  id: "box",
  kind: "other",
  where: "cloud",
  power_w: { idle: 100, busy: 100 },
  busy_pct: 50,
  replicas: { mean: 1 },
  ...own,
});

const estimated = (own: Partial<Component>) =>
  estimate(manifestOf({ components: [box(own)] }), { zones, countries }, TODAY);

const placed = (own: Partial<Component>) => partOf(estimated(own), "components.box");

const gridOf = (own: Partial<Component>) => {
  const { gridGPerKwh } = placed(own);
  if (isUnknown(gridGPerKwh)) throw new Error(`unknown: ${gridGPerKwh.missing}`);
  return gridGPerKwh;
};

describe("names of regions", () => {
  test.each([
    ["azure", "East US 2", "eastus2"],
    ["azure", "(US) East US", "eastus"],
    ["azure", "(Europe) West Europe", "westeurope"],
    ["azure", "UK South", "uksouth"],
    ["azure", "Germany West Central", "germanywestcentral"],
    ["aws", "us-east-1a", "us-east-1"],
    ["aws", "eu-central-1c", "eu-central-1"],
    ["aws", "US East (N. Virginia)", "us-east-1"],
    ["aws", "South America (São Paulo)", "sa-east-1"],
    ["aws", "Europe (Frankfurt) eu-central-1", "eu-central-1"],
    ["aws", "Frankfurt", "eu-central-1"],
    ["aws", "EU_WEST_1", "eu-west-1"],
    ["aws", "AWS GovCloud (US-West)", "us-gov-west-1"],
    ["gcp", "us-central1-b", "us-central1"],
    ["gcp", "Belgium", "europe-west1"],
    ["gcp", "europe-west1 (Belgium)", "europe-west1"],
    ["aws", "moon-1", undefined],
    ["azure", "eastus22", undefined],
    ["gcp", "us-east-1", "us-east1"],
  ] as const)("%s: %s is %s", (cloud, written, name) => {
    expect(regionNameOf(cloud, written)).toBe(name);
  });

  test("are found as they are, and with spaces for hyphens, for every region", () => {
    for (const cloud of CLOUDS) {
      const names = [...Object.keys(REGION_ROWS[cloud]), ...Object.keys(OTHER_ZONES[cloud])];
      for (const name of names) {
        expect(regionNameOf(cloud, name)).toBe(name);
        expect(regionNameOf(cloud, name.toUpperCase().replaceAll("-", " "))).toBe(name);
      }
    }
  });

  test("that two clouds have need a provider", () => {
    expect(spotted(undefined, { region: "Frankfurt" }).country).toBeUndefined();
    expect(spotted(undefined, { region: "us-east-1" }).region?.provider).toBe("aws");
    expect(spotted("hetzner", { region: "us-east-1" }).region).toBeUndefined();
  });
});

describe("grid zones", () => {
  test("every region stands in a zone of the table, and in its country", () => {
    const used = CLOUDS.flatMap((cloud) => [
      ...Object.values(REGION_ROWS[cloud]).map(({ zone }) => zone),
      ...Object.values(OTHER_ZONES[cloud]),
    ]);
    // Alone these countries have a figure, but no zone without a part.
    const missing = [...new Set(used)].filter((zone) => zones.gPerKwh[zone] === undefined);
    expect(missing).toEqual([]);
  });

  test.each([
    ["a region without a figure: its zone", { provider: "azure", region: "westus3" }, 393],
    ["West US is in California", { provider: "azure", region: "westus" }, 208],
    ["West US 2 is in Washington", { provider: "azure", region: "westus2" }, 119.76],
    ["a zone in a country of many", { provider: "azure", region: "canadaeast" }, 41],
    ["a zone that the manifest names", { zone: "US-NW-PACW" }, 204],
    [
      "a named zone goes before the region",
      { provider: "aws", region: "us-west-2", zone: "US-NW-PACW" },
      204,
    ],
    ["a country by its own average", { country: "FR" }, 44.18],
  ])(
    "%s",
    (_, {
      provider,
      ...place
    }: { provider?: string; region?: string; zone?: string; country?: string }, grid) => {
      const own = provider === undefined ? {} : { provider };
      expect(gridOf({ ...own, placement: [place] }).likely).toBe(grid);
    },
  );

  test("an own figure goes before all", () => {
    const placement = [{ region: "us-west-2", zone: "US-NW-PACW" }];
    expect(gridOf({ provider: "aws", placement, grid_g_kwh: 12 }).likely).toBe(12);
  });

  test("a region's range reaches to its zone's figure where they differ: 301 for Ireland, not 403/1.2", () => {
    const ireland = gridOf({ provider: "aws", placement: [{ region: "eu-west-1" }] });
    expect(ireland).toMatchObject({ likely: 403.4, low: 301 });
    expect(ireland.high).toBeCloseTo(403.4 * 1.2, 1);
    expect(ireland.sources).toEqual(["region.aws.eu-west-1.grid", "grid.zone.IE"]);
    // 393 lies in 396.25 / 1.2 to 396.25 x 1.2 for PJM's 418: nothing to widen.
    const virginia = gridOf({ provider: "aws", placement: [{ region: "us-east-1" }] });
    expect(virginia.sources).toEqual(["region.aws.us-east-1.grid"]);
  });

  test("are loaded only for manifests that name a region or a zone", () => {
    const needs = (own: Partial<Component>) =>
      estimateNeeds(manifestOf({ components: [box(own)] })).zones;
    expect(needs({ placement: [{ country: "FR" }] })).toBe(false);
    expect(needs({})).toBe(false);
    expect(needs({ provider: "hetzner", placement: [{ region: "fsn1", country: "DE" }] })).toBe(
      false,
    );
    expect(needs({ provider: "aws", placement: [{ region: "eu-west-1" }] })).toBe(true);
    expect(needs({ placement: [{ zone: "NO-NO1" }] })).toBe(true);
  });

  test("keep their licence with them", () => {
    expect(zones.licence).toContain("ODbL");
    expect(Object.keys(zones.gPerKwh).length).toBeGreaterThan(300);
  });
});

describe("years of countries", () => {
  test("are their own, not one for all", () => {
    expect(countries.year).toBe(2024);
    expect(countries.olderYears).toMatchObject({ AE: 2023, IS: 2023, UA: 2022, JM: 2022 });
    expect(countries.olderYears).not.toHaveProperty("US");
    const all = Object.keys(countries.gPerKwh);
    const older = Object.values(countries.olderYears);
    // The package's figures are of 2024 for half of the countries, and of 2023 or 2022 for the rest.
    expect(older.filter((year) => year === 2022).length).toBeGreaterThan(30);
    expect(all.length - older.length).toBeGreaterThan(80);
  });
});

describe("shares of several places", () => {
  const mix = (shares: readonly (number | undefined)[]) =>
    gridOf({
      placement: shares.map((share_pct, index) => ({
        zone: index === 0 ? "US-CAL-CISO" : "NO-NO1",
        ...(share_pct === undefined ? {} : { share_pct }),
      })),
    }).likely;

  // California 208, eastern Norway 24; medians of sums lie a little off the sum of medians.
  test.each([
    ["70 and the rest: 0.7 x 208 + 0.3 x 24 = 152.8", [70, undefined], 152.8],
    ["none given: equal, (208 + 24) / 2 = 116", [undefined, undefined], 116],
    ["10 and 90: 0.1 x 208 + 0.9 x 24 = 42.4", [10, 90], 42.4],
  ])("%s", (_, shares, grams) => {
    expect(Math.abs(mix(shares) / grams - 1)).toBeLessThan(0.03);
  });

  test.each([
    ["30 and 30", [30, 30], false],
    ["60 and 60", [60, 60], false],
    ["100 and the rest, which is nothing", [100, undefined], false],
    ["33.3 three times", [33.3, 33.3, 33.3], true],
    ["70 and the rest", [70, undefined], true],
    ["no shares", [undefined, undefined], true],
  ])("%s", (_, shares, sound) => {
    const list = shares.map((share_pct) => ({ country: "FR", share_pct }));
    expect(placements("x").safeParse(list).success).toBe(sound);
  });
});

test("a placement needs a place, and a zone lies in its country", () => {
  expect(Placement.safeParse({ share_pct: 50 }).success).toBe(false);
  expect(Placement.safeParse({ zone: "US-CAL-CISO" }).success).toBe(true);
  expect(Placement.safeParse({ zone: "california" }).success).toBe(false);
  expect(Placement.safeParse({ zone: "US-CAL-CISO", country: "DE" }).success).toBe(false);
});

describe("a shift to a cleaner region", () => {
  const shiftOf = (provider: string, ...regions: string[]) =>
    bestRegionsOf({ provider, placement: regions.map((region) => ({ region })) }).shift;

  test("shows the average and the marginal of both ends", () => {
    expect(shiftOf("aws", "us-east-1")).toMatchObject({
      from: { region: "us-east-1", gridGPerKwh: 396.25, marginalGPerKwh: 557.17 },
      to: { region: "ca-central-1", gridGPerKwh: 30.51, marginalGPerKwh: 457.85 },
    });
  });

  test("says when the marginal does not fall: eu-west-2 187.89/424.48 to eu-north-1 24.71/791.26", () => {
    const text = shiftOf("aws", "eu-west-2")?.text;
    expect(text).toContain("from 188 to 24.7 gCO2e/kWh");
    expect(text).toContain(
      "from 424 to 791: the move lowers the footprint, but saves nothing soon",
    );
    expect(shiftOf("aws", "us-east-1")?.text).not.toContain("saves nothing");
  });

  test("starts from the dirtiest of several, and needs a clearly cleaner target", () => {
    expect(shiftOf("aws", "eu-north-1", "eu-central-1")?.from.region).toBe("eu-central-1");
    expect(shiftOf("aws", "eu-north-1")).toBeUndefined();
    expect(shiftOf("hetzner", "fsn1")).toBeUndefined();
  });

  test("never goes where only governments may", () => {
    for (const cloud of CLOUDS)
      for (const name of Object.keys(REGION_ROWS[cloud]))
        expect(shiftOf(cloud, name)?.to.region ?? "").not.toMatch(/gov|^cn-|china/);
  });

  test("enters no figure", () => {
    const { month } = estimated({ provider: "aws", placement: [{ region: "us-east-1" }] });
    const sources = "sources" in month.carbonKg ? month.carbonKg.sources : [];
    expect(sources.filter((id) => id.endsWith(".marginal"))).toEqual([]);
  });
});

describe("water", () => {
  // 100 W x 730 h = 73 kWh. On site: WUE x 73; off site: PUE x EWIF x 73.
  test.each([
    ["Virginia", "aws", "us-east-1", 73 * (0.06 + 1.15 * 2.39)],
    ["Texas", "gcp", "us-south1", 73 * (1.15 + 1.1 * 1.29)],
    ["Washington", "azure", "westus2", 73 * (0.34 + 1.15 * 9.5)],
    ["elsewhere in the USA", "aws", "us-west-1", 73 * (0.39 + 1.18 * 3.14)],
    ["Ireland", "aws", "eu-west-1", 73 * (0.02 + 1.1 * 1.48)],
    ["Jakarta, by its own site", "aws", "ap-southeast-3", 73 * (2.85 + 1.29 * 3.1)],
    ["Seoul, by the area", "aws", "ap-northeast-2", 73 * (1.1 + 1.25 * 3.1)],
  ])("in %s is WUE + PUE x EWIF", (_, provider, region, litres) => {
    const value = likelyOf(placed({ provider, placement: [{ region }] }).month.waterL);
    // The sum of a skewed range and another has its median near the sum of the medians.
    expect(Math.abs((value as number) / litres - 1)).toBeLessThan(0.08);
  });

  test("PUE multiplies only what power stations use", () => {
    const water = (pue: number) => {
      const value = likelyOf(
        placed({ provider: "gcp", placement: [{ region: "us-south1" }], pue }).month.waterL,
      );
      return value as number;
    };
    // From 1 to 3 adds 2 x EWIF x 73 = 2 x 1.29 x 73 = 188 L, and nothing of the 1.15 x 73 = 84 L on site.
    expect(Math.abs((water(3) - water(1)) / (2 * 1.29 * 73) - 1)).toBeLessThan(0.08);
  });
});

describe("manufacture of a box of which only the power is known", () => {
  const kgOf = (watts: number) =>
    likelyOf(
      placed({
        where: "on-prem",
        power_w: { idle: watts, busy: watts },
        lifetime_years: 5,
        grid_g_kwh: 100,
      }).month.embodiedCarbonKg,
    ) as number;
  const share = 730 / (5 * 8760);

  test("is a device up to 300 W: 60 kg", () => {
    expect(kgOf(5)).toBeCloseTo(60 * share, 3);
    expect(kgOf(300)).toBeCloseTo(60 * share, 3);
  });

  test("grows with the power above: 60 + 1 kg/W x (10,200 - 300) W = 9,960 kg", () => {
    expect(Math.abs(kgOf(10_200) / (9960 * share) - 1)).toBeLessThan(0.05);
    expect(kgOf(1e9)).toBeGreaterThan(1e8 * share);
  });
});

describe("beside a finding that advises another region", () => {
  const group = (pass: string, key: string) =>
    ({ check: { pass }, findings: [{ item: { key, path: [] } }] }) as never;
  const gpu = estimated({ provider: "aws", placement: [{ region: "us-east-1" }] });
  const manifest = { estimate: gpu } as never;
  const advises = "it.d.grid_g_kwh <= it.d.best_grid_g_kwh * 2";

  test("stands what the move changes", () => {
    expect(shiftNote(manifest, group(advises, "components/box"))).toContain("from 557 to 458");
  });

  test("stands nothing where the finding is about something else, or nothing is cleaner", () => {
    expect(shiftNote(manifest, group("has(it.pue)", "components/box"))).toBeUndefined();
    expect(shiftNote(manifest, group(advises, "components/bo"))).toBeUndefined();
    expect(shiftNote(manifest, group(advises, "training/box/1"))).toBeUndefined();
  });
});
