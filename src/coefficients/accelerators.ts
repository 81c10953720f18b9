/** Accelerators: power, memory, bandwidth, dense 16-bit arithmetic, manufacture, list price. */

import { type Coefficient, coefficient, type Quality, type Spread } from "./coefficient.ts";
import type { SourceId } from "./sources.ts";

/** 0 none or CPU; 1 edge or inference card; 2 mid class; 3 top class. */
export type AcceleratorClass = 0 | 1 | 2 | 3;

export interface Accelerator {
  readonly id: string;
  readonly class: AcceleratorClass;
  /** Spellings that a manifest may use, besides the id; lower case, without the maker's name. */
  readonly names: readonly string[];
  /** Where it usually stands: in a server, or by itself as an edge device or computer. */
  readonly form: "server" | "device";
  readonly tdp: Coefficient;
  readonly idle: Coefficient;
  /** GB of one chip. */
  readonly memory: Coefficient;
  /** GB/s; undefined for chips that are measured, which need no model of their memory. */
  readonly bandwidth: Coefficient | undefined;
  /** TFLOP/s, 16 bit, dense (not the sparse figure of data sheets). */
  readonly flops: Coefficient;
  readonly embodied: Coefficient;
  /** What it stands in: a server of eight, a host of one or a few cards, or a TPU host. Devices have none. */
  readonly host: HostKind;
  /** USD per hour of one chip on demand, its share of the host included. */
  readonly price: Coefficient | undefined;
}

export type HostKind = "eight-way" | "card" | "tpu";

/** A figure and where it stands; without a source of its own it is the chip's. */
type Figure =
  | Spread
  | {
      readonly is: Spread;
      readonly source: SourceId;
      readonly locator: string;
      readonly quality: Quality;
      /** Date of the figure's own source. */
      readonly published: string;
    };

interface Row {
  readonly class: AcceleratorClass;
  readonly names: readonly string[];
  readonly form?: "device";
  /** Default: a server of eight. */
  readonly host?: HostKind;
  readonly source: SourceId;
  readonly published: string;
  readonly tdp: Figure;
  readonly idle: Figure;
  readonly memory: Figure;
  readonly bandwidth?: Figure;
  readonly flops: Figure;
  readonly embodied: Figure;
  readonly price?: Figure;
}

const assumed = (is: Spread, locator = "engineering judgement"): Figure => ({
  is,
  source: "greenlight",
  locator,
  quality: "assumed",
  published: "2026",
});

/** A rule of thumb for server cards whose idle power nobody has published. */
const idleRule = (tdp: number) =>
  assumed([0.15 * tdp, 0.07 * tdp, 0.25 * tdp], "15 % of the rated power");

const ccfIdle = (watts: number): Figure => ({
  is: [watts, 0.7 * watts, 1.5 * watts],
  source: "ccf",
  locator: "GPU watts, minimum (CPU ratio applied to the rated power)",
  quality: "modelled",
  published: "2024-03",
});

/** Read from the card itself; the range covers other boards and sites. */
const measuredIdle = (
  is: Spread,
  source: SourceId,
  locator: string,
  published: string,
): Figure => ({
  is,
  source,
  locator,
  quality: "measured",
  published,
});

const boavizta = (low: number, likely: number, high: number): Figure => ({
  is: [likely, low, high],
  source: "boavizta",
  locator: "GPU component formula, evaluated for this card",
  quality: "modelled",
  published: "2026",
});

/** The hourly price of an instance, divided by its accelerators. */
const aws = (instance: string, usd: number, accelerators: number): Figure => ({
  is: usd / accelerators,
  source: "aws-prices",
  locator: `${instance}: ${usd} USD/h for ${accelerators}`,
  quality: "vendor",
  published: "2026",
});

