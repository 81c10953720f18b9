// A number that is written as people write it: what is advised is the same amount in the field's own unit, or no number.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../src/manifest/manifest.ts";
import { POLICY_PATH, parsePolicy } from "../src/policy/policy.ts";
import { numberAdvice } from "../src/yaml/number-advice.ts";

/** Where the fields of the tables stand. */
const FIELDS: Readonly<Record<string, (value: string) => string>> = {
  units_per_month: (value) => manifest(`usage: { units_per_month: ${value} }`),
  gb: (value) => manifest(`data: [{ id: d, gb: ${value} }]`),
  size_mb: (value) => manifest("", `size_mb: ${value}`),
  params_b: (value) => manifest("", `params_b: ${value}`),
  wh_per_call: (value) => manifest("", `wh_per_call: ${value}`),
  input_tokens: (value) => manifest("", "", `input_tokens: ${value}`),
  cached_input_pct: (value) => manifest("", "", `cached_input_pct: ${value}`),
  usd_per_month: (value) => manifest(`budgets: { usd_per_month: ${value} }`),
  gco2e_per_unit: (value) => manifest(`budgets: { gco2e_per_unit: ${value} }`),
};

const manifest = (section: string, model = "name: x", step = "calls: 1") => `version: 1
product: { name: Shop, stage: idea, functional_unit: answer }
${section}
models: [{ id: m, access: api, ${model === "name: x" || model === "" ? "name: x" : `name: x, ${model}`} }]
flows: [{ id: ask, steps: [{ use: m, ${step || "calls: 1"} }] }]
`;

const adviceOf = (field: string, value: string): string => {
  const parsed = parseManifest("a.yaml", FIELDS[field]?.(value) ?? "");
  const [only, ...others] = parsed.ok ? [] : parsed.problems;
  expect(others).toEqual([]);
  return only?.message.replace(/^.*?\)\. ?/, "") ?? "no problem";
};

