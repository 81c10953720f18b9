import { describe, expect, test } from "vitest";
import type { Flow, Step } from "../src/manifest/flow.ts";
import type { Environment } from "../src/manifest/surroundings.ts";
import { estimateOf, likelyOf } from "./estimate-manifest.ts";

const model = (id: string) =>
  ({
    id,
    name: "acme-large",
    access: "api",
    platform: "acme",
    params_b: 10,
    generative: true,
  }) as const;

const tokens = { input_tokens: 1000, output_tokens: 100 };

const flowsOf = (
  flows: readonly Flow[],
  units: number | "no volume" = 1000,
  environments: Environment[] = [],
) =>
  estimateOf({
    ...(units === "no volume" ? {} : { usage: { units_per_month: units } }),
    models: ["a", "b", "c"].map(model),
    flows: [...flows],
    environments,
  });

/** Calls per month of each step, by its id. */
const callsOf = (...args: Parameters<typeof flowsOf>) =>
  Object.fromEntries(
    flowsOf(...args).flows.flatMap(({ steps }) =>
      steps.map(({ id, callsPerMonth }) => [id, likelyOf(callsPerMonth)]),
    ),
  );

const step = (use: string, more: Partial<Step> = {}): Step => ({ use, ...tokens, ...more });

describe("calls per month", () => {
  test("follow reach, ends and calls, in order", () => {
    const steps = [
      step("a", { ends_pct: 20 }),
      step("b", { reach_pct: 50, calls: 3 }),
      step("c", { reach_pct: 50, ends_pct: 50 }),
      step("a", { calls: 2 }),
    ];
    // 800 of 1,000 go on; half of them make 3 calls of b; half come to c, where half of those end.
    expect(callsOf([{ id: "f", steps }])).toEqual({
      "f/a": 1000,
      "f/b": 1200,
      "f/c": 400,
      "f/a~2": 1200,
    });
  });

  test("repeat a step's name with a number, and prefer its id", () => {
    const steps = [step("a"), step("a"), step("a", { id: "again" }), step("a")];
    expect(Object.keys(callsOf([{ id: "f", steps }]))).toEqual([
      "f/a",
      "f/a~2",
      "f/again",
      "f/a~3",
    ]);
  });

  test("count runs per unit and absolute runs; runs that fail are among them", () => {
    const flows = [
      { id: "x", per_unit: 2, steps: [step("a")] },
      { id: "y", runs_per_month: 30, steps: [step("a")] },
      { id: "z", success_pct: 80, steps: [step("a")] },
    ];
    expect(callsOf(flows)).toEqual({ "x/a": 2000, "y/a": 30, "z/a": 1000 });
  });

  test("of a nested flow are those of the flows that run it, and its own", () => {
    const flows: Flow[] = [
      { id: "inner", runs_per_month: 5, steps: [step("b", { calls: 2 })] },
      { id: "outer", steps: [step("a"), { use: "middle", calls: 3 }] },
      { id: "middle", steps: [{ use: "inner", reach_pct: 50 }, step("c")] },
    ];
    expect(callsOf(flows)).toEqual({
      "outer/a": 1000,
      "outer/middle": 3000,
      "middle/inner": 1500,
      "middle/c": 3000,
      "inner/b": 3010,
    });
  });

  test("of flows that run each other in a circle, which no manifest may have, are unknown", () => {
    const flows: Flow[] = [
      { id: "one", per_unit: 1, steps: [step("a"), { use: "two" }] },
      { id: "two", steps: [step("b"), { use: "one" }] },
    ];
    const [one, two] = flowsOf(flows).flows;
    expect(one?.runsPerMonth).toMatchObject({ unknown: true, missing: ["flows.one.steps"] });
    expect(two?.runsPerMonth).toMatchObject({ unknown: true, missing: ["flows.two.steps"] });
  });

  test("without a volume are unknown, and so is what follows", () => {
    const estimated = flowsOf([{ id: "f", steps: [step("a")] }], "no volume");
    expect(likelyOf(estimated.month.energyKwh)).toEqual(["usage.units_per_month"]);
    expect(likelyOf(estimated.unit.costUsd)).toEqual(["usage.units_per_month"]);
  });

  test("per functional unit are the month over its units", () => {
    const { month, unit } = flowsOf([{ id: "f", steps: [step("a")] }]);
    const [whole, one] = [likelyOf(month.energyKwh) as number, likelyOf(unit.energyKwh) as number];
    expect(one).toBeCloseTo(whole / 1000, 9);
  });

  test("say what was assumed of a flow, and which input would replace it", () => {
    const { flows, assumptions } = flowsOf([{ id: "f", steps: [step("a")] }]);
    expect(flows[0]?.assumptions.map(({ input }) => input)).toEqual(["flows.f.per_unit"]);
    expect(assumptions.map(({ input }) => input)).toContain("flows.f.per_unit");
  });
});

describe("tests and evaluations", () => {
  const flows: Flow[] = [
    { id: "f", steps: [step("a"), { use: "g", calls: 2 }] },
    { id: "g", steps: [step("b")] },
  ];

  test("of a flow call all that it calls, nested flows included", () => {
    const { components } = flowsOf(flows, 1000, [
      { name: "ci", evals: [{ use: "f", calls: 1000 }] },
    ]);
    const costOf = (id: string) => components.find((part) => part.id === id)?.month.costUsd;
    // As many runs as in production cost as much.
    const production = ["models.a", "models.b"]
      .map((id) => costOf(id))
      .map((cost) => cost && likelyOf(cost));
    const tests = costOf("environments.ci");
    expect(tests && likelyOf(tests)).toBeCloseTo(
      (production[0] as number) + (production[1] as number),
      6,
    );
  });

  test("of a model take the tokens of production, where they do not say", () => {
    const costOf = (evaluation: object) => {
      const evals = [{ use: "a", calls: 1000, ...evaluation }];
      const { components } = flowsOf([{ id: "f", steps: [step("a")] }], 1000, [
        { name: "ci", evals },
      ]);
      const cost = components.find(({ id }) => id === "environments.ci")?.month.costUsd;
      return cost && likelyOf(cost);
    };
    // 1,000 calls of 1,000 input at 2 USD and 100 output at 10 USD per million tokens: 3 USD.
    expect(costOf({})).toBeCloseTo(3, 6);
    expect(costOf({ output_tokens: 200 })).toBeCloseTo(4, 6);
    expect(costOf({ cached_pct: 75 })).toBeCloseTo(0.75, 6);
  });

  test("are not part of the model's production", () => {
    const none = flowsOf([{ id: "f", steps: [step("a")] }]);
    const some = flowsOf([{ id: "f", steps: [step("a")] }], 1000, [
      { name: "ci", evals: [{ use: "a", calls: 500 }] },
    ]);
    const partA = (estimated: typeof none) =>
      estimated.components.find(({ id }) => id === "models.a");
    expect(partA(some)?.month).toEqual(partA(none)?.month);
  });
});

test("a step that uses nothing known is unknown, not free", () => {
  const [flow] = flowsOf([{ id: "f", steps: [{ use: "ghost" }] }]).flows;
  expect(flow?.steps[0]?.basis).toBe("unknown");
  expect(flow && likelyOf(flow.month.energyKwh)).toEqual(["flows.f.ghost"]);
});
