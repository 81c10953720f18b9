/** One call of a model to the energy that its accelerators spend on it. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { DECODE, PRECISION_EFFECT, SERVING } from "../coefficients/inference.ts";
import type { Amount } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import {
  add,
  derive,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { assume, type Context, given, givenShare, type Ledger, take } from "./context.ts";
import { diffusion } from "./diffusion.ts";
import { attention, beyondFit, cacheJoules } from "./long-context.ts";
import type { ModelSize, Serving } from "./serving.ts";

/** Tokens of one call. */
export interface CallTokens {
  readonly input: Uncertain;
  /** Share of the input that is read from a cache, 0 to 1. */
  readonly cached: Uncertain;
  /** Reasoning included. */
  readonly output: Uncertain;
}

/** What one call is, for its energy. */
export interface Call {
  readonly model: Model;
  readonly size: ModelSize;
  readonly step: Step;
  readonly path: string;
}

/** How a model works on one call. */
export type Work = "decode" | "single-pass" | "image" | "video" | "speech" | "declared-work";

const GENERATIVE_TASKS: ReadonlySet<string> = new Set([
  "chat",
  "qa",
  "summarise",
  "extract",
  "plan",
  "code",
  "translate",
]);

/** Whether a call is a stream of tokens, one pass, or images. */
export function workOf({ model, step }: Pick<Call, "model" | "step">): Work {
  const { task } = model;
  if (task === "image-gen") return "image";
  if (task === "video-gen") return "video";
  if (step.work_per_call?.gflop !== undefined) return "declared-work";
  if (task === "speech" && step.output_tokens === undefined) return "speech";
  if (task === "embed" || task === "rerank") return "single-pass";
  const writes = model.generative ?? (task !== undefined && GENERATIVE_TASKS.has(task));
  return writes || step.output_tokens !== undefined ? "decode" : "single-pass";
}

/** Joules of the accelerators for one call; host, idle time and PUE come on top. */
export function callJoules(
  context: Context,
  ledger: Ledger,
  call: Call,
  serving: Serving,
): Uncertain {
  switch (workOf(call)) {
    case "decode":
      return decodeCall(context, ledger, call, serving);
    case "single-pass":
      return onePass(context, call, serving.accelerator, positions(context, ledger, call));
    case "speech":
      return onePass(context, call, serving.accelerator, audio(context, ledger, call));
    case "declared-work":
      return declaredWork(context, call, serving.accelerator);
    case "image":
      return diffusion(context, ledger, call, serving.accelerator, "image");
    case "video":
      return diffusion(context, ledger, call, serving.accelerator, "video");
  }
}

/** Tokens of one call as declared, with what is missing named. */
export function tokensOf(context: Context, ledger: Ledger, call: Call): CallTokens {
  const { step, path } = call;
  const cached = step.cached_input_pct;
  return {
    input: inputTokens(step, path),
    cached: cached === undefined ? ZERO : givenShare(cached, `${path}.cached_input_pct`),
    output: workOf(call) === "decode" ? outputTokens(context, ledger, call) : ZERO,
  };
}

/** All input; without it, the parts that are declared are "at least". */
function inputTokens(step: Step, path: string): Uncertain {
  if (step.input_tokens !== undefined) return given(step.input_tokens, `${path}.input_tokens`);
  const { prompt_tokens_fixed: fixed, context_tokens: retrieved } = step;
  const part = (amount: Amount | undefined, key: string) =>
    amount === undefined ? ZERO : given(amount, `${path}.${key}`);
  const known = add(part(fixed, "prompt_tokens_fixed"), part(retrieved, "context_tokens"));
  return add(known, unknown(`${path}.input_tokens`));
}

