// How far a measured figure reaches: its range, and the machines that its calls are answered on.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Component } from "../src/manifest/component.ts";
import { type Model, Model as ModelSchema } from "../src/manifest/model.ts";
import { isUnknown } from "../src/quantity/quantity.ts";
import { likelyOf, partOf } from "./estimate-manifest.ts";
import { api, boamps, estimateOf, modelPart, reported } from "./measured-scene.ts";

describe("calls on a machine of the manifest", () => {
  const gpu: Component = {
    id: "gpu",
    kind: "inference",
    runs: ["chat"],
    accelerator: "v100",
    accelerators_per_replica: 2,
    replicas: { mean: 1 },
    concurrency: 1,
    pue: 1.3,
  };
  const active = (model: Partial<Model>, machine: Partial<Component> = {}) => {
    const scene = { ...reported(boamps(), model), component: { ...gpu, ...machine } };
    const { energy_report: _, ...unreported } = scene.model;
    const by = model.wh_per_call === undefined ? scene : { ...scene, model: unreported };
    return likelyOf(partOf(estimateOf(by), "components.gpu").activeEnergyKwh as never);
  };
  const wh_per_call = { value: 2.67, basis: "measured" as const };

  // 1,000 calls a month.
  test.each<[string, Partial<Model>, Partial<Component>, number]>([
    ["a report of 2.67074 Wh, PUE 1.3: 3.472 kWh", {}, {}, 3.472],
    ["2.67 Wh of a node, PUE 1.3: 3.471 kWh", { wh_per_call }, {}, 3.471],
    [
      "2.67 Wh of a facility, its PUE included: 2.67 kWh",
      { wh_per_call, measured_call: { boundary: "facility" } },
      {},
      2.67,
    ],
    [
      "2.67 Wh on a box of known power: 3.471 kWh",
      { wh_per_call },
      { power_w: { idle: 200, busy: 700 } },
      3.471,
    ],
  ])("use %s", (_, model, machine, expected) => {
    expect(active(model, machine)).toBeCloseTo(expected, 2);
  });

  test("use the host factor of the machine, 1.43, where accelerators were metered", () => {
    const kwh = active({ wh_per_call, measured_call: { boundary: "accelerator" } });
    // 2.67 * 1.43 * 1.3 = 4.96.
    expect(Number(kwh) / 4.96).toBeCloseTo(1, 1);
  });
});

describe("the range of a figure", () => {
  test.each([
    ["measured", 0.05],
    ["vendor", 0.25],
    ["estimated", 0.5],
    [undefined, 0.5],
  ] as const)("of basis %s", (basis, error) => {
    const amount = basis === undefined ? 0.5 : { value: 0.5, basis };
    const figure = modelPart({ model: { ...api, wh_per_call: amount } }).declaredEnergy
      ?.declaredWhPerCall;
    if (figure === undefined || isUnknown(figure)) throw new Error("known");
    // Percentiles of 259 draws.
    expect(figure.low / 0.5).toBeCloseTo(1 - error, 1);
    expect(figure.high / 0.5).toBeCloseTo(1 + error, 1);
  });

  test("is never wider than that of the model", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const modelled = modelPart({ model: { ...api, wh_per_call: 0.5 } }).declaredEnergy
      ?.modelledWhPerCall;
    if (modelled === undefined || isUnknown(modelled)) throw new Error("known");
    fc.assert(
      fc.property(
        fc.double({ min: 0.15, max: 10, noNaN: true }),
        share,
        share,
        (value, down, up) => {
          const wh_per_call = { value, low: value * down, high: value * (1 + 1000 * up) };
          const own = modelPart({ model: { ...api, wh_per_call } }).declaredEnergy
            ?.declaredWhPerCall;
          if (own === undefined || isUnknown(own)) throw new Error("known");
          expect(own.low / own.likely).toBeGreaterThan((modelled.low / modelled.likely) * 0.99);
          expect(own.high / own.likely).toBeLessThan((modelled.high / modelled.likely) * 1.01);
        },
      ),
      { numRuns: 50 },
    );
  });
});

test("measured_call without a figure says nothing", () => {
  const parsed = ModelSchema.safeParse({ ...api, measured_call: { output_tokens: 300 } });
  expect(parsed.error?.issues[0]?.message).toContain("give wh_per_call too");
});
