import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { familyNamed } from "../src/estimate/cpu.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Step } from "../src/manifest/flow.ts";
import type { Manifest } from "../src/manifest/manifest.ts";
import type { DataSet, Environment } from "../src/manifest/surroundings.ts";
import { estimateOf, likelyOf, partOf } from "./estimate-manifest.ts";

describe("CPUs by any of their names", () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    arm: [
      "graviton3",
      "Graviton 4",
      "AWS Graviton2",
      "arm64",
      "ampere-altra",
      "neoverse-v2",
      "m7g.large",
      "c7gn",
      "t4g.micro",
      "c4a-standard-4",
      "Axion",
      "Standard_D4ps_v6",
      "cobalt 100",
    ],
    "granite-rapids": ["granite-rapids", "Xeon 6", "m8i.large", "Intel Xeon 6972P"],
    "emerald-rapids": [
      "emerald rapids",
      "Xeon Platinum 8592+",
      "c4-standard-8",
      "n4-standard-2",
      "Standard_D4s_v6",
    ],
    "sapphire-rapids": [
      "sapphire-rapids",
      "Xeon 4",
      "Intel(R) Xeon(R) Platinum 8480C",
      "m7i.xlarge",
      "c3-standard-4",
    ],
    "ice-lake": ["ice lake", "Xeon Platinum 8375C", "m6i.large", "c6in.xlarge", "Standard_D4s_v5"],
    "cascade-lake": ["cascade-lake", "Xeon Gold 6252", "n2-standard-4", "c2-standard-8", "D4s_v4"],
    skylake: [
      "skylake",
      "Xeon Platinum 8175M",
      "m5.large",
      "c5d.large",
      "t3.medium",
      "n1-standard-4",
    ],
    broadwell: ["broadwell", "Xeon E5-2686 v4", "m4.large"],
    haswell: ["haswell", "E5-2676 v3", "c4.large"],
    "ivy-bridge": ["ivy bridge", "E5-2670 v2"],
    "sandy-bridge": ["sandybridge", "Xeon E5-2670"],
    "epyc-1": ["naples", "epyc 7571", "m5a.large"],
    "epyc-2": [
      "rome",
      "AMD EPYC 7R32",
      "epyc-2",
      "c5a.large",
      "n2d-standard-4",
      "Standard_D4as_v4",
    ],
    "epyc-3": ["milan", "epyc 7763", "m6a.large", "t2d-standard-1", "D4as_v5"],
    "epyc-4": ["genoa", "bergamo", "EPYC 9654", "m7a.large", "c3d-standard-4"],
    "epyc-5": ["epyc-5-turin", "turin", "EPYC 9755", "m8a.large"],
    epyc: ["AMD EPYC"],
  };
  test.each(Object.entries(names))("%s", (family, spellings) => {
    expect(Object.fromEntries(spellings.map((name) => [name, familyNamed(name)]))).toEqual(
      Object.fromEntries(spellings.map((name) => [name, family])),
    );
  });

  test.each(["Intel Xeon (harmony)", "alarm", "armoured", "xeon", "chromebook", ""])(
    "%s is none",
    (name) => {
      expect(familyNamed(name)).toBeUndefined();
    },
  );

  test("by hand: two machines of 8 Haswell vCPUs and 32 GB, half busy, on one's own site", () => {
    // 8 * (1.86 + 0.5 * (5.6 - 1.86)) + 32 * 0.392 = 42.4 W; * 2 * 730 h = 61.9 kWh; PUE 1.5: 92.9 kWh.
    const box = {
      id: "box",
      kind: "other",
      where: "on-prem",
      pue: 1.5,
      grid_g_kwh: 100,
      replicas: { mean: 2 },
      compute: { cpu: "haswell", vcpus: 8, memory_gb: 32, busy_pct: 50 },
    } as const;
    const { month } = partOf(estimateOf({ components: [box] }), "components.box");
    expect((likelyOf(month.energyKwh) as number) / 92.9).toBeCloseTo(1, 1);
  });
});

