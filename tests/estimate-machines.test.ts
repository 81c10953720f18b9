import { describe, expect, test } from "vitest";
import type { Component } from "../src/manifest/component.ts";
import type { Model } from "../src/manifest/model.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";

const place = {
  where: "cloud",
  provider: "aws",
  placement: [{ region: "us-east-1" }],
} satisfies Partial<Component>;

const llm: Model = {
  id: "llm",
  name: "own-8b",
  access: "self-hosted",
  params_b: 8,
  generative: true,
  precision: { weights: "bf16" },
};

const gpu: Component = {
  id: "gpu",
  kind: "inference",
  runs: ["llm"],
  accelerator: "h100",
  ...place,
};

const estimated = (own: Partial<Component>, calls = 1000) =>
  estimateOf({
    models: [llm],
    components: [{ ...gpu, ...own }],
    flows: [
      {
        id: "ask",
        runs_per_month: calls,
        steps: [{ use: "llm", input_tokens: 1000, output_tokens: 300 }],
      },
    ],
  });

const number = (figure: Parameters<typeof likelyOf>[0] | undefined): number => {
  const value = figure === undefined ? "none" : likelyOf(figure);
  if (typeof value !== "number") throw new Error(`not known: ${value}`);
  return value;
};

describe("machines whose replicas nobody gave", () => {
  test("are assumed to run for the month, called or not, and the assumption names the input", () => {
    for (const calls of [0, 1000]) {
      const part = partOf(estimated({}, calls), "components.gpu");
      const one = partOf(estimated({ replicas: { mean: 1 } }, calls), "components.gpu");
      expect(number(part.month.energyKwh)).toBeGreaterThanOrEqual(number(one.month.energyKwh));
      expect(part.assumptions.map(({ input }) => input)).toContain("components.gpu.replicas");
      expect(number(part.month.costUsd)).toBeGreaterThan(0);
    }
  });

  test("cost what their price says, whatever their number", () => {
    const { month } = partOf(estimated({ usd_per_month: 9000 }), "components.gpu");
    expect(month.costUsd).toMatchObject({ low: 9000, high: 9000 });
    expect(month.costUsd).not.toHaveProperty("missing");
  });

  test("on users' devices are counted per call: nobody says how many devices there are", () => {
    const device = estimated({ where: "device", accelerator: "apple-m" });
    expect(partOf(device, "components.gpu").method).toBe("counted-elsewhere");
    expect(partOf(device, "models.llm").method).toBe("per-call");
  });
});

const alone = (component: Partial<Component>) =>
  partOf(
    estimateOf({ components: [{ id: "box", kind: "other", ...place, ...component }] }),
    "components.box",
  );
const vm = { replicas: { mean: 1 }, compute: { vcpus: 8, busy_pct: 10 } };

test("a share of a shared service is a share of its monthly price too", () => {
  const shared = { service: "common", share_pct: 10 };
  expect(number(alone({ ...vm, usd_per_month: 1000, shared }).month.costUsd)).toBe(100);
  const saas = { where: "saas", usd_per_month: 1000, shared } as const;
  expect(number(alone(saas).month.costUsd)).toBe(100);
});

test("memory that is not given is assumed per virtual CPU, and named", () => {
  const unsaid = alone(vm);
  const none = alone({ ...vm, compute: { ...vm.compute, memory_gb: 0 } });
  const some = alone({ ...vm, compute: { ...vm.compute, memory_gb: 64 } });
  const energy = [none, unsaid, some].map(({ month }) => number(month.energyKwh));
  expect(energy).toEqual([...energy].sort((a, b) => a - b));
  expect(energy[1]).toBeGreaterThan(1.5 * (energy[0] ?? 0));
  const inputs = unsaid.assumptions.map(({ input }) => input);
  expect(inputs).toContain("components.box.compute.memory_gb");
});

