import { describe, expect, test } from "vitest";
import type { Component } from "../src/manifest/component.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";

const box = (own: Partial<Component>): Component => ({
  id: "box",
  kind: "other",
  where: "cloud",
  power_w: { idle: 100, busy: 100 },
  busy_pct: 50,
  replicas: { mean: 1 },
  ...own,
});

const placed = (own: Partial<Component>) =>
  partOf(estimateOf({ components: [box(own)] }), "components.box");

const gridOf = (own: Partial<Component>) => likelyOf(placed(own).gridGPerKwh);

const inputsOf = (own: Partial<Component>) => placed(own).assumptions.map(({ input }) => input);

describe("grid intensity", () => {
  test.each([
    ["of a region of the table", { provider: "aws", placement: [{ region: "eu-north-1" }] }, 24.71],
    [
      "of a region spelt in capitals",
      { provider: "AWS", placement: [{ region: "EU-North-1" }] },
      24.71,
    ],
    ["of a region that only one provider has", { placement: [{ region: "europe-north1" }] }, 29.84],
    [
      "of a region without a figure: its country's",
      { provider: "azure", placement: [{ region: "francecentral" }] },
      44,
    ],
    ["of a country", { provider: "hetzner", placement: [{ country: "DE" }] }, 342],
    [
      "of a region elsewhere, by its country",
      { provider: "own", placement: [{ region: "cellar", country: "CH" }] },
      37,
    ],
    ["of a site of one's own", { grid_g_kwh: 12, placement: [{ country: "DE" }] }, 12],
  ])("%s", (_, own, grid) => {
    expect(gridOf(own)).toBe(grid);
  });

  test("of two places is their mean, by their shares", () => {
    const placement = [
      { country: "FR", share_pct: 75 },
      { country: "DE", share_pct: 25 },
    ];
    // 0.75 * 44 + 0.25 * 342 = 118.5; each varies by itself, so the median lies close by.
    expect(gridOf({ placement })).toBeGreaterThan(112);
    expect(gridOf({ placement })).toBeLessThan(125);
  });

  test("of an unknown country is unknown, and carbon with it, but not energy", () => {
    const { month, gridGPerKwh } = placed({ placement: [{ country: "ZZ" }] });
    expect(likelyOf(gridGPerKwh)).toEqual(["components.box.placement"]);
    expect(likelyOf(month.operationalCarbonKg)).toEqual(["components.box.placement"]);
    expect(likelyOf(month.energyKwh)).toBeGreaterThan(0);
  });

  test("of no place at all is a wide range, named as an assumption", () => {
    const { gridGPerKwh, assumptions } = placed({});
    expect(gridGPerKwh).toMatchObject({ low: 30, high: 750 });
    expect(assumptions.map(({ input }) => input)).toContain("components.box.placement");
  });

  test("taken from a country says so, and which input would replace it", () => {
    const francecentral = { provider: "azure", placement: [{ region: "francecentral" }] };
    expect(inputsOf(francecentral)).toContain("components.box.grid_g_kwh");
  });
});

describe("PUE", () => {
  const energyOf = (own: Partial<Component>) => {
    const { energyKwh } = placed(own).month;
    return "unknown" in energyKwh ? undefined : energyKwh;
  };

  test("is the site's own, the region's, the fleet's, or a range that is named", () => {
    // 100 W for 730 h are 73 kWh.
    expect(energyOf({ pue: 2 })?.likely).toBe(146);
    expect(energyOf({ where: "edge" })?.likely).toBe(73);
    const region = { provider: "aws", placement: [{ region: "eu-central-1" }] };
    expect(energyOf(region)?.likely).toBeCloseTo(73 * 1.24, 1);
    expect(energyOf({ provider: "gcp" })?.likely).toBeCloseTo(73 * 1.09, 1);
    expect(inputsOf({ where: "on-prem" })).toContain("components.box.pue");
    expect(inputsOf(region)).not.toContain("components.box.pue");
  });
});

