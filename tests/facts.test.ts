import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimate } from "../src/estimate/estimate.ts";
import { DerivedFacts } from "../src/facts/derived.ts";
import { type EstimateFacts, estimateFacts, NO_ESTIMATE } from "../src/facts/estimate-facts.ts";
import { derivationOf, factAt, formatPath, parsePath } from "../src/facts/fact-path.ts";
import { type Facts, factsOf } from "../src/facts/facts.ts";
import { canonicalJson, fieldsCovered, hashFacts } from "../src/facts/hash-facts.ts";
import { missingFields } from "../src/facts/missing-fields.ts";
import { isPlaceholder } from "../src/facts/placeholder.ts";
import { Scope } from "../src/facts/scope.ts";
import { rootTypes } from "../src/facts/scope-types.ts";
import { Manifest, parseManifest } from "../src/manifest/manifest.ts";
import { isUnknown } from "../src/quantity/quantity.ts";

type Parts = Readonly<Record<string, unknown>>;

type Row = [string, unknown, (Parts | undefined)?, Partial<EstimateFacts>?];

const manifestOf = (parts: Parts = {}): Manifest =>
  Manifest.parse({
    version: 1,
    product: { name: "Helper", stage: "pilot", functional_unit: "answer" },
    usage: { units_per_month: 1000 },
    models: [
      {
        id: "big",
        name: "big-1",
        access: "api",
        vendor: "Acme",
        generative: true,
        fallback: "open",
      },
      { id: "open", name: "open-7b", access: "api", vendor: "Else", open_weights: true },
      { id: "own", name: "own-1", access: "self-hosted", generative: false },
    ],
    flows: [
      {
        id: "ask",
        steps: [
          { use: "own" },
          { use: "cache", ends_pct: 20 },
          {
            use: "big",
            calls: 2,
            repeats: "per-item",
            input_tokens: 1000,
            prompt_tokens_fixed: 250,
          },
        ],
      },
    ],
    ...parts,
  });

const factsFor = (parts: Parts = {}, estimate: Partial<EstimateFacts> = {}) =>
  factsOf(manifestOf(parts), { ...NO_ESTIMATE, ...estimate }, "2026-11-22");

const itemOf = (facts: Facts, key: string) => {
  const item = Object.values(facts.items)
    .flat()
    .find((one) => one.key === key);
  if (item === undefined) throw new Error(`no item ${key}`);
  return item;
};

/** The value of one fact: "d.dangling", or "models/big it.d.used". */
const fact = (text: string, parts?: Parts, estimate?: Partial<EstimateFacts>) => {
  const facts = factsFor(parts, estimate);
  const [key, path] = text.includes(" ") ? text.split(" ") : ["manifest", text];
  return factAt(path ?? "", itemOf(facts, key ?? ""), facts);
};

describe("placeholders count as missing", () => {
  test.each([
    "",
    " ",
    "TBD",
    "tbd.",
    "To do!",
    "No",
    "none",
    "N/A",
    "n.a.",
    "-",
    "--",
    "?",
    "???",
    "unknown",
    "Later...",
    "...",
    "\u200b",
    "t.b.d.",
    "#TODO#",
    "(none)",
  ])("%j", (text) => expect(isPlaceholder(text)).toBe(true));
  test.each([
    "0",
    "no caching",
    "tbd by Lea on Monday",
    "docs/x.md",
    "7 days",
    "無",
    "none of them",
  ])("%j says something", (text) => expect(isPlaceholder(text)).toBe(false));

  test("in free texts, evidence and lists of evidence, and nowhere else", () => {
    const facts = factsFor({
      product: { name: "Helper", stage: "pilot", functional_unit: "answer", scope: "TBD" },
      operations: {
        exit_plan: { result: "todo" },
        decisions: ["n/a", "?"],
        dashboard: "https://x.test",
      },
      models: [{ id: "none", name: "unknown", access: "api", fallback: "none", vendor: "-" }],
      flows: [{ id: "ask", steps: [{ use: "none" }] }],
    });
    expect(canonicalJson(facts.roots["product"])).toBe(
      '{"functional_unit":"answer","name":"Helper","stage":"pilot"}',
    );
    expect(canonicalJson(facts.roots["operations"])).toBe('{"dashboard":"https://x.test"}');
    expect(canonicalJson(itemOf(facts, "models/none").it)).toContain(
      '"fallback":"none","id":"none"',
    );
    expect(itemOf(facts, "models/none").it).not.toHaveProperty("name");
  });
});

