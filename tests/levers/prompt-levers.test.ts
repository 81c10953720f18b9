import { describe, expect, test } from "vitest";
import type { Lever } from "../../src/levers/lever.ts";
import type { Step } from "../../src/manifest/flow.ts";
import type { Manifest } from "../../src/manifest/manifest.ts";
import type { Difference, KnownDifference } from "../../src/quantity/difference.ts";
import { comparedWith, kindsOf, leverOf, leversOf, pulled } from "./model-scene.ts";
import { ownService, SOLD, soldService } from "./service.ts";

type Which = Parameters<typeof leverOf>[2];

function effectOf(manifest: Manifest, kind: Lever["kind"], which?: Which) {
  const { energyKwh, costUsd } = comparedWith(manifest, leverOf(manifest, kind, which)).month;
  return { energy: known(energyKwh).certainty, cost: known(costUsd).certainty };
}

function known(difference: Difference): KnownDifference {
  if ("unknown" in difference) throw new Error(JSON.stringify(difference.missing));
  return difference;
}

const LESS = { energy: "less", cost: "less" };

function stepOf(manifest: Manifest, kind: Lever["kind"], which?: Which): Step | undefined {
  return pulled(manifest, leverOf(manifest, kind, which)).flows[0]?.steps[0];
}

describe("a shorter prompt", () => {
  const long = { step: { input_tokens: 6000, prompt_tokens_fixed: 3000, context_tokens: 2500 } };

  test("takes 2 to 5 times from the fixed part, and the rest of the input stays", () => {
    expect(stepOf(soldService(long), "prompt", { option: "fixed prompt" })).toMatchObject({
      prompt_tokens_fixed: { low: 600, value: 960, high: 1500 },
      input_tokens: { low: 3600, value: 3960, high: 4500 },
      context_tokens: 2500,
    });
    expect(effectOf(soldService(long), "prompt", { option: "fixed prompt" })).toEqual(LESS);
  });

  test("scales the range that an amount has, and keeps no date of what was measured", () => {
    const input_tokens = {
      value: 6000,
      low: 5000,
      high: 7500,
      basis: "measured",
      as_of: "2026-10-01",
    } as const;
    const manifest = soldService({ step: { ...long.step, input_tokens } });
    expect(stepOf(manifest, "prompt", { option: "fixed prompt" })?.input_tokens).toEqual({
      low: 2600,
      value: 3960,
      high: 6000,
      basis: "estimated",
    });
  });

  test("can be less context, where there is much of it", () => {
    const step = { input_tokens: 9000, context_tokens: 8000 };
    const lever = leverOf(soldService({ step }), "prompt", { option: "context" });
    expect(lever.title).toBe(
      "Cut the context of ask/answer from 8,000 to 2,000 (1,600 to 4,000) tokens",
    );
    expect(lever.checks).toEqual(["CH12-D4-03"]);
    expect(effectOf(soldService({ step }), "prompt", { option: "context" })).toEqual(LESS);
  });

  test("is not named for a short prompt, nor for one that a cache holds", () => {
    const held = { step: { ...long.step, context_tokens: 900, cached_input_pct: 45 } };
    expect(kindsOf(soldService())).not.toContain("prompt");
    expect(kindsOf(soldService(held))).not.toContain("prompt");
  });

  test("changes a measured load of one's own machines in proportion", () => {
    const manifest = ownService({ ...long, gpu: { busy_pct: { value: 50, low: 40, high: 60 } } });
    const [busy] =
      pulled(manifest, leverOf(manifest, "prompt", { option: "fixed prompt" })).components ?? [];
    expect(busy?.busy_pct).toMatchObject({ value: expect.closeTo(35, -1), basis: "estimated" });
    expect(effectOf(manifest, "prompt", { option: "fixed prompt" }).energy).toBe("less");
  });

  test("says what a measured energy per call was of, so that it is scaled", () => {
    const manifest = soldService({
      ...long,
      model: { wh_per_call: { value: 3, basis: "measured" } },
    });
    const { models } = pulled(manifest, leverOf(manifest, "prompt", { option: "fixed prompt" }));
    expect(models[0]?.measured_call).toEqual({ input_tokens: 6000, output_tokens: 300 });
    expect(effectOf(manifest, "prompt", { option: "fixed prompt" }).energy).toBe("less");
  });
});

describe("reasoning", () => {
  test("is switched off", () => {
    const manifest = soldService({ step: { reasoning_tokens: 1200 } });
    expect(stepOf(manifest, "reasoning")?.reasoning_tokens).toBe(0);
    expect(effectOf(manifest, "reasoning")).toEqual(LESS);
  });

  test("is limited where it is out of proportion, and then answers the check", () => {
    const step = { reasoning_tokens: 9000, max_output_tokens: 20_000 };
    const lever = leverOf(soldService({ step }), "reasoning", { option: "limit" });
    expect([lever.changes[0]?.value, lever.checks]).toEqual([1500, ["CH12-D4-06"]]);
    expect(effectOf(soldService({ step }), "reasoning", { option: "limit" })).toEqual(LESS);
  });

  test.each([
    ["planning", { task: "plan" }],
    ["a model that always reasons", { name: "o3" }],
  ] as const)("is only turned down for %s, without a figure", (_, model) => {
    const lever = leverOf(soldService({ model, step: { reasoning_tokens: 1200 } }), "reasoning");
    expect([lever.option, lever.changes]).toEqual(["low effort", []]);
    expect(lever.notEstimated).toMatch(/not published/);
  });

  test("is left alone where nobody says how much there is", () => {
    expect(kindsOf(soldService({ step: { reasoning_tokens: undefined } }))).not.toContain(
      "reasoning",
    );
  });
});

