import { calcPrice } from "@pydantic/genai-prices";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priceTable } from "../src/build/prices.ts";
import { estimate } from "../src/estimate/estimate.ts";
import type { Step } from "../src/manifest/flow.ts";
import { parseManifest } from "../src/manifest/manifest.ts";
import type { Model } from "../src/manifest/model.ts";
import { likelyOf, manifestOf, partOf } from "./estimate-manifest.ts";

/** The prices that ship, so that figures can be checked against the vendors' pages. */
const table = await priceTable();

/** The part of 1,000 calls of one model in a month. */
function called(model: Partial<Model>, step: Partial<Step>, today = "2026-11-22") {
  const models: Model[] = [{ id: "m", name: "", access: "api", ...model }];
  const flows = [{ id: "f", steps: [{ use: "m", ...step }] }];
  const manifest = manifestOf({ usage: { units_per_month: 1000 }, models, flows });
  return partOf(estimate(manifest, { prices: { table, calcPrice } }, today), "models.m");
}

const costOf = (...args: Parameters<typeof called>) => called(...args).month.costUsd;

const textsOf = (...args: Parameters<typeof called>) =>
  called(...args).assumptions.map(({ text }) => text);

const GPT_IMAGE = { name: "gpt-image-1", platform: "openai", task: "image-gen" } as const;
const GEMINI_IMAGE = { name: "gemini-2.5-flash-image", platform: "google", task: "image-gen" };
const REALTIME = { name: "gpt-4o-realtime-preview", platform: "openai", generative: true };
const WHISPER = { name: "whisper-1", platform: "openai", task: "speech" } as const;
const OCR = { name: "mistral-ocr-latest", platform: "mistral", task: "ocr" } as const;
const SONNET = { name: "claude-sonnet-4-5", platform: "anthropic", generative: true };
const HAIKU = { name: "claude-haiku-4-5", platform: "anthropic", generative: true };
const GEMINI = { name: "gemini-2.5-flash", platform: "google", generative: true };
const GPT = { name: "gpt-4o", platform: "openai", generative: true };
const DEEPSEEK = { name: "deepseek-v4-pro", platform: "deepseek", generative: true };

describe("everything that is billed is counted: US dollars of 1,000 calls", () => {
  test.each<[string, Partial<Model>, Partial<Step>, number]>([
    // 50 * 5 + 4,000 * 40 = 160,250 per million calls of tokens.
    [
      "an image: 0.05 k * 5 + 4 k * 40",
      GPT_IMAGE,
      { input_tokens: 50, output_tokens: 4000 },
      160.25,
    ],
    [
      "an image whose tokens have a price of their own: 0.05 k * 0.3 + 1.29 k * 30",
      GEMINI_IMAGE as Partial<Model>,
      { input_tokens: 50, output_tokens: 1290 },
      38.715,
    ],
    [
      "an image at one's own price: 0.05 k * 5 + 4 k * 40",
      { ...GPT_IMAGE, price: { input_usd_per_m_tokens: 5, output_usd_per_m_tokens: 40 } },
      { input_tokens: 50, output_tokens: 4000 },
      160.25,
    ],
    [
      "speech in and out: 1 k * 40 + 1 k * 80",
      { ...REALTIME, task: "speech" },
      { input_tokens: 1000, output_tokens: 1000 },
      120,
    ],
    [
      "text in and out of the same model: 1 k * 5 + 1 k * 20",
      { ...REALTIME, task: "chat" },
      { input_tokens: 1000, output_tokens: 1000 },
      25,
    ],
    ["a minute of audio: 0.36 / 60 an hour", WHISPER, { work_per_call: { seconds: 60 } }, 6],
    ["ten pages: 10 * 4 / 1,000", OCR, { work_per_call: { pages: 10 }, output_tokens: 1 }, 40],
    [
      "two searches: 1 k * 1 + 0.1 k * 5 + 2 * 10",
      HAIKU,
      { input_tokens: 1000, output_tokens: 100, web_searches: 2 },
      21.5,
    ],
    [
      "a cache of five minutes: 0.5 k * 1 + 0.5 k * 1.25 + 0.1 k * 5",
      HAIKU,
      { input_tokens: 1000, output_tokens: 100, cache_write_pct: 50 },
      1.625,
    ],
    [
      "a cache of an hour: 0.5 k * 1 + 0.5 k * 2 + 0.1 k * 5",
      HAIKU,
      { input_tokens: 1000, output_tokens: 100, cache_write_pct: 50, cache_ttl: "1h" },
      2,
    ],
    [
      "a long prompt: 400 k * 6 + 1 k * 22.5",
      SONNET,
      { input_tokens: 400_000, output_tokens: 1000 },
      2422.5,
    ],
    [
      "a fee per request: 12 + 1 k * 1 + 1 k * 1",
      { name: "sonar", platform: "perplexity", generative: true },
      { input_tokens: 1000, output_tokens: 1000 },
      14,
    ],
  ])("%s", (_, model, step, usd) => {
    expect(likelyOf(costOf(model, step))).toBeCloseTo(usd, 6);
  });

  test.each<[string, Partial<Model>, Partial<Step>, number | undefined, string]>([
    ["tokens of an image", GPT_IMAGE, { input_tokens: 50 }, 0.25, "output_tokens"],
    [
      "what a classifier writes",
      { name: "gpt-4o", platform: "openai", task: "classify" },
      { input_tokens: 1000 },
      2.5,
      "output_tokens",
    ],
    ["seconds of audio", WHISPER, {}, undefined, "work_per_call.seconds"],
    ["pages", OCR, { output_tokens: 1 }, undefined, "work_per_call.pages"],
  ])("%s that nobody declares are missing, not free", (_, model, step, atLeast, missing) => {
    const cost = costOf(model, step);
    expect(cost.missing).toContain(`flows.f.m.${missing}`);
    if (atLeast === undefined) expect(cost).not.toHaveProperty("likely");
    else expect(likelyOf(cost)).toBeCloseTo(atLeast, 6);
  });

  test("an embedding writes nothing", () => {
    const model = { name: "text-embedding-3-small", platform: "openai", task: "embed" } as const;
    const cost = costOf(model, { input_tokens: 1000 });
    expect(cost).toMatchObject({ likely: 0.02 });
    expect(cost).not.toHaveProperty("missing");
  });
});

