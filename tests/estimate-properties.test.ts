import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allAccelerators } from "../src/coefficients/accelerators.ts";
import { allCoefficients } from "../src/coefficients/coefficients.ts";
import { allRegions } from "../src/coefficients/regions.ts";
import { createContext, given, take } from "../src/estimate/context.ts";
import type { Amount } from "../src/manifest/amount.ts";
import { Component } from "../src/manifest/component.ts";
import { Flow, Step } from "../src/manifest/flow.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import { Model } from "../src/manifest/model.ts";
import { Usage } from "../src/manifest/product.ts";
import { DataSet, Environment } from "../src/manifest/surroundings.ts";
import type { Draws } from "../src/quantity/draws.ts";
import { type Figure, isUnknown } from "../src/quantity/quantity.ts";
import { estimateOf, figuresOf, manifestOf, TODAY } from "./estimate-manifest.ts";

const COEFFICIENTS = allCoefficients();

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const amount = (max: number): fc.Arbitrary<Amount> => {
  // As the manifest takes them: 0, or at least 1e-12.
  const value = fc.double({ min: 0, max, noNaN: true }).map((one) => (one < 1e-12 ? 0 : one));
  const ranged = fc
    .tuple(
      value,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 1, max: 3, noNaN: true }),
    )
    .map(([likely, below, above]) => ({
      value: likely,
      low: likely * below,
      high: Math.min(max, likely * above),
    }));
  return fc.oneof(value, ranged);
};

/** Leaves out what is undefined, as a parsed file does. */
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, of]) => of !== undefined)) as T;

const NAMES = ["a", "b", "c", "d"];

const model = (id: string): fc.Arbitrary<Model> =>
  fc
    .record({
      name: fc.constantFrom("gpt-4o", "claude-sonnet-4-5", "own-8b", "nobody", "acme-large", "o3"),
      access: fc.constantFrom("api" as const, "self-hosted" as const, "on-device" as const),
      task: maybe(
        fc.constantFrom(
          "chat",
          "embed",
          "detect",
          "image-gen",
          "video-gen",
          "speech",
          "other" as const,
        ),
      ),
      generative: maybe(fc.boolean()),
      platform: maybe(fc.constantFrom("acme", "azure", "nobody")),
      params_b: maybe(amount(500)),
      size_mb: maybe(amount(1000)),
      wh_per_call: maybe(amount(5)),
      training: maybe(
        fc.array(
          fc
            .record({
              kind: fc.constantFrom("fine-tune" as const, "adapter" as const),
              accelerator: maybe(fc.constantFrom("h100", "a100", "no-such-chip")),
              accelerators: maybe(amount(8)),
              hours_per_run: maybe(amount(100)),
              tokens: maybe(amount(1e12)),
              runs_per_month: maybe(amount(10)),
            })
            .map(present),
          { minLength: 1, maxLength: 2 },
        ),
      ),
    })
    .map((own) => ({ id, ...present(own) }) as Model);