describe("a prompt cache", () => {
  const long = { input_tokens: 5000, prompt_tokens_fixed: 2500 };

  test("holds the fixed prompt when calls come often", () => {
    const lever = leverOf(soldService({ step: long }), "prompt-cache");
    expect([lever.changes[0]?.value, lever.checks]).toEqual([50, ["CH12-D4-01"]]);
    expect(effectOf(soldService({ step: long }), "prompt-cache")).toEqual(LESS);
  });

  test("is billed for writing where the vendor does", () => {
    const model = { name: "claude-sonnet-4-6", vendor: "anthropic", platform: "anthropic" };
    const rest = { usage: { units_per_month: 12_000 } };
    const step = stepOf(soldService({ step: long, model, rest }), "prompt-cache");
    expect(step?.cache_write_pct).toMatchObject({ low: 0, basis: "estimated" });
    expect(effectOf(soldService({ step: long, model, rest }), "prompt-cache")).toEqual(LESS);
  });

  test("holds the history of a loop, up to all but its first call", () => {
    const step = { ...long, input_tokens: 20_000, calls: 10, repeats: "until-done" as const };
    const lever = leverOf(soldService({ step }), "prompt-cache");
    expect(lever.changes[0]?.value).toEqual({
      value: 81.25,
      low: 11.25,
      high: 90,
      basis: "estimated",
    });
    expect(lever.checks).toEqual(["CH12-D4-01", "CH12-D4-07"]);
  });

  test.each([
    ["calls are too rare", { step: long, rest: { usage: { units_per_month: 100 } } }],
    ["the fixed prompt is too short for the vendor", { step: { prompt_tokens_fixed: 900 } }],
    ["it is held already", { step: { ...long, cached_input_pct: 40 } }],
    [
      "the seller has no price for it",
      { step: long, model: { name: "gpt-4", platform: "openai" } },
    ],
  ])("is not named where %s", (_, parts) => {
    expect(kindsOf(soldService(parts))).not.toContain("prompt-cache");
  });

  test("works on machines of one's own", () => {
    expect(effectOf(ownService({ step: long }), "prompt-cache").energy).toBe("less");
  });
});

describe("the batch interface", () => {
  test("takes bulk work at the vendor's discount", () => {
    const manifest = soldService({ flow: { mode: "batch" } });
    expect(leverOf(manifest, "batch-interface").checks).toEqual(["CH12-D3-12"]);
    // What it saves in energy no vendor says: nothing to 40 %.
    expect(effectOf(manifest, "batch-interface")).toEqual({ energy: "undecided", cost: "less" });
  });

  test("takes what an async flow does to each item, as a question to the product manager", () => {
    const { against, checks } = leverOf(
      soldService({ flow: { mode: "async" }, step: { repeats: "per-item", calls: 20 } }),
      "batch-interface",
    );
    expect(against.join()).toMatch(/is for the product manager to say/);
    expect(checks).toEqual([]);
  });

  test.each([
    ["somebody waits", {}],
    [
      "an async flow answers within seconds",
      {
        flow: { mode: "async" },
        step: { repeats: "per-item" },
        rest: { budgets: { latency_p95_ms: 900 } },
      },
    ],
    [
      "a loop would wait a day per turn",
      { flow: { mode: "batch" }, step: { repeats: "until-done" } },
    ],
    [
      "the seller has none",
      {
        flow: { mode: "batch" },
        model: { platform: "deepseek", vendor: "deepseek", name: "deepseek-chat" },
      },
    ],
    ["it is used", { flow: { mode: "batch" }, step: { batch_api: true } }],
  ] as const)("is not named where %s", (_, parts) => {
    expect(kindsOf(soldService(parts as Parameters<typeof soldService>[0]))).not.toContain(
      "batch-interface",
    );
  });

  test("is not named for a batch flow that an interactive one runs", () => {
    const child = soldService({ flow: { mode: "batch" } }).flows[0];
    const manifest = soldService({ flow: { id: "outer", steps: [{ use: "ask" }] } });
    const both = {
      ...manifest,
      flows: [...manifest.flows, ...(child === undefined ? [] : [child])],
    };
    expect(kindsOf(both)).not.toContain("batch-interface");
  });
});

