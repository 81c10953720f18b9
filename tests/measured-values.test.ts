// A measured figure decides when it can be true, and never because it says so.
import { describe, expect, test } from "vitest";
import { likelyOf } from "./estimate-manifest.ts";
import {
  api,
  boamps,
  energyOf,
  fixture,
  measures,
  modelPart,
  reported,
  type Scene,
  verdict,
} from "./measured-scene.ts";

describe("energy of a call is refused", () => {
  const wh = (value: number, more: object = {}): Scene => ({
    model: { ...api, wh_per_call: { value, basis: "measured", ...more } },
  });
  // gpt-4o, 100 + 300 tokens: modelled 0.3 Wh, 0.09 to 1.1.
  test.each<[string, Scene, RegExp]>([
    ["as nothing", wh(0), /no call needs nothing/],
    ["a thousand times too high", wh(900), /a thousand times off/],
    ["a thousand times too low", wh(1e-4), /a thousand times off/],
    [
      "with a source that is only a text",
      wh(0.001, { source: "https://x.y" }),
      /takes a measured report and a person/,
    ],
    ["just below the range", wh(0.05), /shown and not used/],
    [
      "of nobody knows what",
      { model: { ...api, name: "nobody-knows", wh_per_call: 1e-7 } },
      /as little/,
    ],
  ])("%s", (_, scene, expected) => {
    expect(verdict(scene)).toMatch(expected);
    const { method, assumptions, month } = modelPart(scene);
    expect(method).toBe("per-call");
    expect(assumptions.map(({ text }) => text).join("\n")).toMatch(/ Wh against .* modelled\)/);
    const without = { ...scene, model: { ...scene.model } };
    delete (without.model as { wh_per_call?: unknown }).wh_per_call;
    expect(month.energyKwh).toEqual(modelPart(without).month.energyKwh);
  });

  test.each<[string, Scene]>([
    ["within the range", wh(0.5)],
    ["above the range", wh(5)],
    ["of a model of unknown size", { model: { ...api, name: "nobody-knows", wh_per_call: 0.4 } }],
  ])("not %s", (_, scene) => {
    expect(verdict(scene)).toBe("declared");
  });
});

describe("a report is refused", () => {
  const big = (tokens: number) => ({
    taskStage: "inference",
    nbRequest: 1,
    dataset: [{ dataUsage: "output", dataType: "token", dataQuantity: tokens }],
  });
  test.each<[string, Scene, RegExp]>([
    // 0.36 kWh in 4.1 s are 315 kW; 1.3 * 2 * 300 W * 1.82 = 1,420 W.
    [
      "with Wh for kWh",
      reported(fixture("boamps-wh-for-kwh.json")),
      /315 kW, and its 2 v100 draw at most 1420 W/,
    ],
    // 0.00001 kWh in 19 s are 1.9 W.
    [
      "with too little power",
      reported(boamps({ measures: measures(1e-5, 19) })),
      /1\.89 W, and its 2 v100 draw/,
    ],
    // 20,000 tokens in 19 s are 1,053 a second; 2 * 900 GB/s over 26 GB read 69 times, at most 4 tokens each.
    [
      "with too many tokens a second",
      reported(boamps({ task: big(20_000) })),
      /wrote 1047 tokens a second/,
    ],
    [
      "of a model of another size",
      reported(boamps(), { params_b: 70 }),
      /13 billion parameters, and this one has 70/,
    ],
    [
      "below the range",
      reported(boamps({ measures: measures(2e-5) })),
      /no person has confirmed it/,
    ],
  ])("%s", (_, scene, expected) => {
    expect(verdict(scene)).toMatch(expected);
  });

  test("not as it was published, and its call costs what was metered", () => {
    const scene = reported(boamps());
    expect(verdict(scene)).toBe("declared");
    // 1,000 calls of 2.67 Wh, times the PUE of the place.
    const { declaredEnergy } = modelPart(scene);
    expect(likelyOf(declaredEnergy?.declaredWhPerCall as never)).toBeCloseTo(2.67074, 4);
    expect(declaredEnergy?.evidence).toBe("docs/energy.json");
  });

  test.each<[string, Scene, RegExp]>([
    ["that nobody read", { ...reported(""), reports: {} }, /no file of the repository was read/],
    ["that is none", reported("nothing: here"), /no BoAmps report/],
    [
      "without requests",
      reported(boamps({ task: { taskStage: "inference" } })),
      /no number of requests/,
    ],
  ])("%s says so, and the model is used", (_, scene, expected) => {
    const { declaredEnergy, assumptions, method } = modelPart(scene);
    expect([declaredEnergy, method]).toEqual([undefined, "per-call"]);
    expect(assumptions.map(({ text }) => text).join("\n")).toMatch(expected);
  });

  test("not for many tokens a second of requests side by side", () => {
    // 32 requests of 625 tokens in 19 s: more than one alone could be written, and little to compute.
    const task = { ...big(625), nbRequest: 32 };
    expect(verdict(reported(boamps({ task })))).not.toMatch(/tokens a second/);
  });

  test("of several models is read for the one of that name", () => {
    const card = { considerations: { environmentalConsiderations: { energyConsumptions: [] } } };
    const named = (...names: readonly string[]) =>
      JSON.stringify({
        bomFormat: "CycloneDX",
        components: names.map((name) => ({ name, modelCard: card })),
      });
    const said = (text: string) =>
      modelPart(reported(text))
        .assumptions.map((one) => one.text)
        .join("\n");
    expect(said(named("other/one", "meta-llama/Llama2_13B"))).toContain("no energyConsumptions");
    expect(said(named("other/one", "other/two"))).toContain("2 models, none of that name");
  });

  test("never by what the manifest says beside it", () => {
    const scene = reported(boamps(), { wh_per_call: 4 });
    const { declaredEnergy, assumptions } = modelPart(scene);
    expect(likelyOf(declaredEnergy?.declaredWhPerCall as never)).toBeCloseTo(2.67074, 4);
    expect(assumptions.map(({ text }) => text).join("\n")).toContain("not its wh_per_call");
  });
});

