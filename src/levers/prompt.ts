/** Shorter prompts: the fixed part trimmed, the retrieved part cut to the passages that answers draw on. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { LEVERS } from "../coefficients/levers.ts";
import { likely } from "../manifest/amount.ts";
import { evidenceOf } from "./evidence.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { type ModelCall, writingCalls } from "./model-calls.ts";
import {
  fourDigits,
  plus,
  type Spread,
  scaled,
  shownSpread,
  spreadOf,
  toAmount,
  without,
} from "./spread.ts";
import { ASKED } from "./step-checks.ts";
import { stepLever } from "./step-lever.ts";

/** For each step that writes, its fixed prompt and its context, where they are long. */
export const promptLevers: FindLevers = (input) => {
  return writingCalls(input)
    .flatMap((call) => [fixedPrompt(input, call), retrieved(input, call)])
    .filter((lever) => lever !== undefined);
};

const ASSUMED_SHORTER = "Answers keep their length, and nothing else of the input changes.";

function fixedPrompt(input: LeverInput, call: ModelCall): Lever | undefined {
  const { prompt_tokens_fixed: fixed, input_tokens: all } = call.step;
  if (fixed === undefined || all === undefined || !isLongPrompt(call)) return undefined;
  const left = leftOf(spreadOf(fixed), LEVERS["lever.prompt-left"]);
  const fields = {
    prompt_tokens_fixed: toAmount(left),
    input_tokens: toAmount(plus(without(spreadOf(all), spreadOf(fixed)), left)),
    ...cachedThen(call, "fixed", spreadOf(fixed), left),
  };
  return stepLever(input, call, fields, {
    kind: "prompt",
    option: "fixed prompt",
    restsOn: [[...call.path, "cached_input_pct"]],
    title: `Trim the fixed prompt of ${call.name} from ${shownSpread(spreadOf(fixed))} to ${shownSpread(left)} tokens`,
    assumes: [`The prompt is shortened once, when it is written. ${ASSUMED_SHORTER}`],
    evidence: [
      evidenceOf(
        LEVERS["lever.prompt-left"],
        "Prompts were compressed 2 to 5 times with little loss of quality, at best 20 times.",
      ),
    ],
    effort: "development",
    against: [
      "Instructions and examples that are cut can matter for rare requests: compare both prompts on the evaluation set.",
      "A shorter prompt can make answers longer, or need a second call: count the tokens of all steps.",
    ],
  });
}

/** Too long for the checks, or most of the input, and not mostly read from a cache. */
function isLongPrompt({ step }: ModelCall): boolean {
  const { prompt_tokens_fixed: fixed = 0, input_tokens: all = 0 } = step;
  const cached = (likely(step.cached_input_pct ?? 0) / 100) * likely(all);
  if (cached >= (likely(fixed) * ASKED.minPromptCachedPct) / 100) return false;
  if (likely(fixed) > ASKED.maxFixedPromptTokens) return true;
  const share = (100 * likely(fixed)) / likely(all);
  return likely(fixed) > ASKED.smallPromptTokens && share > ASKED.maxFixedSharePct;
}

/** What is too short for anybody to select from: fewer than about three passages. */
const LEAST_CONTEXT = 2000;

function retrieved(input: LeverInput, call: ModelCall): Lever | undefined {
  const { context_tokens: context, input_tokens: all, repeats } = call.step;
  if (context === undefined || all === undefined || !isLongContext(call)) return undefined;
  const reported = reportedFor(likely(context));
  const left = leftOf(spreadOf(context), reported.left);
  const fields = {
    context_tokens: toAmount(left),
    input_tokens: toAmount(plus(without(spreadOf(all), spreadOf(context)), left)),
    ...cachedThen(call, "context", spreadOf(context), left),
  };
  const loop = repeats === "until-done";
  return stepLever(input, call, fields, {
    kind: "prompt",
    option: "context",
    restsOn: [[...call.path, "cached_input_pct"]],
    title: `Cut the context of ${call.name} from ${shownSpread(spreadOf(context))} to ${shownSpread(left)} tokens`,
    assumes: [
      `Fewer or shorter passages are chosen by the search that there is. ${ASSUMED_SHORTER}`,
    ],
    evidence: [evidenceOf(reported.left, reported.says)],
    effort: "development",
    against: [
      loop
        ? "An agent that forgets what it has read may read it again, in more calls."
        : "The passage that an answer needs may be among those that are left out: measure on the evaluation set which ones answers draw on.",
      "A model that compresses at run time needs energy of its own, which is not counted here.",
    ],
  });
}

/** A quarter was enough where the context was long; a shorter one has less that is not needed. */
function reportedFor(context: number) {
  if (context > ASKED.maxContextTokens)
    return {
      left: LEVERS["lever.context-left"],
      says: "Retrieval answered as well with a quarter of the tokens; prompts in general were compressed 2 to 5 times.",
    };
  return {
    left: LEVERS["lever.prompt-left"],
    says: "Prompts were compressed 2 to 5 times with little loss of quality, at best 20 times.",
  };
}

/** A large part of the input, and not mostly read from a cache. */
function isLongContext({ step }: ModelCall): boolean {
  const { context_tokens: context = 0, input_tokens: all = 0, cached_input_pct: cached = 0 } = step;
  const much = likely(context) >= LEAST_CONTEXT && likely(context) >= likely(all) / 2;
  return much && likely(cached) < ASKED.mostlyCachedPct;
}

function leftOf(now: Spread, { value, low, high }: Coefficient): Spread {
  return scaled(now, { value, low, high });
}

/** A cache holds the beginning of the input: the fixed prompt, then the context. What it holds of a part shrinks with it. */
function cachedThen({ step }: ModelCall, part: "fixed" | "context", now: Spread, left: Spread) {
  const { cached_input_pct: cached = 0, input_tokens: all = 0, prompt_tokens_fixed: fixed } = step;
  const held = (likely(cached) / 100) * likely(all);
  if (held === 0) return {};
  const ahead = part === "fixed" ? 0 : likely(fixed ?? likely(all) - now.value);
  const inPart = Math.min(now.value, Math.max(0, held - ahead));
  const kept = held - inPart * (1 - left.value / now.value);
  const pct = Math.min(100, (100 * kept) / (likely(all) - now.value + left.value));
  return { cached_input_pct: fourDigits(pct) };
}