const ROWS: Readonly<Record<string, Row>> = {
  t4: {
    class: 1,
    host: "card",
    names: ["tesla-t4"],
    source: "nvidia-t4",
    published: "2019",
    tdp: 70,
    idle: measuredIdle([12, 8, 20], "watt-counts", "T4: idle 12 W", "2026-04-10"),
    memory: 16,
    bandwidth: 320,
    flops: 65,
    embodied: boavizta(60, 134, 200),
    price: aws("g4dn.xlarge", 0.526, 1),
  },
  v100: {
    class: 2,
    host: "card",
    names: ["v100-sxm2", "tesla-v100", "v100-16gb", "v100-32gb", "v100-32", "v100-16"],
    source: "patterson-2021",
    published: "2021",
    tdp: 300,
    idle: ccfIdle(35),
    memory: [16, 16, 32],
    bandwidth: assumed([900, 800, 1000], "HBM2 at the usual clock"),
    flops: 125,
    embodied: boavizta(120, 200, 286),
    price: aws("p3.2xlarge", 3.06, 1),
  },
  a10g: {
    class: 1,
    host: "card",
    names: ["a10"],
    source: "mlco2-impact",
    published: "2026-02",
    tdp: [150, 150, 300],
    idle: ccfIdle(18),
    memory: 24,
    bandwidth: 600,
    flops: assumed([70, 60, 125], "between the data sheets of A10G and A10"),
    embodied: boavizta(90, 150, 188),
    price: aws("g5.xlarge", 1.006, 1),
  },
  "a100-40": {
    class: 2,
    names: ["a100-40gb", "a100-sxm4-40gb", "a100-sxm-40gb", "a100-sxm4-40"],
    source: "nvidia-a100",
    published: "2021",
    tdp: 400,
    idle: measuredIdle([54, 45, 69], "idle-context", "A100: bare idle 53.7 W", "2026-04-15"),
    memory: 40,
    bandwidth: 1555,
    flops: 312,
    embodied: {
      is: [200, 128, 276],
      source: "falk-a100",
      locator: "cradle-to-gate result (low); Boavizta GPU formula (high)",
      quality: "modelled",
      published: "2025",
    },
    price: aws("p4d.24xlarge", 21.96, 8),
  },
  "a100-80": {
    class: 2,
    names: ["a100", "a100-80gb", "a100-sxm4-80gb", "a100-sxm-80gb", "a100-sxm", "a100-sxm4"],
    source: "nvidia-a100",
    published: "2021",
    tdp: 400,
    idle: measuredIdle([54, 45, 69], "idle-context", "A100: bare idle 53.7 W", "2026-04-15"),
    memory: 80,
    bandwidth: 2039,
    flops: 312,
    embodied: {
      is: [200, 128, 276],
      source: "falk-a100",
      locator: "cradle-to-gate result (low); Boavizta GPU formula (high)",
      quality: "modelled",
      published: "2025",
    },
    price: aws("p4de.24xlarge", 27.45, 8),
  },
  l4: {
    class: 1,
    host: "card",
    names: ["l4-24gb"],
    source: "nvidia-l4",
    published: "2023",
    tdp: 72,
    idle: measuredIdle([17, 10, 24], "watt-counts", "L4: idle 17 W", "2026-04-10"),
    memory: 24,
    bandwidth: 300,
    flops: 121,
    embodied: boavizta(60, 114, 150),
    price: aws("g6.12xlarge", 4.6, 4),
  },
  l40s: {
    class: 2,
    host: "card",
    names: ["l40"],
    source: "nvidia-l40s",
    published: "2023",
    tdp: 350,
    idle: measuredIdle([36, 28, 60], "idle-context", "L40S: bare idle 35.6 W", "2026-04-15"),
    memory: 48,
    bandwidth: 864,
    flops: 362,
    embodied: boavizta(120, 200, 280),
  },
  h100: {
    class: 3,
    names: ["h100-80gb", "h100-sxm", "h100-sxm5", "h100-80", "h100-sxm5-80gb"],
    source: "nvidia-h100",
    published: "2023",
    tdp: 700,
    idle: measuredIdle(
      [72.5, 68, 85],
      "facility-profiles",
      "idle 72.5 W; 71.8 to 74.7 W in arXiv 2605.23918 (range)",
      "2026-04-08",
    ),
    memory: 80,
    flops: 989,
    embodied: {
      is: [270, 164, 575],
      source: "nvidia-pcf",
      locator:
        "HGX H100: 1,312 kg for eight (low); EcoLogits 273 (likely); Boavizta formula (high)",
      quality: "modelled",
      published: "2025",
    },
    price: aws("p5.48xlarge", 55.04, 8),
  },
  h200: {
    class: 3,
    names: ["h200-sxm", "h200-141gb"],
    source: "nvidia-h200",
    published: "2024",
    tdp: 700,
    idle: assumed([90, 75, 105], "between figures reported by operators"),
    memory: 141,
    bandwidth: 4800,
    flops: 989,
    embodied: assumed([364, 190, 700], "H100 scaled by memory"),
    price: aws("p5en.48xlarge", 63.3, 8),
  },
  b200: {
    class: 3,
    names: ["b200-sxm", "b200-192gb", "b200-180gb"],
    source: "nvidia-b200",
    published: "2025",
    tdp: 1000,
    idle: measuredIdle([137, 110, 200], "b200-idle", "B200, air cooled, idle: 137 W", "2025-08-21"),
    memory: [180, 180, 192],
    flops: 2250,
    embodied: {
      is: [450, 284, 900],
      source: "nvidia-pcf",
      locator: "HGX B200: 2,274 kg for eight (low); likely and high by analogy with H100",
      quality: "modelled",
      published: "2025",
    },
    price: aws("p6-b200.48xlarge", 113.93, 8),
  },
  gb200: {
    class: 3,
    names: ["gb200-nvl72"],
    source: "nvidia-b200",
    published: "2025",
    tdp: 1200,
    idle: idleRule(1200),
    memory: [186, 180, 192],
    bandwidth: 8000,
    flops: 2500,
    embodied: assumed([550, 284, 1100], "B200 with its share of a Grace CPU"),
  },
  mi300x: {
    class: 3,
    names: ["amd-mi300x", "instinct-mi300x"],
    source: "mlco2-impact",
    published: "2026-02",
    tdp: 750,
    idle: idleRule(750),
    memory: 192,
    bandwidth: assumed([5300, 4800, 5300], "eight stacks of HBM3"),
    flops: 1307,
    embodied: assumed([500, 284, 900], "by analogy with B200"),
  },
  "tpu-v2": {
    class: 1,
    host: "tpu",
    names: ["tpuv2", "v2"],
    source: "patterson-2021",
    published: "2021-04",
    tdp: 280,
    idle: assumed([60, 30, 110]),
    memory: 16,
    bandwidth: 700,
    flops: 45,
    embodied: assumed([200, 100, 400], "chip alone, by analogy with v6e"),
  },
  "tpu-v3": {
    class: 2,
    host: "tpu",
    names: ["tpuv3", "v3"],
    source: "patterson-2021",
    published: "2021-04",
    tdp: 450,
    idle: assumed([100, 50, 180]),
    memory: 32,
    bandwidth: 900,
    flops: 123,
    embodied: assumed([250, 120, 450], "chip alone, by analogy with v6e"),
  },
  "tpu-v4": {
    class: 2,
    host: "tpu",
    names: ["tpuv4", "v4"],
    source: "google-tpu",
    published: "2026",
    tdp: assumed([192, 170, 215], "chip maximum (likely), mean (low)"),
    idle: assumed([90, 50, 110]),
    memory: 32,
    bandwidth: assumed([1200, 1000, 1230]),
    flops: 275,
    embodied: assumed([300, 150, 450], "chip alone, by analogy with v6e"),
  },
  "tpu-v5e": {
    class: 1,
    host: "tpu",
    names: ["tpuv5e", "v5e", "v5litepod"],
    source: "google-tpu",
    published: "2026",
    tdp: assumed([120, 80, 220], "no figure published; between v4 and v6e by arithmetic"),
    idle: assumed([40, 20, 80]),
    memory: 16,
    bandwidth: [819, 800, 819],
    flops: 197,
    embodied: assumed([170, 80, 330], "chip alone, by analogy with v6e"),
  },
  "tpu-v5p": {
    class: 3,
    host: "tpu",
    names: ["tpuv5p", "v5p"],
    source: "google-tpu",
    published: "2026",
    tdp: assumed([350, 200, 540], "no figure published; by arithmetic and memory"),
    idle: assumed([90, 50, 150]),
    memory: assumed([95, 90, 96]),
    bandwidth: assumed([2765, 2500, 2800]),
    flops: assumed([459, 440, 470]),
    embodied: assumed([350, 200, 600], "chip alone, by analogy with v6e"),
  },
  "tpu-v6e": {
    class: 2,
    host: "tpu",
    names: ["tpuv6e", "v6e", "trillium"],
    source: "google-tpu",
    published: "2026",
    tdp: {
      is: [153, 130, 200],
      source: "schneider-tpu",
      locator: "mean power of a chip without its host; the range is assumed",
      quality: "vendor",
      published: "2025-02",
    },
    idle: assumed([70, 40, 110]),
    memory: 32,
    bandwidth: 1638,
    flops: 918,
    embodied: {
      is: [323, 250, 420],
      source: "schneider-tpu",
      locator: "chip 323 kg, without host and building; the range is assumed",
      quality: "vendor",
      published: "2025-02",
    },
  },
  trainium1: {
    class: 2,
    host: "card",
    names: ["trn1", "trainium", "aws-trainium"],
    source: "aws-prices",
    published: "2026",
    tdp: assumed([280, 150, 450], "not published"),
    idle: assumed([60, 30, 110]),
    memory: assumed([32, 32, 33]),
    bandwidth: assumed([820, 600, 900]),
    flops: assumed([190, 170, 210]),
    embodied: assumed([250, 120, 500]),
    price: aws("trn1.32xlarge", 21.5, 16),
  },
  trainium2: {
    class: 3,
    names: ["trn2", "aws-trainium2"],
    source: "aws-prices",
    published: "2026",
    tdp: assumed([500, 350, 800], "not published"),
    idle: assumed([90, 50, 160]),
    memory: assumed([96, 96, 97]),
    bandwidth: assumed([2900, 2400, 3000]),
    flops: assumed([667, 600, 700]),
    embodied: assumed([400, 200, 800]),
  },
  inferentia2: {
    class: 1,
    host: "card",
    names: ["inf2", "inferentia", "aws-inferentia2"],
    source: "aws-prices",
    published: "2026",
    tdp: assumed([190, 75, 300], "not published"),
    idle: assumed([40, 20, 70]),
    memory: assumed([32, 32, 33]),
    bandwidth: assumed([820, 600, 900]),
    flops: assumed([190, 170, 210]),
    embodied: assumed([200, 100, 400]),
    price: aws("inf2.xlarge", 0.758, 1),
  },
  "apple-m": {
    class: 1,
    form: "device",
    names: ["apple-silicon", "m1", "m2", "m3", "m4", "m4-pro", "m4-max", "mac", "macbook-pro"],
    source: "vendor-pcf",
    published: "2023",
    tdp: assumed([40, 10, 100], "package at language model decoding (low) to full load (high)"),
    idle: assumed([5, 3, 8]),
    memory: assumed([32, 16, 128]),
    bandwidth: assumed([200, 120, 546]),
    flops: assumed([15, 5, 35]),
    embodied: {
      is: [180, 120, 280],
      source: "vendor-pcf",
      locator: "MacBook Pro: 167 to 382 kg in all, 66 to 74 % of it manufacture",
      quality: "vendor",
      published: "2023",
    },
  },
  "jetson-orin-nano": {
    class: 1,
    form: "device",
    names: ["orin-nano"],
    source: "jetson",
    published: "2025",
    tdp: [15, 7, 25],
    idle: assumed([4, 2, 6], "board at rest"),
    memory: [8, 4, 8],
    bandwidth: 68,
    flops: assumed([8, 4, 17]),
    embodied: assumed([40, 15, 100], "small board with case and power supply"),
  },
  "jetson-orin-nx": {
    class: 1,
    form: "device",
    names: ["orin-nx"],
    source: "jetson",
    published: "2025",
    tdp: [20, 10, 40],
    idle: assumed([5, 3, 8], "board at rest"),
    memory: [16, 8, 16],
    bandwidth: assumed([102, 90, 103]),
    flops: assumed([15, 8, 25]),
    embodied: assumed([45, 18, 110], "small board with case and power supply"),
  },
  "jetson-agx-orin": {
    class: 1,
    form: "device",
    names: ["agx-orin", "jetson-orin"],
    source: "jetson",
    published: "2025",
    tdp: [40, 15, 60],
    idle: assumed([8, 5, 14], "board at rest"),
    memory: [64, 32, 64],
    bandwidth: assumed([204, 180, 205]),
    flops: assumed([40, 20, 70]),
    embodied: assumed([60, 25, 140], "small board with case and power supply"),
  },
  "edge-tpu": {
    class: 1,
    form: "device",
    names: ["coral", "google-coral", "coral-edge-tpu"],
    source: "greenlight",
    published: "2026",
    tdp: assumed([4, 2, 10], "stick with its share of a small board"),
    idle: assumed([2, 0.5, 4]),
    memory: assumed([1, 1, 4]),
    bandwidth: assumed([4, 2, 12]),
    flops: assumed([2, 0.5, 4]),
    embodied: assumed([15, 5, 40]),
  },
  "generic-device": {
    class: 1,
    form: "device",
    names: [],
    source: "greenlight",
    published: "2026",
    tdp: assumed([10, 2, 65], "phone (low) to laptop (high) at work"),
    idle: assumed([2, 0.3, 10], "phone (low) to laptop (high) at rest"),
    memory: assumed([8, 4, 32]),
    bandwidth: assumed([60, 30, 150]),
    flops: assumed([3, 0.5, 15]),
    embodied: assumed([80, 30, 300], "phone (low) to laptop (high)"),
  },
};

