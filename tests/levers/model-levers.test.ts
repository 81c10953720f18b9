import { describe, expect, test } from "vitest";
import type { Lever } from "../../src/levers/lever.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import type { Model } from "../../src/manifest/model.ts";
import type { Difference, KnownDifference } from "../../src/quantity/difference.ts";
import { EXAMPLES } from "../source-data.ts";
import { comparedWith, kindsOf, leverOf, leversOf, pulled } from "./model-scene.ts";
import { classifierService, ownService, SOLD, soldService } from "./service.ts";

type Which = Parameters<typeof leverOf>[2];

function energyOf(manifest: Manifest, kind: Lever["kind"], which?: Which): KnownDifference {
  return known(comparedWith(manifest, leverOf(manifest, kind, which)).month.energyKwh);
}

function costOf(manifest: Manifest, kind: Lever["kind"], which?: Which): KnownDifference {
  return known(comparedWith(manifest, leverOf(manifest, kind, which)).month.costUsd);
}

function known(difference: Difference): KnownDifference {
  if ("unknown" in difference) throw new Error(JSON.stringify(difference.missing));
  return difference;
}

function fieldsOf(manifest: Manifest, kind: Lever["kind"]) {
  const { changes } = leverOf(manifest, kind);
  return Object.fromEntries(changes.map(({ path, value }) => [path.join("."), value]));
}

describe("precision", () => {
  test("saves where many requests are in flight, as the measurements do at 95 of 100", () => {
    const { likely, ratio } = energyOf(ownService(), "precision");
    expect(likely).toBeLessThan(0);
    expect(ratio?.high).toBeLessThan(1.01);
    expect(leverOf(ownService(), "precision").checks).toEqual(["CH12-D5-01"]);
  });

  test("costs energy where few are, and the lever says so", () => {
    const few = ownService({ gpu: { concurrency: 8, replicas: { min: 6, mean: 6, max: 6 } } });
    expect(energyOf(few, "precision").certainty).toBe("more");
    const { against, checks } = leverOf(few, "precision");
    expect(against[0]).toBe(
      "Lower precision saves no energy at about 8 requests in flight per replica.",
    );
    expect(checks).toEqual([]);
  });

  test("is undecided in between", () => {
    expect(energyOf(ownService({ gpu: { concurrency: 40 } }), "precision").certainty).toBe(
      "undecided",
    );
    expect(leverOf(ownService({ gpu: { concurrency: 40 } }), "precision").checks).toEqual([
      "CH12-D5-07",
    ]);
  });

  test("changes a measured load in proportion, and never hides that it was measured", () => {
    const manifest = ownService({ gpu: { busy_pct: 50 } });
    const { changes, assumes } = leverOf(manifest, "precision");
    const busy = changes.find(({ path }) => path.at(-1) === "busy_pct")?.value;
    expect(busy).toMatchObject({ basis: "estimated", high: expect.any(Number) });
    expect((busy as { value: number }).value).toBeLessThan(50);
    expect(assumes.join()).toMatch(/gpu have work 4\d .* % of the time instead of 50 %/);
    expect(energyOf(manifest, "precision").likely).toBeLessThan(0);
  });

  test.each([
    ["nvidia-h100", "fp8"],
    ["nvidia-l4", "fp8"],
    ["nvidia-a100-80", "int8"],
    ["nvidia-v100", undefined],
    ["a chip of our own", undefined],
  ])("%s serves %s", (accelerator, format) => {
    const manifest = ownService({ gpu: { accelerator } });
    const found = leversOf(manifest).find(({ kind }) => kind === "precision");
    expect(found?.changes[0]?.value).toBe(format);
  });

  test.each([
    ["already in 8 bit", { precision: { weights: "int8" } }],
    ["in a format that nobody gave", { precision: undefined }],
    ["whose energy was measured as it is", { wh_per_call: 0.4 }],
  ] as const)("leaves a model %s alone", (_, model) => {
    expect(kindsOf(ownService({ model: model as Partial<Model> }))).not.toContain("precision");
  });

  test("of a model that writes nothing is no figure", () => {
    const lever = leverOf(classifierService(), "precision");
    expect(lever.notEstimated).toMatch(/models that write no tokens/);
    expect(lever.changes[0]?.value).toBe("int8");
  });
});

