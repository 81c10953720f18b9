import { describe, expect, test } from "vitest";
import type { Component } from "../src/manifest/component.ts";
import type { Model, Training } from "../src/manifest/model.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";

const number = (figure: Parameters<typeof likelyOf>[0] | undefined): number => {
  const value = figure === undefined ? "none" : likelyOf(figure);
  if (typeof value !== "number") throw new Error(`not known: ${value}`);
  return value;
};

const job: Training = {
  kind: "fine-tune",
  accelerator: "nvidia-h100",
  accelerators: 8,
  hours_per_run: 73,
  runs_per_month: 1,
};

const model: Model = {
  id: "m",
  name: "own-8b",
  access: "self-hosted",
  params_b: 8,
  training: [job],
};

const trainer: Component = {
  id: "trainer",
  kind: "training",
  runs: ["m"],
  where: "cloud",
  provider: "aws",
  placement: [{ region: "eu-north-1" }],
  accelerator: "h100",
  accelerators_per_replica: 8,
};

const estimated = (component: Partial<Component>, training: Partial<Training> = {}) =>
  estimateOf({
    models: [{ ...model, training: [{ ...job, ...training }] }],
    components: [{ ...trainer, ...component }],
  });

const JOB = "models.m.training.0";

describe("a training machine of known amount", () => {
  const own = { replicas: { mean: 1 }, hours_per_month: 730, usd_per_hour: 55 };

  test("is counted as provisioned, with the time that it waits; its jobs are not counted again", () => {
    const all = estimated(own);
    const part = partOf(all, "components.trainer");
    expect(part.method).toBe("provisioned");
    expect(number(part.month.costUsd)).toBe(40_150);
    expect(number(all.month.costUsd)).toBe(40_150);
    expect(partOf(all, JOB).method).toBe("counted-elsewhere");
    expect(number(partOf(all, JOB).month.energyKwh)).toBe(0);
    // A tenth of the time: 73 h * 8 * 700 W * 0.7 * 1.35 * 1.1 = 425 kWh.
    expect(number(part.activeEnergyKwh)).toBeGreaterThan(425 * 0.8);
    expect(number(part.activeEnergyKwh)).toBeLessThan(425 * 1.25);
    expect(number(part.idleEnergyKwh)).toBeGreaterThan(300);
  });

  test("and its jobs are part of what the model uses", () => {
    const all = estimated(own);
    const { activeEnergyKwh } = partOf(all, "components.trainer");
    expect(number(all.models[0]?.energyKwh)).toBe(number(activeEnergyKwh));
    expect(number(all.models[0]?.costUsd)).toBeCloseTo(4015, 6);
  });

  test("says when its jobs need more than it can do", () => {
    const { assumptions } = partOf(estimated(own, { runs_per_month: 11 }), "components.trainer");
    const texts = assumptions.map(({ text }) => text).join("\n");
    expect(texts).toContain("the training jobs need more than these replicas can do: about 1.1 ");
  });

  test("with virtual CPUs, too", () => {
    const cpu = { accelerator: undefined as never, accelerators_per_replica: undefined as never };
    const compute = { vcpus: 16, memory_gb: 64 };
    const vcpus = { accelerator: undefined as never, accelerators: undefined as never, vcpus: 16 };
    const part = partOf(estimated({ ...own, ...cpu, compute }, vcpus), "components.trainer");
    // 73 h * (16 * 3.5 + 64 * 0.392) W * 1.1 = 6.5 kWh.
    expect(number(part.activeEnergyKwh)).toBeGreaterThan(5);
    expect(number(part.activeEnergyKwh)).toBeLessThan(8);
  });
});

describe("a training machine without an amount", () => {
  test("lends its place, PUE, grid and lifetime to the jobs, which are counted by themselves", () => {
    const all = estimated({ pue: 1, grid_g_kwh: 7, lifetime_years: 8 });
    expect(partOf(all, "components.trainer").method).toBe("counted-elsewhere");
    const part = partOf(all, JOB);
    expect(number(part.gridGPerKwh)).toBe(7);
    expect(number(part.month.operationalCarbonKg)).toBeCloseTo(
      number(part.month.energyKwh) * 0.007,
      4,
    );
    const shorter = partOf(estimated({ lifetime_years: 4 }), JOB).month.embodiedCarbonKg;
    expect(number(shorter)).toBeCloseTo(2 * number(part.month.embodiedCarbonKg), 4);
  });

  test("that is the only one of its chip trains models that it does not name", () => {
    const all = estimated({ runs: undefined as never, usd_per_month: 5000 });
    expect(number(partOf(all, JOB).month.costUsd)).toBe(0);
    expect(number(all.month.costUsd)).toBe(5000);
  });

  test("leaves jobs their own place where they name one", () => {
    const there = { provider: "aws", placement: [{ region: "us-east-1" }] };
    expect(number(partOf(estimated({}, there), JOB).gridGPerKwh)).toBeGreaterThan(300);
  });
});

test("training on the chip that serves the model says that it is counted besides", () => {
  const gpu = { id: "gpu", kind: "inference", replicas: { mean: 1 }, busy_pct: 10 } as const;
  const { assumptions } = partOf(estimated(gpu), JOB);
  expect(assumptions.map(({ text }) => text).join()).toContain("besides gpu");
});

describe("a machine of another environment", () => {
  const judge: Model = {
    id: "judge",
    name: "own-8b",
    access: "self-hosted",
    params_b: 8,
    task: "qa",
  };
  const box = (environment: string | undefined): Component => ({
    id: environment ?? "live",
    kind: "evaluation",
    runs: ["judge"],
    accelerator: "h100",
    replicas: { mean: 1 },
    hours_per_month: 100,
    ...(environment === undefined ? {} : { environment }),
  });
  const nightly = {
    name: "nightly",
    evals: [{ use: "judge", calls: 1000, input_tokens: 2000, output_tokens: 500 }],
  };

  test("answers the calls of that environment's tests, which are not counted again", () => {
    const all = estimateOf({
      models: [judge],
      components: [box("nightly")],
      environments: [nightly],
    });
    expect(all.components.map(({ id }) => id)).toEqual(["components.nightly"]);
    expect(number(partOf(all, "components.nightly").activeEnergyKwh)).toBeGreaterThan(0);
  });

  test("comes before production, and does not answer users", () => {
    const all = estimateOf({
      models: [judge],
      components: [box("nightly"), box(undefined)],
      environments: [nightly],
      flows: [
        {
          id: "f",
          runs_per_month: 0,
          steps: [{ use: "judge", input_tokens: 100, output_tokens: 10 }],
        },
      ],
    });
    expect(number(partOf(all, "components.live").activeEnergyKwh)).toBe(0);
    expect(number(partOf(all, "components.nightly").activeEnergyKwh)).toBeGreaterThan(0);
  });
});

test("a component without an environment stops when production stops", () => {
  const component: Component = { id: "vm", kind: "other", compute: { vcpus: 4 } };
  const of = (environments: { name: string; off_hours_shutdown: boolean }[]) =>
    number(
      partOf(estimateOf({ components: [component], environments }), "components.vm").month
        .energyKwh,
    );
  expect(of([{ name: "prod", off_hours_shutdown: true }]) / of([])).toBeCloseTo(50 / 168, 4);
});
