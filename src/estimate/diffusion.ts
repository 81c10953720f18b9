/** One image or video to the energy that the accelerators spend on it. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { IMAGES } from "../coefficients/inference.ts";
import { likely } from "../manifest/amount.ts";
import { exactly, multiply, scale, type Uncertain, unknown } from "../quantity/uncertain.ts";
import type { Call } from "./call-energy.ts";
import { assume, type Context, given, type Ledger, take } from "./context.ts";

const MEGAPIXEL = 1024 * 1024;
const VIDEO_FRAME = 720 * 480;

/** Linear in steps and parameters, in pixels against the measured size, and in frames. Scaled from H100 by rated efficiency. */
export function diffusion(
  context: Context,
  ledger: Ledger,
  { step, path, size }: Call,
  accelerator: Accelerator,
  kind: "image" | "video",
): Uncertain {
  const { steps, pixels, frames } = step.work_per_call ?? {};
  const rounds =
    steps === undefined
      ? assume(context, ledger, IMAGES["image.steps"], {
          text: "denoising steps not given",
          input: `${path}.work_per_call.steps`,
          scope: path,
        })
      : given(steps, `${path}.work_per_call.steps`);
  const area = kind === "image" ? MEGAPIXEL : VIDEO_FRAME;
  const picture = pixels === undefined ? 1 : likely(pixels) / area;
  const count =
    frames !== undefined
      ? given(frames, `${path}.work_per_call.frames`)
      : kind === "image"
        ? exactly(1)
        : unknown(`${path}.work_per_call.frames`);
  const each = take(
    context,
    IMAGES[kind === "image" ? "image.joules-per-step" : "video.joules-per-step"],
  );
  const againstH100 = accelerator.tdp.value / accelerator.flops.value / (700 / 989);
  return scale(multiply(rounds, size.active, count, each), picture * againstH100);
}