describe("amounts are their likely value, evidence is its text", () => {
  test.each([
    ["usage.units_per_month", { usage: { units_per_month: { value: 5, low: 1, high: 9 } } }, 5],
    [
      "operations.exit_plan",
      { operations: { exit_plan: { result: "docs/exit.md", on: "2026-01-01" } } },
      "docs/exit.md",
    ],
    ["operations.monitors", { operations: { monitors: [] } }, []],
    ["budgets.wh_per_unit", {}, undefined],
  ])("%s", (path, parts, value) => {
    expect(fact(path, parts)).toEqual(value);
  });

  test("objects inherit nothing, at any depth", () => {
    const check = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(check);
      else if (typeof value === "object" && value !== null) {
        const inherited: object = Object.getPrototypeOf(value);
        expect(Object.isFrozen(inherited) && Reflect.ownKeys(inherited)).toEqual([]);
        expect(Object.getPrototypeOf(inherited)).toBeNull();
        Object.values(value).forEach(check);
      }
    };
    const facts = factsFor();
    check(facts.roots);
    Object.values(facts.items)
      .flat()
      .map(({ it }) => it)
      .forEach(check);
  });
});

describe("items and their keys", () => {
  test("every item of every scope, in the order of the manifest", () => {
    const training = [{ kind: "fine-tune" }, { id: "nightly", kind: "adapter" }];
    const facts = factsFor({
      models: [{ id: "own", name: "x", access: "self-hosted", training }],
      components: [{ id: "gpu", kind: "inference", runs: ["own"] }],
      flows: [
        {
          id: "ask",
          steps: [{ use: "own" }, { use: "own" }, { id: "again", use: "own" }, { use: "own" }],
        },
      ],
      data: [{ id: "docs" }],
      environments: [{ name: "ci" }, { name: "ci" }],
    });
    expect(
      Object.values(facts.items)
        .flat()
        .map(({ key, path }) => `${key} ${formatPath(path)}`),
    ).toMatchInlineSnapshot(`
      [
        "manifest ",
        "models/own models[0]",
        "training/own/1 models[0].training[0]",
        "training/own/nightly models[0].training[1]",
        "components/gpu components[0]",
        "flows/ask flows[0]",
        "steps/ask/own flows[0].steps[0]",
        "steps/ask/own~2 flows[0].steps[1]",
        "steps/ask/again flows[0].steps[2]",
        "steps/ask/own~3 flows[0].steps[3]",
        "data/docs data[0]",
        "environments/ci environments[0]",
        "environments/ci~2 environments[1]",
      ]
    `);
  });

  test("a section that is left out is absent; an empty list says something only of data", () => {
    expect([...factsFor().absent]).toEqual(["components", "data", "environments"]);
    expect([...factsFor({ components: [], data: [], environments: [] }).absent]).toEqual([
      "components",
      "environments",
    ]);
    expect(fact("components", { components: [] })).toBeUndefined();
    expect(fact("data", { data: [] })).toEqual([]);
  });
});

const gpu = { id: "gpu", kind: "inference", runs: ["own"], accelerator: "nvidia-l4" };
const classes = {
  acceleratorClass: (chip: string) =>
    new Map([
      ["nvidia-l4", 1],
      ["nvidia-h100", 3],
    ]).get(chip),
};

