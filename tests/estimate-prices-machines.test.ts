import { describe, expect, test } from "vitest";
import { SOURCES } from "../src/coefficients/sources.ts";
import { estimateNeeds } from "../src/estimate/data.ts";
import { estimate } from "../src/estimate/estimate.ts";
import { machinePriceById } from "../src/estimate/machine-offers.ts";
import type { Component } from "../src/manifest/component.ts";
import { isUnknown } from "../src/quantity/quantity.ts";
import { MACHINE_PRICES, manifestOf } from "./estimate-manifest.ts";

type Machine = Partial<Component>;

const placed = (region: string) => [{ region }];

/** A component that runs one replica for a hundred hours. */
function rented(machine: Machine, today = "2026-11-22") {
  const component = { id: "c", kind: "inference", where: "cloud", ...machine } as Component;
  const hours = { replicas: { mean: 1 }, hours_per_month: 100 };
  const manifest = manifestOf({ components: [{ ...component, ...hours }] });
  const result = estimate(manifest, { machinePrices: MACHINE_PRICES }, today);
  const [part] = result.components;
  if (part === undefined) throw new Error("no part");
  return { part, result };
}

/** US dollars per replica and hour: low, likely, high. */
function perHour(machine: Machine): readonly number[] | undefined {
  const { costUsd } = rented(machine).part.month;
  if (isUnknown(costUsd)) return undefined;
  return [costUsd.low, costUsd.likely, costUsd.high].map((usd) => usd / 100);
}

function check(machine: Machine, expected: readonly number[]): void {
  const found = perHour(machine) ?? [];
  expect(found.map((usd) => usd.toFixed(3))).toEqual(expected.map((usd) => usd.toFixed(3)));
}

const exact = (usd: number) => [usd, usd, usd];

const texts = (...args: Parameters<typeof rented>) =>
  rented(...args).part.assumptions.map(({ text }) => text);

const H100 = { accelerator: "h100" };
const EIGHT = { accelerator: "h100", accelerators_per_replica: 8 };

describe("a listed machine costs what its list says, in US dollars an hour", () => {
  test.each<[string, Machine, number]>([
    ["p5.48xlarge 55.04", { ...EIGHT, provider: "aws", placement: placed("us-east-1") }, 55.04],
    [
      "p5.48xlarge in Stockholm 58.893",
      { ...EIGHT, provider: "aws", placement: placed("eu-north-1") },
      58.893,
    ],
    [
      "the same by its other name",
      { ...EIGHT, provider: "AWS", placement: placed("EU (Stockholm)") },
      58.893,
    ],
    ["a region names its provider", { ...EIGHT, placement: placed("eu-north-1") }, 58.893],
    [
      "ND96isr_H100_v5 8 * 12.29",
      { ...EIGHT, provider: "azure", placement: placed("eastus") },
      98.32,
    ],
    [
      "NC40ads_H100_v5, the machine of one",
      { ...H100, provider: "azure", placement: placed("eastus") },
      6.98,
    ],
    ["Lambda, one", { ...H100, provider: "lambda" }, 4.29],
    ["Lambda, eight at 3.99", { ...EIGHT, provider: "Lambda Labs" }, 31.92],
    ["GB200, which one provider lists", { accelerator: "gb200", provider: "coreweave" }, 10.5],
    [
      "TPU v5e in the Netherlands",
      { accelerator: "tpu-v5e", provider: "gcp", placement: placed("europe-west4") },
      1.56,
    ],
    [
      "reserved for a year",
      {
        accelerator: "a100-80",
        provider: "aws",
        placement: placed("us-east-1"),
        purchase: "reserved",
      },
      2.17517,
    ],
    [
      "half of two places: (6.88 + 7.3616) / 2",
      {
        ...H100,
        provider: "aws",
        placement: [
          { region: "us-east-1", share_pct: 50 },
          { region: "eu-north-1", share_pct: 50 },
        ],
      },
      7.1208,
    ],
  ])("%s", (_, machine, usd) => {
    check(machine, exact(usd));
  });

  test("and its date, with a word when it is more than a year old", () => {
    const machine = { ...EIGHT, provider: "gcp", placement: placed("europe-west4") };
    const text = "list price of a3-highgpu-8g at gcp in europe-west4 of 2025-03-06";
    expect(texts(machine, "2026-03-05")).toContain(text);
    expect(texts(machine, "2026-03-07")).toContain(`${text}, more than a year ago`);
  });

  test("and where it was read", () => {
    const { part, result } = rented({ ...EIGHT, provider: "aws", placement: placed("us-east-1") });
    const id = "machine-price:aws/p5.48xlarge/us-east-1/on-demand";
    expect(part.sources).toContain(id);
    const [listed] = result.listed.filter((one) => one.id === id);
    expect(listed).toMatchObject({
      value: 6.88,
      source: "vantage-2026",
      locator: "p5_family_all.js: name=p5.48xlarge, pricing.us-east-1.onDemand",
      published: "2026-08-26",
    });
    expect(machinePriceById(MACHINE_PRICES, id)).toEqual(listed);
  });
});