describe("tiers", () => {
  test("are decided draw by draw: the high end is in the long tier", () => {
    const input_tokens = { value: 190_000, low: 50_000, high: 400_000 };
    // 50 k * 3 + 1 k * 15; 190 k * 3 + 1 k * 15; 400 k * 6 + 1 k * 22.5.
    expect(costOf(SONNET, { input_tokens, output_tokens: 1000 })).toMatchObject({
      low: 165,
      likely: 585,
      high: 2422.5,
    });
  });

  test("never make more tokens cheaper", () => {
    const tokens = fc.integer({ min: 0, max: 400_000 });
    const share = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(tokens, tokens, tokens, share, share, (asked, more, written, read, kept) => {
        const rest = { output_tokens: written, cached_input_pct: read, cache_write_pct: kept };
        const one = likelyOf(costOf(SONNET, { ...rest, input_tokens: asked }));
        const two = likelyOf(costOf(SONNET, { ...rest, input_tokens: asked + more }));
        expect(Number(two)).toBeGreaterThanOrEqual(Number(one));
      }),
      { numRuns: 40 },
    );
  });
});

describe("the batch interface", () => {
  const step = { input_tokens: 1000, output_tokens: 1000, cached_input_pct: 50 };

  test.each<[string, Partial<Model>, number, number]>([
    // 0.5 k * 3 + 0.5 k * 0.3 + 1 k * 15, all at half.
    ["of Anthropic halves cache reads too", SONNET, 16.65, 8.325],
    // 0.5 k * 0.3 + 0.5 k * 0.03 + 1 k * 2.5; the reads stay at 0.015.
    ["of Google does not", GEMINI, 2.665, 1.34],
  ])("%s", (_, model, list, batch) => {
    expect(likelyOf(costOf(model, step))).toBeCloseTo(list, 6);
    expect(likelyOf(costOf(model, { ...step, batch_api: true }))).toBeCloseTo(batch, 6);
  });

  test("of OpenAI leaves open what cache reads cost", () => {
    // (0.5 k * 2.5 + 1 k * 10) / 2 = 5.625; reads 0.5 k * 1.25 = 0.625, or half of that.
    const cost = costOf(GPT, { ...step, batch_api: true });
    expect(cost).toMatchObject({ low: 5.9375, high: 6.25 });
  });

  test("of a seller without one changes nothing, and says so", () => {
    const batch = { ...step, batch_api: true };
    expect(costOf(DEEPSEEK, batch)).toEqual(costOf(DEEPSEEK, step));
    expect(textsOf(DEEPSEEK, batch)).toContain(
      "no batch interface of deepseek is known: list price",
    );
  });

  test("does not change one's own price, and says so", () => {
    const model = { ...GPT, price: { input_usd_per_m_tokens: 2.5, output_usd_per_m_tokens: 10 } };
    const batch = { ...step, batch_api: true };
    expect(costOf(model, batch)).toEqual(costOf(model, step));
    expect(textsOf(model, batch)).toContain(
      "own price taken as it is, also for the batch interface",
    );
  });
});