function outputTokens(context: Context, ledger: Ledger, { step, path, size }: Call): Uncertain {
  const written = writtenTokens(context, ledger, step, path);
  if (step.reasoning_tokens !== undefined)
    return add(written, given(step.reasoning_tokens, `${path}.reasoning_tokens`));
  if (!size.reasons) return written;
  const multiple = assume(context, ledger, SERVING["serving.reasoning-multiple"], {
    text: "reasoning tokens not given for a model that reasons by default",
    input: `${path}.reasoning_tokens`,
    scope: path,
  });
  if (step.max_output_tokens === undefined) return add(written, multiply(written, multiple));
  const cap = given(step.max_output_tokens, `${path}.max_output_tokens`);
  return derive(
    (all, times, most) => Math.max(all, Math.min(all * (1 + times), most)),
    written,
    multiple,
    cap,
  );
}

function writtenTokens(context: Context, ledger: Ledger, step: Step, path: string): Uncertain {
  const input = `${path}.output_tokens`;
  if (step.output_tokens !== undefined) return given(step.output_tokens, input);
  if (step.max_output_tokens === undefined) return unknown(input);
  const share = assume(context, ledger, SERVING["serving.output-share-of-cap"], {
    text: "output tokens not given: a share of the largest allowed output",
    input,
    scope: path,
  });
  return multiply(given(step.max_output_tokens, `${path}.max_output_tokens`), share);
}

function decodeCall(context: Context, ledger: Ledger, call: Call, serving: Serving): Uncertain {
  const tokens = tokensOf(context, ledger, call);
  const far = beyondFit(ledger, call, tokens.input);
  const perOutput = add(
    joulesPerOutputToken(context, call, serving),
    cacheJoules(context, call, serving, far),
  );
  const output = multiply(tokens.output, perOutput);
  const saved = take(context, SERVING["serving.cached-token"]);
  const worked = derive((cached, cost) => 1 - cached * (1 - cost), tokens.cached, saved);
  const prompt = multiply(tokens.input, worked, joulesPerInputToken(context, call, serving));
  return add(output, multiply(prompt, attention(context, call, far)));
}

/**
 * `residual * (k1*W/B + k2*P + k3*n/B + k4*n)`: weights read and shared by the batch, arithmetic,
 * and two terms per accelerator. `W` grows with the batch as it touches more experts.
 */
export function joulesPerOutputToken(
  context: Context,
  { model, size }: Pick<Call, "model" | "size">,
  { accelerator, accelerators, batch }: Serving,
): Uncertain {
  const constants = DECODE.get(accelerator.id);
  if (constants === undefined) return unknown(`models.${model.id}`);
  const { k1, k2, k3, k4 } = constants;
  const lowered = isLowered(model);
  const memory = accelerator.memory.value;
  const overhead = SERVING["serving.memory-overhead"].value;
  const fitted = derive(
    (b, all, used, bytes) => {
      const share = all > 0 ? Math.min(1, used / all) : 1;
      const touched = all * (1 - (1 - share) ** b) * (lowered ? 2 : bytes);
      const n = accelerators ?? acceleratorsFor(all * bytes * overhead, memory);
      return (k1.value * touched) / b + k2.value * used + (k3.value * n) / b + k4.value * n;
    },
    batch,
    size.total,
    size.active,
    size.bytes,
  );
  const residual = take(context, constants.residual, `model ${model.name}`);
  const sized =
    accelerators === undefined ? [accelerator.memory, SERVING["serving.memory-overhead"]] : [];
  const modelled = accelerator.bandwidth === undefined ? [] : [accelerator.bandwidth];
  const behind = [k1, k2, k3, k4, ...modelled, ...sized].map(({ id }) => ({
    source: id,
    cause: undefined,
  }));
  const each = multiply(residual, { ...fitted, origins: [...fitted.origins, ...behind] });
  return lowered ? multiply(each, effectOf8Bit(context, batch)) : each;
}

/** Weights in 8 bit, whose conversions cost more at small batches than their bytes save. */
function isLowered({ precision }: Model): boolean {
  return precision?.weights === "fp8" || precision?.weights === "int8";
}

