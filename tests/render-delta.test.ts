import { describe, expect, test } from "vitest";
import { deltaOf } from "../src/advise/delta.ts";
import type { Difference } from "../src/quantity/difference.ts";
import { deltaBlocks, deltaTable } from "../src/render/delta-markdown.ts";
import { deltaText } from "../src/render/delta-text.ts";
import { differenceText, shortDifferenceText } from "../src/render/difference.ts";
import { aReviewedManifest } from "./fixtures/a-review.ts";

const SIDES = { before: "base", after: "here" };
const known = (
  [low, likely, high]: readonly [number, number, number],
  certainty: "less" | "more" | "same" | "undecided",
  ratio?: number,
): Difference => ({
  ...{ low, likely, high, unit: "kWh", certainty },
  ratio: ratio === undefined ? undefined : { low: ratio, likely: ratio, high: ratio },
});

describe("a difference in words", () => {
  test.each<[Difference, string, string]>([
    [known([-12, -8.1, -5], "less", 0.94), "−8.1 kWh (−12 to −5), −6 %", "−8.1 kWh, −6 %"],
    [known([-2, -2, -2], "less", 0.9996), "−2 kWh", "−2 kWh"],
    [
      known([1e-5, 2e-5, 3e-5], "more", 3.42),
      "+0.02 Wh (+0.01 to +0.03), 3.4 times as much",
      "+0.02 Wh, 3.4 times as much",
    ],
    [known([-3, 1, 5], "undecided", 1.1), "+1 kWh (−3 to +5), may be more or less", "−3 to +5 kWh"],
    [known([-3, 0, 5], "undecided"), "0 kWh (−3 to +5), may be more or less", "−3 to +5 kWh"],
    [known([0, 0, 0], "same", 1), "none", ""],
    [known([-9.97, -9.97, -9.97], "less", 0.003), "−9.97 kWh, −99.7 %", "−9.97 kWh, −99.7 %"],
    [
      { ...known([-3, -2, -1], "undecided"), missing: { base: [], head: ["a.b"] } } as Difference,
      "−2 kWh (−3 to −1) of what is known, may be more or less",
      "−3 to −1 kWh",
    ],
    [
      {
        unknown: true,
        unit: "L",
        certainty: "undecided",
        missing: { base: ["a.b"], head: ["a.b", "c"] },
      },
      "unknown: needs <a.b>, <c>",
      "unknown",
    ],
  ])("%j reads: %s; in short: %s", (difference, text, short) => {
    expect(differenceText(difference, (path) => `<${path}>`)).toBe(text);
    expect(shortDifferenceText(difference)).toBe(short);
  });
});

describe("what differs", () => {
  const one = aReviewedManifest();
  const same = known([0, 0, 0], "same");
  const differences = {
    energyKwh: known([-3, -2, -1], "less", 0.9),
    ...{ carbonKg: same, operationalCarbonKg: same, embodiedCarbonKg: same, costUsd: same },
    waterL: same,
  };
  const delta = deltaOf(one, one, {
    ...{ month: differences, unit: differences, parts: [] },
    keyInHead: (key) => key,
  });

  test("calls the sides as it is told to", () => {
    expect(deltaTable(delta, SIDES).split("\n")[0]).toBe(
      "|  | Per month, base | Per month, here | Difference per month | Difference per customer question |",
    );
    expect(deltaBlocks(delta, SIDES).join("\n")).toContain("**Verdict:** fail, as base");
    const look = { colour: false, width: 100 };
    expect(deltaText(delta, SIDES, look).flat().join("\n")).toContain("Per month, base");
  });

  test("is one sentence where it is nothing", () => {
    const month = { ...differences, energyKwh: same };
    const nothing = deltaOf(one, one, {
      ...{ month, unit: month, parts: [] },
      keyInHead: (key) => key,
    });
    expect(deltaBlocks(nothing, SIDES)).toEqual([
      "Nothing differs: no figure, no finding, no verdict.",
    ]);
  });
});