describe("derived facts of the whole manifest", () => {
  test.each<Row>([
    ["d.model_calls_per_unit", 1 + 0.8 * 2],
    ["d.generative_calls_per_unit", 1.6],
    ["d.fan_out", 0.8],
    ["d.closed_api_calls_per_unit", 1.6],
    [
      "d.closed_api_calls_per_unit",
      0,
      { flows: [{ id: "ask", runs_per_month: 5, steps: [{ use: "open" }] }], usage: undefined },
    ],
    [
      "d.model_calls_per_unit",
      undefined,
      { flows: [{ id: "ask", runs_per_month: 5, steps: [{ use: "open" }] }], usage: undefined },
    ],
    [
      "d.model_calls_per_unit",
      0.5,
      { flows: [{ id: "ask", runs_per_month: 500, steps: [{ use: "open" }] }] },
    ],
    [
      "d.generative_calls_per_unit",
      undefined,
      { flows: [{ id: "ask", steps: [{ use: "open" }] }] },
    ],
    ["d.dangling", ["cache"]],
    ["d.dangling", ["cache", "own"], { components: [] }],
    [
      "d.dangling",
      ["ghost"],
      { components: [gpu, { id: "cache", kind: "cache", runs: ["ghost"] }] },
    ],
    [
      "d.dangling",
      ["cache", "judge"],
      { environments: [{ name: "ci", evals: [{ use: "judge", calls: 3 }] }] },
    ],
    ["d.duplicated_kinds", undefined],
    [
      "d.duplicated_kinds",
      ["cache"],
      {
        components: [
          { id: "a", kind: "cache" },
          { id: "b", kind: "cache" },
          { id: "c", kind: "ui" },
          { id: "e", kind: "ui" },
        ],
      },
    ],
    [
      "d.duplicated_kinds",
      [],
      {
        components: [
          { id: "a", kind: "cache" },
          { id: "b", kind: "cache", environment: "staging" },
        ],
      },
    ],
    [
      "d.duplicated_kinds",
      [],
      {
        components: [
          { id: "a", kind: "cache" },
          { id: "b", kind: "cache", reason: "regional law" },
        ],
      },
    ],
    [
      "d.duplicated_kinds",
      ["cache"],
      {
        components: [
          { id: "a", kind: "cache" },
          { id: "b", kind: "cache", reason: "tbd" },
        ],
      },
    ],
    [
      "d.accelerator_components",
      1,
      { components: [gpu, { id: "x", kind: "ui", accelerator: "none" }] },
    ],
    ["d.api_models", 2],
    ["d.self_hosted_models", 1],
    ["d.eval_calls_per_month", undefined],
    ["d.eval_calls_per_month", undefined, { environments: [{ name: "ci" }] }],
    ["d.eval_calls_per_month", 0, { environments: [{ name: "ci", evals: [] }] }],
    [
      "d.eval_calls_per_month",
      10 + 50 * 2.6,
      {
        environments: [
          {
            name: "ci",
            evals: [
              { use: "big", calls: 20, cached_pct: 50 },
              { use: "ask", calls: 50 },
            ],
          },
        ],
      },
    ],
    [
      "d.eval_to_prod_pct",
      1,
      { environments: [{ name: "ci", evals: [{ use: "big", calls: 26 }] }] },
    ],
    ["d.days_since_region_review", 21, { operations: { region_reviewed_on: "2026-11-01" } }],
    ["d.days_since_region_review", undefined, { operations: { region_reviewed_on: "2027-01-01" } }],
    ["d.top_closed_vendor", undefined],
    [
      "d.top_closed_vendor_pct",
      75,
      undefined,
      {
        models: new Map([
          ["big", { costUsd: 3 }],
          ["own", { costUsd: 1 }],
        ]),
      },
    ],
    [
      "d.top_closed_vendor_pct",
      10,
      undefined,
      {
        models: new Map([
          ["big", { energyKwh: 1, costUsd: 5 }],
          ["own", { energyKwh: 9 }],
        ]),
      },
    ],
    [
      "d.top_closed_vendor_pct",
      undefined,
      undefined,
      { models: new Map([["big", { costUsd: 3 }]]) },
    ],
    ["d.top_closed_vendor_pct", 100, { flows: [{ id: "ask", steps: [{ use: "big" }] }] }],
    ["d.top_closed_vendor_pct", 0, { flows: [{ id: "ask", steps: [{ use: "open" }] }] }],
    [
      "d.top_closed_vendor_pct",
      undefined,
      {
        models: [
          { id: "big", name: "x", access: "api", vendor: "Acme" },
          { id: "own", name: "x", access: "api", vendor: "tbd" },
        ],
      },
      {
        models: new Map([
          ["big", { costUsd: 3 }],
          ["own", { costUsd: 1 }],
        ]),
      },
    ],
    [
      "d.top_closed_vendor",
      "acme",
      {
        models: [
          { id: "big", name: "x", access: "api", vendor: "Acme" },
          { id: "own", name: "x", access: "api", vendor: "ACME " },
        ],
      },
    ],
    ["d.budget_wh_per_unit", "unset"],
    ["d.budget_wh_per_unit_met", undefined],
    ["d.budget_wh_per_unit", "over", { budgets: { wh_per_unit: 2 } }, { compare: () => "over" }],
    ["d.budget_wh_per_unit_met", false, { budgets: { wh_per_unit: 2 } }, { compare: () => "over" }],
    [
      "d.budget_usd_per_month_met",
      true,
      { budgets: { usd_per_month: 2 } },
      { compare: () => "met" },
    ],
    [
      "d.budget_usd_per_month_met",
      undefined,
      { budgets: { usd_per_month: 2 } },
      { compare: () => "undecided" },
    ],
    ["d.budget_usd_per_month", undefined, { budgets: { usd_per_month: 2 } }],
  ])("%s is %j", (path, value, parts, estimate) => {
    const actual = fact(path, parts, estimate);
    if (typeof value === "number") expect(actual).toBeCloseTo(value, 9);
    else expect(actual).toEqual(value);
  });
});