describe("a number with", () => {
  test.each<[field: string, written: string, advice: string]>([
    ["units_per_month", "5k", "Write 5000."],
    ["units_per_month", "1.5 M", "Write 1500000."],
    ["units_per_month", "2 million", "Write 2000000."],
    ["units_per_month", '"40,000"', "Write 40000."],
    ["units_per_month", '"1 234 567"', "Write 1234567."],
    ["units_per_month", "1.234.567", "Write 1234567."],
    ["units_per_month", '"12"', "Write 12, without quotes."],
    [
      "units_per_month",
      "40000/day",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    [
      "units_per_month",
      "40000 per day",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    [
      "units_per_month",
      "about 40",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    [
      "units_per_month",
      "5m",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    ["units_per_month", "4-6", "Write { value: ..., low: 4, high: 6 }."],
    ["units_per_month", '"40,000 to 60,000"', "Write { value: ..., low: 40000, high: 60000 }."],
    ["units_per_month", "many", ""],
    ["gb", "500 GB", 'Write 500, without "GB".'],
    ["gb", "500MB", "Write 0.5."],
    ["gb", "2 TB", "Write 2000."],
    ["gb", "3 bananas", "It takes a number alone: Size of one copy, in GB."],
    ["gb", "4k", "It takes a number alone: Size of one copy, in GB."],
    ["gb", "500M", "It takes a number alone: Size of one copy, in GB."],
    ["gb", '"0,500"', "It takes a number alone: Size of one copy, in GB."],
    ["gb", "1.500 GB", "It takes a number alone: Size of one copy, in GB."],
    [
      "units_per_month",
      '"1,5 - 2,5"',
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    [
      "units_per_month",
      "2000-500",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    [
      "units_per_month",
      "2024-01",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    [
      "units_per_month",
      "2 years",
      "It takes a number alone: Functional units delivered per month, as expected or measured.",
    ],
    ["size_mb", "2 GB", "Write 2000."],
    ["params_b", "7B", 'Write 7, without "B".'],
    ["params_b", "70M", "Write 0.07."],
    ["wh_per_call", "2 kWh", "Write 2000."],
    ["wh_per_call", "0.3 Wh", 'Write 0.3, without "Wh".'],
    ["input_tokens", "2k tokens", "Write 2000."],
    ["input_tokens", "900 tokens", 'Write 900, without "tokens".'],
    ["cached_input_pct", "40 %", 'Write 40, without "%".'],
    ["usd_per_month", "500 USD", 'Write 500, without "USD".'],
    ["usd_per_month", "500 EUR", "It takes a number alone: Cost target per month, in US dollars."],
    ["gco2e_per_unit", "2 kg", "Write 2000."],
  ])("%s: %s", (field, written, advice) => {
    expect(adviceOf(field, written)).toBe(advice);
  });

  test("in a policy, whose limits have no range", () => {
    const parsed = parsePolicy(
      POLICY_PATH,
      "version: 1\nbudgets:\n  usd_per_month: 2k\n  kwh_per_month: 3 MWh\n  usd_per_unit: 1-2\n",
    );
    const messages = parsed.ok ? [] : parsed.problems.map(({ message }) => message);
    expect(messages).toEqual([
      'budgets.usd_per_month: must be a number, not text (you wrote "2k"). Write 2000.',
      'budgets.kwh_per_month: must be a number, not text (you wrote "3 MWh"). Write 3000.',
      'budgets.usd_per_unit: must be a number, not text (you wrote "1-2"). It takes a number alone: Cost per functional unit, in US dollars.',
    ]);
  });
});

test("milliwatts are no megawatts", () => {
  const field = { key: "power_w", description: "Watts.", takesRange: false };
  expect(numberAdvice("3 mW", field)).toBe("It takes a number alone: Watts.");
  expect(numberAdvice("3 MW", field)).toBe("Write 3000000.");
});

test.each([
  ["40,000", ["000: 40000"]],
  ["1,5", ["5: 1.5"]],
  ["0,500", ["500: 0.500"]],
  ["-1,500", ["500: -1500"]],
  ["1,234,567", ["234: 1234567", "567: 1234567"]],
])("commas between braces, as in %s, are told from keys", (written, meant) => {
  const parsed = parseManifest("a.yaml", manifest(`usage: { units_per_month: ${written} }`));
  const told = parsed.ok ? [] : parsed.problems.map(({ message }) => message);
  expect(told.filter((one) => one.includes("a comma ends"))).toEqual(
    meant.map((one) => {
      const [key, number] = one.split(": ");
      return `usage.${key}: a comma ends a value between braces. Write ${number} for this number.`;
    }),
  );
});

test.each([
  ["40.000", "40", "40,000", "40000"],
  ["2.100", "2.1", "2,100", "2100"],
  ["-999.010", "999.01", "999,010", "999010"],
])("%s could be two numbers, and is refused", (written, fraction, thousands, whole) => {
  const parsed = parseManifest("a.yaml", manifest(`usage: { units_per_month: ${written} }`));
  expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
    `usage.units_per_month: "${written}" may be meant as ${fraction} or as ${thousands}. Write ${fraction} or ${whole}.`,
  ]);
});

test.each(["40.0", "0.000", "0.250", "40.00", "1234.000", "1.0000", "1.125"])(
  "%s is one number",
  (written) => {
    expect(parseManifest("a.yaml", manifest(`usage: { units_per_month: ${written} }`)).ok).toBe(
      true,
    );
  },
);

test("a number that is advised is of the size that was written, whatever the unit", () => {
  const bytes: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };
  const unit = fc.constantFrom(...Object.keys(bytes));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), unit, unit, (value, written, own) => {
      const field = { key: `size_${own}`, description: undefined, takesRange: false };
      const advice = numberAdvice(`${value} ${written.toUpperCase()}`, field) ?? "";
      const advised = Number(/^Write ([\d.e+-]+)/.exec(advice)?.[1]?.replace(/\.$/, ""));
      const [wanted, told] = [value * (bytes[written] ?? 0), advised * (bytes[own] ?? 0)];
      expect(told / wanted).toBeCloseTo(1, 9);
    }),
  );
});
