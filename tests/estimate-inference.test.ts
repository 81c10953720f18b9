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
import measured from "./fixtures/calibration/decode.json" with { type: "json" };

/** Predicted joules of one output token of a measured row, from its inputs alone. */
function predict(row: (typeof measured.rows)[number]) {
  const context = createContext(manifestOf({}), {}, TODAY);
  const model = {
    id: "m",
    // Each row is an error of its own, as if its architecture were new.
    name: row.id,
    access: "self-hosted",
    params_b: row.params_b,
    active_params_b: row.active_params_b,
    precision: { weights: row.precision },
  } as Model;
  const accelerator = acceleratorOf(row.accelerator);
  if (accelerator === undefined) throw new Error(`no ${row.accelerator}`);
  const size = sizeOf(context, { assumptions: [] }, model);
  const batch = exactly(row.concurrency);
  const serving = { path: "", accelerator, accelerators: row.accelerators, batch };
  const { values } = joulesPerOutputToken(context, { model, size }, serving);
  if (values === undefined) throw new Error("known");
  return percentiles(values);
}

describe("the four-term formula on measured rows", () => {
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[values.length >> 1] ?? 1;
  const share = (list: readonly boolean[]) => list.filter(Boolean).length / list.length;

  // Left-out errors of the reference are 26 % and 20 %; these rows are in the fit, so they must do better.
  test.each([
    ["h100", 0.26, 0.9],
    ["b200", 0.2, 0.95],
  ])("%s: median error below %f, within two in at least %f", (accelerator, error, within) => {
    const rows = measured.rows.filter((row) => row.accelerator === accelerator);
    const predicted = rows.map((row) => ({
      ...predict(row),
      measured: row.joules_per_output_token,
    }));
    const errors = predicted.map(({ likely, measured: real }) => Math.abs(likely / real - 1));
    const inTwo = predicted.map(
      ({ likely, measured: real }) => likely / real < 2 && real / likely < 2,
    );
    const covered = predicted.map(({ low, high, measured: real }) => low <= real && real <= high);
    process.stdout.write(
      `calibration ${accelerator}: ${rows.length} rows, median error ${median(errors).toFixed(3)}, within two ${share(inTwo).toFixed(3)}, covered by the range ${share(covered).toFixed(3)}\n`,
    );
    expect(rows.length).toBeGreaterThan(150);
    expect(median(errors)).toBeLessThan(error);
    expect(share(inTwo)).toBeGreaterThanOrEqual(within);
    expect(share(covered)).toBeGreaterThanOrEqual(0.9);
  });

  test("by hand: 70B dense in fp8, two H100, 32 requests", () => {
    const row = {
      id: "by hand",
      accelerator: "h100",
      accelerators: 2,
      params_b: 70,
      active_params_b: 70,
      precision: "fp8",
      concurrency: 32,
      joules_per_output_token: 0,
    };
    // 0.2028*140/32 + 0.00433*70 + 0.191*2/32 + 0.0466*2 = 1.295 J in 16 bit, times the median residual
    // 1.02, times 1.01 for 8 bit at this batch.
    expect(predict(row).likely / (1.295 * 1.02 * 1.01)).toBeCloseTo(1, 1);
  });
});

test.each([
  [8, 1.13, 1.56],
  [16, 1.02, 1.4],
  [32, 0.88, 1.32],
  [256, 0.71, 1],
])(
  "8 bit against 16 bit at %i requests is as measured: between %f and %f",
  (concurrency, low, high) => {
    const [in16, in8] = (["bf16", "fp8"] as const).map((precision) => {
      const row = {
        id: "same",
        accelerator: "h100",
        accelerators: 1,
        params_b: 8,
        active_params_b: 8,
        precision,
        concurrency,
        joules_per_output_token: 0,
      };
      return predict(row).likely;
    });
    const ratio = (in8 ?? 0) / (in16 ?? 1);
    expect(ratio).toBeGreaterThan(low);
    expect(ratio).toBeLessThan(high);
  },
);

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

  test("with a context beyond 20,000 tokens pay for attention, and say so", () => {
    const model = { params_b: 8, precision: { weights: "bf16" } } as const;
    const [short, long] = [20_000, 120_000].map(
      (input_tokens) => whPerCall(model, { input_tokens }).likely ?? 0,
    );
    // Six times the tokens, and attention on top.
    expect(long).toBeGreaterThan(1.3 * 6 * (short ?? 0) * 0.9);
    const said = partOf(
      estimateOf({
        models: [api],
        flows: [
          {
            id: "f",
            runs_per_month: 1,
            steps: [{ use: "chat", input_tokens: 120_000, output_tokens: 10 }],
          },
        ],
      }),
      "models.chat",
    ).assumptions.map(({ text }) => text);
    expect(said).toContain("attention grows with the context beyond 20,000 tokens");
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
    expect(texts).toContain("the calls need more than these replicas can do");
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
    [128, "saves"],
  ])("at %i requests in flight, low precision %s", (concurrency, gain) => {
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
