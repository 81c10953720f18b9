import { expect, test } from "vitest";
import type { Figure, Unit } from "../src/quantity/quantity.ts";
import { numberText, percentText, renderFigure, shareText } from "../src/render/figure.ts";

const figure = (
  [low, likely, high]: readonly [number, number, number],
  unit: Unit,
  missing?: readonly string[],
): Figure => ({
  low,
  likely,
  high,
  unit,
  boundary: "facility",
  sources: [],
  ...(missing === undefined ? {} : { missing }),
});

const check = (of: Figure) => renderFigure(of, (path) => `<${path}>`);

test.each<[Figure, string]>([
  [figure([8.1, 12.345, 19.04], "kWh"), "12.3 kWh (8.1 to 19)"],
  [figure([600, 1234.5, 99_999], "kWh"), "1.23 MWh (0.6 to 100)"],
  [figure([0.0001, 0.00029, 0.0004], "kWh"), "0.29 Wh (0.1 to 0.4)"],
  [figure([1e-7, 2e-6, 3e-6], "kWh"), "2 mWh (0.1 to 3)"],
  [figure([0.5, 0.86, 1.4], "gCO2e"), "0.86 gCO2e (0.5 to 1.4)"],
  [figure([0.0001, 0.001, 0.002], "gCO2e"), "1 mgCO2e (0.1 to 2)"],
  [figure([900, 1200, 2000], "kgCO2e"), "1.2 tCO2e (0.9 to 2)"],
  [figure([2, 4.62, 17.5], "mL"), "4.62 mL (2 to 17.5)"],
  [figure([2000, 4620, 17_500], "L"), "4.62 m³ (2 to 17.5)"],
  [figure([961.2, 1234.6, 1690], "USD"), "1,230 USD (961 to 1,690)"],
  [figure([28.456, 64.8449, 119.2], "USD"), "64.84 USD (28.46 to 119)"],
  [figure([0.02264, 0.02839, 0.0411], "USD"), "0.0284 USD (0.0226 to 0.0411)"],
  [figure([295, 295, 295], "USD"), "295 USD (exact)"],
  [figure([0, 0, 0], "kWh"), "0 kWh (exact)"],
  [figure([0, 0, 12], "kWh"), "0 kWh (0 to 12)"],
  [figure([250_000, 283_000, 340_000], "count"), "283,000 (250,000 to 340,000)"],
  [figure([236, 283, 340], "gCO2e/kWh"), "283 gCO2e/kWh (236 to 340)"],
  [figure([8, 12, 19], "kWh", ["components.gpu.compute"]), "at least 12 kWh (8 to 19)"],
])("a figure has a range, a unit and three digits: %#", (of, text) => {
  expect(check(of)).toBe(text);
});

test.each<[readonly string[], string]>([
  [["usage.units_per_month"], "unknown: needs <usage.units_per_month>"],
  [["a", "b"], "unknown: needs <a>, <b>"],
  [["a", "b", "c", "d"], "unknown: needs <a>, <b> and 2 more"],
  [[], "unknown: needs the volume"],
])("an unknown figure says what it needs: %#", (missing, text) => {
  expect(check({ unknown: true, unit: "kWh", missing })).toBe(text);
});

test.each([
  [0, "0"],
  [0.000_012_34, "0.0000123"],
  [1.2e-9, "1.2e-9"],
  [999.6, "1,000"],
  [1_234_567, "1,230,000"],
  [4e17, "4e+17"],
])("a number reads without effort: %d", (value, text) => {
  expect(numberText(value)).toBe(text);
});

test("a score is never rounded up", () => {
  expect([99.99, 100, 0, undefined].map(percentText)).toEqual(["99 %", "100 %", "0 %", "none yet"]);
});

test("a small share does not look like none", () => {
  expect([0, 0.004, 0.355, 1].map(shareText)).toEqual(["0 %", "under 1 %", "36 %", "100 %"]);
});
