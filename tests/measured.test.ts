import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MeasuredReport, ReportedModel } from "../src/measured/measured-report.ts";
import { parseReport } from "../src/measured/parse-report.ts";

const fixture = (name: string) => readFileSync(`tests/fixtures/measured/${name}`, "utf8");

function reportOf(text: string): MeasuredReport {
  const read = parseReport("report", text);
  if (!read.ok) throw new Error(read.because);
  return read.report;
}

function modelOf(text: string): ReportedModel {
  const [model, ...rest] = reportOf(text).models;
  if (model === undefined || rest.length > 0) throw new Error("one model");
  return model;
}

/** Why a text is no report. */
function refusal(text: string): string {
  const read = parseReport("report", text);
  return read.ok ? "ok" : read.because;
}

const boamps = (changes: object) =>
  JSON.stringify({ ...JSON.parse(fixture("boamps-llm.json")), ...changes });

describe("a BoAmps report", () => {
  // The published example: Boavizta/BoAmps, examples/energy-report-llm-inference.json.
  test("gives energy, requests, tokens, chips and the error of its quality", () => {
    expect(modelOf(fixture("boamps-llm.json"))).toEqual({
      name: "llama2-13b",
      paramsB: 13,
      calls: {
        kwh: 0.00267074,
        requests: 1,
        inputTokens: 11,
        outputTokens: 828,
        boundary: "node",
        error: 0.1,
        seconds: { sum: 19.09390426, longest: 19.09390426 },
        chips: [{ names: ["Tesla V100S-PCIE-32GB", "V100"], count: 2 }],
      },
      trainings: [],
      unusable: [],
    });
  });

  test("of the older form has its numbers in quotes, and empty fields", () => {
    const { calls } = modelOf(fixture("boamps-wh-for-kwh.json"));
    expect(calls).toMatchObject({ kwh: 0.359554063044399, requests: 1, inputTokens: 37 });
    expect(calls).toMatchObject({ outputTokens: 103, chips: [{ count: 2 }] });
  });

  test.each([
    // 3 + 2 kWh by one method are 5; the meter at the wall saw the same again, and more: 6.
    [
      [
        ["codecarbon", 3],
        ["codecarbon", 2],
      ],
      5,
      "node",
    ],
    [
      [
        ["codecarbon", 3],
        ["wattmeter", 6],
      ],
      6,
      "node",
    ],
    [[["nvml", 3]], 3, "accelerator"],
    // Processor alone on a machine with accelerators is no figure of the task.
    [
      [
        ["rapl", 9],
        ["nvml", 3],
      ],
      3,
      "accelerator",
    ],
  ] as const)("adds up what one method saw: %o", (measured, kwh, boundary) => {
    const measures = measured.map(([measurementMethod, powerConsumption]) => {
      return { measurementMethod, powerConsumption };
    });
    expect(modelOf(boamps({ measures })).calls).toMatchObject({ kwh, boundary });
  });

  test("counts the share of a chip that the task had", () => {
    const components = [
      { componentName: "A100", componentType: "gpu", nbComponent: 2, share: 0.25 },
    ];
    const { calls } = modelOf(boamps({ infrastructure: { components } }));
    expect(calls?.chips).toEqual([{ names: ["A100"], count: 0.5 }]);
  });

  test.each([
    ["Wh", 2.67, 0.00267],
    ["kWh", 2.67, 2.67],
    // 36 MJ are 10 kWh.
    ["MJoule", 36, 10],
  ])("in %s is turned into kWh", (unit, powerConsumption, kwh) => {
    expect(modelOf(boamps({ measures: [{ unit, powerConsumption }] })).calls?.kwh).toBeCloseTo(kwh);
  });

  test.each([
    ["training", "pre-training"],
    ["finetuning", "fine-tuning"],
  ])("of the stage %s is about training", (taskStage, stage) => {
    const { calls, trainings } = modelOf(boamps({ task: { taskStage } }));
    expect(calls).toBeUndefined();
    expect(trainings).toMatchObject([{ stage, energy: { kwh: 0.00267074 } }]);
  });

  test.each([
    [{ task: { taskStage: "inference" } }, /no number of requests/],
    [{ task: { taskStage: "inference", nbRequest: 0 } }, /no number of requests/],
    [
      { task: { taskStage: "training+inference", nbRequest: 1 } },
      /"training\+inference" is not one/,
    ],
    [{ measures: [{ measurementMethod: "rapl", powerConsumption: 1 }] }, /saw the processor only/],
  ])("says why %o is of no use", (changes, expected) => {
    const { calls, trainings, unusable } = modelOf(boamps(changes));
    expect([calls, trainings]).toEqual([undefined, []]);
    expect(unusable.join()).toMatch(expected);
  });

  test.each([
    [{ measures: [{ unit: "petaFLOPS", powerConsumption: 1 }] }, /unit: must be an energy/],
    [{ measures: [{ powerConsumption: -1 }] }, /powerConsumption/],
    [{ measures: [{ powerConsumption: "1e999x" }] }, /powerConsumption/],
    [{ measures: [{}] }, /powerConsumption/],
    [{ measures: [] }, /measures/],
    [{ task: {} }, /taskStage/],
  ])("is refused for %o", (changes, expected) => {
    expect(refusal(boamps(changes))).toMatch(expected);
  });
});

