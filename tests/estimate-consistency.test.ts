// What must hold between the figures of one estimate, and between estimates of like systems.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawMonth } from "../src/estimate/compare.ts";
import type { Estimate, Metrics } from "../src/estimate/result.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { Draws } from "../src/quantity/draws.ts";
import { type Figure, isUnknown } from "../src/quantity/quantity.ts";
import { DRAWS } from "../src/quantity/vectors.ts";
import { estimateOf, manifestOf, PRICES, partOf, TODAY } from "./estimate-manifest.ts";

const own = {
  id: "own",
  name: "own-8b",
  access: "self-hosted",
  generative: true,
  params_b: 8,
} as const;
const api = { ...own, id: "api", name: "acme-large", access: "api", platform: "acme" } as const;

const system = fc
  .record({
    units: fc.integer({ min: 1, max: 1e6 }),
    replicas: fc.oneof(
      fc.double({ min: 0.5, max: 8, noNaN: true }).map((mean) => ({ mean })),
      fc.record({ min: fc.integer({ min: 0, max: 2 }), max: fc.integer({ min: 2, max: 9 }) }),
    ),
    chip: fc.constantFrom("h100", "l4", "a100"),
    place: fc.constantFrom(
      { region: "us-east-1" },
      { region: "eu-north-1" },
      { region: "eu-west-1" },
    ),
    input: fc.integer({ min: 1, max: 8000 }),
    output: fc.integer({ min: 1, max: 2000 }),
    gb: fc.integer({ min: 0, max: 5000 }),
  })
  .map(
    ({ units, replicas, chip, place, input, output, gb }) =>
      ({
        usage: { units_per_month: units },
        models: [own, api],
        components: [
          {
            ...{ id: "gpu", kind: "inference", runs: ["own"], accelerator: chip, replicas },
            ...{ where: "cloud", provider: "aws", placement: [place], usd_per_month: 900 },
          },
          { id: "box", kind: "gateway", power_w: { idle: 20, busy: 60 }, usd_per_month: 10 },
        ],
        flows: [
          {
            id: "ask",
            steps: ["own", "api"].map((use) => ({
              use,
              input_tokens: input,
              output_tokens: output,
            })),
          },
        ],
        data: [{ id: "docs", gb, class: "ssd", copies: 1 }],
      }) as unknown as Partial<Manifest>,
  );

const UNITS: Readonly<Record<keyof Metrics, string>> = {
  energyKwh: "kWh",
  carbonKg: "kgCO2e",
  operationalCarbonKg: "kgCO2e",
  embodiedCarbonKg: "kgCO2e",
  waterL: "L",
  costUsd: "USD",
};

function known(figure: Figure | undefined) {
  if (figure === undefined || isUnknown(figure)) throw new Error(JSON.stringify(figure));
  return figure;
}

function vectorOf(draws: Draws | undefined): number[] {
  return Array.from({ length: DRAWS }, (_, i) =>
    typeof draws === "object" ? (draws.vector[i] as number) * draws.by : (draws ?? 0),
  );
}

const near = (a: number, b: number, within = 1e-5) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(within * Math.max(Math.abs(a), Math.abs(b)) + 1e-12);

const likely = (estimate: Estimate, metric: keyof Metrics = "energyKwh") =>
  known(estimate.month[metric]).likely;