describe("hosts", () => {
  const embodied = (component: Partial<Component>) =>
    number(alone({ replicas: { mean: 1 }, ...component }).month.embodiedCarbonKg);

  test("of small cards are not eighths of a large server, and draw power at rest", () => {
    const card = alone({ accelerator: "t4", replicas: { mean: 1 }, busy_pct: 0 });
    // (134 + 200) kg over 48 months.
    expect(number(card.month.embodiedCarbonKg)).toBeLessThan(12);
    // 8 W of the card and 15 W of its host for 730 h, PUE 1.15: 19 kWh.
    expect(number(card.month.energyKwh)).toBeGreaterThan(15);
    const host = { vcpus: 4, memory_gb: 28, busy_pct: 0 };
    const known = alone({
      accelerator: "t4",
      replicas: { mean: 1 },
      busy_pct: 0,
      compute: host,
    });
    const bare = alone({ replicas: { mean: 1 }, compute: host });
    expect(number(known.month.energyKwh)).toBeGreaterThan(number(bare.month.energyKwh));
  });

  test("of a TPU are counted once", () => {
    const tpu = alone({ accelerator: "tpu-v6e", replicas: { mean: 1 }, busy_pct: 100 });
    // 153 W * 0.73 * 1.43 * 730 h * 1.15 = 134 kWh; (323 + 260) kg over 48 months = 12 kg.
    expect(number(tpu.month.energyKwh)).toBeLessThan(150);
    expect(number(tpu.month.embodiedCarbonKg)).toBeLessThan(14);
  });

  test("and accelerators of a box of known power are made as well", () => {
    const eight = { accelerator: "h100", accelerators_per_replica: 8, busy_pct: 50 };
    const power = { power_w: { idle: 2000, busy: 8000 } };
    expect(embodied({ ...eight, ...power })).toBeCloseTo(embodied(eight), 6);
  });
});

describe("known power of a box with a named chip, which reports ask for to narrow the range,", () => {
  const one = { accelerators_per_replica: 1, replicas: { mean: 2 }, concurrency: 32 } as const;
  const powered = { ...one, power_w: { idle: 250, busy: 800 } };
  const gpuOf = (own: Partial<Component>, calls: number) =>
    partOf(estimated(own, calls), "components.gpu");

  test("narrows it: the calls still say how long it has work", () => {
    const width = (own: Partial<Component>) => {
      const { energyKwh } = gpuOf(own, 1_000_000).month;
      return "low" in energyKwh ? energyKwh.high / energyKwh.low : Number.NaN;
    };
    expect(width(powered)).toBeLessThan(width(one) * 0.9);
  });

  test("takes no work from no calls, and more from more", () => {
    const active = (calls: number) => number(gpuOf(powered, calls).activeEnergyKwh);
    expect(active(0)).toBe(0);
    // What a call takes is known before the power is: the sum of all calls is as without it.
    const modelled = number(gpuOf(one, 1_000_000).activeEnergyKwh);
    expect(active(1_000_000) / modelled).toBeCloseTo(1, 1);
  });

  test("leaves its list price", () => {
    expect(gpuOf(powered, 1000).month.costUsd).toEqual(gpuOf(one, 1000).month.costUsd);
  });

  test("changes nothing where busy_pct is given", () => {
    const busy = { ...powered, busy_pct: 50 };
    // 1,460 h * (0.5 * 800 + 0.5 * 250) W * 1.15 = 881 kWh
    expect(number(gpuOf(busy, 1000).month.energyKwh)).toBeCloseTo(881.5, -1);
  });
});

test("the price of another region is a range, and says on what it rests", () => {
  const of = (region: string) =>
    alone({ accelerator: "h100", replicas: { mean: 1 }, placement: [{ region }] });
  const [here, there] = [of("us-east-1"), of("eu-central-1")];
  expect(here.month.costUsd).toMatchObject({ low: 5022.4, high: 5022.4 });
  // Accelerators cost 1.249 to 1.5 times as much in Frankfurt (Inferentia2).
  expect(there.month.costUsd).toMatchObject({ low: 6274.72, high: 7533.62 });
  const texts = [here, there].map(({ assumptions }) => assumptions.map(({ text }) => text));
  expect(texts[0]).toContain("list price of p5.4xlarge at aws in us-east-1 of 2026-08-26");
  expect(texts[1]).toContain("prices in eu-central-1 over those of the provider's usual region");
});
