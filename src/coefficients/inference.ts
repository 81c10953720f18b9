/** What it takes to run a model once: the four-term decode formula, prefill, batch, precision, images. */

import { ACCELERATORS, type Accelerator } from "./accelerators.ts";
import { type Coefficient, coefficient, table } from "./coefficient.ts";

/** Constants of `E_token = residual * (k1*W/B + k2*P + k3*n/B + k4*n)`, in joules. */
export interface DecodeConstants {
  /** J per GB of weights read, shared by the batch. */
  readonly k1: Coefficient;
  /** J per billion active parameters. */
  readonly k2: Coefficient;
  /** J per accelerator, shared by the batch. */
  readonly k3: Coefficient;
  /** J per accelerator. */
  readonly k4: Coefficient;
  /** Measured over predicted, on architectures left out of the fit. */
  readonly residual: Coefficient;
}

const FIT = {
  source: "ml-energy-fit",
  published: "2026",
  vintage: 2025,
  quality: "modelled",
  boundary: "accelerators only, steady state, vLLM 0.11; no host, idle time or PUE",
} as const;

const FITTED = {
  h100: { rows: 154, k1: 0.2028, k2: 0.00433, k3: 0.191, k4: 0.0466, residual: [1.02, 0.61, 2.17] },
  b200: { rows: 157, k1: 0.2172, k2: 0.00191, k3: 0.819, k4: 0.0498, residual: [1.05, 0.77, 1.92] },
} as const;

/** Decode constants by accelerator id. */
export const DECODE: ReadonlyMap<string, DecodeConstants> = new Map(
  ACCELERATORS.map((accelerator) => [accelerator.id, decodeConstants(accelerator)]),
);

function decodeConstants(accelerator: Accelerator): DecodeConstants {
  const { id } = accelerator;
  if (id === "h100" || id === "b200") return fitted(id);
  const of = (key: string, value: number, unit: string, locator: string) =>
    coefficient(`inference.${id}.${key}`, value, { ...FIT, unit, locator });
  const power = accelerator.tdp.value / 700;
  const bandwidth = accelerator.bandwidth?.value ?? Number.NaN;
  const k1 = (0.65 * accelerator.tdp.value) / (0.6 * bandwidth);
  const k2 = 2 / ((0.4 * accelerator.flops.value) / accelerator.tdp.value) / 1000;
  return {
    k1: of("k1", k1, "J/GB", "0.65 TDP / (0.6 bandwidth)"),
    k2: of("k2", k2, "J per billion parameters", "2 FLOP at 40 % of the dense peak and full TDP"),
    k3: of("k3", FITTED.h100.k3 * power, "J", "H100 term scaled by TDP"),
    k4: of("k4", FITTED.h100.k4 * power, "J", "H100 term scaled by TDP"),
    residual: coefficient(`inference.${id}.residual`, [1, 0.4, 2.5], {
      ...FIT,
      unit: "measured/predicted",
      locator: "no measurements on this chip: a factor of two and more",
    }),
  };
}

function fitted(id: keyof typeof FITTED): DecodeConstants {
  const fit = FITTED[id];
  const locator = `least squares on ${fit.rows} measured rows`;
  const of = (key: "k1" | "k2" | "k3" | "k4", unit: string) =>
    coefficient(`inference.${id}.${key}`, fit[key], { ...FIT, unit, locator });
  return {
    k1: of("k1", "J/GB"),
    k2: of("k2", "J per billion parameters"),
    k3: of("k3", "J"),
    k4: of("k4", "J"),
    residual: coefficient(`inference.${id}.residual`, fit.residual, {
      ...FIT,
      unit: "measured/predicted",
      locator: "5th and 95th percentile leaving one architecture out, median of all rows",
    }),
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
    "serving.prefill-utilisation": [
      [0.4, 0.2, 0.6],
      {
        unit: "share of peak",
        source: "ml-energy-fit",
        locator:
          "0.5 to 0.6 TFLOP/J over 989/700 on H100 is 0.35 to 0.42; range from small batches to 8-bit arithmetic",
        boundary: "dense 16-bit arithmetic at rated power, prompt processing",
      },
    ],
    "serving.cached-token": [
      [0.1, 0.01, 0.25],
      {
        unit: "share of prefill",
        locator: "range of reported values",
        boundary: "energy of a prompt token read from cache",
      },
    ],
    "serving.single-pass-utilisation": [
      [0.05, 0.005, 0.3],
      {
        unit: "share of peak",
        source: "luccioni-2024",
        quality: "modelled",
        locator: "DistilBERT at batch 1 on an A100 node (low); well batched encoders (high)",
        boundary: "encoders and vision models: one forward pass per call",
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
    "serving.audio-positions-per-second": [
      [50, 25, 100],
      { unit: "positions/s", locator: "usual encoder frame rate", boundary: "speech encoder" },
    ],
    "serving.attention": [
      [0.028, 0.007, 0.05],
      {
        unit: "per 1,000 tokens",
        locator:
          "2 x layers x width x context FLOP over 2 per parameter, of dense models of 8 to 405 billion, at one billion; sparse attention (low)",
        boundary: "attention over other work on a prompt token, beyond 20,000 tokens",
      },
    ],
    "serving.kv-cache": [
      [0.055, 0.01, 0.08],
      {
        unit: "GB per 1,000 tokens",
        locator:
          "keys and values in 16 bit of models of 8 and 70 billion with grouped heads, at one billion; compressed caches (low)",
        boundary: "memory that a context takes, beyond 20,000 tokens",
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

/** Diffusion models: energy per image = steps * billion parameters * constant, at one megapixel. */
export const IMAGES = table(
  {
    unit: "J per step and billion parameters",
    source: "ml-energy-3",
    locator: "text-to-image on H100 at 1024 x 1024, divided by steps and parameters",
    published: "2026",
    boundary: "accelerators only, one image of 1024 x 1024",
    vintage: 2025,
    quality: "measured",
  },
  {
    "image.joules-per-step": [15, 10, 40],
    "image.steps": [
      [28, 10, 50],
      { ...ASSUMED, unit: "steps", locator: "usual settings", boundary: "when not declared" },
    ],
    "video.joules-per-step": [
      [5.5, 2, 14],
      {
        unit: "J per step, billion parameters and frame of 720 x 480",
        locator: "CogVideoX-2B and HunyuanVideo on H100, 50 steps",
        boundary: "accelerators only, per frame",
      },
    ],
  },
);