export const ACCELERATORS: readonly Accelerator[] = Object.entries(ROWS).map(([id, row]) => {
  const of = (key: string, figure: Figure, unit: string, boundary: string) =>
    toCoefficient(`accelerator.${id}.${key}`, figure, unit, boundary, row);
  const device = row.form === "device";
  return {
    id,
    class: row.class,
    names: row.names,
    form: row.form ?? "server",
    host: row.host ?? "eight-way",
    tdp: of("tdp", row.tdp, "W", device ? "whole device at load" : "accelerator at its rating"),
    idle: of("idle", row.idle, "W", device ? "whole device at rest" : "accelerator without work"),
    memory: of("memory", row.memory, "GB", "one accelerator"),
    bandwidth:
      row.bandwidth === undefined
        ? undefined
        : of("bandwidth", row.bandwidth, "GB/s", "one accelerator, memory"),
    flops: of("flops", row.flops, "TFLOP/s", "one accelerator, 16 bit, dense"),
    embodied: of("embodied", row.embodied, "kgCO2e", "cradle to gate, one unit"),
    price:
      row.price === undefined
        ? undefined
        : of("price", row.price, "USD/h", "on demand, host included, us-east-1"),
  };
});

function toCoefficient(
  id: string,
  figure: Figure,
  unit: string,
  boundary: string,
  row: Row,
): Coefficient {
  const own = typeof figure === "object" && "is" in figure;
  const spread = own ? figure.is : figure;
  const published = own ? figure.published : row.published;
  return coefficient(id, spread, {
    unit,
    boundary,
    source: own ? figure.source : row.source,
    locator: own ? figure.locator : "specification table",
    quality: own ? figure.quality : "vendor",
    published,
    vintage: Number(published.slice(0, 4)),
  });
}
