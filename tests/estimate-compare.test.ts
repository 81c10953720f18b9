import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareDraws,
  compareEstimates,
  type Differences,
  drawMonth,
} from "../src/estimate/compare.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { Model } from "../src/manifest/model.ts";
import { createDifference, type Difference } from "../src/quantity/difference.ts";
import { exactly, uncertain, unknown } from "../src/quantity/uncertain.ts";
import { estimateOf, manifestOf, PRICES, TODAY } from "./estimate-manifest.ts";

const METRICS = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;

const gpu = {
  id: "gpu",
  kind: "inference",
  runs: ["m"],
  accelerator: "h100",
  where: "cloud",
  provider: "aws",
  placement: [{ region: "us-east-1" }],
  replicas: { mean: 2 },
  concurrency: 32,
  usd_per_month: 5000,
} as const satisfies Component;

const own = {
  id: "m",
  name: "own-8b",
  access: "self-hosted",
  generative: true,
  params_b: 8,
} as const;
const api = { ...own, id: "api", name: "acme-large", access: "api", platform: "acme" } as const;
const strange = { id: "odd", name: "nobody-knows", access: "api", generative: true } as const;

const BASE = {
  usage: { units_per_month: 1_000_000 },
  models: [own, api],
  components: [gpu],
  flows: [
    {
      id: "ask",
      steps: [
        { use: "m", input_tokens: 500, output_tokens: 300 },
        { use: "api", input_tokens: 500, output_tokens: 300 },
      ],
    },
  ],
} as const satisfies Partial<Manifest>;

const compared = (base: Partial<Manifest>, head: Partial<Manifest>) =>
  compareEstimates(manifestOf(base), manifestOf(head), { prices: PRICES }, TODAY);

function known(difference: Difference) {
  if ("unknown" in difference) throw new Error(`unknown: ${JSON.stringify(difference.missing)}`);
  return difference;
}

const certainties = (of: Differences) => METRICS.map((metric) => of[metric].certainty);

