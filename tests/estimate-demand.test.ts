import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createContext } from "../src/estimate/context.ts";
import { findHosts } from "../src/estimate/hosting.ts";
import type { Part } from "../src/estimate/part.ts";
import { estimateParts } from "../src/estimate/parts.ts";
import { settle } from "../src/estimate/settle.ts";
import { estimateTraffic } from "../src/estimate/traffic.ts";
import type { Component } from "../src/manifest/component.ts";
import { faultsOf } from "../src/manifest/machine-faults.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { Model } from "../src/manifest/model.ts";
import { percentiles } from "../src/quantity/percentiles.ts";
import { type Figure, isPartial, isUnknown } from "../src/quantity/quantity.ts";
import { add, derive, exactly, scale, type Uncertain, ZERO } from "../src/quantity/uncertain.ts";
import { estimateOf, manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

const llm: Model = {
  id: "llm",
  name: "own-8b",
  access: "self-hosted",
  params_b: 8,
  generative: true,
  precision: { weights: "bf16" },
};

const gpu: Component = {
  id: "gpu",
  kind: "inference",
  runs: ["llm"],
  accelerator: "h100",
  where: "cloud",
  provider: "aws",
  placement: [{ region: "us-east-1" }],
  pue: { value: 1.15, source: "measured" },
};

const parts = (
  own: Partial<Component>,
  calls: number,
  more: Partial<Manifest> = {},
): Partial<Manifest> => ({
  models: [llm],
  components: [{ ...gpu, ...own }],
  flows: [
    {
      id: "ask",
      runs_per_month: calls,
      steps: [{ use: "llm", input_tokens: 500, output_tokens: 300 }],
    },
  ],
  ...more,
});

const part = (own: Partial<Component>, calls: number, more: Partial<Manifest> = {}) =>
  partOf(estimateOf(parts(own, calls, more)), "components.gpu");

const number = (figure: Figure | undefined): number => {
  if (figure === undefined || isUnknown(figure)) throw new Error("not known");
  return figure.likely;
};

const THOUSAND = 1000;
const BILLION = 1e9;

describe("waiting machines", () => {
  test("draw what a chip with a model and its host were measured or worked out to", () => {
    const { idleEnergyKwh } = part({ replicas: { mean: 1 } }, 0);
    // (122 + 125) W * 730 h * 1.15 = 207 kWh.
    expect(number(idleEnergyKwh)).toBeGreaterThan(207 * 0.97);
    expect(number(idleEnergyKwh)).toBeLessThan(207 * 1.06);
  });

  test.each([
    ["l40s", (102 + 15) * 0.73 * 1.15],
    ["a100", (80 + 125) * 0.73 * 1.15],
    // No measurement: 90 W at rest and 9 % of 700 W.
    ["h200", (90 + 63 + 125) * 0.73 * 1.15],
  ])("%s by hand", (accelerator, kwh) => {
    const { idleEnergyKwh } = part({ accelerator, replicas: { mean: 1 } }, 0);
    expect(number(idleEnergyKwh) / kwh).toBeGreaterThan(0.93);
    expect(number(idleEnergyKwh) / kwh).toBeLessThan(1.12);
  });

  test("without a model draw less: nothing keeps the clocks up", () => {
    const empty = part({ replicas: { mean: 1 }, runs: [], busy_pct: 0 }, 0);
    // (72.5 + 125) W * 730 h * 1.15 = 166 kWh.
    expect(number(empty.month.energyKwh)).toBeGreaterThan(166 * 0.97);
    expect(number(empty.month.energyKwh)).toBeLessThan(166 * 1.06);
  });
});

describe("an autoscaler follows the load", () => {
  test("down to the least that always runs: 1,000 calls a month are no work for twenty", () => {
    const scaled = part({ replicas: { min: 1, max: 20 } }, THOUSAND);
    const one = part({ replicas: { mean: 1 } }, THOUSAND);
    expect(scaled.replicas?.running).toMatchObject({ low: 1, likely: 1, high: 1 });
    expect(number(scaled.month.energyKwh)).toBeCloseTo(number(one.month.energyKwh), 6);
  });

  test("up to what keeps each as busy as it aims at", () => {
    const busy = part({ replicas: { min: 1, max: 200, target_busy_pct: 50 } }, 2e8);
    const { running, needed, overloaded } = busy.replicas ?? {};
    expect(overloaded).toBe(false);
    // Half busy, rounded up to whole replicas.
    expect(number(needed) / number(running)).toBeGreaterThan(0.4);
    expect(number(needed) / number(running)).toBeLessThanOrEqual(0.51);
  });

  test("in whole machines, as no half one can be started", () => {
    for (const calls of [3e7, 1e8, 2e8]) {
      const { running } = part({ replicas: { min: 1, max: 500 } }, calls).replicas ?? {};
      expect(Number.isInteger(number(running))).toBe(true);
    }
  });

  test("aiming lower takes more machines", () => {
    const at = (target: number) =>
      number(
        part({ replicas: { min: 1, max: 500, target_busy_pct: target } }, 2e8).replicas?.running,
      );
    expect(at(40)).toBeGreaterThan(1.3 * at(80));
  });

  test("peaks raise the mean: a machine for a burst runs as long as the burst", () => {
    const at = (peak: number | undefined) =>
      number(
        part({ replicas: { min: 1, max: 500, target_busy_pct: 50 } }, 2e7, {
          usage: peak === undefined ? {} : { peak_to_average: peak },
        }).replicas?.running,
      );
    expect(at(8)).toBeGreaterThanOrEqual(at(undefined));
  });

  test("and without a load to follow says so", () => {
    const flows = [{ id: "ask", steps: [{ use: "llm", input_tokens: 1, output_tokens: 1 }] }];
    const { assumptions } = part({ replicas: { min: 1, max: 20 } }, 0, { flows });
    expect(assumptions.map(({ text }) => text)).toContain("mean replicas between 1 and 20");
  });
});

describe("scale to zero", () => {
  const toZero = { replicas: { min: 0, max: 4 }, scale_to_zero_after_s: 300, cold_start_s: 60 };

  test("runs for as long as calls and their windows keep it up, by hand", () => {
    const { replicas } = part(toZero, THOUSAND);
    // 1,000 calls in 730 h are 0.000381 a second: 1 - 1 / (exp(0.000381 * 300) + 0.000381 * 60) = 0.1259.
    expect(number(replicas?.running)).toBeGreaterThan(0.1259);
    expect(number(replicas?.running)).toBeLessThan(0.1259 + 0.002);
  });

  test("does the same work with less waiting", () => {
    const [zero, one] = [part(toZero, THOUSAND), part({ replicas: { mean: 1 } }, THOUSAND)];
    expect(number(zero.activeEnergyKwh)).toBeCloseTo(number(one.activeEnergyKwh), 6);
    expect(number(zero.idleEnergyKwh)).toBeLessThan(0.15 * number(one.idleEnergyKwh));
  });

  test("waits longer with a longer window and a slower start, never longer than always", () => {
    const at = (window: number, start: number) =>
      number(
        part({ ...toZero, scale_to_zero_after_s: window, cold_start_s: start }, THOUSAND).month
          .energyKwh,
      );
    const some = [at(30, 60), at(300, 60), at(300, 600), at(3600, 600), at(1e6, 600)];
    expect(some).toEqual(some.toSorted((a, b) => a - b));
    expect(at(1e6, 600)).toBeLessThan(
      1.001 * number(part({ replicas: { mean: 1 } }, THOUSAND).month.energyKwh),
    );
  });

  test("without calls is nothing", () => {
    expect(number(part(toZero, 0).month.energyKwh)).toBe(0);
  });
});

describe("machines that cannot do the work", () => {
  test("never make it less: energy is what it needs, cost and manufacture are at least", () => {
    const few = part({ replicas: { mean: 1 }, usd_per_hour: 7 }, BILLION);
    const enough = part({ replicas: { min: 1, max: 5000 } }, BILLION);
    expect(few.replicas?.overloaded).toBe(true);
    expect(number(few.activeEnergyKwh)).toBeGreaterThan(0.99 * number(enough.activeEnergyKwh));
    expect(isPartial(few.month.energyKwh)).toBe(false);
    expect(isPartial(few.month.costUsd) && isPartial(few.month.embodiedCarbonKg)).toBe(true);
    expect(few.missing).toContain("components.gpu.replicas");
    // More hours are needed than one replica has: at 7 USD they cost more than its 5,110.
    expect(number(few.month.costUsd)).toBeGreaterThan(10 * 5110);
  });

  test.each([
    ["a fraction of one", { replicas: { mean: 1e-6 } }],
    ["a moment", { replicas: { mean: 1 }, hours_per_month: 0.001 }],
    [
      "a share of nearly nothing",
      { replicas: { mean: 1 }, shared: { service: "s", share_pct: 1e-4 } },
    ],
    ["a ceiling", { replicas: { min: 1, max: 2 } }],
    ["a share of time", { replicas: { mean: 1 }, busy_pct: 1 }],
    ["a site that is hardly busy", { replicas: { mean: 1 }, busy_pct: 100 }],
  ] as const)("nor does %s", (_, own) => {
    const enough = part({ replicas: { min: 1, max: 1e5 } }, BILLION);
    const greened = part(own, BILLION);
    expect(number(greened.month.energyKwh)).toBeGreaterThan(0.99 * number(enough.activeEnergyKwh));
    expect(greened.replicas?.overloaded).toBe(true);
  });

  test("nor does a sliver of a machine for little work, as all of it would be one batch", () => {
    const sliver = part({ replicas: { mean: 1e-9 } }, THOUSAND);
    const one = part({ replicas: { mean: 1 } }, THOUSAND);
    expect(number(sliver.month.energyKwh)).toBeCloseTo(number(one.activeEnergyKwh), 6);
  });

  test.each([
    ["no replicas", { replicas: { mean: 0 } }, "components.gpu.replicas.mean"],
    ["none at most", { replicas: { max: 0 } }, "components.gpu.replicas.max"],
    ["no hours", { replicas: { mean: 1 }, hours_per_month: 0 }, "components.gpu.hours_per_month"],
    [
      "no share",
      { replicas: { mean: 1 }, shared: { service: "s", share_pct: 0 } },
      "components.gpu.shared.share_pct",
    ],
  ] as const)("%s with calls is asked, and is at least the work", (_, own, input) => {
    const none = part(own, THOUSAND);
    const one = part({ replicas: { mean: 1 } }, THOUSAND);
    expect(none.missing).toContain(input);
    expect(number(none.month.energyKwh)).toBeCloseTo(number(one.activeEnergyKwh), 6);
    expect(isPartial(none.month.energyKwh)).toBe(true);
    expect(part(own, 0).missing).not.toContain(input);
  });

  test("none of plain compute is unknown: nothing says what a call takes there", () => {
    const component = {
      id: "api",
      kind: "gateway",
      where: "cloud",
      compute: { vcpus: 4 },
    } as const;
    const flows = [{ id: "f", runs_per_month: 10, steps: [{ use: "api" }] }];
    const { month } = partOf(
      estimateOf({ components: [{ ...component, replicas: { mean: 0 } }], flows }),
      "components.api",
    );
    expect(month.energyKwh).toMatchObject({
      unknown: true,
      missing: ["components.api.replicas.mean"],
    });
  });

  test("weights that do not fit are asked for, and the figures are at least", () => {
    const huge = { models: [{ ...llm, params_b: 70 }] };
    // 70 billion in 16 bit are 140 GB; one H100 has 80.
    const small = part({ replicas: { mean: 1 }, accelerators_per_replica: 1 }, THOUSAND, huge);
    expect(small.missing).toEqual(["components.gpu.accelerators_per_replica"]);
    expect(isPartial(small.month.energyKwh)).toBe(true);
    const fits = part({ replicas: { mean: 1 }, accelerators_per_replica: 2 }, THOUSAND, huge);
    expect(fits.missing).toEqual([]);
  });
});

describe("machines that share a model", () => {
  test("share its calls by what they can do, not by their number", () => {
    const components: Component[] = [
      { ...gpu, id: "small", accelerator: "l4", replicas: { mean: 1 } },
      { ...gpu, id: "big", replicas: { mean: 10 } },
    ];
    const estimated = estimateOf({ ...parts({}, 1e6), components });
    const [small, big] = ["small", "big"].map((id) => partOf(estimated, `components.${id}`));
    // By dense arithmetic: 121 of 121 + 10 * 989 TFLOP/s, 1.2 % of the calls.
    expect(small?.assumptions.map(({ text }) => text).join()).toMatch(
      /2 components by .*: (0.9|1.2) % here/,
    );
    expect(small?.replicas?.overloaded).toBe(false);
    expect(number(big?.activeEnergyKwh)).toBeGreaterThan(20 * number(small?.activeEnergyKwh));
  });
});

describe("devices that the table does not have", () => {
  const phone: Component = {
    id: "phone",
    kind: "edge-device",
    runs: ["llm"],
    accelerator: "no-such-phone",
    where: "device",
    placement: [{ country: "FR" }],
  };
  const own = {
    models: [{ ...llm, access: "on-device", params_b: 2 } as const],
    components: [phone],
  };

  test.each([{}, { replicas: { mean: 50 } }])("count per call, where they stand: %o", (amount) => {
    const estimated = estimateOf({
      ...parts({}, THOUSAND),
      ...own,
      components: [{ ...phone, ...amount }],
    });
    const model = partOf(estimated, "models.llm");
    const home = partOf(
      estimateOf({
        ...parts({}, THOUSAND),
        ...own,
        components: [{ ...phone, accelerator: "apple-m" }],
      }),
      "models.llm",
    );
    expect(model.gridGPerKwh).toEqual(home.gridGPerKwh);
    expect(partOf(estimated, "components.phone").method).toBe("counted-elsewhere");
    expect(estimated.missing).toEqual([]);
    expect(model.assumptions.map(({ input }) => input)).toContain("components.phone.accelerator");
  });
});

/** All parts and what their calls have of them, as draws. */
function drawn(manifest: Partial<Manifest>) {
  const context = createContext(manifestOf(manifest), {}, TODAY);
  const found: Part[] = [];
  let used: Uncertain = ZERO;
  estimateParts(context, estimateTraffic(context), findHosts(context), {
    part: (one) => {
      found.push(one);
    },
    use: (_, { energy }) => {
      used = add(used, energy);
    },
  });
  return { parts: found, used };
}

describe("per call and provisioned", () => {
  const replicas = fc.oneof(
    fc.record({ mean: fc.double({ min: 0.01, max: 20, noNaN: true }) }),
    fc.record({ min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 3, max: 40 }) }),
    fc.record({ min: fc.constant(0) }),
  );
  const calls = fc.double({ min: 1, max: 1e9, noNaN: true });

  test("reconcile: calls times energy per call, and idle energy, are what is provisioned, draw by draw", () => {
    fc.assert(
      fc.property(replicas, calls, (own, asked) => {
        const { parts: found, used } = drawn(parts({ replicas: own }, asked));
        const [machine] = found;
        if (machine?.idle === undefined) throw new Error("provisioned");
        const both = add(used, machine.idle);
        const off = derive((a, b) => Math.abs(a - b) / b, both, machine.impact.energy);
        if (off.values === undefined) throw new Error("known");
        expect(percentiles(off.values).high).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test("more calls never take fewer replicas or less energy", () => {
    fc.assert(
      fc.property(
        replicas,
        calls,
        fc.double({ min: 1.01, max: 100, noNaN: true }),
        (own, asked, more) => {
          const [few, many] = [
            part({ replicas: own }, asked),
            part({ replicas: own }, asked * more),
          ];
          expect(number(many.replicas?.running)).toBeGreaterThanOrEqual(
            0.999 * number(few.replicas?.running),
          );
          expect(number(many.month.energyKwh)).toBeGreaterThanOrEqual(
            0.999 * number(few.month.energyKwh),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("what is provisioned is at least the work", () => {
    fc.assert(
      fc.property(replicas, calls, (own, asked) => {
        const { month, activeEnergyKwh } = part({ replicas: own }, asked);
        expect(number(month.energyKwh)).toBeGreaterThanOrEqual(0.999 * number(activeEnergyKwh));
      }),
      { numRuns: 40 },
    );
  });
});

test("two looks at a line find where it meets the target", () => {
  // 3 h whatever runs, and 0.2 h more for each hour that runs: x = (3 + 0.2 x) / 0.5, so x = 10.
  const hours = (x: Uncertain) => add(exactly(3), scale(x, 0.2));
  const start = exactly(1);
  const { needed } = settle(hours, { start, first: hours(start), target: exactly(0.5) });
  expect(needed.values).toBeCloseTo(5, 9);
});

test.each([
  [{ replicas: { min: 5, mean: 9, max: 4 } }, ["replicas.mean", "replicas.max"]],
  [{ replicas: { min: 2, mean: 1 } }, ["replicas.mean"]],
  [{ power_w: { idle: 500, busy: 100 } }, ["power_w.idle"]],
  [{ replicas: { mean: 1, target_busy_pct: 60 } }, ["replicas.target_busy_pct"]],
  [{ replicas: { min: 1 }, scale_to_zero_after_s: 60 }, ["scale_to_zero_after_s"]],
  [{ cold_start_s: 60 }, ["cold_start_s"]],
  [{ replicas: { min: 0, mean: { value: 1, low: 0, high: 2 }, max: 1 } }, []],
  [{ scale_to_zero_after_s: 60, cold_start_s: 10, replicas: { min: 0 } }, []],
])("machines that contradict themselves are refused: %o", (component, paths) => {
  expect(faultsOf(component).map(({ path }) => path.join("."))).toEqual(paths);
});