describe("the figures of one estimate", { timeout: 30_000 }, () => {
  const holds = (check: (parts: Partial<Manifest>, estimate: Estimate) => void, numRuns = 40) =>
    fc.assert(
      fc.property(system, (parts) => check(parts, estimateOf(parts))),
      { numRuns },
    );

  test("have the unit of their name, in the month, the unit and every part", () => {
    holds((_, { month, unit, components, byKind }) => {
      const all = [month, unit, ...Object.values(byKind), ...components.map((part) => part.month)];
      for (const metrics of all)
        for (const [metric, figure] of Object.entries(metrics) as [keyof Metrics, Figure][])
          expect(figure.unit).toBe(UNITS[metric]);
    });
  });

  test("the parts add up to the month, draw by draw", () => {
    holds((parts, { draws, components }) => {
      const drawn = drawMonth(manifestOf(parts), { prices: PRICES }, TODAY);
      expect([...drawn.parts.keys()].sort()).toEqual(components.map(({ id }) => id).sort());
      const sum = { energy: 0, carbon: 0, water: 0, cost: 0 };
      for (const impact of drawn.parts.values()) {
        sum.energy += vectorOf(impact.energy.values)[7] as number;
        sum.carbon += vectorOf(impact.operational.values)[7] as number;
        sum.carbon += vectorOf(impact.embodied.values)[7] as number;
        sum.water += vectorOf(impact.water.values)[7] as number;
        sum.cost += vectorOf(impact.cost.values)[7] as number;
      }
      near(sum.energy, vectorOf(draws.energyKwh.values)[7] as number);
      near(sum.carbon, vectorOf(draws.carbonKg.values)[7] as number);
      near(sum.water, vectorOf(draws.waterL.values)[7] as number);
      near(sum.cost, vectorOf(draws.costUsd.values)[7] as number);
    }, 25);
  });

  test("the unit times the units is the month", () => {
    holds((parts, { month, unit }) => {
      const units = parts.usage?.units_per_month as number;
      for (const metric of Object.keys(UNITS) as (keyof Metrics)[])
        for (const key of ["low", "likely", "high"] as const)
          near(known(unit[metric])[key] * units, known(month[metric])[key]);
    });
  });

  test("carbon in operation is energy times what the grid may have, before and after overhead", () => {
    holds((_, { components }) => {
      for (const { month, gridGPerKwh } of components) {
        const [energy, grid] = [known(month.energyKwh), known(gridGPerKwh)];
        const { low, high } = known(month.operationalCarbonKg);
        expect(low).toBeGreaterThanOrEqual(((energy.low * grid.low) / 1000) * 0.999);
        expect(high).toBeLessThanOrEqual(((energy.high * grid.high) / 1000) * 1.001);
      }
    });
  });

  test("energy at work and at rest are the energy of the machine", () => {
    holds((_, estimate) => {
      const { activeEnergyKwh, idleEnergyKwh, month } = partOf(estimate, "components.gpu");
      const [active, idle, all] = [activeEnergyKwh, idleEnergyKwh, month.energyKwh].map(known);
      // Percentiles do not add up; the middle of the sum lies between the sums of the ends.
      expect((active?.low ?? 0) + (idle?.low ?? 0)).toBeLessThanOrEqual(all?.likely ?? 0);
      expect((active?.high ?? 0) + (idle?.high ?? 0)).toBeGreaterThanOrEqual(all?.likely ?? 0);
    });
  });

  test("calls that are made use energy, however few replicas there are said to be", () => {
    holds((_, estimate) => {
      const { activeEnergyKwh } = partOf(estimate, "components.gpu");
      expect(known(activeEnergyKwh).low).toBeGreaterThan(0);
    });
  });

  test("one more part never lowers the month", () => {
    const box = { id: "more", kind: "cache", power_w: { idle: 5, busy: 5 } } as const;
    holds((parts, estimate) => {
      const more = estimateOf({ ...parts, components: [...(parts.components ?? []), box] });
      for (const metric of ["energyKwh", "carbonKg", "waterL"] as const)
        expect(likely(more, metric)).toBeGreaterThanOrEqual(likely(estimate, metric) * 0.9999);
    }, 20);
  });

  test("no calls at all: no energy at work, for any replicas", () => {
    holds((parts) => {
      const still = estimateOf({ ...parts, usage: { units_per_month: 0 } });
      expect(known(partOf(still, "components.gpu").activeEnergyKwh).high).toBe(0);
    });
  });

  test("more calls never use less", () => {
    fc.assert(
      fc.property(system, fc.double({ min: 1, max: 100, noNaN: true }), (parts, factor) => {
        const units = parts.usage?.units_per_month as number;
        const more = estimateOf({ ...parts, usage: { units_per_month: units * factor } });
        const [before, after] = [estimateOf(parts).month, more.month];
        for (const metric of ["energyKwh", "carbonKg", "waterL"] as const)
          expect(known(after[metric]).likely).toBeGreaterThanOrEqual(
            known(before[metric]).likely * 0.999,
          );
      }),
      { numRuns: 40 },
    );
  });
});

describe("machines", { timeout: 30_000 }, () => {
  const machine = (replicas: number, hours: number): Component => ({
    ...{ id: "gpu", kind: "inference", accelerator: "h100", busy_pct: 40, where: "cloud" },
    ...{ provider: "aws", placement: [{ region: "eu-north-1" }], usd_per_hour: 3 },
    ...{ replicas: { mean: replicas }, hours_per_month: hours },
  });
  const monthOf = (replicas: number, hours: number) =>
    estimateOf({ components: [machine(replicas, hours)] }).month;

  test("twice the replicas, or the hours, are twice of everything", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 10, noNaN: true }),
        fc.double({ min: 10, max: 365, noNaN: true }),
        (replicas, hours) => {
          const one = monthOf(replicas, hours);
          for (const two of [monthOf(2 * replicas, hours), monthOf(replicas, 2 * hours)])
            for (const metric of Object.keys(UNITS) as (keyof Metrics)[])
              for (const key of ["low", "likely", "high"] as const)
                near(known(two[metric])[key], 2 * known(one[metric])[key]);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("cost is price times replicas times hours: 3 x 2 x 100 = 600", () => {
    expect(known(monthOf(2, 100).costUsd)).toMatchObject({ low: 600, likely: 600, high: 600 });
  });
});