describe("derived facts of items", () => {
  test.each<Row>([
    ["models/big it.d.used", true],
    ["models/open it.d.used", true],
    ["models/open it.d.called", false],
    [
      "models/open it.d.used",
      false,
      {
        models: [
          { id: "open", name: "x", access: "api" },
          { id: "big", name: "x", access: "api", fallback: "none" },
        ],
      },
    ],
    [
      "models/open it.d.used",
      true,
      { models: [{ id: "open", name: "x", access: "api", used_for: "judge" }] },
    ],
    [
      "models/open it.d.used",
      true,
      {
        environments: [{ name: "ci", evals: [{ use: "open", calls: 1 }] }],
        models: [{ id: "open", name: "x", access: "api" }],
      },
    ],
    ["models/big it.d.calls_per_month", 1600],
    ["models/open it.d.calls_per_month", 0],
    ["models/open it.d.eval_calls_per_month", undefined],
    [
      "models/open it.d.eval_calls_per_month",
      7,
      {
        environments: [
          {
            name: "ci",
            evals: [
              { use: "open", calls: 3 },
              { use: "open", calls: 4 },
            ],
          },
        ],
      },
    ],
    ["models/big it.d.fallback_exists", true],
    ["models/big it.d.fallback_other_vendor", true],
    ["models/open it.d.fallback_exists", undefined],
    [
      "models/a it.d.fallback_other_vendor",
      false,
      {
        models: [
          { id: "a", name: "x", access: "api", vendor: "X", fallback: "b" },
          { id: "b", name: "x", access: "api", vendor: "x " },
        ],
      },
    ],
    [
      "models/a it.d.fallback_other_vendor",
      undefined,
      {
        models: [
          { id: "a", name: "x", access: "api", vendor: "tbd", fallback: "b" },
          { id: "b", name: "x", access: "api", vendor: "x " },
        ],
      },
    ],
    [
      "models/a it.d.fallback_other_vendor",
      false,
      { models: [{ id: "a", name: "x", access: "api", fallback: "none" }] },
    ],
    ["models/own it.d.runs_on", ["gpu"], { components: [gpu] }],
    ["models/own it.d.infer_class", 1, { components: [gpu] }, classes],
    ["models/own it.d.infer_class", undefined, {}, classes],
    [
      "models/own it.d.infer_class",
      0,
      { components: [{ id: "c", kind: "inference", runs: ["own"], compute: { vcpus: 4 } }] },
    ],
    [
      "models/m it.d.train_class",
      3,
      {
        models: [
          {
            id: "m",
            name: "x",
            access: "api",
            training: [
              { kind: "adapter", vcpus: 4 },
              { kind: "adapter", accelerator: "nvidia-h100" },
            ],
          },
        ],
      },
      classes,
    ],
    [
      "models/m it.d.train_class",
      undefined,
      {
        models: [
          {
            id: "m",
            name: "x",
            access: "api",
            training: [
              { kind: "adapter", vcpus: 4 },
              { kind: "adapter", accelerator: "new-chip" },
            ],
          },
        ],
      },
      classes,
    ],
    [
      "models/m it.d.bits",
      4,
      { models: [{ id: "m", name: "x", access: "api", precision: { weights: "int4" } }] },
    ],
    ["components/gpu it.d.used", true, { components: [gpu] }],
    ["components/gpu it.d.used", false, { components: [{ ...gpu, runs: [] }] }],
    ["components/x it.d.used", true, { components: [{ id: "x", kind: "monitoring" }] }],
    ["components/x it.d.used", false, { components: [{ id: "x", kind: "database" }] }],
    ["components/gpu it.d.prod", true, { components: [gpu] }],
    ["components/gpu it.d.prod", true, { components: [{ ...gpu, environment: "TBD" }] }],
    ["components/gpu it.d.prod", false, { components: [{ ...gpu, environment: "staging" }] }],
    ["components/gpu it.d.runs_only_unused", false, { components: [gpu] }],
    ["components/gpu it.d.runs_only_unused", true, { components: [{ ...gpu, runs: ["ghost"] }] }],
    ["components/gpu it.d.accelerator_class", 1, { components: [gpu] }, classes],
    [
      "components/c it.d.accelerator_class",
      0,
      { components: [{ id: "c", kind: "ui", compute: { vcpus: 1 } }] },
    ],
    ["components/c it.d.accelerator_class", undefined, { components: [{ id: "c", kind: "ui" }] }],
    [
      "components/gpu it.d.grid_g_kwh",
      41,
      { components: [gpu] },
      { parts: new Map([["components.gpu", { gridGKwh: 41 }]]) },
    ],
    ["components/gpu it.d.grid_g_kwh", undefined, { components: [gpu] }],
    [
      "components/gpu it.d.largest_params_b",
      9,
      {
        components: [{ ...gpu, runs: ["a", "b"] }],
        models: [
          { id: "a", name: "x", access: "api", params_b: 9 },
          { id: "b", name: "x", access: "api", params_b: 1 },
        ],
      },
    ],
    ["components/gpu it.d.largest_params_b", undefined, { components: [gpu] }],
    ["components/gpu it.d.requests_per_month", 1000, { components: [gpu] }],
    ["components/gpu it.d.requests_per_month", 500, { components: [gpu, { ...gpu, id: "gpu-b" }] }],
    [
      "components/cache it.d.requests_per_month",
      1000,
      { components: [{ id: "cache", kind: "cache" }] },
    ],
    [
      "components/cache it.d.requests_per_month",
      undefined,
      { components: [{ id: "cache", kind: "cache" }], usage: undefined },
    ],
    ["flows/ask it.d.model_calls", 2.6],
    ["flows/ask it.d.runs_per_month", 1000],
    ["flows/ask it.d.runs_per_month", undefined, { usage: undefined }],
    ["steps/ask/big it.d.is_model", true],
    ["steps/ask/cache it.d.is_model", false],
    ["steps/ask/big it.d.generative", true],
    [
      "steps/ask/open it.d.generative",
      undefined,
      { flows: [{ id: "ask", steps: [{ use: "open" }] }] },
    ],
    ["steps/ask/big it.d.fixed_prompt_pct", 25],
    ["steps/ask/own it.d.fixed_prompt_pct", undefined],
    ["steps/ask/big it.d.calls_per_run", 1.6],
    ["steps/ask/big it.d.calls_per_unit", 1.6],
    ["steps/ask/big it.d.energy_share_pct", 12, {}, { stepEnergyPct: new Map([["ask/big", 12]]) }],
    [
      "steps/main/ask it.d.is_flow",
      true,
      {
        flows: [
          { id: "main", steps: [{ use: "ask" }] },
          { id: "ask", steps: [{ use: "big" }] },
        ],
      },
    ],
    [
      "training/m/1 it.d.params_b",
      7,
      {
        models: [
          { id: "m", name: "x", access: "api", params_b: 7, training: [{ kind: "adapter" }] },
        ],
      },
    ],
    [
      "training/m/1 it.d.grid_g_kwh",
      20,
      { models: [{ id: "m", name: "x", access: "api", training: [{ kind: "adapter" }] }] },
      { parts: new Map([["models.m.training.0", { gridGKwh: 20 }]]) },
    ],
    ["data/docs it.d.total_gb", 6, { data: [{ id: "docs", gb: 2, copies: 3 }] }],
    ["data/docs it.d.total_gb", undefined, { data: [{ id: "docs", copies: 3 }] }],
    [
      "data/docs it.d.used_for_training",
      true,
      {
        data: [{ id: "docs" }],
        models: [
          { id: "m", name: "x", access: "api", training: [{ kind: "adapter", dataset: "docs" }] },
        ],
      },
    ],
    ["environments/ci it.d.prod", false, { environments: [{ name: "ci" }] }],
    [
      "environments/ci it.d.eval_calls_per_month",
      26,
      { environments: [{ name: "ci", evals: [{ use: "ask", calls: 10 }] }] },
    ],
  ])("%s is %j", (path, value, parts, estimate) => {
    const actual = fact(path, parts, estimate);
    if (typeof value === "number") expect(actual).toBeCloseTo(value, 9);
    else expect(actual).toEqual(value);
  });
});

