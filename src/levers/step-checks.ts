/**
 * What the shipped checklist asks of a step that calls a model, as far as a lever can change it: so that a lever
 * names the checks that fail or ask now and pass then. Thresholds are the pack's own.
 */

import { likely } from "../manifest/amount.ts";
import type { Flow, Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import type { LeverInput } from "./lever.ts";
import { likelyFigure, type ModelCall } from "./model-calls.ts";

/** Default parameters of the pack cpl-12, by their names there in other spelling. */
export const ASKED = {
  maxFixedPromptTokens: 1500,
  minPromptCachedPct: 50,
  maxContextTokens: 4000,
  mostlyCachedPct: 80,
  maxFixedSharePct: 50,
  smallPromptTokens: 500,
  maxReasoningRatio: 5,
  smallReasoningTokens: 500,
  minLoopCachedPct: 50,
  maxOutputTokens: 4000,
  maxOutputRatio: 4,
  smallEnergyPct: 5,
  maxEvalPct: 20,
  smallEvalCalls: 2000,
  cacheEvalCalls: 5000,
  tinyParamsB: 0.1,
  tinyModelMb: 50,
  smallTaskParamsB: 10,
} as const;

/** Ids of checks that do not pass for a step as it is, and pass once it is changed. */
export function answeredBy(input: LeverInput, call: ModelCall, changed: Step): readonly string[] {
  const { model, flow, step } = call;
  const before = new Set(passed(model, flow, step, energyPct(input, call)));
  return passed(model, flow, changed, energyPct(input, call)).filter((id) => !before.has(id));
}

/** The step's likely share of the month's energy, in percent; undefined while either is unknown. */
function energyPct({ estimate }: LeverInput, call: ModelCall): number | undefined {
  const month = likelyFigure(estimate.month.energyKwh);
  const own = call.estimate && likelyFigure(call.estimate.month.energyKwh);
  return month === undefined || own === undefined || month === 0 ? undefined : (100 * own) / month;
}

const MADE_OF_PIXELS: ReadonlySet<string> = new Set(["image-gen", "video-gen", "speech"]);

function passed(
  model: Model,
  { mode }: Flow,
  step: Step,
  share: number | undefined,
): readonly string[] {
  const bulk = model.access === "api" && mode === "batch" && step.batch_api === true;
  const ids = bulk ? ["CH12-D3-12"] : [];
  if (model.generative !== true || MADE_OF_PIXELS.has(model.task ?? "")) return ids;
  return [...ids, ...ofOutput(step), ...ofPrompt(step, share)];
}

function ofOutput(step: Step): readonly string[] {
  const { output, reasoning, cap } = numbersOf(step);
  const capped =
    cap !== undefined &&
    (cap <= ASKED.maxOutputTokens ||
      (output !== undefined && cap <= output * ASKED.maxOutputRatio));
  const inProportion =
    reasoning !== undefined &&
    (reasoning <= ASKED.smallReasoningTokens ||
      (output !== undefined && reasoning <= output * ASKED.maxReasoningRatio));
  return [...(capped ? ["CH12-D3-06"] : []), ...(inProportion ? ["CH12-D4-06"] : [])];
}

function ofPrompt(step: Step, share: number | undefined): readonly string[] {
  const { fixed, cached } = numbersOf(step);
  const pct = fixedPct(step);
  const held =
    cached !== undefined && pct !== undefined && 100 * cached >= pct * ASKED.minPromptCachedPct;
  const loop = step.repeats === "until-done" && (cached ?? 0) >= ASKED.minLoopCachedPct;
  const short = fixed !== undefined && (fixed <= ASKED.maxFixedPromptTokens || held);
  const matters = share === undefined || share >= ASKED.smallEnergyPct;
  return [
    ...(short ? ["CH12-D4-01"] : []),
    ...(hasLittleContext(step) ? ["CH12-D4-03"] : []),
    ...(matters && (held || isMinor(step)) ? ["CH12-D4-04"] : []),
    ...(loop ? ["CH12-D4-07"] : []),
  ];
}

/** The fixed prompt's share of the input, in percent. */
function fixedPct(step: Step): number | undefined {
  const { input, fixed } = numbersOf(step);
  return fixed === undefined || !input ? undefined : (100 * fixed) / input;
}

function hasLittleContext(step: Step): boolean {
  const { context, cached = 0 } = numbersOf(step);
  if (context === undefined) return false;
  return context <= ASKED.maxContextTokens || cached >= ASKED.mostlyCachedPct;
}

/** Instructions are short, or the smaller part of the input. */
function isMinor(step: Step): boolean {
  const { fixed } = numbersOf(step);
  const pct = fixedPct(step);
  if (fixed === undefined || pct === undefined) return false;
  return fixed <= ASKED.smallPromptTokens || pct <= ASKED.maxFixedSharePct;
}

function numbersOf(step: Step) {
  const of = (amount: Step["input_tokens"]) => (amount === undefined ? undefined : likely(amount));
  return {
    input: of(step.input_tokens),
    fixed: of(step.prompt_tokens_fixed),
    context: of(step.context_tokens),
    cached: of(step.cached_input_pct),
    output: of(step.output_tokens),
    reasoning: of(step.reasoning_tokens),
    cap: of(step.max_output_tokens),
  };
}
