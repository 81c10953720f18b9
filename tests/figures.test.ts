import { expect, test } from "vitest";
import { estimate } from "../src/estimate/estimate.ts";
import type { Metrics } from "../src/estimate/result.ts";
import { type Figure, isUnknown } from "../src/quantity/quantity.ts";
import { ALL_DATA, EXAMPLES } from "./source-data.ts";

const DAY = "2026-11-22";
const METRICS = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;

/** "likely (low to high) unit", to three digits, so that only a change that a reader would see counts. */
function text(figure: Figure): string {
  if (isUnknown(figure)) return `unknown: needs ${figure.missing.join(", ")}`;
  const { low, likely, high, unit, missing } = figure;
  const [a, b, c] = [low, likely, high].map((value) => Number(value.toPrecision(3)));
  return `${missing === undefined ? "" : "at least "}${b} (${a} to ${c}) ${unit}`;
}

function texts(metrics: Metrics): Record<string, string> {
  return Object.fromEntries(METRICS.map((metric) => [metric, text(metrics[metric])]));
}

test("figures of the examples (changed? write the reason in CHANGELOG.md under Unreleased, then run vitest with -u)", async () => {
  const figures = EXAMPLES.map(([name, manifest]) => {
    const { month, unit, components, functionalUnit } = estimate(manifest, ALL_DATA, DAY);
    const parts = components.map(({ id, month: own }) => [id, text(own.energyKwh)]);
    const per = { month: texts(month), [functionalUnit]: texts(unit) };
    return [name, { ...per, energyOfParts: Object.fromEntries(parts) }];
  });
  const json = `${JSON.stringify(Object.fromEntries(figures), undefined, 2)}\n`;
  await expect(json).toMatchFileSnapshot("golden/figures.json");
});

test("no headline figure of an example is unknown, and no likely value is outside its range", () => {
  for (const [name, manifest] of EXAMPLES)
    for (const metric of METRICS) {
      const figure = estimate(manifest, ALL_DATA, DAY).month[metric];
      if (isUnknown(figure)) throw new Error(`${name}: ${metric} is unknown`);
      expect(figure.low).toBeLessThanOrEqual(figure.likely);
      expect(figure.likely).toBeLessThanOrEqual(figure.high);
      expect(figure.likely).toBeGreaterThan(0);
    }
});