describe("an output cap", () => {
  test("is four times the usual output, and claims no figure", () => {
    const lever = leverOf(soldService({ step: { max_output_tokens: undefined } }), "output-cap");
    expect([lever.changes[0]?.value, lever.checks]).toEqual([1200, ["CH12-D3-06"]]);
    expect(lever.notEstimated).toMatch(/longest answers/);
  });

  test("leaves room for reasoning, and waits until it is known how much there is", () => {
    const step = { max_output_tokens: undefined, reasoning_tokens: 700 };
    expect(leverOf(soldService({ step }), "output-cap").changes[0]?.value).toBe(4000);
    const open = { ...step, reasoning_tokens: undefined };
    expect(kindsOf(soldService({ step: open }))).not.toContain("output-cap");
  });

  test("is lowered where it is far above what is usual", () => {
    expect(kindsOf(soldService({ step: { max_output_tokens: 16_000 } }))).toContain("output-cap");
    expect(kindsOf(soldService({ step: { max_output_tokens: 3500 } }))).not.toContain("output-cap");
  });
});

describe("an answer cache", () => {
  const front = {
    id: "gateway",
    kind: "gateway",
    where: "cloud",
    provider: "aws",
    compute: { vcpus: 2 },
  } as const;
  const cache = { id: "cache", kind: "cache", where: "cloud", compute: { vcpus: 1 } } as const;
  const answer = soldService().flows[0]?.steps[0] ?? { use: "answer" };
  const usage = { units_per_month: 400_000, repeated_pct: 30 };

  test("ends the repeats at the gateway, with a machine that keeps the answers", () => {
    const rest = { usage, components: [front] };
    const manifest = soldService({ flow: { steps: [{ use: "gateway" }, answer] }, rest });
    const after = pulled(manifest, leverOf(manifest, "answer-cache"));
    expect(after.flows[0]?.steps[0]).toEqual({ use: "gateway", ends_pct: 30 });
    expect(after.components?.[1]).toMatchObject({
      id: "answer-cache",
      kind: "cache",
      provider: "aws",
    });
    expect(effectOf(manifest, "answer-cache")).toEqual(LESS);
  });

  test("that there is finds more of them, at most all", () => {
    const steps = [{ use: "cache", ends_pct: 12 }, answer];
    const manifest = soldService({ flow: { steps }, rest: { usage, components: [cache] } });
    expect(leverOf(manifest, "answer-cache").changes[0]?.value).toEqual({
      low: 12,
      value: 21,
      high: 30,
      basis: "estimated",
    });
  });

  test.each([
    ["nobody says what repeats", { units_per_month: 400_000 }],
    ["hardly anything repeats", { ...usage, repeated_pct: 3 }],
  ])("is not named where %s", (_, own) => {
    const rest = { usage: own, components: [front] };
    const manifest = soldService({ flow: { steps: [{ use: "gateway" }, answer] }, rest });
    expect(kindsOf(manifest)).not.toContain("answer-cache");
  });

  test("takes load off measured machines", () => {
    const { components = [], flows } = ownService({ gpu: { busy_pct: 60 } });
    const steps = [{ use: "gateway" }, ...(flows[0]?.steps ?? [])];
    const manifest = ownService({
      flow: { steps },
      rest: { usage, components: [...components, front] },
    });
    const after = pulled(manifest, leverOf(manifest, "answer-cache"));
    expect(after.components?.[0]?.busy_pct).toBe(42);
  });
});

describe("fewer test runs", () => {
  const tested = (calls: number, more = {}) =>
    soldService({
      rest: { environments: [{ name: "ci", evals: [{ use: "ask", calls }], ...more }] },
    });

  test("are as many as the checklist accepts", () => {
    const lever = leverOf(tested(160_000), "evaluation-runs", { option: "fewer" });
    expect([lever.changes[0]?.value, lever.checks]).toEqual([80_000, ["CH12-D2-02"]]);
    expect(effectOf(tested(160_000), "evaluation-runs", { option: "fewer" })).toEqual(LESS);
  });

  test("are never less than a quarter, though that does not answer the check", () => {
    const lever = leverOf(tested(4_000_000), "evaluation-runs", { option: "fewer" });
    expect([lever.changes[0]?.value, lever.checks]).toEqual([1_000_000, []]);
  });

  test("come from a cache, of which nobody knows how much it finds", () => {
    const lever = leverOf(tested(160_000), "evaluation-runs", { option: "cache" });
    expect([lever.checks, lever.changes[0]?.value]).toEqual([["CH12-D2-03"], true]);
    expect(lever.notEstimated).toMatch(/not known/);
    const options = leversOf(tested(160_000, { eval_cached: true })).map(({ option }) => option);
    expect(options).not.toContain("cache");
  });

  test("are not named where tests are few", () => {
    expect(kindsOf(tested(3000))).not.toContain("evaluation-runs");
  });
});

test("a model of no weight in the month gets no lever of its own", () => {
  const tiny = { ...SOLD, id: "tiny", name: "gpt-5.4-nano" };
  const [flow] = soldService().flows;
  const steps = [
    ...(flow?.steps ?? []),
    { use: "tiny", reach_pct: 0.01, input_tokens: 900, output_tokens: 20 },
  ];
  const items = leversOf(soldService({ flow: { steps }, rest: { models: [SOLD, tiny] } })).map(
    ({ item }) => item,
  );
  expect(items.filter((item) => item.includes("tiny"))).toEqual([]);
});