describe("flows that run flows", () => {
  const nested = (parts: Parts) => ({
    flows: [
      { id: "main", steps: [{ use: "part", calls: 3 }, { use: "big" }] },
      { id: "part", steps: [{ use: "big", reach_pct: 50 }], ...parts },
    ],
  });
  test.each<[string, unknown, Parts]>([
    ["flows/main it.d.model_calls", 2.5, nested({})],
    ["flows/part it.d.runs_per_month", 3000, nested({})],
    ["flows/part it.d.runs_per_month", 5000, nested({ per_unit: 2 })],
    ["d.model_calls_per_unit", 2.5, nested({})],
    ["d.model_calls_per_unit", 3, nested({ per_unit: 1 })],
    [
      "d.model_calls_per_unit",
      undefined,
      {
        flows: [
          { id: "main", steps: [{ use: "big" }] },
          { id: "weekly", runs_per_month: 4, steps: [{ use: "main" }] },
        ],
      },
    ],
    [
      "d.model_calls_per_unit",
      1,
      { flows: [{ id: "main", success_pct: 20, steps: [{ use: "big" }] }] },
    ],
  ])("%s is %j", (path, value, parts) => {
    expect(fact(path, parts)).toEqual(value);
  });

  test("a chain of ten thousand flows is walked, not recursed into", () => {
    const flows = Array.from({ length: 10_000 }, (_, at) => ({
      id: `f${at}`,
      steps: [{ use: at === 9999 ? "big" : `f${at + 1}` }],
    }));
    expect(fact("d.model_calls_per_unit", { flows })).toBe(1);
  });
});

