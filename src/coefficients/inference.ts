/** What it takes to run a model once: energy of a token, prefill, batch, precision, images. */

import { type Accelerator, acceleratorNamed, allAccelerators } from "./accelerators.ts";
import { type Coefficient, coefficient, type Spread, table } from "./coefficient.ts";

/**
 * Constants of the energy of an output token, in joules:
 * `residual * (memory * GB read + work * billion active parameters + launch * launches per token * accelerators
 * + token * accelerators)`.
 */
export interface DecodeConstants {
  /** J per GB read: weights, shared by the batch, and each request's own context. */
  readonly memory: Coefficient;
  /** J per billion active parameters. */
  readonly work: Coefficient;
  /** J per accelerator and kernel launch, shared by the batch. */
  readonly launch: Coefficient;
  /** J per accelerator, for the time of a token that all of them wait. */
  readonly token: Coefficient;
  /** Measured over predicted, on architectures left out of the fit. */
  readonly residual: Coefficient;
  /** The same for models whose architecture is not known. */
  readonly residualUnknown: Coefficient;
  /** Energy of a prompt token over that of its arithmetic while writing. */
  readonly prefill: Coefficient;
  /** The same for mixtures of experts. */
  readonly prefillSparse: Coefficient;
}

const FIT = {
  source: "ml-energy-fit",
  published: "2026-11-23",
  vintage: 2025,
  quality: "modelled",
  boundary: "accelerators only, steady state, vLLM 0.11; no host, idle time or PUE",
} as const;

type Key = "memory" | "work" | "launch" | "token";
type Ranges = Omit<DecodeConstants, Key>;

const UNITS: Readonly<Record<Key, string>> = {
  memory: "J/GB",
  work: "J per billion parameters",
  launch: "J per launch",
  token: "J per token",
};

/** Found again from the measured rows by a test of this repository. */
const FITTED = {
  h100: { memory: 0.1737, work: 0.002543, launch: 0.01028, token: 0.03025, rows: 154 },
  b200: { memory: 0.1825, work: 0.001108, launch: 0.01577, token: 0.03434, rows: 157 },
} as const;

const MEASURED_RANGES = {
  h100: ranges("h100", {
    residual: [1, 0.79, 1.27],
    residualUnknown: [1.07, 0.8, 1.55],
    prefill: [1.2, 0.8, 1.9],
    prefillSparse: [1.2, 0.8, 2.5],
    from: "5th to 95th percentile leaving one architecture out, a quarter wider as there are nine",
    prefillFrom: "0.5 to 0.75 TFLOP/J against the fitted work term, which prompts hardly decide",
  }),
  b200: ranges("b200", {
    residual: [1, 0.77, 1.35],
    residualUnknown: [1.07, 0.8, 1.55],
    prefill: [1.2, 0.8, 1.9],
    prefillSparse: [1.2, 0.8, 2.5],
    from: "5th to 95th percentile leaving one architecture out, a quarter wider as there are nine",
    prefillFrom: "as on H100",
  }),
};

const OTHER_RANGES = ranges("other", {
  residual: [1, 0.5, 2],
  residualUnknown: [1, 0.45, 2.2],
  prefill: [1.2, 0.6, 2.5],
  prefillSparse: [1.2, 0.6, 3],
  from: "chips without measurements: from one measured chip to the other, 94 % lie inside",
  prefillFrom: "chips without measurements",
});

interface Spreads extends Readonly<Record<keyof Ranges, Spread>> {
  readonly from: string;
  readonly prefillFrom: string;
}

function ranges(chip: string, { from, prefillFrom, ...spreads }: Spreads): Ranges {
  const of = (key: string, spread: Spread, unit: string, locator: string) =>
    coefficient(`inference.${chip}.${key}`, spread, { ...FIT, unit, locator });
  const ratio = "measured/predicted";
  return {
    residual: of("residual", spreads.residual, ratio, from),
    residualUnknown: of(
      "residual.unknown-architecture",
      spreads.residualUnknown,
      ratio,
      `${from}; architecture hidden`,
    ),
    prefill: of("prefill", spreads.prefill, "energy/energy", prefillFrom),
    prefillSparse: of("prefill.experts", spreads.prefillSparse, "energy/energy", prefillFrom),
  };
}