describe("a price that is not listed is a range, and says on what it rests", () => {
  test.each<[string, Machine, readonly number[]]>([
    // Seven zones: median 2.33548 (2.11885 to 6.88).
    [
      "spot, over the zones",
      { ...EIGHT, provider: "aws", placement: placed("us-east-1"), purchase: "spot" },
      [16.951, 18.684, 55.04],
    ],
    // RunPod: secure 3.99, community 2.69.
    ["two offers of one size", { ...H100, provider: "runpod" }, [2.69, 3.99, 3.99]],
    // 6.88 * 1.23 (1 to 1.5).
    ["a region that nobody gives", { ...H100, provider: "aws" }, [6.88, 8.462, 10.32]],
    // 14.2416 * 1.2 (0.9 to 1.75).
    [
      "a large cloud without a price",
      { accelerator: "b200", provider: "gcp" },
      [12.817, 17.09, 24.923],
    ],
    // 6.88 * 0.6 (0.35 to 1).
    ["a GPU cloud without a price", { ...H100, provider: "hetzner" }, [2.408, 4.128, 6.88]],
    // 6.88 * 0.95 (0.4 to 1.6).
    ["no provider", H100, [2.752, 6.536, 11.008]],
    // 0.35 for the card and 0.19 (0.095 to 0.57) for the machine around it.
    [
      "a card whose machine is billed on top",
      { accelerator: "t4", provider: "gcp", placement: placed("us-central1") },
      [0.445, 0.54, 0.92],
    ],
    // 1-year commitment 7.67296 a GPU; three years 4.85805.
    [
      "reserved for one year or three",
      { ...EIGHT, provider: "gcp", placement: placed("us-central1"), purchase: "reserved" },
      [38.864, 61.384, 61.384],
    ],
  ])("%s", (_, machine, usd) => {
    check(machine, usd);
  });

  test("another region costs as the provider's other accelerators do there", () => {
    const [low = 0, likely = 0, high = 0] =
      perHour({ ...H100, provider: "aws", placement: placed("eu-central-1") }) ?? [];
    // Over us-east-1: A100 1.249, L4 1.2505, A10G 1.2505, Inferentia2 1.5 and others.
    expect(low / 6.88).toBeCloseTo(1.249, 2);
    expect(likely / 6.88).toBeCloseTo(1.25, 2);
    expect(high / 6.88).toBeCloseTo(1.5, 2);
  });

  test.each<[string, Machine, string]>([
    [
      "reserved, where none is listed",
      { ...H100, provider: "aws", placement: placed("us-east-1"), purchase: "reserved" },
      "no reserved list price of h100 at aws is known",
    ],
    [
      "a chip that AWS does not list",
      { accelerator: "trainium2", provider: "aws" },
      "no on-demand list price of trainium2 is known for the provider",
    ],
    [
      "a chip of another provider",
      { accelerator: "gb200", provider: "azure" },
      "no on-demand list price of gb200 is known for the provider",
    ],
  ])("%s is unknown, not guessed", (_, machine, text) => {
    expect(perHour(machine)).toBeUndefined();
    expect(texts(machine)).toContain(text);
  });

  test("without the table nothing is known", () => {
    const component = { id: "c", kind: "inference", where: "cloud", provider: "aws", ...H100 };
    const { month } = estimate(
      manifestOf({ components: [component as Component] }),
      {},
      "2026-11-22",
    );
    expect(isUnknown(month.costUsd)).toBe(true);
  });
});