describe("a figure for one call", () => {
  const measured_call = { input_tokens: 100, output_tokens: 300 };
  const both: Scene["calls"] = [
    [100, 300],
    [100, 30_000],
  ];
  const half = {
    ...api,
    wh_per_call: { value: 0.5, low: 0.5, high: 0.5, basis: "measured" as const },
  };

  test("is not one for calls a hundred times as long", () => {
    expect(verdict({ model: half, calls: both })).toMatch(
      /differ \d+-fold, and nothing says of which one/,
    );
    expect(
      verdict({
        model: half,
        calls: [
          [100, 300],
          [100, 500],
        ],
      }),
    ).toBe("declared");
  });

  test("is scaled to others as the model says, and is surer of them than the model", () => {
    const scaled = energyOf({ model: { ...half, measured_call }, calls: [[100, 30_000]] });
    const [short, long] = [
      [100, 300],
      [100, 30_000],
    ].map((call) => energyOf({ model: api, calls: [call as [number, number]] }));
    const one = energyOf({ model: half });
    const expected = ((one.likely ?? 0) * (long?.likely ?? 0)) / (short?.likely ?? 1);
    expect(scaled.likely / expected).toBeGreaterThan(0.9);
    expect(scaled.likely / expected).toBeLessThan(1.1);
    expect(scaled.high / scaled.low).toBeLessThan(0.5 * ((long?.high ?? 0) / (long?.low ?? 1)));
  });

  test("is itself for its own call", () => {
    expect(energyOf({ model: { ...half, measured_call } })).toEqual(energyOf({ model: half }));
  });

  test("needs the tokens that it is scaled by", () => {
    const scene = { model: { ...half, measured_call: { input_tokens: 100 } }, calls: both };
    expect(verdict(scene)).toMatch(/nothing says of which/);
  });

  test("says what the meter saw, and is converted once", () => {
    const at = (boundary: "accelerator" | "node" | "facility") => {
      const { declaredWhPerCall } =
        modelPart({
          model: { ...half, measured_call: { ...measured_call, boundary } },
        }).declaredEnergy ?? {};
      return likelyOf(declaredWhPerCall as never);
    };
    // Host factor 1.57; the PUE of Azure, where OpenAI is taken to run, 1.17 (median of draws).
    expect(at("node")).toBe(0.5);
    expect(at("accelerator")).toBeCloseTo(0.5 * 1.57, 2);
    expect(at("facility")).toBeCloseTo(0.5 / 1.17, 2);
  });
});