describe("development and test machines", () => {
  const monthOf = (environment: Partial<Environment>, more: Partial<Manifest> = {}) => {
    const environments = [{ name: "dev", ...environment }];
    return partOf(estimateOf({ ...more, environments }), "environments.dev.machines");
  };
  const aws = { provider: "aws", placement: [{ region: "eu-west-1" }] };
  type Machine = NonNullable<Environment["machines"]>[number];

  const cases: readonly [string, Partial<Environment>, number][] = [
    // 5 * 100 h * (8 + 0.25 * (45 - 8)) W = 8.6 kWh.
    ["laptops", { machines: [{ accelerator: "laptop", count: 5, hours_per_month: 100 }] }, 8.6],
    // 100 h * (4 * (0.74 + 0.25 * 2.76) + 16 * 0.392) W = 1.2 kWh, PUE 1.11.
    [
      "a virtual machine",
      { machines: [{ vcpus: 4, memory_gb: 16, hours_per_month: 100, ...aws }] },
      1.33,
    ],
    // 1,000 * 6 / 60 h * (2 * (0.74 + 0.65 * 2.76) + 8 * 0.392) W = 0.82 kWh, PUE 1.11.
    [
      "pipelines",
      { ci: { runs_per_month: 1000, minutes_per_run: 6, vcpus: 2, memory_gb: 8, ...aws } },
      0.91,
    ],
    // 50 h * (17 + 0.25 * (0.73 * 72 - 17)) W * 1.43 = 1.85 kWh, PUE 1.11.
    ["a GPU", { machines: [{ accelerator: "l4", hours_per_month: 50, ...aws }] }, 2.06],
  ];
  test.each(cases)("%s, by hand", (_, environment, kwh) => {
    const likely = likelyOf(monthOf(environment).month.energyKwh) as number;
    expect(Math.abs(likely / kwh - 1)).toBeLessThan(0.12);
  });

  test("laptops wear, and are not priced; rented machines are", () => {
    const { month } = monthOf({
      machines: [{ accelerator: "laptop", hours_per_month: 160, placement: [{ country: "FR" }] }],
    });
    // 210 kg over 5 years of 12 months: 3.5 kg.
    expect((likelyOf(month.embodiedCarbonKg) as number) / 3.5).toBeCloseTo(1, 0);
    expect(likelyOf(month.costUsd)).toBe(0);
    const rented = monthOf({ machines: [{ vcpus: 2, hours_per_month: 100, ...aws }] });
    expect(likelyOf(rented.month.costUsd)).toBeGreaterThan(3);
  });

  test("nights and weekends off save most of a month; an unknown chip is unknown", () => {
    const machine = { vcpus: 2, memory_gb: 8, ...aws };
    const of = (off: boolean) =>
      likelyOf(monthOf({ machines: [machine], off_hours_shutdown: off }).month.energyKwh) as number;
    expect(of(true) / of(false)).toBeCloseTo(220 / 730, 1);
    const odd: Machine = { accelerator: "h100-turbo-9000" };
    expect(likelyOf(monthOf({ machines: [odd] }).month.energyKwh)).toEqual([
      "environments.dev.machines.0.accelerator",
    ]);
  });

  test("more machines never use less, and none add no part", () => {
    const count = (list: readonly Machine[]) => {
      const estimated = estimateOf({ environments: [{ name: "dev", machines: [...list] }] });
      return estimated.month.energyKwh;
    };
    const machine = fc.record({
      accelerator: fc.constantFrom("laptop", "l4", "apple-m"),
      count: fc.integer({ min: 0, max: 50 }),
      hours_per_month: fc.integer({ min: 0, max: 700 }),
    });
    fc.assert(
      fc.property(fc.array(machine, { minLength: 1, maxLength: 4 }), machine, (list, one) => {
        const [before, after] = [count(list), count([...list, one])].map(likelyOf);
        return (after as number) >= (before as number) - 1e-9;
      }),
      { numRuns: 50 },
    );
    expect(estimateOf({ environments: [{ name: "dev" }] }).components).toEqual([]);
  });
});

