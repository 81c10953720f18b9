import { describe, expect, test } from "vitest";
import type { Component } from "../src/manifest/component.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";
import published from "./fixtures/calibration/hours-times-power.json" with { type: "json" };
import trained from "./fixtures/calibration/training-hours.json" with { type: "json" };

const box: Component = {
  id: "box",
  kind: "other",
  where: "on-prem",
  grid_g_kwh: 100,
  pue: 1.5,
  replicas: { mean: 4 },
  hours_per_month: 500,
  power_w: { idle: 50, busy: 250 },
  busy_pct: 20,
  usd_per_hour: 0.3,
};

const monthOf = (component: Partial<Component>) =>
  partOf(estimateOf({ components: [{ ...box, ...component }] }), "components.box");

describe("a box of known power", () => {
  test("is hours times power, by hand", () => {
    // 4 boxes * 500 h * (0.8 * 50 W + 0.2 * 250 W) = 180 kWh; times PUE 1.5 = 270 kWh.
    const { month, activeEnergyKwh, idleEnergyKwh } = monthOf({});
    expect(likelyOf(month.energyKwh)).toBe(270);
    // 270 kWh * 100 g = 27 kg; 4 * 500 h * 0.30 USD = 600 USD.
    expect(likelyOf(month.operationalCarbonKg)).toBe(27);
    expect(likelyOf(month.costUsd)).toBe(600);
    // At work: 2,000 h * 0.2 * 0.25 kW * 1.5 = 150; at rest: 2,000 * 0.8 * 0.05 * 1.5 = 120.
    expect([activeEnergyKwh, idleEnergyKwh].map((figure) => figure && likelyOf(figure))).toEqual([
      150, 120,
    ]);
  });

  test("multiplies PUE once: the water of the site is without it", () => {
    // On site 180 kWh * 0.5 L; at power stations 270 kWh * 3.1 L: likely about 927 L.
    const water = likelyOf(monthOf({}).month.waterL);
    expect(water).toBeGreaterThan(700);
    expect(water).toBeLessThan(1200);
    // Without water on site (devices), only the power stations: PUE 2 doubles it exactly.
    const at = (pue: number) => likelyOf(monthOf({ where: "edge", pue }).month.waterL) as number;
    expect(at(2) / at(1)).toBeCloseTo(2, 4);
    // With 1.15 L on site and 3.1 L at power stations: (1.15 + 2 * 3.1) / (1.15 + 3.1) = 1.73.
    const inCloud = (pue: number) =>
      likelyOf(monthOf({ where: "cloud", provider: "gcp", pue }).month.waterL) as number;
    expect(inCloud(2) / inCloud(1)).toBeGreaterThan(1.6);
    expect(inCloud(2) / inCloud(1)).toBeLessThan(1.85);
  });

  test("carries the share of its manufacture that its hours have of its life", () => {
    // 60 kg a device, 2,000 of 5 * 8,760 h: 2.74 kg.
    const made = likelyOf(monthOf({ where: "edge" }).month.embodiedCarbonKg) as number;
    expect(made).toBeGreaterThan(2);
    expect(made).toBeLessThan(4);
    const twice = monthOf({ where: "edge", lifetime_years: 10 }).month.embodiedCarbonKg;
    const once = monthOf({ where: "edge", lifetime_years: 5 }).month.embodiedCarbonKg;
    expect((likelyOf(once) as number) / (likelyOf(twice) as number)).toBeCloseTo(2, 4);
  });

  test("is shared: only the product's part counts", () => {
    const shared = monthOf({ shared: { service: "common", share_pct: 25 } });
    expect(likelyOf(shared.month.energyKwh)).toBe(67.5);
  });

  test("without a price, is not free", () => {
    const { usd_per_hour: _, ...unpriced } = box;
    const estimated = estimateOf({ components: [unpriced] });
    expect(likelyOf(partOf(estimated, "components.box").month.costUsd)).toEqual([
      "components.box.usd_per_month",
    ]);
  });
});

describe("published training energy that is hours times rated power", () => {
  test.each(published.rows)("$id within 1 %", ({ accelerator_hours, watts, pue, energy_kwh }) => {
    const job = {
      kind: "from-scratch",
      accelerator: "a100-80",
      accelerators: 1,
      hours_per_run: accelerator_hours,
      power_w: watts,
      runs_per_month: 1,
    } as const;
    const site: Component = {
      id: "site",
      kind: "training",
      runs: ["m"],
      where: "on-prem",
      accelerator: "a100-80",
      pue: { value: pue, source: "its publication" },
    };
    const model = { id: "m", name: "own", access: "self-hosted", training: [job] } as const;
    const estimated = estimateOf({
      models: [{ ...model, training: [...model.training] }],
      components: [site],
    });
    const energy = likelyOf(partOf(estimated, "models.m.training.0").month.energyKwh);
    expect(Math.abs((energy as number) / energy_kwh - 1)).toBeLessThan(0.01);
  });
});