describe("virtual machines cost by virtual CPU and memory", () => {
  const four = { compute: { vcpus: 4, memory_gb: 16 } };

  test.each<[string, Machine, number]>([
    // m7i.xlarge is listed at 0.2016: 4 * 0.037 + 16 * 0.0036 = 0.2056.
    ["of AWS", { ...four, provider: "aws", placement: placed("us-east-1") }, 0.2056],
    // Standard_D4s_v5 is listed at 0.192: 4 * 0.033 + 16 * 0.00375 = 0.192.
    ["of Azure", { ...four, provider: "azure", placement: placed("eastus") }, 0.192],
    // n2-standard-4: 4 * 0.0316 + 16 * 0.0042 = 0.1936.
    ["of Google Cloud", { ...four, provider: "gcp", placement: placed("us-central1") }, 0.1936],
  ])("%s", (_, machine, usd) => {
    const [low = 0, likely = 0, high = 0] = perHour(machine) ?? [];
    expect(likely / usd).toBeGreaterThan(0.93);
    expect(likely / usd).toBeLessThan(1.03);
    expect(low).toBeLessThan(usd);
    expect(high).toBeGreaterThan(usd);
  });

  test("spot and reserved ones cost less, those of smaller clouds too", () => {
    const likely = (machine: Machine) => perHour({ ...four, ...machine })?.[1] ?? 0;
    const aws = { provider: "aws", placement: placed("us-east-1") };
    expect(likely({ ...aws, purchase: "spot" })).toBeLessThan(likely(aws));
    expect(likely({ ...aws, purchase: "reserved" })).toBeLessThan(likely(aws));
    expect(likely({ provider: "hetzner" })).toBeLessThan(likely(aws));
  });
});

describe("the table", () => {
  const { offers } = MACHINE_PRICES;

  test("names a source, a place in it and a date for every price", () => {
    expect(offers.filter(({ source }) => !(source in SOURCES))).toEqual([]);
    expect(offers.filter(({ locator }) => locator.length < 5)).toEqual([]);
    expect(offers.filter(({ date }) => !/^202[56](-\d\d(-\d\d)?)?$/.test(date))).toEqual([]);
  });

  test("has no reserved price above the one on demand of the same machine and day", () => {
    const full = (one: (typeof offers)[number]) =>
      offers.find(
        (other) =>
          other.instance === one.instance &&
          other.accelerator === one.accelerator &&
          other.date === one.date &&
          other.purchase === "on-demand",
      );
    const reserved = offers.filter(({ purchase }) => purchase.startsWith("reserved"));
    const dearer = reserved.flatMap((one) =>
      Object.entries(one.usd).filter(
        ([region, usd]) => Number(usd) >= Number(full(one)?.usd[region]),
      ),
    );
    expect(reserved.length).toBeGreaterThan(10);
    expect(dearer).toEqual([]);
  });

  test.each<[string, Machine, boolean]>([
    ["for an accelerator in the cloud", H100, true],
    ["for virtual CPUs", { compute: { vcpus: 1 } }, true],
    ["not for what has a price", { ...H100, usd_per_hour: 1 }, false],
    ["not on one's own site", { ...H100, where: "on-prem" }, false],
    ["not for a database without a size", {}, false],
  ])("is read %s", (_, machine, needed) => {
    const component = { id: "c", kind: "other", ...machine } as Component;
    expect(estimateNeeds(manifestOf({ components: [component] })).machinePrices).toBe(needed);
  });
});