/** Energy of a token in 8 bit over that in 16 bit: as measured at small, medium and large batches, with a slope between. */
function effectOf8Bit(context: Context, batch: Uncertain): Uncertain {
  const at = (size: "small" | "medium" | "large") =>
    take(context, PRECISION_EFFECT[`precision.effect.${size}-batch`]);
  const between = (a: number, b: number, share: number) =>
    a + (b - a) * Math.min(1, Math.max(0, share));
  return derive(
    (b, small, medium, large) =>
      b <= 32
        ? between(small, medium, Math.log2(b / 8) / 2)
        : between(medium, large, Math.log2(b / 32) / 2),
    batch,
    at("small"),
    at("medium"),
    at("large"),
  );
}

/** The power of two of accelerators whose memory holds so many GB (EcoLogits' rule). */
export function acceleratorsFor(neededGb: number, memoryGb: number): number {
  const needed = Math.ceil(neededGb / memoryGb);
  return 2 ** Math.ceil(Math.log2(Math.max(1, needed)));
}

/** Two FLOP per parameter and token, at the utilisation of prompt processing and rated power. */
function joulesPerInputToken(
  context: Context,
  { size }: Call,
  { accelerator }: Serving,
): Uncertain {
  const utilisation = take(context, SERVING["serving.prefill-utilisation"]);
  return workJoules(context, scale(size.active, 2), utilisation, accelerator);
}

/** GFLOP at a share of the dense peak, while the chip draws its rated power. */
function workJoules(
  context: Context,
  gflop: Uncertain,
  utilisation: Uncertain,
  { tdp, flops }: Accelerator,
): Uncertain {
  const perTera = divide(take(context, tdp), take(context, flops));
  return scale(multiply(divide(gflop, utilisation), perTera), 0.001);
}

function onePass(
  context: Context,
  { size }: Call,
  accelerator: Accelerator,
  seen: Uncertain,
): Uncertain {
  const utilisation = take(context, SERVING["serving.single-pass-utilisation"]);
  return workJoules(context, scale(multiply(size.active, seen), 2), utilisation, accelerator);
}

/** Positions that one pass sees: tokens, else patches of 16 by 16 pixels, else a stated range. */
function positions(context: Context, ledger: Ledger, { step, path, model }: Call): Uncertain {
  if (step.input_tokens !== undefined) return given(step.input_tokens, `${path}.input_tokens`);
  const { pixels, frames } = step.work_per_call ?? {};
  if (pixels !== undefined) {
    const each = scale(given(pixels, `${path}.work_per_call.pixels`), 1 / 256);
    const times = frames === undefined ? exactly(1) : given(frames, `${path}.work_per_call.frames`);
    return multiply(each, times);
  }
  if (model.task === "embed" || model.task === "rerank") return unknown(`${path}.input_tokens`);
  return assume(context, ledger, SERVING["serving.positions"], {
    text: "size of one input not given: a small image, or a sentence to a page",
    input: `${path}.work_per_call`,
    scope: path,
  });
}

function audio(context: Context, ledger: Ledger, { step, path }: Call): Uncertain {
  const input = `${path}.work_per_call.seconds`;
  const seconds = step.work_per_call?.seconds;
  if (seconds === undefined) return unknown(input);
  const rate = assume(context, ledger, SERVING["serving.audio-positions-per-second"], {
    text: "speech encoder sees 25 to 100 positions per second",
    input: `${path}.work_per_call.gflop`,
  });
  return multiply(given(seconds, input), rate);
}

function declaredWork(context: Context, { step, path }: Call, accelerator: Accelerator): Uncertain {
  const gflop = step.work_per_call?.gflop ?? 0;
  const utilisation = take(context, SERVING["serving.single-pass-utilisation"]);
  const work = given(gflop, `${path}.work_per_call.gflop`);
  return workJoules(context, work, utilisation, accelerator);
}
