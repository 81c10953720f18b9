/** One image or video to the energy that the accelerators spend on it, from the arithmetic of its denoising steps. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { IMAGES } from "../coefficients/images.ts";
import type { Amount } from "../manifest/amount.ts";
import { derive, exactly, multiply, type Uncertain, unknown, ZERO } from "../quantity/uncertain.ts";
import type { Call } from "./call-energy.ts";
import { assume, type Context, given, type Ledger, take } from "./context.ts";
import { apiModelOf, hasDeclaredSize } from "./serving.ts";

type Kind = "image" | "video";

/** What a diffusion model's name says of how it works. */
interface Design {
  /** Passes per step: two where the prompt guides, one where guidance is built in. */
  readonly passes: 1 | 2;
  /** Side of the square of pixels that one token stands for. */
  readonly patch: 16 | 32;
  /** Frames after the first that one layer of tokens stands for. */
  readonly frames: 4 | 8;
  /** True when attention grows with the square of the tokens. */
  readonly quadratic: boolean;
  /** True when the model is made for few steps. */
  readonly distilled: boolean;
}

const MEASURED_CHIPS: ReadonlySet<string> = new Set(["h100", "b200"]);

/**
 * Joules of one image or video: `r * steps * (F + F0) * chip`, with `F = g * (2 P N + 4 X N^2)` FLOP per step
 * and pass, `N` tokens, `X = 4e4 * P^0.6` for layers times width, and `F0` (images only) what a step costs
 * beside its arithmetic. Fitted to ML.ENERGY's rows; `chip` is rated power over arithmetic against H100, to
 * the power 0.3, as B200 is to H100.
 */
export function diffusion(
  context: Context,
  ledger: Ledger,
  call: Call,
  accelerator: Accelerator,
  kind: Kind,
): Uncertain {
  const { model, size } = call;
  // The bounds of a language model say nothing of a diffusion model: it writes images as output tokens.
  if (!hasDeclaredSize(model) && apiModelOf(model)?.closed === true)
    return unknown(`${call.path}.output_tokens`);
  const design = designOf(model.name);
  const arithmetic = derive(
    (params, pixels, frames) => teraflopPerStep(params, tokens(pixels, frames, design), design),
    size.active,
    pixelsOf(context, ledger, call, kind),
    framesOf(context, ledger, call, kind),
  );
  const beside = kind === "image" ? take(context, IMAGES["image.overhead"]) : ZERO;
  const fitted = MEASURED_CHIPS.has(accelerator.id);
  const residual = IMAGES[fitted ? "image.residual" : "image.residual.other-chip"];
  return multiply(
    stepsOf(context, ledger, call, kind, design),
    // Not `add`: of an unknown size, the rest alone is no answer.
    derive((all, rest) => all + rest, arithmetic, beside),
    take(context, IMAGES[`${kind}.joules-per-tflop`]),
    chipFactor(context, accelerator),
    take(context, residual, `model ${model.name}`),
  );
}

/** TFLOP of one denoising step, all passes. */
function teraflopPerStep(params: number, count: number, { passes, quadratic }: Design): number {
  const linear = 2 * params * count;
  const layersTimesWidth = 4e4 * params ** 0.6;
  const attention = quadratic ? (4 * layersTimesWidth * count * count) / 1e9 : 0;
  return (passes * (linear + attention)) / 1000;
}

function tokens(pixels: number, frames: number, { patch, frames: each }: Design): number {
  const layers = frames <= 1 ? 1 : (Math.floor((frames - 1) / 4) + 1) / (each / 4);
  return (pixels / patch ** 2) * layers;
}

/** Rated power over arithmetic against H100 (700 W, 989 TFLOP/s), to the power 0.3. */
function chipFactor(context: Context, { id, tdp, flops }: Accelerator): Uncertain {
  if (id === "h100") return exactly(1);
  return derive(
    (watts, peak) => (watts / peak / (700 / 989)) ** 0.3,
    take(context, tdp),
    take(context, flops),
  );
}

const FEW_STEPS = /turbo|schnell|lightning|(^|[-_/])lcm([-_]|$)|hyper-sd/;

function designOf(modelName: string): Design {
  const name = modelName.toLowerCase();
  const sana = /(^|[-_/])sana/.test(name);
  const distilled = FEW_STEPS.test(name);
  return {
    passes: distilled || /flux|hunyuan-?video/.test(name) ? 1 : 2,
    patch: sana ? 32 : 16,
    frames: /cogvideox-?1\.5/.test(name) ? 8 : 4,
    quadratic: !sana,
    distilled,
  };
}

function stepsOf(
  context: Context,
  ledger: Ledger,
  { step, path }: Call,
  kind: Kind,
  { distilled }: Design,
): Uncertain {
  const input = `${path}.work_per_call.steps`;
  const declared = step.work_per_call?.steps;
  if (declared !== undefined) return given(declared, input);
  const usual = distilled ? IMAGES["image.steps.distilled"] : IMAGES[`${kind}.steps`];
  return assume(context, ledger, usual, {
    text: `denoising steps not given: ${usual.low} to ${usual.high}`,
    input,
    scope: path,
  });
}

function pixelsOf(context: Context, ledger: Ledger, { step, path }: Call, kind: Kind): Uncertain {
  const input = `${path}.work_per_call.pixels`;
  const declared: Amount | undefined = step.work_per_call?.pixels;
  if (declared !== undefined) return given(declared, input);
  return assume(context, ledger, IMAGES[`${kind}.pixels`], {
    text:
      kind === "image"
        ? "size of an image not given: 0.25 to 2 megapixels"
        : "size of a frame not given: 480p to 720p",
    input,
    scope: path,
  });
}

/** Frames, else seconds at a usual rate. Without either, a video is unknown. */
function framesOf(context: Context, ledger: Ledger, { step, path }: Call, kind: Kind): Uncertain {
  if (kind === "image") return exactly(1);
  const { frames, seconds } = step.work_per_call ?? {};
  const input = `${path}.work_per_call.frames`;
  if (frames !== undefined) return given(frames, input);
  if (seconds === undefined) return unknown(input);
  const rate = assume(context, ledger, IMAGES["video.frames-per-second"], {
    text: "frames not given: 8 to 30 per second",
    input,
    scope: path,
  });
  return multiply(given(seconds, `${path}.work_per_call.seconds`), rate);
}
