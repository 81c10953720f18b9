/** One call of a model that looks at its input once, to the joules of its accelerators. */

import { SERVING } from "../coefficients/inference.ts";
import { ONE_PASS } from "../coefficients/one-pass.ts";
import {
  add,
  derive,
  divide,
  exactly,
  larger,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import type { Call } from "./call-energy.ts";
import { assume, type Context, given, type Ledger, take } from "./context.ts";
import { joulesPerInputToken, joulesPerOutputToken } from "./decode-energy.ts";
import type { Serving } from "./serving.ts";

/** Joules of one pass over what a call brings: text, images or frames. */
export function onePass(context: Context, ledger: Ledger, call: Call, serving: Serving): Uncertain {
  return passOver(context, ledger, call, serving, positions(context, ledger, call));
}

/** Joules of one pass whose arithmetic the manifest gives. */
export function declaredWork(
  context: Context,
  ledger: Ledger,
  call: Call,
  serving: Serving,
): Uncertain {
  const { step, path } = call;
  const gflop = given(step.work_per_call?.gflop ?? 0, `${path}.work_per_call.gflop`);
  return passJoules(context, ledger, call, serving, gflop);
}

/** Two FLOP per parameter and position. */
function passOver(
  context: Context,
  ledger: Ledger,
  call: Call,
  serving: Serving,
  seen: Uncertain,
): Uncertain {
  return passJoules(context, ledger, call, serving, scale(multiply(call.size.active, seen), 2));
}

/**
 * `D * (s * t0 / b + W / (F * u))`: the least time of a pass, shared by the requests of a batch, at a share
 * of the rated power; and the arithmetic `W` at a share of the dense peak.
 */
function passJoules(
  context: Context,
  ledger: Ledger,
  call: Call,
  serving: Serving,
  gflop: Uncertain,
): Uncertain {
  const { tdp, flops } = serving.accelerator;
  const watts = take(context, tdp);
  const waiting = multiply(
    take(context, ONE_PASS["one-pass.power"]),
    divide(leastSeconds(context, call), batchOf(context, ledger, call, serving)),
  );
  const peak = multiply(take(context, flops), take(context, ONE_PASS["one-pass.utilisation"]));
  const computing = scale(divide(gflop, peak), 0.001);
  // Of a model whose size is not known, the least time alone is no answer.
  return multiply(
    watts,
    derive((least, work) => least + work, waiting, computing),
  );
}

const SEES: ReadonlySet<string> = new Set(["detect", "segment", "ocr"]);

/** Least seconds of a pass; images take longer than text. */
export function leastSeconds(
  context: Context,
  { model, step }: Pick<Call, "model" | "step">,
): Uncertain {
  const sees = SEES.has(model.task ?? "") || step.work_per_call?.pixels !== undefined;
  return take(context, ONE_PASS[`one-pass.seconds.${sees ? "image" : "text"}`]);
}

/** Requests that share a pass: as the machine says; one on a device; many where nobody waits. */
function batchOf(
  context: Context,
  ledger: Ledger,
  { model, path }: Call,
  serving: Serving,
): Uncertain {
  if (serving.accelerator.form === "device") return exactly(1);
  const machine = context.components.get(serving.path.replace("components.", ""));
  if (machine?.concurrency !== undefined)
    return larger(given(machine.concurrency, `${serving.path}.concurrency`), exactly(1));
  const flow = context.flows.get(path.split(".")[1] ?? "");
  const many = model.access === "api" || flow?.mode === "batch";
  const range = ONE_PASS[many ? "one-pass.batch.many" : "one-pass.batch"];
  return assume(context, ledger, range, {
    text: `${range.low} to ${range.high} requests of ${model.id} share a pass`,
    input: machine === undefined ? `models.${model.id}.wh_per_call` : `${serving.path}.concurrency`,
    scope: model.id,
  });
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

/**
 * Speech to text: an encoder over all seconds, and for a model that writes, the text. With `input_tokens` it
 * is text to speech: tokens of sound, written one after the other.
 */
export function speech(context: Context, ledger: Ledger, call: Call, serving: Serving): Uncertain {
  const { step, path, model } = call;
  const input = `${path}.work_per_call.seconds`;
  if (step.work_per_call?.seconds === undefined) return unknown(input);
  const seconds = given(step.work_per_call.seconds, input);
  const speaks = step.input_tokens !== undefined && model.generative === true;
  if (speaks) return spoken(context, ledger, call, serving, seconds);
  const heard = passOver(context, ledger, call, serving, encoded(context, ledger, call, seconds));
  if (model.generative !== true) return heard;
  const rate = assume(context, ledger, ONE_PASS["one-pass.text-tokens-per-second"], {
    text: "output tokens not given: 2 to 6 per second of speech",
    input: `${path}.output_tokens`,
    scope: path,
  });
  const output = multiply(seconds, rate);
  const each = joulesPerOutputToken(context, call, serving, { input: ZERO, output });
  return add(heard, multiply(output, each));
}

function spoken(
  context: Context,
  ledger: Ledger,
  call: Call,
  serving: Serving,
  seconds: Uncertain,
): Uncertain {
  const rate = assume(context, ledger, ONE_PASS["one-pass.audio-tokens-per-second"], {
    text: "output tokens not given: 25 to 75 per second of speech",
    input: `${call.path}.output_tokens`,
    scope: call.path,
  });
  const input = given(call.step.input_tokens ?? 0, `${call.path}.input_tokens`);
  const output = multiply(seconds, rate);
  const each = joulesPerOutputToken(context, call, serving, { input, output });
  return add(multiply(output, each), multiply(input, joulesPerInputToken(context, call, serving)));
}

/** Positions of a speech encoder. Whisper pads to whole windows of 30 seconds, of 1,500 positions each. */
function encoded(
  context: Context,
  ledger: Ledger,
  { model, path }: Call,
  seconds: Uncertain,
): Uncertain {
  if (/whisper/i.test(model.name)) return derive((all) => 1500 * Math.ceil(all / 30), seconds);
  const rate = assume(context, ledger, ONE_PASS["one-pass.audio-positions-per-second"], {
    text: "speech encoder sees 25 to 100 positions per second",
    input: `${path}.work_per_call.gflop`,
  });
  return multiply(seconds, rate);
}
