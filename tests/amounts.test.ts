// What amounts of a manifest may be: products of many of them have to stay within floating-point numbers.
import { expect, test } from "vitest";
import { parseManifest } from "../src/manifest/manifest.ts";

const problemsOf = (unitsPerMonth: string) => {
  const parsed = parseManifest(
    "a.yaml",
    `version: 1
product: { name: Help, stage: pilot, functional_unit: answer }
usage: { units_per_month: ${unitsPerMonth} }
models: [{ id: x, name: x, access: api }]
flows: [{ id: ask, steps: [{ use: x }] }]
`,
  );
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
};

test.each(["0", "1e-12", "1e15", "{ value: 1, low: 0, high: 1e15 }", "{ value: 0, low: 0 }"])(
  "%s is an amount",
  (amount) => expect(problemsOf(amount)).toEqual([]),
);

test.each([
  ["1e16", "usage.units_per_month: must be at most 1000000000000000 (you wrote 1e16)."],
  ["-1", "usage.units_per_month: must be at least 0 (you wrote -1)."],
  ["1e-300", "usage.units_per_month: must be 0, or at least 1e-12"],
  ["{ value: 1, low: 5.0e-324 }", "usage.units_per_month.low: must be 0, or at least 1e-12"],
])("%s is not", (amount, problem) => expect(problemsOf(amount)).toEqual([problem]));
