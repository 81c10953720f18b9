import { describe, expect, test } from "vitest";
import type { Component } from "../src/manifest/component.ts";
import type { Model } from "../src/manifest/model.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";

const place = { where: "cloud", provider: "aws", placement: [{ region: "us-east-1" }] } as const;

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

  test("on users' devices are counted per call: nobody says how many devices there are", () => {
    const device = estimated({ where: "device", accelerator: "apple-m" });
    expect(partOf(device, "components.gpu").method).toBe("counted-elsewhere");
    expect(partOf(device, "models.llm").method).toBe("per-call");
  });
});