describe("a model card", () => {
  test("states grams", () => {
    expect(modelOf(fixture("model-card.md")).trainings).toEqual([
      { stage: "fine-tuning", energy: undefined, kgCo2e: 6.2005 },
    ]);
  });

  test.each([
    ["co2_eq_emissions: 1234.5", [{ stage: undefined, kgCo2e: 1.2345 }]],
    [
      'co2_eq_emissions: { emissions: "500", training_type: pre-training }',
      [{ stage: "pre-training", kgCo2e: 0.5 }],
    ],
    ["co2_eq_emissions:", []],
    ["license: mit", []],
  ])("with %s", (line, expected) => {
    expect(modelOf(`---\n${line}\n---\n# Model\n`).trainings).toMatchObject(expected);
  });

  test("with Windows line ends, and one that ends with its front matter", () => {
    expect(modelOf("---\r\nco2_eq_emissions: 10\r\n---").trainings).toMatchObject([
      { kgCo2e: 0.01 },
    ]);
  });

  test.each([
    ["co2_eq_emissions: -5", /co2_eq_emissions/],
    ["co2_eq_emissions: 5\nco2_eq_emissions: 6", /already on line 2/],
    ["co2_eq_emissions: about 5 kg", /co2_eq_emissions/],
    ["tags: &a [*a]", /alias/],
  ])("is refused for %s", (line, expected) => {
    expect(refusal(`---\n${line}\n---\n`)).toMatch(expected);
  });
});

describe("a CycloneDX ML-BOM", () => {
  const consumption = (activity: string, value: number) => {
    return { activity, activityEnergyCost: { value, unit: "kWh" } };
  };
  const bom = (...energyConsumptions: object[]) =>
    JSON.stringify({
      bomFormat: "CycloneDX",
      components: [
        { name: "a library" },
        {
          name: "a bundle",
          components: [
            {
              name: "acme/small",
              modelCard: {
                considerations: { environmentalConsiderations: { energyConsumptions } },
              },
            },
          ],
        },
      ],
    });

  test("states kWh and tonnes of a training, also of a component within another", () => {
    const text = bom(
      consumption("training", 100),
      consumption("training", 25),
      consumption("fine-tuning", 4),
    );
    const { name, trainings } = modelOf(text);
    expect(name).toBe("acme/small");
    expect(trainings.map(({ stage, energy }) => [stage, energy?.kwh])).toEqual([
      ["pre-training", 125],
      ["fine-tuning", 4],
    ]);
    // 31.22 t.
    expect(modelOf(fixture("cyclonedx-tonnes.json")).trainings[0]?.kgCo2e).toBeCloseTo(31_220);
  });

  test("has inference without a number of calls", () => {
    const { calls, unusable } = modelOf(bom(consumption("inference", 5)));
    expect(calls).toBeUndefined();
    expect(unusable).toEqual(["its energy of inference comes without a number of calls"]);
  });

  test.each([
    [bom({ activity: "training", activityEnergyCost: { value: 1, unit: "MWh" } }), /unit/],
    [bom({ activity: "training", activityEnergyCost: { value: -1, unit: "kWh" } }), /value/],
    [bom({ activity: "training" }), /activityEnergyCost/],
  ])("is refused for a wrong unit, a wrong value, or none", (text, expected) => {
    expect(refusal(text)).toMatch(expected);
  });
});

describe("a hostile file", () => {
  const deep = `{"bomFormat":"CycloneDX","components":${'[{"name":"x","components":'.repeat(40)}[]${"}]".repeat(40)}}`;
  const laughs = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (const [one, other] of ["ab", "bc", "cd", "de", "ef", "fg"])
    laughs.push(`${other}: &${other} [${`*${one}, `.repeat(10)}x]`);

  test.each([
    ["of 2 MB", `{"task":{},"measures":[${"0,".repeat(1_000_000)}0]}`, /1 MiB/],
    ["nested deep", deep, /levels deep/],
    ["that laughs a billion times", laughs.join("\n"), /alias|values/],
    ["that repeats a key", '{"task":1,"measures":1,"task":2}', /already/],
    ["that is cut", '{"task": {"taskStage": "inf', /line 1/],
    ["that is nothing", "", /line 1/],
    ["that is prose", "# Energy\n\nIt needs little.\n", /./],
    ["of another kind", '{"name": "package", "version": "1.0.0"}', /no BoAmps report/],
    ["with a number beyond all numbers", '{"task":{},"measures":[1e999]}', /too large/],
  ])("%s is refused in words", (_, text, expected) => {
    expect(refusal(text)).toMatch(expected);
    expect(refusal(text).length).toBeLessThan(500);
  });

  test("of any text never throws", () => {
    const pieces = fc.constantFrom(
      "---\n",
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"task"',
      '"measures"',
      '"bomFormat"',
      '"CycloneDX"',
      "1e9",
      "-",
      "\n",
      " ",
      "&a",
      "*a",
      "null",
      "co2_eq_emissions: ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
        const read = parseReport("report", all.join(""));
        expect(typeof read.ok).toBe("boolean");
      }),
    );
  });
});