describe("missing facts ask for fields of the manifest", () => {
  test.each<[string, string, string[], Parts?]>([
    ["models/open", "it.generative", ["models[1].generative"]],
    ["models/open", "it.precision.kv", ["models[1].precision.kv"]],
    ["manifest", "usage.units_per_month", ["usage.units_per_month"]],
    ["components/gpu", "it.d.grid_g_kwh", ["components[0].placement"], { components: [gpu] }],
    [
      "components/gpu",
      "it.d.grid_g_kwh",
      ["components[0].placement"],
      { components: [{ ...gpu, placement: [{ region: "no-such-region-1" }] }] },
    ],
    [
      "steps/ask/open",
      "it.d.generative",
      ["models[1].generative"],
      { flows: [{ id: "ask", steps: [{ use: "open" }] }] },
    ],
    ["steps/ask/cache", "it.d.task", ["flows[0].steps[1].use"]],
    ["manifest", "d.fan_out", ["models[1].generative"]],
    [
      "manifest",
      "d.fan_out",
      ["usage.units_per_month"],
      { usage: {}, models: [{ id: "big", name: "x", access: "api", generative: true }] },
    ],
    ["manifest", "d.accelerator_components", ["components"]],
    ["manifest", "models[2].params_b", ["models[2].params_b"]],
    [
      "manifest",
      "d.top_closed_vendor",
      ["models[0].vendor"],
      { models: [{ id: "big", name: "x", access: "api" }] },
    ],
    [
      "manifest",
      "d.top_closed_vendor",
      ["flows[0].steps[1].input_tokens"],
      {
        models: [{ id: "big", name: "x", access: "api", vendor: "Acme", open_weights: false }],
        components: [{ id: "cache", kind: "cache" }],
        flows: [
          {
            id: "ask",
            steps: [{ use: "cache" }, { use: "big", calls: 1, reach_pct: 90, ends_pct: 1 }],
          },
        ],
      },
    ],
  ])("%s %s asks for %j", (key, path, fields, parts) => {
    const facts = factsFor(parts);
    const scope = Scope.parse(key.split("/")[0]);
    expect(missingFields(path, scope, itemOf(facts, key), facts)).toEqual(fields);
  });

  test("paths keep their form", () => {
    const key = fc.stringMatching(/^[a-z_]{1,8}$/);
    const path = fc
      .tuple(key, fc.array(fc.oneof(key, fc.nat({ max: 99 }))))
      .map(([first, rest]) => [first, ...rest]);
    fc.assert(
      fc.property(path, (keys) => {
        expect(parsePath(formatPath(keys))).toEqual(keys);
      }),
    );
  });

  const derived = Scope.options.flatMap((scope) =>
    Object.entries(DerivedFacts[scope]).map(([name, { type }]) => ({
      scope,
      path: scope === "manifest" ? `d.${name}` : `it.d.${name}`,
      description: type.description,
    })),
  );

  test.each(derived)("$scope $path is described, and rests on fields that exist", (one) => {
    const { from = [] } = derivationOf(one.scope, one.path) ?? {};
    expect(one.description).toMatch(/\.$/);
    expect(from.filter((field) => fieldExists(one.scope, field))).toEqual(from);
    expect(from).not.toEqual([]);
  });
});

