// What a manifest names has to be there: a part that nobody describes has no figure, and no budget is met with it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Manifest, parseManifest } from "../src/manifest/manifest.ts";
import { danglingReferences } from "../src/manifest/references.ts";
import { type Figure, isUnknown } from "../src/quantity/quantity.ts";
import { renderText } from "../src/render/text.ts";
import { judged, reviewFiles } from "./review-files.ts";

const PATH = "architecture.yaml";
const WHOLE = `version: 1
product: { name: Shop, stage: idea, functional_unit: answer }
usage: { units_per_month: 40000 }
models:
  - { id: answer, name: gpt-4o-mini, platform: openai, vendor: openai, access: api, fallback: local }
  - { id: local, name: llama, access: self-hosted, params_b: 8, training: [{ kind: adapter, dataset: tickets, accelerator: nvidia-l4, accelerators: 1, hours_per_run: 1, once: true, amortise_months: 12 }] }
components:
  - { id: gpu, kind: inference, runs: [local], where: cloud, provider: aws, placement: [{ region: eu-north-1 }], accelerator: nvidia-l4, replicas: { mean: 1 }, busy_pct: 30, purchase: on-demand }
  - { id: index, kind: vector-store, stores: [tickets], environment: prod, where: cloud, provider: aws, placement: [{ region: eu-north-1 }], compute: { vcpus: 2, memory_gb: 8 } }
flows:
  - id: ask
    steps:
      - { use: answer, input_tokens: 2000, output_tokens: 300 }
      - { use: retry, calls: 2 }
  - id: retry
    steps:
      - { use: local, input_tokens: 2000, output_tokens: 300 }
data:
  - { id: tickets, gb: 3, class: ssd, provider: aws, placement: [{ region: eu-north-1 }] }
environments:
  - { name: staging, where: cloud, evals: [{ use: answer, calls: 100 }] }
`;

/** Each place that names something, and whether what it names takes part in the month's figures. */
const PLACES: readonly [where: string, written: string, misspelt: string, counts: boolean][] = [
  ["a step", "use: answer, input", "use: answr, input", true],
  ["a flow in a flow", "use: retry, calls", "use: retri, calls", true],
  ["what a machine runs", "runs: [local]", "runs: [locale]", true],
  ["a test", "evals: [{ use: answer", "evals: [{ use: anwser", true],
  ["a fallback", "fallback: local", "fallback: locl", false],
  ["a data set that is learnt from", "dataset: tickets", "dataset: tikets", false],
  ["a data set that is kept", "stores: [tickets]", "stores: [ticket]", false],
  ["production", "environment: prod,", "environment: prdo,", false],
];

const parsed = (text: string): Manifest => {
  const result = parseManifest(PATH, text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.located.value;
};

const review = (text: string, policy?: string) => judged(reviewFiles({ [PATH]: text }, policy));

const isComplete = (figure: Figure) => !isUnknown(figure) && figure.missing === undefined;

test("nothing points nowhere in a manifest that is whole, and its month is complete", () => {
  expect(danglingReferences(parsed(WHOLE))).toEqual([]);
  const { month } = review(WHOLE).estimate;
  expect(Object.values(month).map(isComplete)).toEqual(Object.values(month).map(() => true));
});

describe.each(PLACES)("%s that is misspelt", (_, written, misspelt, counts) => {
  const text = WHOLE.replace(written, misspelt);
  const lines = text.split("\n");
  const line = lines.findIndex((one, at) => one !== WHOLE.split("\n")[at]) + 1;
  const word = /[a-z]+(?=[\]},]|$)/;

  test("is found, with what was meant", () => {
    const [only, ...others] = danglingReferences(parsed(text));
    expect(others).toEqual([]);
    expect(misspelt).toContain(only?.id);
    expect(written).toContain(only?.meant);
    expect(word.test(only?.id ?? "")).toBe(true);
  });

  test("is a finding on its line", () => {
    const { findings } = review(text);
    const found = findings.find(({ check }) => check.id === "CH12-D1-01");
    const because = found?.outcome === "fail" ? found.because : found?.outcome;
    expect(found?.line).toBe(line);
    expect(because).toMatch(/^dangling is [a-z]+ \(did you mean [a-z]+\?\)(, local)?$/);
  });

  test(counts ? "leaves no figure complete, and no budget met" : "changes no figure", () => {
    const policy = "version: 1\nbudgets: { usd_per_month: 1000000, kwh_per_month: 1000000 }\n";
    const { estimate, budgets, gate } = review(text, policy);
    const { energyKwh, carbonKg, waterL, costUsd } = estimate.month;
    expect([energyKwh, carbonKg, waterL, costUsd].some(isComplete)).toBe(!counts);
    expect(budgets.map(({ state }) => state)).toEqual(
      counts ? ["undecided", "undecided"] : ["met", "met"],
    );
    expect(gate.verdict).toBe(counts ? "waiting" : "pass");
  });
});