const component = (id: string): fc.Arbitrary<Component> =>
  fc
    .record({
      kind: fc.constantFrom("inference" as const, "database" as const, "training" as const),
      runs: maybe(fc.subarray(NAMES)),
      where: maybe(fc.constantFrom("cloud", "on-prem", "edge", "device", "saas" as const)),
      provider: maybe(fc.constantFrom("aws", "gcp", "azure", "cellar")),
      placement: maybe(
        fc.array(
          fc.oneof(
            fc.constantFrom(...allRegions()).map(({ name }) => ({ region: name, share_pct: 50 })),
            fc.constantFrom({ country: "FR" }, { country: "ZZ" }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      ),
      accelerator: maybe(
        fc.constantFrom(...allAccelerators().map((one) => one.id), "no-such-chip"),
      ),
      replicas: maybe(fc.record({ mean: amount(5) })),
      busy_pct: maybe(amount(100)),
      concurrency: maybe(amount(200)),
      compute: maybe(fc.record({ vcpus: amount(64), memory_gb: amount(256) })),
      power_w: maybe(fc.constant({ idle: 10, busy: 50 })),
      hours_per_month: maybe(amount(730)),
    })
    .map((own) => ({ id: `box-${id}`, ...present(own) }) as Component);

const step: fc.Arbitrary<Step> = fc
  .record({
    use: fc.constantFrom(...NAMES, ...NAMES.map((id) => `box-${id}`), "flow-1", "flow-2", "ghost"),
    reach_pct: maybe(amount(100)),
    ends_pct: maybe(amount(100)),
    calls: maybe(amount(20)),
    input_tokens: maybe(amount(1e5)),
    output_tokens: maybe(amount(1e4)),
    reasoning_tokens: maybe(amount(1e4)),
    cached_input_pct: maybe(amount(100)),
    cache_write_pct: maybe(amount(100)),
    max_output_tokens: maybe(amount(1e4)),
    batch_api: maybe(fc.boolean()),
  })
  .map(present);

const flow = (index: number): fc.Arbitrary<Flow> =>
  fc
    .record({
      steps: fc.array(step, { minLength: 1, maxLength: 4 }),
      per_unit: maybe(amount(5)),
      success_pct: maybe(amount(100)),
    })
    .map((own) => ({ id: `flow-${index}`, ...present(own) }));

const data: fc.Arbitrary<DataSet[]> = fc.array(
  fc
    .record({
      gb: maybe(amount(1e5)),
      class: maybe(fc.constantFrom("memory", "ssd", "hdd", "object", "archive" as const)),
      copies: maybe(amount(4)),
    })
    .map((own) => ({ id: "docs", ...present(own) }) as DataSet),
  { maxLength: 1 },
);

/** Any manifest that the schema lets through, sensible or not. */
const manifest: fc.Arbitrary<Partial<Manifest>> = fc
  .record({
    units: maybe(amount(1e7)),
    models: fc.tuple(...NAMES.map(model)),
    components: fc.tuple(...NAMES.map(component)),
    flows: fc.tuple(flow(1), flow(2), flow(3)),
    data,
  })
  .map(({ units, ...parts }) => ({
    ...(units === undefined ? {} : { usage: { units_per_month: units } }),
    ...parts,
  }));

/** Keys of an object schema, through what is optional, listed or a choice. */
function keysOf(schema: unknown): Readonly<Record<string, unknown>> {
  const { def } = (schema as { _zod: { def: Definition } })._zod;
  if (def.shape !== undefined) return def.shape;
  if (def.element !== undefined) return keysOf(def.element);
  if (def.options !== undefined) return Object.assign({}, ...def.options.map(keysOf));
  return def.innerType === undefined ? {} : keysOf(def.innerType);
}

interface Definition {
  readonly shape?: Record<string, unknown>;
  readonly element?: unknown;
  readonly options?: readonly unknown[];
  readonly innerType?: unknown;
}

/** True for a path of the manifest in which items of a list stand by their id or number. */
function isPath(path: string): boolean {
  const [section = "", item, ...rest] = path.split(".");
  const sections: Readonly<Record<string, unknown>> = {
    components: Component,
    models: Model,
    flows: Flow,
    data: DataSet,
    environments: Environment,
    usage: Usage,
  };
  if (!(section in sections)) return false;
  if (section === "usage") return item !== undefined && item in keysOf(Usage);
  const keys = rest.filter((key) => !/^\d+$/.test(key));
  const [first] = keys;
  const steps = section === "flows" && first !== undefined && !(first in keysOf(Flow));
  return follows(steps ? Step : sections[section], steps ? keys.slice(1) : keys);
}

function follows(schema: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  const shape = keysOf(schema);
  return key in shape && follows(shape[key], rest);
}

describe("whatever the manifest says", { timeout: 30_000 }, () => {
  test("figures are numbers in order, or name what is missing; never below zero", () => {
    fc.assert(
      fc.property(manifest, (parts) => {
        for (const figure of figuresOf(estimateOf(parts))) {
          if (isUnknown(figure)) {
            expect(figure.missing.length).toBeGreaterThan(0);
            continue;
          }
          const { low, likely, high } = figure;
          expect([low, likely, high].every(Number.isFinite)).toBe(true);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(likely).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(likely);
          expect(figure.missing?.length).not.toBe(0);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("what is missing or assumed is named by a path that the schema has", () => {
    fc.assert(
      fc.property(manifest, (parts) => {
        const { missing, assumptions, dominantUncertainty } = estimateOf(parts);
        const dominant = Object.values(dominantUncertainty).map((one) => one?.input);
        const inputs = [...missing, ...assumptions.map(({ input }) => input), ...dominant];
        expect(inputs.filter((input) => input !== undefined && !isPath(input))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  test("the same input gives the same bytes", () => {
    fc.assert(
      fc.property(manifest, (parts) => {
        expect(JSON.stringify(estimateOf(structuredClone(parts)))).toBe(
          JSON.stringify(estimateOf(parts)),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("the order of components does not matter", () => {
    fc.assert(
      fc.property(manifest, (parts) => {
        const turned = { ...parts, components: [...(parts.components ?? [])].reverse() };
        const [one, other] = [estimateOf(parts), estimateOf(turned)];
        const sorted = ({ components }: typeof one) =>
          components
            .map(({ id, month: { energyKwh, costUsd } }) => [id, energyKwh, costUsd] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(other).map(([id]) => id)).toEqual(sorted(one).map(([id]) => id));
        for (const key of ["energyKwh", "carbonKg", "waterL", "costUsd"] as const)
          expectClose(one.month[key], other.month[key]);
      }),
      { numRuns: 40 },
    );
  });
});

/** The same but for the last digits, which the order of a sum may move. */
function expectClose(a: Figure, b: Figure): void {
  expect(isUnknown(a)).toBe(isUnknown(b));
  if (isUnknown(a) || isUnknown(b)) return;
  for (const key of ["low", "likely", "high"] as const)
    expect(Math.abs(a[key] - b[key])).toBeLessThanOrEqual(1e-12 + 1e-4 * Math.max(a[key], b[key]));
}

describe("more work", { timeout: 30_000 }, () => {
  const chat = {
    id: "m",
    name: "acme-large",
    access: "api",
    platform: "acme",
    params_b: 30,
    generative: true,
  } as const;
  const own = { ...chat, name: "own", access: "self-hosted" } as const;
  const gpu: Component = {
    id: "gpu",
    kind: "inference",
    runs: ["m"],
    accelerator: "h100",
    replicas: { mean: 2 },
    where: "cloud",
    provider: "aws",
    placement: [{ region: "eu-north-1" }],
  };
  const monthOf = (hosting: "api" | "own", units: number, tokens: Partial<Step>) =>
    estimateOf({
      usage: { units_per_month: units },
      models: [hosting === "api" ? chat : own],
      components: hosting === "api" ? [] : [gpu],
      flows: [{ id: "f", steps: [{ use: "m", ...tokens }] }],
    }).month;
  const number = (figure: Figure, key: "low" | "likely" | "high" = "likely") => {
    if (isUnknown(figure)) throw new Error("known");
    return figure[key];
  };
  const tokens = fc.record({
    input_tokens: fc.integer({ min: 0, max: 50_000 }),
    output_tokens: fc.integer({ min: 0, max: 5_000 }),
    reasoning_tokens: fc.integer({ min: 0, max: 5_000 }),
  });

  test("never costs less energy or money", () => {
    const more = fc.record({
      input_tokens: fc.integer({ min: 0, max: 5_000 }),
      output_tokens: fc.integer({ min: 0, max: 5_000 }),
      reasoning_tokens: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom("api" as const, "own" as const),
        tokens,
        more,
        (hosting, some, extra) => {
          const larger = {
            input_tokens: some.input_tokens + extra.input_tokens,
            output_tokens: some.output_tokens + extra.output_tokens,
            reasoning_tokens: some.reasoning_tokens + extra.reasoning_tokens,
          };
          const [less, rest] = [monthOf(hosting, 1000, some), monthOf(hosting, 1000, larger)];
          for (const key of ["low", "likely", "high"] as const) {
            expect(number(rest.energyKwh, key)).toBeGreaterThanOrEqual(
              number(less.energyKwh, key) * 0.999999,
            );
            expect(number(rest.costUsd, key)).toBeGreaterThanOrEqual(
              number(less.costUsd, key) * 0.999999,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("of a called model scales with the calls", () => {
    fc.assert(
      fc.property(tokens, fc.integer({ min: 2, max: 1000 }), (some, factor) => {
        const [one, many] = [monthOf("api", 1000, some), monthOf("api", 1000 * factor, some)];
        for (const key of ["energyKwh", "carbonKg", "waterL", "costUsd"] as const)
          expect(number(many[key])).toBeCloseTo(
            number(one[key]) * factor,
            -Math.log10(number(one[key]) * factor + 1e-9) + 3,
          );
      }),
      { numRuns: 50 },
    );
  });

  test("none at all is no active energy", () => {
    // A month in which nothing is delivered is no month to keep a budget by.
    const none = monthOf("api", 0, { input_tokens: 10, output_tokens: 10 }).energyKwh;
    expect(none).toMatchObject({ unknown: true, missing: ["usage.units_per_month"] });
    const idle = estimateOf({
      usage: { units_per_month: 0 },
      models: [own],
      components: [gpu],
      flows: [{ id: "f", steps: [{ use: "m", input_tokens: 10, output_tokens: 10 }] }],
    });
    const [part] = idle.components;
    expect(part?.activeEnergyKwh && number(part.activeEnergyKwh)).toBe(0);
    expect(part && number(part.month.energyKwh)).toBeGreaterThan(0);
  });
});

test("what shares a cause moves together: a comparison is tighter than its sides", () => {
  const at = (output: number) => {
    const { month } = estimateOf({
      usage: { units_per_month: 1000 },
      models: [{ id: "m", name: "gpt-4o", access: "api", generative: true }],
      flows: [{ id: "f", steps: [{ use: "m", input_tokens: 0, output_tokens: output }] }],
    });
    if (isUnknown(month.energyKwh)) throw new Error("known");
    return month.energyKwh;
  };
  const [short, long] = [at(100), at(200)];
  // The range of each is wide, and yet twice the tokens are twice the energy at each percentile, and a
  // little more, as later tokens read a longer context.
  expect(short.high / short.low).toBeGreaterThan(3);
  for (const key of ["low", "likely", "high"] as const) {
    expect(long[key] / short[key]).toBeGreaterThanOrEqual(2);
    expect(long[key] / short[key]).toBeLessThan(2.02);
  }
});

test("no draw passes what can be: power shares of at most one, PUE of at least one", () => {
  const context = createContext(manifestOf({}), {}, TODAY);
  const bounded = COEFFICIENTS.filter(({ unit }) => ["share of TDP", "kWh/kWh"].includes(unit));
  const drawsOf = (values: Draws | undefined) =>
    typeof values === "object" ? [...values.vector].map((one) => one * values.by) : [values ?? 0];
  for (const one of bounded) {
    const drawn = drawsOf(take(context, one).values);
    if (one.unit === "share of TDP") expect(Math.max(...drawn)).toBeLessThanOrEqual(1);
    else expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
  }
  const declared = given({ value: 1.05, low: 1, high: 1.2 }, "components.x.pue");
  expect(Math.min(...drawsOf(declared.values))).toBeGreaterThanOrEqual(1);
});
