import { describe, expect, test } from "vitest";
import { allCoefficients } from "../src/coefficients/coefficients.ts";
import { explainFigure } from "../src/command/explain-figure.ts";
import { ageOf } from "../src/estimate/age.ts";
import { estimate } from "../src/estimate/estimate.ts";
import { provenanceOf } from "../src/estimate/provenance.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { Shipped } from "../src/review/review.ts";
import { manifestOf } from "./estimate-manifest.ts";
import { ALL_DATA, EXAMPLES, estimateData } from "./source-data.ts";

const COEFFICIENTS = allCoefficients();

const TODAY = "2026-11-22";
const SHIPPED: Shipped = { coefficients: "", version: "0", packs: new Map(), estimateData };

const placed = (id: string, own: object) => ({
  id,
  kind: "inference",
  accelerator: "h100",
  where: "cloud",
  ...own,
});

/** Places and prices from every table. */
const MIXED = manifestOf({
  usage: { units_per_month: { value: 1000, low: 500, high: 2000 } },
  models: [
    { id: "api", name: "gpt-4o", access: "api", platform: "openai", generative: true },
    { id: "image", name: "gpt-image-1", access: "api", task: "image-gen", generative: true },
    { id: "own", name: "llama-3.1-8b", access: "self-hosted", generative: true },
  ],
  components: [
    placed("a", { provider: "aws", placement: [{ region: "us-east-1" }], runs: ["own"] }),
    placed("b", { provider: "gcp", placement: [{ region: "europe-west4" }], purchase: "spot" }),
    placed("c", { provider: "azure", placement: [{ region: "westus3" }] }),
    placed("d", { provider: "cellar", placement: [{ country: "DE" }] }),
    placed("e", { provider: "cellar", placement: [{ zone: "US-CAL-CISO" }] }),
    placed("f", {}),
  ],
  flows: [
    {
      id: "f",
      steps: ["api", "own", "image"].map((use) => ({
        use,
        input_tokens: 500,
        output_tokens: 300,
      })),
    },
  ],
  data: [{ id: "docs", gb: 10, class: "ssd" }],
} as unknown as Partial<Manifest>);

const MANIFESTS = [["mixed", MIXED] as const, ...EXAMPLES];

describe.each(MANIFESTS)("%s: from a figure to its source", (_, manifest) => {
  const found = estimate(manifest, ALL_DATA, TODAY);
  const used = [...new Set(found.components.flatMap(({ sources }) => sources))];
  const coefficients = used.filter((id) => !id.startsWith("manifest:"));

  test("every id that a report prints can be explained, with source, place in it and date", () => {
    for (const id of used) {
      const text = explainFigure(id, SHIPPED, TODAY);
      expect(text, id).toContain(id);
      expect(text, id).toMatch(/Source/);
      if (id.startsWith("manifest:")) continue;
      for (const word of ["Boundary", "Quality", "Data of", "Where", "Address"])
        expect(text, id).toContain(word);
    }
  });

  test("reports find the same without the tables", () => {
    const lost = coefficients.filter((id) => provenanceOf(id, found, TODAY) === undefined);
    expect(lost).toEqual([]);
  });
});

test("no figure is printed with more than four digits", () => {
  for (const { id } of COEFFICIENTS) {
    const text = explainFigure(id, SHIPPED, TODAY) ?? "";
    const rows = text.split("\n").filter((row) => /^(Value|Range) /.test(row));
    expect(rows).toHaveLength(2);
    for (const [digits] of rows.join(" ").matchAll(/\d[\d.]*\d/g))
      expect(digits.replace(".", "").replace(/^0+|0+$/g, "").length, rows.join()).toBeLessThan(5);
  }
});

test("every size of an open model names the card that says it", () => {
  const cards = COEFFICIENTS.filter(({ source }) => source === "model-cards");
  expect(cards.length).toBeGreaterThan(20);
  for (const { id, locator } of cards) expect(locator, id).toMatch(/^card of [\w-]+\/[\w.-]+$/);
});

describe("explain", () => {
  const explained = (id: string) => explainFigure(id, SHIPPED, TODAY);

  test("a list price: every price of the model, what it is per, and when it was recorded", () => {
    expect(explained("price:openai/gpt-4o")).toMatch(/output \$10 per million tokens/);
    expect(explained("price:openai/gpt-4o")).toMatch(/as of 2026-\d\d-\d\d/);
  });

  test("a list price that rises with the tokens of a call", () => {
    expect(explained("price:openai/gpt-5.4")).toMatch(/above 271999 tokens/);
  });

  test("the grid of a country, with its year", () => {
    expect(explained("grid.country.FR")).toMatch(/gCO2e\/kWh[\s\S]*average of FR in 20\d\d/);
  });

  test("an input of the manifest", () => {
    expect(explained("manifest:usage.units_per_month")).toMatch(/your manifest/);
  });

  test.each(["price:openai/no-such", "grid.country.XX", "grid.zone.XX", "machine-price:x", "x"])(
    "not %s",
    (id) => expect(explained(id)).toBeUndefined(),
  );
});

describe("old data say so", () => {
  const of = (id: string, vintage: number, published: string) => ({ id, vintage, published });
  test.each([
    [
      "a price of a year and a day",
      of("price.vcpu", 2025, "2025-10-01"),
      "2026-11-22",
      /13 months/,
    ],
    ["a price of eleven months", of("price.vcpu", 2025, "2025-12-31"), "2026-11-22", undefined],
    [
      "a price of which only the year is known",
      of("price.vcpu", 2025, "2025"),
      "2026-11-22",
      undefined,
    ],
    ["a grid of three years", of("grid.country.FR", 2023, "2026-06-29"), "2026-11-22", undefined],
    [
      "a grid of four years",
      of("region.aws.x.grid", 2022, "2026"),
      "2026-11-22",
      /3 years old: grids/,
    ],
    [
      "serving software of 2024",
      of("inference.h100.memory", 2024, "2026"),
      "2026-11-22",
      /23 months/,
    ],
    ["a chip of 2017", of("accelerator.v100.tdp", 2017, "2017"), "2026-11-22", undefined],
    [
      "the price of a chip of 2024",
      of("accelerator.v100.price", 2024, "2024"),
      "2026-11-22",
      /prices/,
    ],
  ])("%s", (_, coefficient, today, says) => {
    const old = ageOf(coefficient, today);
    if (says === undefined) expect(old).toBeUndefined();
    else expect(old).toMatch(says);
  });

  test("once old, always old", () => {
    for (const one of COEFFICIENTS) {
      const days = ["2026-11-22", "2028-01-01", "2030-06-30", "2040-01-01"];
      const ages = days.map((today) => ageOf(one, today) !== undefined);
      expect(ages).toEqual([...ages].sort());
    }
  });
});