test("a price by the hour is a range from all calls in cheap hours to all in dear ones", () => {
  // Cheap 1 k * 0.66 + 1 k * 1.98 = 2.64; dear twice that, 7 of 24 hours.
  const cost = costOf(DEEPSEEK, { input_tokens: 1000, output_tokens: 1000 });
  expect(cost).toMatchObject({ low: 2.64, high: 5.28 });
  expect(likelyOf(cost)).toBeCloseTo(2.64 * (1 + 7 / 24), 4);
  // Before 2026-08-17 nothing but the peak hours had a price of its own.
  const before = costOf(DEEPSEEK, { input_tokens: 1000, output_tokens: 1000 }, "2026-08-16");
  expect(before).toMatchObject({ low: 1.305 });
});

test("own prices of input count each token once", () => {
  const price = { input_usd_per_m_tokens: 2, output_usd_per_m_tokens: 8 };
  const step = { input_tokens: 1000, output_tokens: 1000 };
  // Half read, and no more than the other half written: 1 k * 2 + 1 k * 8.
  const shares = { cached_input_pct: 50, cache_write_pct: 80 };
  expect(likelyOf(costOf({ ...GPT, price }, { ...step, ...shares }))).toBeCloseTo(10, 6);
});

test("cached and written shares that are more than all input are refused", () => {
  const problemsOf = (shares: string) => {
    const step = `{ use: m, input_tokens: 10, output_tokens: 1, ${shares} }`;
    const parsed = parseManifest(
      "a.yaml",
      `version: 1
product: { name: T, stage: pilot, functional_unit: answer }
models: [{ id: m, name: gpt-4o, access: api }]
flows: [{ id: f, steps: [${step}] }]
`,
    );
    return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
  };
  expect(problemsOf("cached_input_pct: 50, cache_write_pct: 50")).toEqual([]);
  expect(problemsOf("cached_input_pct: 50, cache_write_pct: 51")).toEqual([
    "flows[0].steps[0].cache_write_pct: and cached_input_pct are parts of the same input: together at most 100, not 101",
  ]);
});

test("the time of a price is always given: the calculation never asks the clock", () => {
  const times: (Date | undefined)[] = [];
  const watched: typeof calcPrice = (usage, model, options) => {
    times.push(options?.timestamp);
    return calcPrice(usage, model, options);
  };
  const models: Model[] = [SONNET, DEEPSEEK, WHISPER, GPT].map((model, index) => ({
    id: `m${index}`,
    access: "api",
    ...model,
  }));
  const steps = models.map(({ id: use }) => ({
    use,
    input_tokens: 1000,
    output_tokens: 10,
    batch_api: true,
  }));
  const manifest = manifestOf({ models, flows: [{ id: "f", runs_per_month: 1, steps }] });
  estimate(manifest, { prices: { table, calcPrice: watched } }, "2026-08-16");
  expect(times.length).toBeGreaterThan(10);
  const days = times.map((time) => time?.toISOString().slice(0, 10));
  expect([...new Set(days)]).toEqual(["2026-08-16"]);
});

test("caches and batches never make a call dearer than neither", () => {
  const share = fc.integer({ min: 0, max: 100 });
  const model = fc.constantFrom(SONNET, HAIKU, GEMINI, GPT, DEEPSEEK);
  fc.assert(
    fc.property(model, share, fc.boolean(), (one, cached_input_pct, batch_api) => {
      const tokens = { input_tokens: 1000, output_tokens: 100 };
      const plain = Number(likelyOf(costOf(one, tokens)));
      const less = Number(likelyOf(costOf(one, { ...tokens, cached_input_pct, batch_api })));
      expect(less).toBeLessThanOrEqual(plain * (1 + 1e-9));
    }),
    { numRuns: 40 },
  );
});
