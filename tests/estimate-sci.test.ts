import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Component } from "../src/manifest/component.ts";
import { Model } from "../src/manifest/model.ts";
import type { Figure } from "../src/quantity/quantity.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";

const HOURS = 730;

/** A box that draws 100 W all the month on an own grid, with nothing uncertain but its manufacture. */
const box = (own: Partial<Component> = {}): Component => ({
  id: "box",
  kind: "orchestrator",
  where: "on-prem",
  power_w: { idle: 100, busy: 100 },
  busy_pct: 50,
  replicas: { mean: 1 },
  hours_per_month: HOURS,
  pue: 1.2,
  grid_g_kwh: 250,
  lifetime_years: 5,
  ...own,
});

const usage = { units_per_month: 1000 };

const number = (figure: Figure): number => {
  const value = likelyOf(figure);
  if (typeof value !== "number") throw new Error(`unknown: ${value}`);
  return value;
};

describe("SCI per functional unit", () => {
  const { sci, unit } = estimateOf({ usage, components: [box()] });

  test("has its components: E 0.0876 kWh, I 250 g/kWh, O 21.9 g per unit", () => {
    // 0.1 kW x 730 h x 1.2 = 87.6 kWh; x 250 g = 21,900 g; over 1,000 units.
    expect(number(sci.whole.energyKwh)).toBeCloseTo(0.0876, 6);
    expect(number(sci.whole.intensityGPerKwh)).toBeCloseTo(250, 3);
    expect(number(sci.whole.operationalG)).toBeCloseTo(21.9, 3);
  });

  test("adds manufacture by its share of life: 60 kg x 730 h / (5 x 8,760 h) = 1 kg a month", () => {
    expect(number(sci.whole.embodiedG)).toBeCloseTo(1, 3);
    expect(number(sci.whole.sciG)).toBeCloseTo(22.9, 2);
  });

  test("is the carbon of a unit, in grams", () => {
    expect(number(sci.whole.sciG)).toBeCloseTo(number(unit.carbonKg) * 1000, 2);
  });

  test("counts machines that wait as well as machines that work", () => {
    const idle = estimateOf({ usage, components: [box({ busy_pct: 0 })] });
    expect(number(idle.sci.whole.energyKwh)).toBeCloseTo(0.0876, 6);
  });

  test("is unknown without a volume, and names it", () => {
    const { sci: without } = estimateOf({ components: [box()] });
    expect(likelyOf(without.whole.sciG)).toEqual(["usage.units_per_month"]);
    expect(number(without.whole.intensityGPerKwh)).toBeCloseTo(250, 3);
  });

  test("has no intensity where nothing uses energy", () => {
    const { sci: empty } = estimateOf({ usage });
    expect(likelyOf(empty.whole.intensityGPerKwh)).toEqual([]);
  });
});

describe("the consumer boundary of SCI for AI", () => {
  const staging = box({ id: "staging", environment: "staging" });
  const trainer = box({ id: "trainer", kind: "training" });
  const tests = box({ id: "tests", kind: "evaluation" });

  test.each([
    ["what serves in production", [box()], 87.6],
    ["production that says so", [box({ environment: "prod" })], 87.6],
    ["not staging", [box(), staging], 87.6],
    ["not machines that train", [box(), trainer], 87.6],
    ["not machines that evaluate", [box(), tests], 87.6],
  ])("has %s", (_, components, kwh) => {
    const { sci, month } = estimateOf({ usage, components });
    expect(number(sci.consumer.energyKwh) * 1000).toBeCloseTo(kwh, 3);
    // What is not the consumer's is the provider's: both are the month.
    const provider = number(sci.providerCarbonKg);
    expect(number(sci.consumer.sciG) + provider).toBeCloseTo(number(month.carbonKg), 2);
  });

  test("times R is the carbon of the consumer's parts, whatever the volume", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (units_per_month) => {
        const all = estimateOf({ usage: { units_per_month }, components: [box(), trainer] });
        const own = partOf(all, "components.box").month.carbonKg;
        const kg = (number(all.sci.consumer.sciG) * units_per_month) / 1000;
        expect(Math.abs(kg / number(own) - 1)).toBeLessThan(1e-4);
      }),
      { numRuns: 50 },
    );
  });

  test("leaves training jobs and evaluations out, and the whole has them", () => {
    const { sci } = estimateOf({
      usage,
      components: [box()],
      models: [
        {
          id: "m",
          name: "own",
          access: "self-hosted",
          params_b: 8,
          training: [
            {
              kind: "fine-tune",
              accelerator: "h100",
              accelerators: 8,
              hours_per_run: 10,
              runs_per_month: 1,
            },
          ],
        },
      ],
    });
    expect(number(sci.consumer.energyKwh)).toBeCloseTo(0.0876, 6);
    expect(number(sci.whole.energyKwh)).toBeGreaterThan(0.0876 + 0.03);
    expect(number(sci.providerCarbonKg)).toBeGreaterThan(0);
  });
});

describe("market-based carbon", () => {
  const contracts = { value: 20, source: "docs/contracts.md" };

  test("is 87.6 kWh x 20 g = 1.752 kg, beside the location-based 21.9 kg", () => {
    const part = partOf(
      estimateOf({ usage, components: [box({ market_g_kwh: contracts })] }),
      "components.box",
    );
    expect(number(part.marketBasedCarbonKg as Figure)).toBeCloseTo(1.752, 4);
    expect(number(part.month.operationalCarbonKg)).toBeCloseTo(21.9, 3);
  });

  test("changes no other figure", () => {
    const plain = estimateOf({ usage, components: [box()] });
    const green = estimateOf({ usage, components: [box({ market_g_kwh: contracts })] });
    const bare = { ...green, components: plain.components };
    expect(JSON.stringify(bare)).toBe(JSON.stringify(plain));
    expect(green.components.map(({ marketBasedCarbonKg: _, ...part }) => part)).toEqual(
      plain.components.map(({ marketBasedCarbonKg: _, ...part }) => part),
    );
  });

  test.each([
    ["a bare number", 20, false],
    ["no source", { value: 20 }, false],
    ["a source", contracts, true],
  ])("with %s is accepted: see the third value", (_, market_g_kwh, sound) => {
    const component = { id: "box", kind: "other", market_g_kwh };
    expect(Component.safeParse(component).success).toBe(sound);
    expect(Model.safeParse({ id: "m", name: "m", access: "api", market_g_kwh }).success).toBe(
      sound,
    );
  });

  test("of a model that is not called over an API belongs to its component", () => {
    const own = { id: "m", name: "m", access: "self-hosted", market_g_kwh: contracts };
    expect(Model.safeParse(own).success).toBe(false);
  });
});
