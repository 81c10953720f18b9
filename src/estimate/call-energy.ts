/** One call of a model to the energy that its accelerators spend on it. */

import { SERVING } from "../coefficients/inference.ts";
import type { Amount } from "../manifest/amount.ts";
import type { Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import {
  add,
  derive,
  isZero,
  multiply,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { assume, type Context, given, givenShare, type Ledger, note, take } from "./context.ts";
import { joulesPerInputToken, joulesPerOutputToken } from "./decode-energy.ts";
import { diffusion } from "./diffusion.ts";
import { noteDrafting } from "./drafting.ts";
import { attention } from "./long-context.ts";
import { declaredWork, onePass, speech } from "./one-pass.ts";
import { apiModelOf, hasDeclaredSize, type ModelSize, type Serving } from "./serving.ts";

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

const ONE_PASS_TASKS: ReadonlySet<string> = new Set(["embed", "rerank"]);

/** Whether a call is a stream of tokens, one pass, or images. */
export function workOf({ model, step }: Pick<Call, "model" | "step">): Work {
  const { task } = model;
  if (task === "image-gen") return workOfImages(model, step);
  if (task === "video-gen") return "video";
  if (step.work_per_call?.gflop !== undefined) return "declared-work";
  if (task === "speech" && step.output_tokens === undefined) return "speech";
  if (task !== undefined && ONE_PASS_TASKS.has(task)) return "single-pass";
  const writes = model.generative ?? (task !== undefined && GENERATIVE_TASKS.has(task));
  return writes || step.output_tokens !== undefined ? "decode" : "single-pass";
}

/** Language models at vendors write an image as output tokens. */
function workOfImages(model: Model, { output_tokens: written }: Step): Work {
  const language = !hasDeclaredSize(model) && apiModelOf(model)?.closed === true;
  return language && written !== undefined ? "decode" : "image";
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
      return onePass(context, ledger, call, serving);
    case "speech":
      return speech(context, ledger, call, serving);
    case "declared-work":
      return declaredWork(context, ledger, call, serving);
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
  noteArchitecture(ledger, call);
  noteDrafting(context, ledger, call);
  const tokens = tokensOf(context, ledger, call);
  const written = multiply(tokens.output, joulesPerOutputToken(context, call, serving, tokens));
  const prompt = multiply(
    tokens.input,
    promptWork(context, call, tokens),
    joulesPerInputToken(context, call, serving),
  );
  const both = add(written, prompt);
  if (call.step.batch_api !== true) return both;
  const saved = assume(context, ledger, SERVING["serving.batch-api"], {
    text: "a batch interface uses less energy than calls at once, up to 40 %",
    input: `${call.path}.batch_api`,
    scope: call.model.platform ?? call.model.vendor ?? call.model.name,
  });
  return multiply(both, saved);
}

/** Work on a prompt over that of its tokens one by one: attention on top, and little for what a cache holds. */
function promptWork(context: Context, call: Call, tokens: CallTokens): Uncertain {
  const attended = attention(context, call, tokens);
  if (isZero(tokens.cached)) return attended;
  return derive(
    (fresh, cached, cost) => (1 - cached) * fresh + cached * cost,
    attended,
    tokens.cached,
    take(context, SERVING["serving.cached-token"]),
  );
}

/** Of closed models the size is a guess already. */
function noteArchitecture(ledger: Ledger, { model, size }: Call): void {
  if (size.architecture !== undefined || size.active.values === undefined) return;
  if (apiModelOf(model)?.closed === true) return;
  note(
    ledger,
    `layers and context memory of ${model.name} follow from its size`,
    `models.${model.id}.name`,
    SERVING["serving.kv-cache"].id,
  );
}