/** The decode constants of an accelerator, made when first asked for. */
export function decodeConstantsOf(accelerator: Accelerator): DecodeConstants {
  const made = MADE.get(accelerator) ?? decodeConstants(accelerator);
  MADE.set(accelerator, made);
  return made;
}

const MADE = new WeakMap<Accelerator, DecodeConstants>();

/** Every coefficient of the decode constants once: chips without measurements share their ranges. */
export function allDecodeCoefficients(): readonly Coefficient[] {
  return [...new Set(allAccelerators().map(decodeConstantsOf).flatMap<Coefficient>(Object.values))];
}

/** The coefficients with ids that start with `inference.` and this chip; "other" stands for those without measurements. */
export function decodeCoefficients(chip: string): readonly Coefficient[] {
  if (chip === "other") return Object.values(OTHER_RANGES);
  const accelerator = acceleratorNamed(chip);
  return accelerator === undefined ? [] : Object.values(decodeConstantsOf(accelerator));
}

function decodeConstants(accelerator: Accelerator): DecodeConstants {
  const { id } = accelerator;
  const measured = id === "h100" || id === "b200";
  const fit = measured ? FITTED[id] : physical(accelerator);
  const locator = measured
    ? `fit in logarithms on ${FITTED[id].rows} measured rows of nine architectures`
    : "joint fit of H100 and B200: 0.952 TDP/bandwidth, 1.42 x 2 TDP/FLOPS, 23.6 and 45.6 us of TDP";
  const of = (key: Key) =>
    coefficient(`inference.${id}.${key}`, fit[key], { ...FIT, unit: UNITS[key], locator });
  return {
    memory: of("memory"),
    work: of("work"),
    launch: of("launch"),
    token: of("token"),
    ...(measured ? MEASURED_RANGES[id] : OTHER_RANGES),
  };
}

/** One set of constants for both measured chips, in units of a chip's power, bandwidth and arithmetic. */
function physical({ tdp, bandwidth, flops }: Accelerator): Readonly<Record<Key, number>> {
  const watts = tdp.value;
  return {
    memory: (0.952 * watts) / (bandwidth?.value ?? Number.NaN),
    work: (1.42 * 2 * watts) / flops.value / 1000,
    launch: 23.6e-6 * watts,
    token: 45.6e-6 * watts,
  };
}

const ASSUMED = {
  source: "greenlight",
  published: "2026",
  vintage: 2026,
  quality: "assumed",
} as const;