describe("runs that come on top", () => {
  const energyOf = (more: object) => {
    const job = {
      kind: "fine-tune",
      accelerator: "h100",
      accelerators: 8,
      hours_per_run: 10,
      power_w: 1000,
      runs_per_month: 3,
      ...more,
    } as const;
    const model = { id: "m", name: "own", access: "self-hosted", training: [job] } as const;
    const estimated = estimateOf({
      models: [{ ...model, training: [...model.training] }],
      components: [{ id: "site", kind: "training", runs: ["m"], accelerator: "h100", pue: 1.25 }],
    });
    return likelyOf(partOf(estimated, "models.m.training.0").month.energyKwh) as number;
  };

  // 3 runs * 8 * 10 h * 1 kW * 1.25 = 300 kWh.
  test.each([
    ["nothing", {}, 300],
    ["a search of two full runs before each", { sweep_runs: 2 }, 900],
    ["a quarter of the time lost to runs that fail: 300 / 0.75", { failed_runs_pct: 25 }, 400],
    ["both: 300 * 3 / 0.75", { sweep_runs: 2, failed_runs_pct: 25 }, 1200],
    ["the research around them", { research_multiplier: 2.5 }, 750],
  ])("%s", (_, more, kwh) => {
    expect(energyOf(more)).toBeCloseTo(kwh, 6);
  });
});

test("what was measured of TPUs has the host in it: 450 W * 0.64", () => {
  const job = { kind: "from-scratch", accelerator: "tpu-v3", accelerators: 100, hours_per_run: 10 };
  const model = { id: "m", name: "own", access: "self-hosted" } as const;
  const training = [{ ...job, runs_per_month: 1 } as const];
  const estimated = estimateOf({
    models: [{ ...model, training: training as never }],
    components: [{ id: "site", kind: "training", runs: ["m"], accelerator: "tpu-v3", pue: 1.1 }],
  });
  // 1,000 h * 0.288 kW * 1.1 = 316.8 kWh.
  const energy = likelyOf(partOf(estimated, "models.m.training.0").month.energyKwh);
  expect(energy).toBeCloseTo(316.8, 4);
});

describe("training from parameters and tokens", () => {
  /** Energy of one run, without a data centre. */
  const energyOf = (job: object, params: number) => {
    const training = { kind: "from-scratch", runs_per_month: 1, provider: "own", ...job } as const;
    const model = { id: "m", name: "own", access: "self-hosted", params_b: params } as const;
    const estimated = estimateOf({ models: [{ ...model, training: [training] }] });
    return partOf(estimated, "models.m.training.0").month.energyKwh;
  };

  test.each(trained.rows)("$id: published hours lie in the range", (row) => {
    const { accelerator, params_b, tokens, accelerator_hours } = row;
    const modelled = energyOf({ accelerator, tokens }, params_b);
    const hours = { accelerator, accelerators: 1, hours_per_run: accelerator_hours };
    const reported = likelyOf(energyOf(hours, params_b)) as number;
    if ("unknown" in modelled) throw new Error("known");
    // Small models train at a fraction of what large ones reach; their hours may lie somewhat above.
    const slack = params_b < 2 ? 2.5 : 1.05;
    expect(reported).toBeGreaterThan(modelled.low / slack);
    expect(reported).toBeLessThan(modelled.high * slack);
  });

  test("by hand: 6 * 8e9 * 1e12 FLOP on A100 at 35 % of 312 TFLOP/s is 122,840 h", () => {
    // 0.36 * (8/13)^0.07 = 0.348; 4.8e22 / (3600 * 312e12 * 0.348) = 122,840 h; * 400 W * 0.7 * 1.35 = 46,430 kWh
    // before PUE 1.5.
    const energy = likelyOf(energyOf({ accelerator: "a100-80", tokens: 1e12 }, 8)) as number;
    expect(energy).toBeGreaterThan(0.85 * 46_430 * 1.5);
    expect(energy).toBeLessThan(1.25 * 46_430 * 1.5);
  });

  test("larger models keep chips busier: (104/13)^0.07 = 1.157", () => {
    const hours = (params: number) =>
      likelyOf(energyOf({ accelerator: "a100-80", tokens: 1e12 }, params)) as number;
    expect(hours(104) / hours(13)).toBeCloseTo(8 / 1.157, 0);
  });

  test("a job done once is spread over the months that it serves", () => {
    const job = { accelerator: "h100", accelerators: 8, hours_per_run: 10 };
    const monthly = likelyOf(energyOf(job, 8)) as number;
    const once = { ...job, once: true, runs_per_month: undefined, amortise_months: 24 };
    expect(likelyOf(energyOf(once, 8))).toBeCloseTo(monthly / 24, 3);
    const three = { ...once, runs: 3 };
    expect(likelyOf(energyOf(three, 8))).toBeCloseTo((3 * monthly) / 24, 3);
  });

  test("without hours and tokens is unknown, and says what is missing", () => {
    const job = { accelerator: "h100", accelerators: 8 };
    expect(likelyOf(energyOf(job, 8))).toContain("models.m.training.0.hours_per_run");
  });
});