function fieldExists(scope: Scope, field: string): boolean {
  const [root = "", ...keys] = field.split(".");
  const start = { model: "models", flow: "flows" }[root] ?? root;
  let type = rootTypes(scope).get(start);
  for (const key of keys) {
    if (type?.kind === "list") type = type.of;
    type = type?.kind === "object" ? type.fields.get(key) : undefined;
  }
  return type !== undefined;
}

describe("the hash of facts", () => {
  const hash = (
    covers: string[],
    key: string,
    parts?: Parts,
    estimate?: Partial<EstimateFacts>,
  ) => {
    const facts = factsFor(parts, estimate);
    const scope = Scope.parse(key.split("/")[0]);
    return hashFacts(fieldsCovered(scope, covers), itemOf(facts, key), facts);
  };

  test("is 16 hex digits, and does not hang on the order of what is covered", () => {
    expect(hash(["it.pinned", "it.vendor"], "models/big")).toMatch(/^[0-9a-f]{16}$/);
    expect(hash(["it.pinned", "it.vendor"], "models/big")).toBe(
      hash(["it.vendor", "it.pinned", "it.vendor"], "models/big"),
    );
  });

  test("changes with a covered field, and with no other", () => {
    const components = (more: object) => ({ components: [{ ...gpu, ...more }] });
    const before = hash(["it.busy_pct"], "components/gpu", components({ busy_pct: 5 }));
    expect(hash(["it.busy_pct"], "components/gpu", components({ busy_pct: 6 }))).not.toBe(before);
    expect(hash(["it.busy_pct"], "components/gpu", components({ busy_pct: 5, title: "x" }))).toBe(
      before,
    );
    expect(
      hash(
        ["it.busy_pct"],
        "components/gpu",
        components({ busy_pct: { value: 5, basis: "measured" } }),
      ),
    ).toBe(before);
  });

  test("does not change with the estimate, only with the fields it rests on", () => {
    const of = (region: string, gridGKwh: number) =>
      hash(
        ["it.d.grid_g_kwh"],
        "components/gpu",
        { components: [{ ...gpu, placement: [{ region }] }] },
        { parts: new Map([["components.gpu", { gridGKwh }]]) },
      );
    expect(of("eu-north-1", 20)).toBe(of("eu-north-1", 30));
    expect(of("eu-north-1", 20)).not.toBe(of("eu-west-1", 20));
  });

  test("does not change with thresholds", () => {
    expect(fieldsCovered("models", ["it.pinned", "params.most"])).toEqual(["it.pinned"]);
  });

  test("canonical JSON sorts keys and tells values apart", () => {
    expect(canonicalJson({ b: [1, "1", true, undefined], a: { d: 1, c: undefined } })).toBe(
      '{"a":{"d":1},"b":[1,"1",true,null]}',
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("facts of the estimate", () => {
  const examples = readdirSync("examples", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const read = (name: string) => {
    const path = `examples/${name}/architecture.yaml`;
    const parsed = parseManifest(path, readFileSync(path, "utf8"));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.located.value;
  };

  test.each(examples)("calls and runs of %s are counted as the estimate counts them", (name) => {
    const manifest = read(name);
    const facts = factsOf(manifest, undefined, "2026-11-22");
    const counted = (key: string, path: string) => factAt(path, itemOf(facts, key), facts);
    const figures = estimate(manifest, {}, "2026-11-22").flows.flatMap((flow) => [
      { key: `flows/${flow.id}`, path: "it.d.runs_per_month", figure: flow.runsPerMonth },
      ...flow.steps.map(({ id, callsPerRun }) => ({
        key: `steps/${id}`,
        path: "it.d.calls_per_run",
        figure: callsPerRun,
      })),
    ]);
    const apart = figures.filter(({ key, path, figure }) => {
      const ours = counted(key, path);
      const theirs = isUnknown(figure) ? undefined : figure.likely;
      if (typeof ours !== "number" || theirs === undefined) return ours !== theirs;
      // The estimate takes the middle of its draws, which differs a little from the likely value.
      return Math.abs(ours - theirs) > 0.1 * Math.abs(theirs);
    });
    expect(apart).toEqual([]);
    expect(figures.length).toBeGreaterThan(2);
  });

  test("figures reach the facts in the units of the facts", () => {
    const manifest = manifestOf({
      usage: { units_per_month: 1000 },
      budgets: { wh_per_unit: 1e-9, usd_per_month: 1e9 },
      components: [
        {
          id: "gpu",
          kind: "inference",
          where: "cloud",
          runs: ["own"],
          provider: "aws",
          placement: [{ region: "us-east-1" }],
          accelerator: "nvidia-l4",
          replicas: { min: 1, mean: 1, max: 1 },
          busy_pct: 10,
        },
      ],
    });
    const found = estimate(manifest, {}, "2026-11-22");
    const facts = factsOf(manifest, estimateFacts(found), "2026-11-22");
    const { d } = itemOf(facts, "components/gpu").it ?? {};
    const [part] = found.components;
    expect(d).toMatchObject({ accelerator_class: 1, prod: true });
    expect(d).toHaveProperty(
      "grid_g_kwh",
      part && !isUnknown(part.gridGPerKwh) ? part.gridGPerKwh.likely : "?",
    );
    // Nine tenths of the time it idles, at a fraction of its power.
    const idle = factAt("it.d.idle_energy_pct", itemOf(facts, "components/gpu"), facts);
    expect(idle).toBeGreaterThan(40);
    expect(idle).toBeLessThan(90);
    expect(factAt("d.budget_wh_per_unit", itemOf(facts, "manifest"), facts)).not.toBe("met");
    expect(factAt("d.budget_usd_per_unit", itemOf(facts, "manifest"), facts)).toBe("unset");
  });
});