export const SERVING = table(
  { ...ASSUMED, unit: "requests", locator: "default range", boundary: "mean, while it works" },
  {
    "serving.batch.self-hosted": [32, 8, 128],
    "serving.batch.api": [64, 16, 256],
    "serving.batch.device": [
      1,
      { locator: "one user, one request", boundary: "device with one user" },
    ],
    "serving.seconds-per-token": [
      [0.025, 0.01, 0.06],
      { unit: "s", locator: "usual streaming speed", boundary: "one output token of one request" },
    ],
    "serving.cached-token": [
      [0.1, 0.01, 0.25],
      {
        unit: "share of prefill",
        locator: "range of reported values",
        boundary: "energy of a prompt token read from cache",
      },
    ],
    "serving.positions": [
      [200, 30, 1500],
      {
        unit: "positions",
        locator: "patches of a small image, or tokens of a sentence to a page",
        boundary: "inputs that a model sees in one call",
      },
    ],
    "serving.attention": [
      [0.028, 0.007, 0.05],
      {
        unit: "per 1,000 tokens",
        locator:
          "2 x layers x width x context FLOP over 2 per parameter, of dense models of 8 to 405 billion, at one billion; sparse attention (low)",
        boundary:
          "attention over other work on a prompt token, for models whose architecture is not known",
      },
    ],
    "serving.kv-cache": [
      [0.055, 0.01, 0.08],
      {
        unit: "GB per 1,000 tokens",
        locator:
          "keys and values in 16 bit of models of 8 and 70 billion with grouped heads, at one billion; compressed caches (low)",
        boundary: "memory that a context takes, for models whose architecture is not known",
      },
    ],
    "serving.outside-fit": [
      [1.5, 1.25, 1.75],
      {
        unit: "exponent",
        locator: "judgement: half as wide again, in logarithms",
        boundary:
          "fewer than 4 or more than 4,500 requests, above 40 billion active or 600 billion parameters, above 12,000 tokens, neither 16 nor 8 bit, more than 8 accelerators, draft models",
      },
    ],
    "serving.batch-api": [
      [0.85, 0.6, 1],
      {
        unit: "energy/energy",
        locator: "larger batches at quiet hours save nothing to 40 %; no vendor says",
        boundary: "a call over a batch interface against the same call at once",
      },
    ],
    "serving.draft-gain": [
      [2.8, 1.9, 3.7],
      {
        unit: "tokens/step",
        locator: "(1 - a^5) / (1 - a): four drafted tokens, each accepted at a = 0.7 (0.5 to 0.85)",
        boundary: "tokens that a step of speculative decoding writes",
      },
    ],
    "serving.draft-size": [
      [0.05, 0.01, 0.15],
      {
        unit: "share of parameters",
        locator: "extra heads to a small model of the family",
        boundary: "draft model over the model, when the manifest has no draft model",
      },
    ],
    "serving.reasoning-multiple": [
      [2, 0.1, 10],
      {
        unit: "reasoning/output tokens",
        locator: "range between short and long reasoning; declare reasoning_tokens instead",
        boundary: "models that reason by default",
      },
    ],
    "serving.output-share-of-cap": [
      [0.35, 0.1, 0.9],
      {
        unit: "share",
        locator: "default range",
        boundary: "mean output against max_output_tokens",
      },
    ],
    "serving.memory-overhead": [
      [1.2, 1.1, 1.5],
      {
        unit: "memory/weights",
        source: "ecologits-method",
        locator: "required memory",
        quality: "modelled",
        boundary: "weights with cache and activations",
      },
    ],
  },
);

/** Bytes per weight as served. */
export const BYTES_PER_WEIGHT = table(
  {
    unit: "bytes",
    source: "ml-energy-fit",
    locator: "definition of the format",
    published: "2026",
    boundary: "weights as read from memory",
    vintage: 2026,
    quality: "vendor",
  },
  {
    "precision.fp32": 4,
    "precision.bf16": 2,
    "precision.fp16": 2,
    "precision.fp8": 1,
    "precision.int8": 1,
    "precision.mxfp4": 0.55,
    "precision.int4": 0.55,
    "precision.api": [
      [1, 0.55, 2],
      { ...ASSUMED, locator: "vendors do not say; 8 bit is usual", boundary: "API models" },
    ],
  },
);

/** Energy of low precision against bf16 at the same batch, where it is not what bytes alone suggest. */
export const PRECISION_EFFECT = table(
  {
    unit: "energy/energy in bf16",
    source: "ml-energy-3",
    locator: "comparison of fp8 and bf16 per batch range",
    published: "2026",
    boundary: "accelerators, per output token",
    vintage: 2025,
    quality: "measured",
  },
  {
    "precision.effect.small-batch": [1.3, 1.13, 1.56],
    "precision.effect.medium-batch": [1.01, 0.88, 1.32],
    "precision.effect.large-batch": [0.89, 0.71, 1],
  },
);

/** Share of rated power that accelerators draw while they work. */
export const POWER_SHARE = table(
  {
    unit: "share of TDP",
    source: "ml-energy-3",
    locator: "mean power per batch range",
    published: "2026",
    boundary: "accelerator while it decodes",
    vintage: 2025,
    quality: "measured",
  },
  {
    "power-share.serving": [0.73, 0.51, 0.95],
    "power-share.images": [0.95, 0.92, 0.98],
    "power-share.training.tpu": [
      [0.64, 0.5, 0.78],
      {
        source: "patterson-2021",
        locator:
          "Table 4: measured system power of five runs on TPU v2 and v3 over the rated power",
        published: "2021-04",
        vintage: 2020,
        boundary: "accelerator with its share of host and network over a training run",
      },
    ],
    "power-share.training": [
      [0.7, 0.4, 0.95],
      {
        source: "morrison-2025",
        locator: "power over time between 15 % and 85 % of the maximum; mean assumed",
        quality: "modelled",
        boundary: "accelerator over a training run",
      },
    ],
  },
);