describe("plain compute", () => {
  test("is watts per virtual CPU between idle and busy, and memory, by hand", () => {
    const component: Component = {
      id: "api",
      kind: "orchestrator",
      where: "cloud",
      provider: "aws",
      placement: [{ region: "eu-north-1" }],
      replicas: { mean: 2 },
      compute: { vcpus: 4, memory_gb: 16, busy_pct: 50 },
    };
    const { month } = partOf(estimateOf({ components: [component] }), "components.api");
    // 2 * 730 h * (4 * (0.74 + 3.5) / 2 + 16 * 0.392) W = 21.5 kWh, times PUE 1.1 = 23.7 kWh.
    expect(likelyOf(month.energyKwh)).toBeGreaterThan(23.7 * 0.9);
    expect(likelyOf(month.energyKwh)).toBeLessThan(23.7 * 1.1);
    // 24.71 g/kWh: 0.585 kg. Virtual machines: 1,460 h * (4 * 0.034 + 16 * 0.0039) = 290 USD in us-east-1.
    expect(likelyOf(month.operationalCarbonKg)).toBeGreaterThan(0.5);
    expect(likelyOf(month.operationalCarbonKg)).toBeLessThan(0.7);
    expect(likelyOf(month.costUsd)).toBeGreaterThan(290 * 0.95);
    expect(likelyOf(month.costUsd)).toBeLessThan(290 * 1.3);
  });

  test("that stops at night and at weekends runs 50 of 168 hours", () => {
    const of = (environment: string) => {
      const component: Component = {
        ...box,
        environment,
        hours_per_month: undefined as never,
      };
      const environments = [{ name: "staging", off_hours_shutdown: true }];
      return likelyOf(
        partOf(estimateOf({ components: [component], environments }), "components.box").month
          .energyKwh,
      ) as number;
    };
    expect(of("staging") / of("prod")).toBeCloseTo(50 / 168, 4);
  });
});

describe("stored data", () => {
  test("is terabyte-hours with all copies, by hand", () => {
    const data = [
      {
        id: "docs",
        gb: 2000,
        copies: 3,
        class: "ssd" as const,
        provider: "gcp",
        placement: [{ region: "europe-west9" }],
      },
    ];
    const { month } = partOf(estimateOf({ data }), "data.docs");
    // 2 TB * 3 copies * 2 of the provider / 0.7 full * 1.2 W * 730 h = 15 kWh, times PUE 1.09: 16.4.
    expect(likelyOf(month.energyKwh)).toBeGreaterThan(14);
    expect(likelyOf(month.energyKwh)).toBeLessThan(19);
  });

  test("that grows is half of the growth larger over the month", () => {
    const energyOf = (own: object) => {
      const data = [{ id: "docs", gb: 100, class: "ssd" as const, provider: "gcp", ...own }];
      return likelyOf(partOf(estimateOf({ data }), "data.docs").month.energyKwh) as number;
    };
    expect(energyOf({ growth_gb_month: 20 }) / energyOf({})).toBeCloseTo(1.1, 4);
  });

  test("on a site of one's own has no list price", () => {
    const own = { id: "docs", gb: 10, class: "hdd", provider: "cellar" } as const;
    const nas = { ...box, kind: "database", placement: [{ country: "DE" }] } as const;
    const estimates = [
      estimateOf({ data: [{ ...own, placement: [{ country: "DE" }] }] }),
      estimateOf({
        components: [{ ...nas, placement: [{ country: "DE" }] }],
        data: [{ id: "docs", gb: 10, class: "hdd" }],
      }),
    ];
    for (const estimated of estimates)
      expect(likelyOf(partOf(estimated, "data.docs").month.costUsd)).toEqual([
        "data.docs.provider",
      ]);
  });

  test("in the memory of a cache is counted with the cache", () => {
    const cache: Component = { id: "redis", kind: "cache", compute: { vcpus: 2, memory_gb: 64 } };
    const hot = { id: "hot", gb: 50, class: "memory" } as const;
    const [alone, inCache] = [[], [cache]].map((components) =>
      partOf(estimateOf({ components, data: [hot] }), "data.hot"),
    );
    expect(likelyOf(alone?.month.energyKwh as never)).toBeGreaterThan(0);
    expect(likelyOf(inCache?.month.energyKwh as never)).toBe(0);
    expect(inCache?.assumptions.map(({ text }) => text)).toContain(
      "kept in the memory of redis, and counted there",
    );
  });

  test("of unknown size is unknown", () => {
    expect(
      likelyOf(partOf(estimateOf({ data: [{ id: "docs" }] }), "data.docs").month.energyKwh),
    ).toEqual(["data.docs.gb"]);
  });
});