describe("a smaller model", () => {
  test("of a vendor is the next one that it sells", () => {
    expect(leverOf(soldService(), "smaller-model").title).toBe(
      "Call gpt-5.4-mini instead of gpt-5.4-2026-03-05 for answer",
    );
    expect(costOf(soldService(), "smaller-model").certainty).toBe("less");
    expect(energyOf(soldService(), "smaller-model").certainty).toBe("less");
  });

  test.each([
    ["openai", "gpt-5.4-pro", "gpt-5.4"],
    ["openai", "gpt-5.4-mini-2026-03-17", "gpt-5.4-nano"],
    ["openai", "gpt-4.1", "gpt-4.1-mini"],
    ["openai", "gpt-5.4-nano", undefined],
    ["openai", "gpt-4o-audio-preview", undefined],
    ["anthropic", "claude-opus-4-6", "claude-sonnet-4-6"],
    ["anthropic", "claude-sonnet-4-6", "claude-haiku-4-5"],
    ["anthropic", "claude-haiku-4-5", undefined],
    ["google", "gemini-2.5-pro", "gemini-2.5-flash"],
    ["google", "gemini-2.5-flash", "gemini-2.5-flash-lite"],
    [
      "aws",
      "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
      "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    ],
    ["mistral", "mistral-small-2603", undefined],
    ["nobody", "somebodys-model-large", undefined],
  ])("at %s, after %s comes %s", (platform, name, next) => {
    const manifest = soldService({ model: { name, platform, vendor: platform } });
    const found = leversOf(manifest).find(({ kind }) => kind === "smaller-model");
    expect(found?.option).toBe(next);
  });

  test("of one's own is of the same family, and takes less", () => {
    const fields = fieldsOf(ownService(), "smaller-model");
    expect(fields).toEqual({
      "models.0.name": "meta-llama/Llama-3.1-8B-Instruct",
      "models.0.params_b": 8,
    });
    expect(energyOf(ownService(), "smaller-model").certainty).toBe("less");
  });

  test("can be a mixture of experts beside a dense one", () => {
    const model = { name: "Qwen/Qwen3-32B", params_b: 32.8, task: "extract" } as const;
    const manifest = ownService({ model });
    const options = leversOf(manifest).filter(({ kind }) => kind === "smaller-model");
    expect(options.map(({ option }) => option)).toEqual(["Qwen/Qwen3-14B", "Qwen/Qwen3-30B-A3B"]);
    const sparse = { option: "Qwen/Qwen3-30B-A3B" };
    expect(pulled(manifest, leverOf(manifest, "smaller-model", sparse)).models[0]).toMatchObject({
      params_b: 30.5,
      active_params_b: 3.3,
    });
    expect(energyOf(manifest, "smaller-model", sparse).certainty).toBe("less");
  });

  test("that takes over when this one fails, and was tested, may do all the work", () => {
    const backup: Model = { ...SOLD, id: "backup", name: "gpt-5.4-nano", used_for: "fallback" };
    const manifest = soldService({
      model: { fallback: "backup", fallback_tested: "91 % on the evaluation set" },
      rest: { models: [{ ...SOLD, fallback: "backup", fallback_tested: "91 % of it" }, backup] },
    });
    const changed = pulled(manifest, leverOf(manifest, "smaller-model", { option: "backup" }));
    expect(changed.flows[0]?.steps[0]?.use).toBe("backup");
    expect(changed.models.map(({ used_for, fallback }) => [used_for, fallback])).toEqual([
      ["fallback", undefined],
      ["serving", "answer"],
    ]);
    expect(costOf(manifest, "smaller-model", { option: "backup" }).certainty).toBe("less");
  });

  test("is not named where one was tried", () => {
    const model = { smaller_tried: "84 % against 94 %" };
    expect(kindsOf(soldService({ model }))).not.toContain("smaller-model");
  });

  test("goes without what was declared of the larger one", () => {
    const model = {
      price: { input_usd_per_m_tokens: 2, output_usd_per_m_tokens: 9 },
      params_b: 300,
    };
    const { price, params_b: params } =
      pulled(soldService({ model }), leverOf(soldService({ model }), "smaller-model")).models[0] ??
      {};
    expect([price, params]).toEqual([undefined, undefined]);
  });
});

describe("routing", () => {
  test("sends a share of the calls to the next smaller model, and loses none", () => {
    const manifest = soldService({ flow: { per_unit: 2 }, step: { calls: 3, reach_pct: 40 } });
    const lever = leverOf(manifest, "routing");
    const after = pulled(manifest, lever);
    expect(after.models[1]).toMatchObject({ id: "answer-small", name: "gpt-5.4-mini" });
    expect(after.flows[0]?.steps[0]).toEqual({
      id: "answer",
      use: "route-answer",
      calls: 3,
      reach_pct: 40,
    });
    expect(after.flows[1]?.steps[0]).toMatchObject({
      ends_pct: 100,
      reach_pct: { low: 48, high: 80 },
    });
    expect(costOf(manifest, "routing").certainty).toBe("less");
    expect(energyOf(manifest, "routing").certainty).toBe("less");
  });

  test("takes a smaller model that the manifest has", () => {
    const nano: Model = { ...SOLD, id: "rewrite", name: "gpt-5.4-nano", task: "other" };
    const lever = leverOf(soldService({ rest: { models: [SOLD, nano] } }), "routing");
    expect(lever.title).toContain("to rewrite (gpt-5.4-nano) instead of answer");
  });

  test.each([
    ["in a loop", { step: { repeats: "until-done" as const } }],
    ["for a narrow task", { model: { task: "extract" as const } }],
  ])("is not named %s", (_, parts) => {
    expect(kindsOf(soldService(parts))).not.toContain("routing");
  });

  test("is not named where a router is at work, as in the example", () => {
    const [, manifest] = EXAMPLES.find(([name]) => name === "llm-service") ?? EXAMPLES[0] ?? [];
    expect(manifest && kindsOf(manifest)).not.toContain("routing");
  });
});

describe("distillation", () => {
  test("makes a model that looks once smaller, and takes less", () => {
    const manifest = classifierService();
    expect(fieldsOf(manifest, "distillation")).toEqual({
      "models.0.params_b": 0.2074,
      "models.0.optimisations": ["distilled"],
    });
    expect(energyOf(manifest, "distillation").certainty).toBe("less");
  });

  test("of a large model for a narrow task has no figure", () => {
    const lever = leverOf(soldService({ model: { task: "classify" } }), "distillation");
    expect([lever.changes, lever.notEstimated]).toEqual([
      [],
      expect.stringMatching(/once it is tried/),
    ]);
  });

  test.each([
    [
      "of a prototype",
      { rest: { product: { name: "P", stage: "prototype", functional_unit: "x" } } },
    ],
    ["that is seldom called", { rest: { usage: { units_per_month: 900 } } }],
  ] as const)("is not named for a model %s", (_, parts) => {
    expect(kindsOf(soldService({ model: { task: "classify" }, ...parts }))).not.toContain(
      "distillation",
    );
  });
});