describe("stores of which only the data is known", () => {
  const aws = { provider: "aws", placement: [{ region: "eu-west-1" }] };
  const store = (more: Partial<Component> = {}): Component => ({
    id: "store",
    kind: "cache",
    where: "cloud",
    replicas: { mean: 1 },
    stores: ["docs"],
    ...aws,
    ...more,
  });
  const monthOf = (component: Component, gb = 64) => {
    const data = [{ id: "docs", class: "object" as const, gb, ...aws }];
    return partOf(estimateOf({ components: [component], data }), "components.store").month;
  };
  const kwhOf = (...args: Parameters<typeof monthOf>) =>
    likelyOf(monthOf(...args).energyKwh) as number;

  test("by hand: a cache of 64 GB", () => {
    // 96 GB, 12 vCPUs: 12 * (0.74 + 0.1 * 2.76) + 96 * 0.392 = 49.8 W; * 730 h * 1.11 = 40.4 kWh.
    expect(Math.abs(kwhOf(store()) / 40.4 - 1)).toBeLessThan(0.15);
    // 200 GB in a database keep 40 GB at hand.
    expect(kwhOf(store({ kind: "database" }), 200) / kwhOf(store(), 200)).toBeCloseTo(0.2 / 1.5, 1);
    // A serverless one shares machines, and its price is the seller's.
    const shared = store({ where: "saas" });
    expect(kwhOf(shared)).toBeLessThan(kwhOf(store()));
    expect(likelyOf(monthOf(shared).costUsd)).toEqual(["components.store.usd_per_month"]);
  });

  test("more data never takes less; data or size that is missing is asked for", () => {
    const sizes = [0, 1, 10, 100, 1000].map((gb) => kwhOf(store(), gb));
    expect(sizes.toSorted((a, b) => a - b)).toEqual(sizes);
    expect(likelyOf(monthOf(store({ stores: ["no-such"] })).energyKwh)).toContain(
      "components.store.stores",
    );
    const { stores: _, ...nothing } = store();
    expect(likelyOf(monthOf(nothing).energyKwh)).toEqual(["components.store.compute"]);
  });

  test("a bucket is the data in it, and one that keeps nothing known is asked about", () => {
    const bucket = store({ kind: "object-store" });
    expect(kwhOf(bucket)).toBe(0);
    const { stores: _, ...nothing } = bucket;
    expect(likelyOf(monthOf(nothing).energyKwh)).toEqual(["components.store.compute"]);
    const stray = { ...bucket, stores: ["docs", "no-such"] };
    expect(likelyOf(monthOf(stray).energyKwh)).toEqual(["components.store.compute"]);
    // A bucket has no memory that could hold the data: one of the two counts it.
    const data = [{ id: "docs", class: "memory" as const, gb: 64, ...aws }];
    const estimated = estimateOf({ components: [bucket], data });
    expect(likelyOf(partOf(estimated, "data.docs").month.energyKwh)).toBeGreaterThan(0);
  });

  test("data kept in memory is counted where it is served", () => {
    const data = [{ id: "docs", class: "memory" as const, gb: 64, ...aws }];
    const estimated = estimateOf({ components: [store()], data });
    expect(likelyOf(partOf(estimated, "data.docs").month.energyKwh)).toBe(0);
  });
});

describe("drives", () => {
  const monthOf = (set: Partial<DataSet>) => {
    const data = [{ id: "docs", gb: 1000, ...set }];
    const part = partOf(estimateOf({ data }), "data.docs");
    return { kwh: likelyOf(part.month.energyKwh) as number, assumptions: part.assumptions };
  };

  test("by hand: one TB on disks of one's own, and with a provider", () => {
    // 1 TB * 1.25 / 0.7 * 0.65 W * 730 h = 0.847 kWh; PUE 1.5: 1.27 kWh.
    const own = monthOf({ class: "hdd", provider: "own-dc", placement: [{ country: "FR" }] });
    expect(Math.abs(own.kwh / 1.27 - 1)).toBeLessThan(0.12);
    expect(own.assumptions.map(({ text }) => text).join()).toContain("own drives");
    expect(own.assumptions.map(({ text }) => text).join()).not.toContain("provider keeps");
    // Object storage in a cloud: 3 copies, PUE 1.14: 1 * 3 / 0.7 * 0.65 * 730 = 2.03 kWh; 2.3 kWh.
    const rented = monthOf({
      class: "object",
      provider: "aws",
      placement: [{ region: "us-east-1" }],
    });
    expect(Math.abs(rented.kwh / 2.3 - 1)).toBeLessThan(0.2);
  });
});

describe("what flows send", () => {
  const estimated = (more: Partial<Step>, units = 1e6) =>
    estimateOf({
      usage: { units_per_month: units },
      models: [{ id: "m", name: "acme", access: "api", params_b: 8 }],
      components: [
        {
          id: "api",
          kind: "orchestrator",
          where: "cloud",
          provider: "aws",
          placement: [{ region: "us-east-1" }],
          compute: { vcpus: 1, memory_gb: 1 },
        },
      ],
      flows: [{ id: "f", steps: [{ use: "api", ...more }] }],
    });

  test("by hand: a million images of 2 MB", () => {
    const { month } = partOf(estimated({ transfer_mb: 2 }), "flows.f.transfer");
    // 2,000 GB * 0.001 kWh (range 0.0005 to 0.01) * PUE 1.14 = 2.3 kWh; * 0.05 USD = 100 USD.
    expect((likelyOf(month.energyKwh) as number) / 2.3).toBeGreaterThan(0.8);
    expect((likelyOf(month.energyKwh) as number) / 2.3).toBeLessThan(1.3);
    expect((likelyOf(month.costUsd) as number) / 100).toBeCloseTo(1, 0);
  });

  test("is part of the month, and no part where nothing is said", () => {
    const without = estimated({});
    expect(without.components.map(({ id }) => id)).toEqual(["components.api"]);
    const [before, after] = [without, estimated({ transfer_mb: 200 })].map(({ month }) =>
      likelyOf(month.energyKwh),
    );
    expect(after as number).toBeGreaterThan(before as number);
  });
});
