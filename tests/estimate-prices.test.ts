import { describe, expect, test } from "vitest";
import { estimateNeeds } from "../src/estimate/data.ts";
import { estimate } from "../src/estimate/estimate.ts";
import { sameModel } from "../src/estimate/price-match.ts";
import type { Step } from "../src/manifest/flow.ts";
import type { Model } from "../src/manifest/model.ts";
import { estimateOf, likelyOf, manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

const chat: Model = {
  id: "chat",
  name: "acme-large",
  access: "api",
  platform: "acme",
  params_b: 10,
  generative: true,
};

const estimated = (model: Partial<Model>, step: Partial<Step>, today?: string) =>
  estimateOf(
    {
      usage: { units_per_month: 1000 },
      models: [{ ...chat, ...model }],
      flows: [
        { id: "ask", steps: [{ use: "chat", input_tokens: 1000, output_tokens: 100, ...step }] },
      ],
    },
    today,
  );

/** US dollars of 1,000 calls. */
const costOf = (...args: Parameters<typeof estimated>) =>
  likelyOf(partOf(estimated(...args), "models.chat").month.costUsd);

describe("list prices", () => {
  test.each([
    // 1,000 * (1,000 * 2 + 100 * 10) / 1e6 USD.
    ["tokens in and out", {}, 3],
    // Half of the input at 0.2 instead of 2.
    ["cached input", { cached_input_pct: 50 }, 2.1],
    ["input written to a cache", { cache_write_pct: 50 }, 3.25],
    ["reasoning tokens, as output", { reasoning_tokens: 300 }, 6],
    ["the batch interface of a seller that is not known to have one", { batch_api: true }, 3],
    // Above 200,000 input tokens all of them cost 4.
    ["long prompts, by their tier", { input_tokens: 300_000 }, 1201],
  ])("of %s", (_, step, cost) => {
    expect(costOf({}, step)).toBeCloseTo(cost, 6);
  });

  test("hold for the day that is given", () => {
    const name = { name: "acme-small" };
    expect(costOf(name, {}, "2026-05-31")).toBeCloseTo(1.4, 6);
    expect(costOf(name, {}, "2026-06-01")).toBeCloseTo(0.7, 6);
  });

  test("follow the range of the tokens", () => {
    const { costUsd } = partOf(
      estimated({}, { output_tokens: { value: 100, low: 50, high: 400 } }),
      "models.chat",
    ).month;
    // Input 2 USD; output 0.5, 1 and 4 USD.
    expect(costUsd).toMatchObject({ low: 2.5, likely: 3, high: 6 });
  });

  test("follow the range of the cached share", () => {
    const cached = { value: 50, low: 0, high: 90 };
    for (const input_tokens of [1000, { value: 1000, low: 999.9999, high: 1000.0001 }]) {
      const step = { input_tokens, output_tokens: 0, cached_input_pct: cached };
      const { costUsd } = partOf(estimated({}, step), "models.chat").month;
      if ("unknown" in costUsd) throw new Error("known");
      // All fresh 2 USD; half of it cached 1.1; nine tenths 0.38.
      expect([costUsd.low, costUsd.likely, costUsd.high].map((usd) => usd.toFixed(2))).toEqual([
        "0.38",
        "1.10",
        "2.00",
      ]);
    }
  });

  test("are at least the known part when a count is missing", () => {
    const { costUsd } = partOf(
      estimated({}, { output_tokens: undefined as never }),
      "models.chat",
    ).month;
    expect(costUsd).toMatchObject({ likely: 2, missing: ["flows.ask.chat.output_tokens"] });
  });

  test("of a seller that is not in the table are those of another, and say so", () => {
    const { components, prices } = estimated({ platform: "reseller" }, {});
    expect(prices?.matches).toEqual([
      { model: "chat", asked: "acme-large", provider: "acme", matched: "acme-large" },
    ]);
    const texts = components.flatMap(({ assumptions }) => assumptions.map(({ text }) => text));
    expect(texts).toContain("list price of Acme stands for that of reseller");
  });

  test("of a name that the table only begins like are unknown, with the reason", () => {
    const unknownModel = estimated({ name: "acme-large-ultra" }, {});
    expect(likelyOf(partOf(unknownModel, "models.chat").month.costUsd)).toEqual([
      "models.chat.price",
    ]);
    const texts = unknownModel.assumptions.map(({ text }) => text);
    expect(texts).toContain("no list price for acme-large-ultra: the table only has acme-large");
  });

  test("of a model that nobody knows are unknown", () => {
    expect(costOf({ name: "nobody-1", platform: "nobody" }, {})).toEqual(["models.chat.price"]);
  });

  test("without the table are unknown, not zero", () => {
    const manifest = manifestOf({
      usage: { units_per_month: 1000 },
      models: [chat],
      flows: [{ id: "ask", steps: [{ use: "chat", input_tokens: 1, output_tokens: 1 }] }],
    });
    const { month, prices } = estimate(manifest, {}, TODAY);
    expect(likelyOf(month.costUsd)).toEqual(["models.chat.price"]);
    expect(prices).toBeUndefined();
  });
});

describe("own prices", () => {
  test("stand instead of the list", () => {
    const price = { input_usd_per_m_tokens: 1, output_usd_per_m_tokens: 5 };
    expect(costOf({ price }, {})).toBeCloseTo(1.5, 6);
    expect(costOf({ price: { ...price, usd_per_call: 0.01 } }, {})).toBeCloseTo(11.5, 6);
    expect(costOf({ price: { usd_per_call: 0.01 } }, {})).toBeCloseTo(10, 6);
  });

  test("charge cached input like other input, unless they say otherwise", () => {
    const price = { input_usd_per_m_tokens: 1, output_usd_per_m_tokens: 5 };
    const cached = { cached_input_pct: 100 };
    expect(costOf({ price }, cached)).toBeCloseTo(1.5, 6);
    expect(costOf({ price: { ...price, cached_input_usd_per_m_tokens: 0.1 } }, cached)).toBeCloseTo(
      0.6,
      6,
    );
  });

  test("are what is paid, also through the batch interface", () => {
    const price = { input_usd_per_m_tokens: 1, output_usd_per_m_tokens: 5 };
    expect(costOf({ price }, { batch_api: true })).toBeCloseTo(1.5, 6);
  });

  test("that leave out a side are at least the other", () => {
    expect(costOf({ price: { input_usd_per_m_tokens: 1 } }, {})).toBeCloseTo(1, 6);
    const { costUsd } = partOf(
      estimated({ price: { input_usd_per_m_tokens: 1 } }, {}),
      "models.chat",
    ).month;
    expect(costUsd).toMatchObject({ missing: ["models.chat.price.output_usd_per_m_tokens"] });
  });
});

test("a model on users' devices costs the product nothing, and says why", () => {
  const part = partOf(estimated({ access: "on-device" }, {}), "models.chat");
  expect(likelyOf(part.month.costUsd)).toBe(0);
  const texts = part.assumptions.map(({ text }) => text);
  expect(texts).toContain("runs on users' devices, which the product does not pay for");
});

describe("who answers a call decides where", () => {
  const called = (model: Partial<Model>) => partOf(estimated(model, {}), "models.chat");
  const assumed = (model: Partial<Model>) => called(model).assumptions.map(({ text }) => text);

  test("the platform before the maker", () => {
    const name = "mistral-small-2603";
    expect(assumed({ name, platform: "mistral" })).toContain(
      "vendor runs in Europe, mostly in France",
    );
    expect(assumed({ name, platform: "aws-bedrock" })).toContain(
      "vendor runs in the United States",
    );
    expect(assumed({ name: "openai/gpt-oss-120b", platform: "groq" })).toContain(
      "PUE of the provider not given",
    );
  });

  test("and models of one vendor share the grid", () => {
    const carbonOf = (ids: readonly string[]) => {
      const models = ids.map((id) => ({
        ...chat,
        id,
        wh_per_call: { value: 1, low: 0.999999, high: 1.000001, source: "docs/measured.md" },
      }));
      const steps = ids.map((use) => ({ use, input_tokens: 1000, output_tokens: 100 }));
      const flows = [{ id: "f", runs_per_month: 1e6, steps }];
      const { operationalCarbonKg: carbon } = estimateOf({ models, flows }).month;
      if ("unknown" in carbon) throw new Error("known");
      return carbon;
    };
    const [one, two] = [carbonOf(["a"]), carbonOf(["a", "b"])];
    for (const key of ["low", "likely", "high"] as const)
      expect(two[key] / one[key]).toBeCloseTo(2, 4);
  });
});

test.each([
  ["gpt-4o", "gpt-4o-2024-08-06", true],
  ["gpt-4o-2024-08-06", "gpt-4o", true],
  ["claude-sonnet-4-5-20250929", "claude-sonnet-4-5", true],
  [
    "anthropic.claude-sonnet-4-5-20250929-v1:0",
    "regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
    true,
  ],
  ["mistral-large-latest", "mistral-large", true],
  ["mistral-large-2411", "mistral-large", true],
  ["claude-sonnet-4-5@20250929", "claude-sonnet-4-5", true],
  ["models/gemini-2.5-flash", "gemini-2.5-flash", true],
  ["claude-sonnet-4-5-mega", "claude-sonnet-4-5", false],
  ["gpt-4o-mini", "gpt-4o", false],
  ["gpt-5", "gpt-4", false],
  ["gemini-2.5-flash-lite", "gemini-2.5-flash", false],
  ["claude-opus-4-1", "claude-opus-4", false],
])("%s and %s are the same model: %s", (asked, found, same) => {
  expect(sameModel(asked, found)).toBe(same);
});

describe("what an estimate needs", () => {
  test.each([
    ["prices, for an API model", { models: [chat] }, { prices: true, countries: false }],
    [
      "no prices, with its own",
      { models: [{ ...chat, price: { usd_per_call: 1 } }] },
      { prices: false, countries: false },
    ],
    [
      "no countries, for a region of the table",
      {
        models: [],
        components: [
          { id: "c", kind: "other", provider: "aws", placement: [{ region: "eu-north-1" }] },
        ],
      },
      { prices: false, countries: false },
    ],
    [
      "countries, for a region without a figure",
      {
        models: [],
        components: [
          { id: "c", kind: "other", provider: "azure", placement: [{ region: "uksouth" }] },
        ],
      },
      { prices: false, countries: true },
    ],
    [
      "countries, for a country",
      { models: [], data: [{ id: "d", placement: [{ country: "FR" }] }] },
      { prices: false, countries: true },
    ],
  ] as const)("%s", (_, parts, needs) => {
    expect(estimateNeeds(manifestOf(parts as never))).toMatchObject(needs);
  });
});