test("no misspelling of what is called can meet a budget", () => {
  const policy = "version: 1\nbudgets: { usd_per_month: 1000000 }\n";
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES.filter(([, , , counts]) => counts)),
      fc.stringMatching(/^[a-z]{1,12}$/),
      (place, name) => {
        const [, written] = place;
        const text = WHOLE.replace(written, written.replace(/(answer|retry|local)/, `zz-${name}`));
        expect(review(text, policy).budgets.map(({ state }) => state)).toEqual(["undecided"]);
      },
    ),
    { numRuns: 30 },
  );
});

describe("what is never run", () => {
  const policy = `version: 1
packs: [{ use: cpl-12, enforce: advisory }]
budgets: { usd_per_month: 1000000, when_undecided: allow }
`;
  test.each<[what: string, written: string, instead: string, missing: string, why: RegExp]>([
    [
      "a step without calls",
      "use: retry, calls: 2",
      "use: retry, calls: 0",
      "flows.retry",
      /retry never runs/,
    ],
    [
      "a step that nobody reaches",
      "{ use: answer, input",
      "{ use: answer, reach_pct: 0, input",
      "flows.ask.answer",
      /answer is never called/,
    ],
    [
      "a step behind the end of all runs",
      "output_tokens: 300 }\n      - { use: retry",
      "output_tokens: 300, ends_pct: 100 }\n      - { use: retry",
      "flows.ask.retry",
      /retry is never called/,
    ],
    [
      "a flow that never runs",
      "id: ask\n",
      "id: ask\n    per_unit: 0\n",
      "flows.ask",
      /ask never runs/,
    ],
    [
      "a product that delivers nothing",
      "units_per_month: 40000",
      "units_per_month: 0",
      "usage.units_per_month",
      /delivers nothing in a month/,
    ],
    [
      "a main flow that another one runs",
      "  - id: retry",
      "  - { id: weekly, runs_per_month: 4, steps: [{ use: ask }] }\n  - id: retry",
      "flows.ask.per_unit",
      /no flow runs per functional unit/,
    ],
  ])(
    "%s leaves the month incomplete, and no limit is allowed by",
    (_, written, instead, missing, why) => {
      expect(WHOLE).toContain(written);
      const { estimate, budgets, gate } = review(WHOLE.replace(written, instead), policy);
      expect(estimate.missing).toContain(missing);
      expect(
        estimate.assumptions.filter(({ input }) => input === missing).map(({ text }) => text),
      ).toEqual([expect.stringMatching(why)]);
      expect(budgets.map(({ state }) => state)).toEqual(["undecided"]);
      expect(gate.verdict).toBe("waiting");
    },
  );

  test("a flow that only others run needs no volume of its own", () => {
    expect(review(WHOLE, policy).gate.verdict).toBe("pass");
  });

  test("a flow that says 0 by itself, and that another one runs, is run by that one", () => {
    const text = WHOLE.replace(
      "  - id: retry",
      "  - { id: weekly, runs_per_month: 4, steps: [{ use: ask }] }\n  - id: retry",
    ).replace("id: ask\n", "id: ask\n    per_unit: 0\n");
    expect(review(text, policy).gate.verdict).toBe("pass");
  });
});

test.each<[string, string | RegExp, string]>([
  ["no list of data sets", /data:\n.*\n/, ""],
  ...["labelling", "stagin", "prod-eu", "prod2", "product", "pre-prod"].map(
    (name): [string, string, string] => [
      `an environment called ${name}`,
      "environment: prod,",
      `environment: ${name},`,
    ],
  ),
  ["production in another spelling", "environment: prod,", "environment: Production,"],
])("%s does not dangle", (_, written, instead) => {
  expect(danglingReferences(parsed(WHOLE.replace(written, instead)))).toEqual([]);
});

test("twenty thousand names that nobody describes are found, and only some compared with all", () => {
  const steps = Array.from({ length: 500 }, (_, at) => ({ use: `ghost-${at}` }));
  const flows = Array.from({ length: 40 }, (_, at) => ({
    id: `f${at}`,
    steps: steps.map(({ use }) => ({ use: `${use}-${at}` })),
  }));
  const models = Array.from({ length: 2000 }, (_, at) => ({
    id: `model-${at}`,
    name: "x",
    access: "api",
  }));
  const manifest = Manifest.parse({
    version: 1,
    product: { name: "x", stage: "idea", functional_unit: "y" },
    models,
    flows,
  });
  expect(danglingReferences(manifest)).toHaveLength(20_000);
});