describe("the cleanest region of the same provider", () => {
  test("is named nearby and anywhere, for regions of the table", () => {
    const { bestRegion, bestRegionNearby } = placed({
      provider: "aws",
      placement: [{ region: "us-east-1" }],
    });
    expect(bestRegionNearby).toEqual({ name: "ca-central-1", gridGPerKwh: 30.51 });
    expect(bestRegion).toEqual({ name: "eu-north-1", gridGPerKwh: 24.71 });
  });

  test("is not known for a site of one's own", () => {
    expect(placed({ where: "on-prem", placement: [{ country: "FR" }] }).bestRegion).toBeUndefined();
  });
});

describe("vendors that do not say where they run", () => {
  const gridOfModel = (vendor: string, name: string) => {
    const { gridGPerKwh, assumptions } = partOf(
      estimateOf({
        usage: { units_per_month: 10 },
        models: [{ id: "m", name, access: "api", vendor, params_b: 10, generative: true }],
        flows: [{ id: "f", steps: [{ use: "m", input_tokens: 10, output_tokens: 10 }] }],
      }),
      "models.m",
    );
    expect(assumptions.map(({ input }) => input)).toContain("models.m.placement");
    return likelyOf(gridGPerKwh);
  };

  test("stand in the country that they are known to use, as a range", () => {
    expect(gridOfModel("openai", "gpt-4o")).toBe(384);
    expect(gridOfModel("mistral", "mistral-large-2411")).toBe(44);
    expect(gridOfModel("deepseek", "deepseek-chat")).toBe(557);
  });

  test("stand where the manifest says, in whatever cloud has that region", () => {
    const gridAt = (region: string) => {
      const models = [
        {
          id: "m",
          name: "gpt-4o",
          access: "api" as const,
          vendor: "openai",
          placement: [{ region }],
        },
      ];
      const flows = [{ id: "f", steps: [{ use: "m", input_tokens: 10, output_tokens: 10 }] }];
      const estimated = estimateOf({ usage: { units_per_month: 10 }, models, flows });
      return likelyOf(partOf(estimated, "models.m").gridGPerKwh);
    };
    // Azure, which OpenAI is known to use, has the first; only AWS the second; nobody the third.
    expect(gridAt("swedencentral")).toBe(24.71);
    expect(gridAt("us-east-1")).toBe(396.25);
    expect(gridAt("nowhere-1")).toEqual(["models.m.placement"]);
  });
});

test("tests of a model on users' devices run where the tests run", () => {
  const estimated = estimateOf({
    usage: { units_per_month: 1000 },
    models: [
      {
        id: "m",
        name: "own",
        access: "on-device",
        params_b: 0.01,
        task: "detect",
        generative: false,
      },
    ],
    components: [box({ runs: ["m"], where: "device" })],
    flows: [{ id: "f", steps: [{ use: "m", work_per_call: { gflop: 10 } }] }],
    environments: [{ name: "ci", evals: [{ use: "m", calls: 500 }] }],
  });
  expect(estimated.components.map(({ id }) => id)).toEqual(["components.box", "environments.ci"]);
  expect(likelyOf(partOf(estimated, "components.box").month.costUsd)).toBe(0);
});

test("several machines that run a model share its calls", () => {
  const own = {
    id: "m",
    name: "own",
    access: "self-hosted",
    params_b: 8,
    generative: true,
  } as const;
  const gpu = (id: string): Component => ({
    ...box({ id, kind: "inference", runs: ["m"], accelerator: "h100" }),
    power_w: undefined as never,
  });
  const energyOf = (components: Component[]) =>
    likelyOf(
      estimateOf({
        usage: { units_per_month: 1e5 },
        models: [own],
        components,
        flows: [{ id: "f", steps: [{ use: "m", input_tokens: 100, output_tokens: 100 }] }],
      }).flows[0]?.month.energyKwh ?? { unknown: true, unit: "kWh", missing: [] },
    );
  const [one, two] = [energyOf([gpu("a")]), energyOf([gpu("a"), gpu("b")])];
  // Both are declared half busy, so two of them spend twice as much on the same calls.
  expect((two as number) / (one as number)).toBeCloseTo(2, 1);
});