describe("a difference of sums, draw by draw", () => {
  const wide = (id: string) => uncertain(id, { low: 1, likely: 10, high: 100 });
  const between = (
    ...pairs: [Parameters<ReturnType<typeof createDifference>["add"]>[0], number][]
  ) => {
    const total = createDifference();
    for (const [base, more] of pairs)
      total.add(
        base,
        { ...base, values: base.values === undefined ? undefined : plusExact(base, more) },
        false,
      );
    return total.value("kWh");
  };
  const plusExact = ({ values }: ReturnType<typeof exactly>, more: number) => {
    if (typeof values !== "object") return (values ?? 0) + more;
    return { vector: values.vector.map((one) => one + more / values.by), by: values.by };
  };

  test("what both have cancels: two wide numbers that differ by 2 differ by exactly 2", () => {
    const difference = known(between([wide("a"), 2], [wide("b"), 0]));
    expect(difference).toMatchObject({ low: 2, likely: 2, high: 2, certainty: "more" });
  });

  test("10 to 8, exactly: 2 less, 0.8 of it", () => {
    const total = createDifference();
    total.add(exactly(10), exactly(8), false);
    expect(total.value("USD")).toMatchObject({
      ...{ low: -2, likely: -2, high: -2, certainty: "less" },
      ratio: { low: 0.8, likely: 0.8, high: 0.8 },
    });
  });

  test("numbers that do not share a cause are not told apart", () => {
    const total = createDifference();
    total.add(wide("a"), wide("b"), false);
    const { low, high, certainty } = known(total.value("kWh"));
    expect(certainty).toBe("undecided");
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  test("the order of a sum is no difference", () => {
    const total = createDifference();
    total.add(exactly(0.1 + 0.2), exactly(0.3), false);
    expect(total.value("kWh").certainty).toBe("same");
  });

  test("what head lacks can only add: more stays more, less does not stay less", () => {
    const check = (before: number, after: number, lacks: "base" | "head") => {
      const total = createDifference();
      total.add(exactly(before), exactly(after), false);
      const [nothing, missing] = [exactly(0), unknown("x")];
      total.add(lacks === "base" ? missing : nothing, lacks === "head" ? missing : nothing, false);
      return total.value("kWh").certainty;
    };
    expect(check(1, 2, "head")).toBe("more");
    expect(check(2, 1, "head")).toBe("undecided");
    expect(check(1, 2, "base")).toBe("undecided");
    expect(check(2, 1, "base")).toBe("less");
  });

  test("nothing known differs and something is missing: unknown, unless it is missing for the same inputs", () => {
    const total = createDifference();
    total.add(unknown("x"), unknown("x"), true);
    expect(total.value("kWh").certainty).toBe("same");
    total.add(unknown("y"), unknown("y"), false);
    expect(total.value("kWh")).toEqual({
      ...{ unknown: true, unit: "kWh", certainty: "undecided" },
      missing: { base: ["y"], head: ["y"] },
    });
  });
});

describe("a change of the manifest", () => {
  test("none at all is exactly nothing, in every metric, and no part", () => {
    const { month, unit, parts } = compared(BASE, structuredClone(BASE));
    for (const differences of [month, unit])
      for (const difference of Object.values(differences))
        expect(difference).toMatchObject({ low: 0, likely: 0, high: 0, certainty: "same" });
    expect(parts).toEqual([]);
  });

  test("a cleaner region is certainly less carbon while the ranges of both overlap", () => {
    const base = { ...BASE, components: [{ ...gpu, grid_g_kwh: 400 }] };
    const cleaner = { ...BASE, components: [{ ...gpu, grid_g_kwh: 340 }] };
    const [before, after] = [estimateOf(base).month.carbonKg, estimateOf(cleaner).month.carbonKg];
    if ("unknown" in before || "unknown" in after) throw new Error("known");
    expect(after.high).toBeGreaterThan(before.low);
    expect(compared(base, cleaner).month.carbonKg.certainty).toBe("less");
    // Operational carbon is energy times intensity, and nothing else of it changes: 340 / 400 = 0.85.
    const [part] = compared(base, cleaner).parts;
    expect(part?.id).toBe("components.gpu");
    expect(known((part as NonNullable<typeof part>).month.operationalCarbonKg).ratio).toEqual({
      low: 0.85,
      likely: 0.85,
      high: 0.85,
    });
    expect(compared(base, cleaner).month.energyKwh.certainty).toBe("same");
    expect(compared(base, cleaner).month.costUsd.certainty).toBe("same");
  });

  test("of one part leaves the others out, however wide they are", () => {
    const head = { ...BASE, components: [{ ...gpu, usd_per_month: 100 }] };
    const base = { ...BASE, components: [{ ...gpu, usd_per_month: 300 }] };
    const { month, unit } = compared(base, head);
    // 300 - 100 dollars a month, over 1,000,000 units.
    expect(known(month.costUsd)).toMatchObject({ low: -200, likely: -200, high: -200 });
    expect(known(unit.costUsd)).toMatchObject({ low: -0.0002, likely: -0.0002, high: -0.0002 });
  });

  test("twice the output at the same price and size is certainly more energy and money", () => {
    const twice = structuredClone(BASE) as typeof BASE;
    const head = {
      ...twice,
      flows: [
        {
          id: "ask",
          steps: [BASE.flows[0].steps[0], { use: "api", input_tokens: 500, output_tokens: 600 }],
        },
      ],
    };
    expect(certainties(compared(BASE, head).month)).toEqual(["more", "more", "more", "more"]);
    expect(certainties(compared(head, BASE).month)).toEqual(["less", "less", "less", "less"]);
    // 300 tokens more at $10 per million, a million times.
    expect(known(compared(BASE, head).month.costUsd).likely).toBeCloseTo(3000, 6);
  });

  test("8 bit at few requests in flight is certainly more energy, at many it may be less", () => {
    const at = (weights: "bf16" | "fp8", concurrency: number) => ({
      ...BASE,
      models: [{ ...own, params_b: 70, precision: { weights } }, api],
      components: [{ ...gpu, accelerators_per_replica: 4, concurrency }],
    });
    const change = (concurrency: number) =>
      known(compared(at("bf16", concurrency), at("fp8", concurrency)).month.energyKwh);
    // Measured at small batches: 1.3 (1.13 to 1.56) of the energy; at large ones 0.89 (0.71 to 1).
    expect(change(4).certainty).toBe("more");
    expect(change(200).likely).toBeLessThan(0);
    expect(change(200).certainty).not.toBe("more");
  });

  test("a part that is unknown on both sides does not stand in the way of another", () => {
    const odd = (placement: string) => ({
      ...BASE,
      models: [...BASE.models, strange],
      flows: [...BASE.flows, { id: "odd", steps: [{ use: "odd", calls: 2 }] }],
      components: [gpu, { ...gpu, id: "batch", runs: [], placement: [{ region: placement }] }],
    });
    expect(compared(odd("us-east-1"), odd("us-east-1")).month.carbonKg.certainty).toBe("same");
    // The calls of unknown energy are the same on both sides: where another machine stands does not move them.
    const moved = known(compared(odd("us-east-1"), odd("eu-north-1")).month.carbonKg);
    expect(moved).toMatchObject({ certainty: "less" });
    expect(moved.missing).toBeUndefined();
    const box = { id: "box", kind: "database", where: "saas" } as const;
    const withBox = (grid: number) => ({
      ...BASE,
      components: [{ ...gpu, grid_g_kwh: grid }, box],
    });
    expect(estimateOf(withBox(400)).month.carbonKg).toHaveProperty("missing");
    expect(compared(withBox(400), withBox(100)).month.carbonKg.certainty).toBe("less");
  });

  test("a new volume changes the month, and the unit only by what is provisioned", () => {
    const head = { ...BASE, components: [], models: [api], flows: [] };
    const calls = (units: number) => ({
      ...head,
      usage: { units_per_month: units },
      flows: [{ id: "ask", steps: [{ use: "api", input_tokens: 500, output_tokens: 300 }] }],
    });
    const { month, unit } = compared(calls(1000), calls(2000));
    expect(certainties(month)).toEqual(["more", "more", "more", "more"]);
    expect(certainties(unit)).toEqual(["same", "same", "same", "same"]);
  });

  test("added and removed parts are named, and count in full", () => {
    const extra = { ...gpu, id: "extra", runs: [], usd_per_month: 50 };
    const more = { ...BASE, components: [gpu, extra] };
    expect(compared(BASE, more).parts.map(({ id, change }) => [id, change])).toEqual([
      ["components.extra", "added"],
    ]);
    expect(known(compared(BASE, more).month.costUsd).likely).toBe(50);
    expect(compared(more, BASE).parts.map(({ id, change }) => [id, change])).toEqual([
      ["components.extra", "removed"],
    ]);
  });

  test("one month can be held against many, such as levers against now", () => {
    const drawn = (parts: Partial<Manifest>) =>
      drawMonth(manifestOf(parts), { prices: PRICES }, TODAY);
    const base = drawn(BASE);
    for (const paid of [1000, 4000]) {
      const head = { ...BASE, components: [{ ...gpu, usd_per_month: paid }] };
      const { month } = compareDraws({ base, head: drawn(head) });
      expect(month).toEqual(compared(BASE, head).month);
      expect(known(month.costUsd).likely).toBe(paid - 5000);
    }
  });

  test("a new name is no change, and a change under a new name has the new name", () => {
    const renamed = {
      ...BASE,
      models: [{ ...own, id: "mine" }, api],
      components: [{ ...gpu, id: "cards", runs: ["mine"] }],
      flows: [
        {
          id: "question",
          steps: [{ ...BASE.flows[0].steps[0], use: "mine" }, BASE.flows[0].steps[1]],
        },
      ],
    };
    expect(certainties(compared(BASE, renamed).month)).toEqual(["same", "same", "same", "same"]);
    const dearer = { ...renamed, usage: { units_per_month: 2_000_000 } };
    expect(compared(BASE, dearer).parts.map(({ id }) => id)).toContain("components.cards");
  });
});

describe("any two manifests", { timeout: 30_000 }, () => {
  const part = fc.record({
    units: fc.integer({ min: 1, max: 1e7 }),
    replicas: fc.double({ min: 0.1, max: 20, noNaN: true }),
    region: fc.constantFrom("us-east-1", "eu-north-1", "eu-west-1"),
    chip: fc.constantFrom("h100", "l4", "a100", "no-such-chip"),
    output: fc.integer({ min: 0, max: 4000 }),
    models: fc.constantFrom<Model[]>([own, api], [own, api, strange], [own]),
    second: fc.boolean(),
  });
  const manifest = part.map(({ units, replicas, region, chip, output, models, second }) => ({
    usage: { units_per_month: units },
    models,
    components: [
      { ...gpu, accelerator: chip, placement: [{ region }], replicas: { mean: replicas } },
      ...(second ? [{ ...gpu, id: "second" }] : []),
    ],
    flows: [
      {
        id: "ask",
        steps: models.map(({ id }) => ({ use: id, input_tokens: 500, output_tokens: output })),
      },
    ],
  }));

  test("head against base is minus base against head", () => {
    fc.assert(
      fc.property(manifest, manifest, (one, other) => {
        const [there, back] = [compared(one, other), compared(other, one)];
        for (const metric of METRICS) {
          expectOpposite(there.month[metric], back.month[metric]);
          expectOpposite(there.unit[metric], back.unit[metric]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the three numbers are in order, and their sign is that of the certainty", () => {
    const FITS: Record<string, (low: number, high: number) => boolean> = {
      more: (low) => low > 0,
      less: (_, high) => high < 0,
      same: (low, high) => low === 0 && high === 0,
      undecided: () => true,
    };
    fc.assert(
      fc.property(manifest, manifest, (one, other) => {
        for (const difference of Object.values(compared(one, other).month)) {
          if ("unknown" in difference) continue;
          const { low, likely, high, certainty } = difference;
          expect(low <= likely && likely <= high).toBe(true);
          expect(FITS[certainty]?.(low, high)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function expectOpposite(a: Difference, b: Difference): void {
  const OPPOSITE = { less: "more", more: "less", same: "same", undecided: "undecided" } as const;
  expect(b.certainty).toBe(OPPOSITE[a.certainty]);
  expect("unknown" in a).toBe("unknown" in b);
  if ("unknown" in a || "unknown" in b) return;
  expect([a.low + b.high, a.likely + b.likely, a.high + b.low]).toEqual([0, 0, 0]);
}
