import { describe, expect, test } from "vitest";
import { createContext } from "../src/estimate/context.ts";
import { joulesPerOutputToken } from "../src/estimate/decode-energy.ts";
import { acceleratorOf, sizeInName, sizeOf } from "../src/estimate/serving.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Step } from "../src/manifest/flow.ts";
import type { Model } from "../src/manifest/model.ts";
import { percentiles } from "../src/quantity/percentiles.ts";
import { exactly } from "../src/quantity/uncertain.ts";
import { estimateOf, likelyOf, manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

interface Token {
  readonly name: string;
  readonly params: number;
  readonly active?: number;
  readonly chip: string;
  readonly n: number;
  readonly batch: number;
  readonly input: number;
  readonly output: number;
  readonly model?: Partial<Model>;
}

/** Joules of one output token on the accelerators. */
function joulesOf({
  name,
  params,
  active = params,
  chip,
  n,
  batch,
  input,
  output,
  model: more,
}: Token) {
  const model: Model = {
    id: "m",
    name,
    access: "self-hosted",
    params_b: params,
    active_params_b: active,
    precision: { weights: "bf16" },
    ...more,
  };
  const context = createContext(manifestOf({ models: [model] }), {}, TODAY);
  const accelerator = acceleratorOf(chip);
  if (accelerator === undefined) throw new Error(`no ${chip}`);
  const size = sizeOf(context, { assumptions: [] }, model);
  const serving = { path: "", accelerator, accelerators: n, batch: exactly(batch) };
  const tokens = { input: exactly(input), output: exactly(output) };
  const { values } = joulesPerOutputToken(context, { model, size }, serving, tokens);
  if (values === undefined) throw new Error("known");
  return percentiles(values);
}

const QWEN: Token = {
  name: "Qwen/Qwen3-8B",
  params: 8,
  chip: "h100",
  n: 1,
  batch: 64,
  input: 300,
  output: 645,
};

describe("an output token, by hand", () => {
  // memory * (W/B + S) + work * P + launch * n*L/B + token * n, times the residual's median.
  test.each<readonly [string, Token, number]>([
    // W/B = 16/64 = 0.25 GB; S = 73,728 values * 2 bytes * 622.5 tokens = 0.0918 GB; 36 layers.
    // 0.1737 * 0.3418 + 0.002543 * 8 + 0.01028 * 36/64 + 0.03025 = 0.1157 J.
    ["8B dense on one H100, 64 requests", QWEN, 0.1157],
    // W = (235 - 227.1 * (1 - 8/128)^64) * 2 = 462.7 GB, /64 = 7.229; S = 96,256 * 2 * 622.5 = 0.1198 GB;
    // launches 94 + 2 * 94 = 282. 0.1737 * 7.349 + 0.002543 * 22 + 0.01028 * 8 * 282/64 + 0.03025 * 8 = 1.937 J.
    [
      "235B with 22B active on eight H100",
      { ...QWEN, name: "Qwen3-235B-A22B", params: 235, active: 22, n: 8 },
      1.937,
    ],
    // S = 253,952 * 2 * (0.8387 * min(652.5, 1,024) + 0.1613 * 652.5) = 0.3314 GB.
    // 0.1737 * (54/128 + 0.3314) + 0.002543 * 27 + 0.01028 * 2 * 62/128 + 0.03025 * 2 = 0.2700 J.
    [
      "27B with windows on two H100, 128 requests",
      { ...QWEN, name: "gemma-3-27b-it", params: 27, n: 2, batch: 128, output: 705 },
      0.27,
    ],
    // Nothing known but the size: 20 * 70^0.3 = 71.5 layers, 0.055 * 70^0.42 GB per 1,000 tokens = 0.3275.
    // (0.1737 * (4.375 + 0.3275 * 0.55) + 0.002543 * 70 + 0.01028 * 4 * 71.5/32 + 0.03025 * 4) * 1.07 = 1.265 J.
    [
      "70B of unknown architecture on four H100, 32 requests",
      { ...QWEN, name: "acme", params: 70, n: 4, batch: 32, output: 500 },
      1.265,
    ],
    // A100: 0.952 * 400/2,039 = 0.1868; 1.42 * 2 * 400/312/1,000 = 0.00364; 0.00944; 0.01824.
    // 0.1868 * (0.5 + 65,536 * 2 * 550/1e9) + 0.00364 * 8 + 0.00944 * 32/32 + 0.01824 = 0.1637 J.
    [
      "8B on an A100, which is not measured",
      { ...QWEN, name: "llama-3.1-8b", chip: "a100-80", batch: 32, output: 500 },
      0.1637,
    ],
  ])("%s", (_, token, joules) => {
    expect(joulesOf(token).likely / joules).toBeCloseTo(1, 1);
    expect(Math.abs(joulesOf(token).likely / joules - 1)).toBeLessThan(0.02);
  });
});

describe("the range of an output token", () => {
  const width = (change: Partial<Token>) => {
    const { low, high } = joulesOf({ ...QWEN, ...change });
    return high / low;
  };

  test("is that of the fit, wider for what is not known, and wider still outside of what was measured", () => {
    const known = width({});
    expect(known).toBeCloseTo(1.27 / 0.79, 1);
    const hidden = width({ name: "acme" });
    expect(hidden).toBeGreaterThan(1.15 * known);
    expect(width({ chip: "a100-80" })).toBeCloseTo(4, 0);
    // Half as wide again in logarithms: 1.61 ^ 1.5 = 2.04.
    for (const change of [
      { batch: 2 },
      { batch: 5000 },
      { input: 20_000 },
      { model: { precision: { weights: "int4" } } },
      { model: { optimisations: ["speculative"] } },
    ] satisfies Partial<Token>[])
      expect(width(change)).toBeGreaterThan(0.99 * known ** 1.5);
  });
});

test.each([
  [8, 1.13, 1.56],
  [16, 1.02, 1.4],
  [32, 0.88, 1.32],
  [256, 0.71, 1],
])("8 bit against 16 bit at %i requests is as measured: between %f and %f", (batch, low, high) => {
  const [in16, in8] = (["bf16", "fp8"] as const).map(
    (weights) => joulesOf({ ...QWEN, batch, model: { precision: { weights } } }).likely,
  );
  const ratio = (in8 ?? 0) / (in16 ?? 1);
  expect(ratio).toBeGreaterThan(low);
  expect(ratio).toBeLessThan(high);
});

describe("speculative decoding", () => {
  const ratioAt = (batch: number) =>
    joulesOf({ ...QWEN, batch, model: { optimisations: ["speculative"] } }).likely /
    joulesOf({ ...QWEN, batch }).likely;

  // At one request weights are read once for 2.8 tokens; at 256 the arithmetic of rejected tokens outweighs it.
  test("saves while weights are what costs, and less the larger the batch", () => {
    expect(ratioAt(1)).toBeLessThan(0.6);
    expect(ratioAt(256)).toBeGreaterThan(ratioAt(1));
  });

  test("counts the draft model that the manifest has", () => {
    const model: Model = {
      id: "m",
      name: "qwen3-8b",
      access: "self-hosted",
      optimisations: ["speculative"],
    };
    const energyWith = (drafts: number) => {
      const draft: Model = {
        id: "d",
        name: "draft",
        access: "self-hosted",
        params_b: drafts,
        used_for: "draft",
      };
      const estimated = estimateOf({
        models: [model, draft],
        flows: [
          {
            id: "f",
            runs_per_month: 1000,
            steps: [{ use: "m", input_tokens: 0, output_tokens: 500 }],
          },
        ],
      });
      return likelyOf(partOf(estimated, "models.m").month.energyKwh) as number;
    };
    expect(energyWith(4)).toBeGreaterThan(1.2 * energyWith(0.5));
  });
});

const api: Model = {
  id: "chat",
  name: "gpt-4o",
  access: "api",
  vendor: "openai",
  generative: true,
  price: { usd_per_call: 0.001 },
};

/** Wh of one call, facility included. */
function whPerCall(model: Partial<Model>, step: Partial<Step> = {}) {
  const tokens = { input_tokens: 100, output_tokens: 300 };
  const { month } = partOf(
    estimateOf({
      usage: { units_per_month: 1000 },
      models: [{ ...api, ...model }],
      flows: [{ id: "ask", steps: [{ use: "chat", ...tokens, ...step }] }],
    }),
    "models.chat",
  );
  const { energyKwh: energy } = month;
  if ("unknown" in energy)
    return { low: undefined, likely: undefined, high: undefined, missing: energy.missing };
  const { low, likely, high, missing } = energy;
  return { low, likely, high, missing };
}

describe("calls of vendors' models", () => {
  test("lie about disclosed figures, within the range", () => {
    // Disclosed per median prompt: 0.34 Wh (OpenAI, June 2025) and 0.24 Wh (Google, August 2025).
    const gpt = whPerCall({ name: "gpt-4o" });
    expect(gpt.low).toBeLessThan(0.34);
    expect(gpt.high).toBeGreaterThan(0.34);
    const gemini = whPerCall({ name: "gemini-2.5-flash", vendor: "google" });
    expect(gemini.low).toBeLessThan(0.24);
    expect(gemini.high).toBeGreaterThan(0.24);
  });

  test("of a model nobody knows need its parameters", () => {
    expect(whPerCall({ name: "brand-new", vendor: "acme" }).missing).toEqual([
      "models.chat.params_b",
    ]);
    expect(whPerCall({ name: "brand-new", params_b: 30 }).likely).toBeGreaterThan(0);
  });

  test("count reasoning tokens, and do not take missing ones for none", () => {
    const plain = whPerCall({ name: "gpt-5" }, { reasoning_tokens: 0 });
    const thousand = whPerCall({ name: "gpt-5" }, { reasoning_tokens: 1000 });
    const unsaid = whPerCall({ name: "gpt-5" });
    expect(thousand.likely).toBeGreaterThan(2 * (plain.likely ?? 0));
    expect(unsaid.high).toBeGreaterThan(1.5 * (plain.high ?? 0));
  });

  test("that reason write no more than their cap", () => {
    const [capped, free] = [{ max_output_tokens: 200 }, {}].map((cap) =>
      whPerCall({ name: "gpt-5-nano" }, { input_tokens: 0, output_tokens: 180, ...cap }),
    );
    const plain = whPerCall(
      { name: "gpt-5-nano" },
      { input_tokens: 0, output_tokens: 200, reasoning_tokens: 0 },
    );
    expect(capped?.high).toBeLessThanOrEqual((plain.high ?? 0) * 1.001);
    expect(free?.high).toBeGreaterThan(2 * (plain.high ?? 0));
  });

  test("pay for a prompt by arithmetic and by attention to what came before", () => {
    // 8B, 10 output tokens that hardly count: a token at position t costs 4 * 36 * 4,096 * t beside 2 * 8e9.
    // 1,000 tokens: 1 + 2 * 36 * 4,096 * 500 / 8e9 = 1.018; 120,000: 1 + 2 * 36 * 4,096 * 60,000 / 8e9 = 3.212.
    const at = (input_tokens: number) =>
      whPerCall({ name: "qwen3-8b", params_b: 8 }, { input_tokens, output_tokens: 0 }).likely ?? 0;
    expect(at(120_000) / at(1000) / 120).toBeCloseTo(3.212 / 1.018, 2);
  });

  test("over a batch interface use no more than at once", () => {
    const [now, later] = [false, true].map((batch_api) => whPerCall({}, { batch_api }).likely ?? 0);
    expect((later ?? 0) / (now ?? 1)).toBeGreaterThan(0.6);
    expect((later ?? 0) / (now ?? 1)).toBeLessThan(1);
  });

  test.each([
    ["deepseek-v3", { params_b: 671 }],
    ["qwen3-30b-a3b", { params_b: 30 }],
    ["llama-4-maverick", { active_params_b: 17 }],
  ])("of %s take from its name what %o leaves out", (name, half) => {
    const model = { name, vendor: "acme", access: "self-hosted" as const };
    const [halved, named] = [half, {}].map((size) => whPerCall({ ...model, ...size }).likely);
    expect((halved ?? 0) / (named ?? 1)).toBeCloseTo(1, 2);
  });

  test("without output tokens are at least their prompt; a cap gives a range", () => {
    expect(whPerCall({}, { output_tokens: undefined as never }).missing).toEqual([
      "flows.ask.chat.output_tokens",
    ]);
    const capped = whPerCall({}, { output_tokens: undefined as never, max_output_tokens: 1000 });
    expect(capped.missing).toBeUndefined();
    expect(capped.high).toBeGreaterThan(3 * (capped.low ?? 0));
  });

  test("with a cached prompt use less, but more than without a prompt", () => {
    const long = { input_tokens: 20_000 };
    const [none, cached, all] = [
      whPerCall({}, { input_tokens: 0 }).likely,
      whPerCall({}, { ...long, cached_input_pct: 90 }).likely,
      whPerCall({}, long).likely,
    ];
    expect(none).toBeLessThan(cached ?? 0);
    expect(cached).toBeLessThan(all ?? 0);
  });
});

describe("energy that the manifest declares", () => {
  const estimated = (wh: number) =>
    partOf(
      estimateOf({
        usage: { units_per_month: 1000 },
        models: [{ ...api, wh_per_call: { value: wh, basis: "measured" } }],
        flows: [{ id: "ask", steps: [{ use: "chat", input_tokens: 100, output_tokens: 300 }] }],
      }),
      "models.chat",
    );

  test("is used as it is, before PUE", () => {
    const part = estimated(0.5);
    expect(part.method).toBe("declared");
    expect(part.declaredEnergy?.used).toBe("declared");
    // 1,000 calls * 0.5 Wh * PUE 1.17 of Azure.
    expect(likelyOf(part.month.energyKwh)).toBeCloseTo(0.585, 2);
  });

  test("is refused when it is a thousand times off, and both are shown", () => {
    for (const wh of [1e-7, 5000]) {
      const { method, declaredEnergy, assumptions } = estimated(wh);
      expect(method).toBe("per-call");
      expect(declaredEnergy).toMatchObject({ used: "modelled", declaredWhPerCall: { likely: wh } });
      expect(assumptions.map(({ input }) => input)).toContain("models.chat.wh_per_call");
    }
  });
});

describe("declared energy that cannot be", () => {
  const declared = (
    wh_per_call: Model["wh_per_call"],
    model: Partial<Model> = {},
    box?: Component,
  ) => {
    const estimated = estimateOf({
      models: [{ ...api, ...model, ...(wh_per_call === undefined ? {} : { wh_per_call }) }],
      components: box === undefined ? [] : [box],
      flows: [
        {
          id: "ask",
          runs_per_month: 1e5,
          steps: [{ use: "chat", input_tokens: 1000, output_tokens: 300 }],
        },
      ],
    });
    return partOf(estimated, box === undefined ? "models.chat" : `components.${box.id}`);
  };

  test("as nothing, is refused also where the size is not known", () => {
    const part = declared(0, { name: "nobody", vendor: "acme" });
    expect(part.declaredEnergy?.used).toBe("modelled");
    expect(likelyOf(part.month.energyKwh)).toEqual(["models.chat.params_b"]);
  });

  test("below the modelled range is shown and not used, whatever is named as its source", () => {
    const wh = 0.005;
    const sourced = { value: wh, source: "docs/measured.md" };
    expect(declared(sourced).declaredEnergy?.used).toBe("modelled");
    const [said] = declared(wh).assumptions.filter(({ text }) => text.includes("not used"));
    expect(said?.text).toMatch(
      /confirms it \([\d.]+ to [\d.]+ Wh against [\d.]+ to [\d.]+ Wh modelled\)/,
    );
  });

  test("is refused on a box of known power too", () => {
    const own = { name: "own-8b", access: "self-hosted" } as const;
    const box: Component = {
      id: "box",
      kind: "inference",
      runs: ["chat"],
      where: "on-prem",
      power_w: { idle: 100, busy: 500 },
    };
    expect(declared(1e-9, own, box).declaredEnergy?.used).toBe("modelled");
    expect(declared(1, own, box).declaredEnergy?.used).toBe("declared");
  });

  test("with busy_pct only shares out what that decides, and says so", () => {
    const own = { name: "own-8b", access: "self-hosted" } as const;
    const gpu: Component = {
      id: "gpu",
      kind: "inference",
      runs: ["chat"],
      accelerator: "h100",
      busy_pct: 10,
    };
    const [with05, without] = [declared(0.5, own, gpu), declared(undefined, own, gpu)];
    expect(likelyOf(with05.month.energyKwh)).toBe(likelyOf(without.month.energyKwh));
    expect(with05.declaredEnergy?.used).toBe("shares");
    expect(with05.assumptions.map(({ text }) => text).join()).toContain("only shares out");
  });
});

describe("a model on machines of our own", () => {
  const model: Model = {
    id: "llm",
    name: "own-8b",
    access: "self-hosted",
    params_b: 8,
    generative: true,
    precision: { weights: "bf16" },
  };
  const component: Component = {
    id: "gpu",
    kind: "inference",
    runs: ["llm"],
    where: "cloud",
    provider: "aws",
    placement: [{ region: "us-east-1" }],
    accelerator: "nvidia-h100",
    replicas: { mean: 2 },
  };
  const served = (own: Partial<Component>, units = 1e5, step: Partial<Step> = {}) =>
    estimateOf({
      usage: { units_per_month: units },
      models: [model],
      components: [{ ...component, ...own }],
      flows: [
        { id: "ask", steps: [{ use: "llm", input_tokens: 500, output_tokens: 200, ...step }] },
      ],
    });

  test("is counted once: the machine carries the energy, the step has a share of it", () => {
    const estimated = served({ busy_pct: 40 });
    expect(estimated.components.map(({ id }) => id)).toEqual(["components.gpu"]);
    const [step] = estimated.flows[0]?.steps ?? [];
    const part = partOf(estimated, "components.gpu");
    expect(step?.basis).toBe("allocated");
    expect(step && likelyOf(step.month.energyKwh)).toBe(
      part.activeEnergyKwh && likelyOf(part.activeEnergyKwh),
    );
    expect(estimated.month.energyKwh).toMatchObject({ likely: likelyOf(part.month.energyKwh) });
  });

  test("is provisioned hours: rated power, host and PUE by hand", () => {
    const { month } = partOf(served({ busy_pct: 100 }), "components.gpu");
    // 2 * 730 h * 700 W * 0.73 * 1.43 * 1.15 = 1,227 kWh. Price: 2 * 730 * 55.04 / 8 = 10,045 USD.
    expect(likelyOf(month.energyKwh)).toBeGreaterThan(1227 * 0.9);
    expect(likelyOf(month.energyKwh)).toBeLessThan(1227 * 1.15);
    expect(likelyOf(month.costUsd)).toBe(10_044.8);
  });

  test("idles when nobody calls: no energy at work, all of it at rest", () => {
    const { activeEnergyKwh, idleEnergyKwh, month } = partOf(
      served({ busy_pct: 0 }),
      "components.gpu",
    );
    expect(activeEnergyKwh && likelyOf(activeEnergyKwh)).toBe(0);
    expect(idleEnergyKwh && likelyOf(idleEnergyKwh)).toBe(likelyOf(month.energyKwh));
  });

  test("finds how busy it is from its calls, and says when they do not fit", () => {
    const quiet = partOf(served({}, 1000), "components.gpu");
    const loud = partOf(served({}, 1e6), "components.gpu");
    const flooded = partOf(served({}, 1e9), "components.gpu");
    expect(likelyOf(quiet.month.energyKwh)).toBeLessThan(likelyOf(loud.month.energyKwh) as number);
    const texts = flooded.assumptions.map(({ text }) => text);
    expect(texts.join()).toContain("the calls need more than these replicas can do");
  });

  test("takes as many accelerators as its weights need", () => {
    const large = estimateOf({
      usage: { units_per_month: 1000 },
      models: [{ ...model, params_b: 70 }],
      components: [{ ...component, busy_pct: 100 }],
      flows: [{ id: "ask", steps: [{ use: "llm", input_tokens: 500, output_tokens: 200 }] }],
    });
    const small = served({ busy_pct: 100 }, 1000);
    // 70B in 16 bit with a fifth to spare is 168 GB: four H100 of 80 GB.
    const ratio =
      (likelyOf(large.month.energyKwh) as number) / (likelyOf(small.month.energyKwh) as number);
    expect(ratio).toBeCloseTo(4, 3);
  });

  test.each([
    [8, "no-gain"],
    [32, "no-gain"],
    [64, "unknown"],
    [128, "saves"],
    [{ value: 32, low: 8, high: 200 }, "unknown"],
    [{ value: 12, low: 8, high: 20 }, "no-gain"],
  ])("at %o requests in flight, low precision %s", (concurrency, gain) => {
    expect(served({ concurrency }).models[0]?.lowPrecision?.gain).toBe(gain);
  });
});

test.each([
  ["meta-llama/Llama-3.3-70B-Instruct", 70, 70],
  ["Qwen/Qwen3-30B-A3B", 30, 3],
  ["phi-3.5-mini", undefined, undefined],
  ["mixtral-8x7b", undefined, undefined],
])("the name %s says %s billion, %s active", (name, total, active) => {
  const found = sizeInName(name);
  expect([found?.total, found?.active]).toEqual([total, active]);
});