describe("flows that come back to themselves", () => {
  const problems = (flows: string) => {
    const head = WHOLE.slice(0, WHOLE.indexOf("flows:"));
    const before = head.split("\n").length;
    const result = parseManifest(PATH, `${head}flows:\n${flows}`);
    return result.ok
      ? []
      : result.problems.map(
          ({ line, column, message }) => `${line - before}:${column} ${message.split(" does.")[0]}`,
        );
  };
  const flow = (id: string, ...uses: string[]) =>
    `  - { id: ${id}, steps: [${uses.map((use) => `{ use: ${use} }`).join(", ")}] }\n`;

  test.each<[string, string, string[]]>([
    [
      "at once",
      flow("ask", "answer", "ask"),
      ["1:48 flows[0].steps[1].use: a flow cannot use itself, as ask > ask"],
    ],
    [
      "by another",
      flow("ask", "check") + flow("check", "answer", "ask"),
      ["2:50 flows[1].steps[1].use: a flow cannot use itself, as ask > check > ask"],
    ],
    [
      "in two places, both at once",
      flow("ask", "ask") +
        flow("a", "answer") +
        flow("b", "c") +
        flow("c", "d", "a") +
        flow("d", "b"),
      [
        "1:31 flows[0].steps[0].use: a flow cannot use itself, as ask > ask",
        "5:29 flows[4].steps[0].use: a flow cannot use itself, as b > c > d > b",
      ],
    ],
    [
      "behind flows that are on no circle",
      flow("start", "ask") +
        flow("ask", "check", "end") +
        flow("check", "ask") +
        flow("end", "answer"),
      ["3:33 flows[2].steps[0].use: a flow cannot use itself, as ask > check > ask"],
    ],
    [
      "never, where two flows use one",
      flow("a", "c", "b") + flow("b", "c") + flow("c", "answer"),
      [],
    ],
    ["never, where a model has the name", flow("answer", "answer"), []],
  ])("%s", (_, flows, expected) => {
    expect(problems(flows)).toEqual(expected);
  });

  test("are told how to write what repeats", () => {
    const result = parseManifest(PATH, WHOLE.replace("use: local, input", "use: retry, input"));
    const message = result.ok ? "" : result.problems[0]?.message;
    expect(message).toMatch(/Write what repeats as `calls` of a step, with `repeats: until-done`/);
  });

  test("are found in a chain of ten thousand, and a chain without one is taken", () => {
    const chain = (last: string) =>
      Array.from({ length: 10_000 }, (_, at) => ({
        id: `f${at}`,
        steps: [{ use: at === 9999 ? last : `f${at + 1}` }],
      }));
    const parse = (flows: unknown) =>
      Manifest.safeParse({
        version: 1,
        product: { name: "x", stage: "idea", functional_unit: "y" },
        models: [{ id: "m", name: "x", access: "api" }],
        flows,
      }).success;
    expect([parse(chain("m")), parse(chain("f5000"))]).toEqual([true, false]);
  });
});

test("the text says what was meant beside what the figures lack", () => {
  const text = renderText(
    reviewFiles({ [PATH]: WHOLE.replace("use: answer, input", "use: answr, input") }),
    { colour: false, width: 400 },
  );
  expect(text).toContain(
    "Not complete without flows.ask.answr (answr is used and described nowhere; did you mean answer?)",
  );
});

test("a data set that nobody lists says nothing of a part that has its name", () => {
  const text = WHOLE.replace("stores: [tickets]", "stores: [index]").replace(
    "{ use: retry, calls: 2 }",
    "{ use: index, repeats: until-done }",
  );
  const { estimate, findings } = review(text);
  expect(danglingReferences(parsed(text))).toMatchObject([{ id: "index", to: "data" }]);
  expect(estimate.components.filter(({ method }) => method === "unknown")).toEqual([]);
  expect(findings.filter(({ item, mutedBy }) => item.key === "steps/ask/index" && mutedBy)).toEqual(
    [],
  );
});

test("one name that dangles in two ways has the hint of each", () => {
  const text = WHOLE.replace("stores: [tickets]", "stores: [tikets]").replace(
    "use: retry, calls",
    "use: tikets, calls",
  );
  const meant = danglingReferences(parsed(text)).map(({ to, meant }) => [to, meant]);
  expect(meant).toEqual([
    ["part", undefined],
    ["data", "tickets"],
  ]);
});
