/** Reasoning switched off, limited or turned down, where a step is known to reason. */

import { LEVERS } from "../coefficients/levers.ts";
import { likely } from "../manifest/amount.ts";
import { evidenceOf } from "./evidence.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { type ModelCall, writingCalls } from "./model-calls.ts";
import { shownNumber, shownSpread, spreadOf, toAmount } from "./spread.ts";
import { ASKED } from "./step-checks.ts";
import { stepLever } from "./step-lever.ts";

/** For each step that writes more than a few reasoning tokens. */
export const reasoningLevers: FindLevers = (input) => {
  return writingCalls(input)
    .filter(({ step }) => likely(step.reasoning_tokens ?? 0) > ASKED.smallReasoningTokens)
    .flatMap((call) => [switchedOff(input, call) ?? turnedDown(input, call), limited(input, call)])
    .filter((lever) => lever !== undefined);
};

/** Work that is done by thinking it through. */
const NEEDS_REASONING: ReadonlySet<string> = new Set(["plan", "code"]);

/** Models whose vendors have no switch for it. */
const ALWAYS_REASONS =
  /(^|[./-])(o[134](-|$)|gpt-5(-|$)|gemini-(2\.5|3(\.\d)?)-pro|(deepseek-)?r1(-|$)|qwq|magistral)|thinking|reasoning/i;

const EVIDENCE = evidenceOf(
  LEVERS["lever.not-reasoning"],
  "A response to a problem with reasoning on took 25 times the energy of one in a conversation with reasoning off; the tasks differ.",
);

const QUALITY =
  "Hard requests can get worse answers: compare quality on the evaluation set, and keep reasoning for those that need it.";

function switchedOff(input: LeverInput, call: ModelCall): Lever | undefined {
  const { model, name, step } = call;
  if (NEEDS_REASONING.has(model.task ?? "") || ALWAYS_REASONS.test(model.name)) return undefined;
  const now = spreadOf(step.reasoning_tokens ?? 0);
  return stepLever(
    input,
    call,
    { reasoning_tokens: 0 },
    {
      kind: "reasoning",
      option: "off",
      title: `Switch reasoning off in ${name}, from ${shownSpread(now)} reasoning tokens to 0`,
      assumes: ["The answers themselves keep their length."],
      evidence: [EVIDENCE],
      effort: "setting",
      against: [
        QUALITY,
        "Without reasoning a model may think in its answer instead, which then gets longer.",
      ],
    },
  );
}

/** How many tokens a lower effort leaves, nobody publishes. */
function turnedDown(input: LeverInput, call: ModelCall): Lever | undefined {
  const { model, name } = call;
  const thinks = NEEDS_REASONING.has(model.task ?? "");
  return stepLever(
    input,
    call,
    {},
    {
      kind: "reasoning",
      option: "low effort",
      title: `Set the reasoning effort of ${name} to low`,
      assumes: [],
      notEstimated: `How many of the ${shownSpread(spreadOf(call.step.reasoning_tokens ?? 0))} reasoning tokens a low effort leaves is not published: try it, and enter reasoning_tokens.`,
      evidence: [EVIDENCE],
      effort: "setting",
      against: [
        QUALITY,
        ...(thinks
          ? [
              "Planning and code are what reasoning helps most: errors here are carried into later steps.",
            ]
          : []),
      ],
    },
  );
}

/** A limit where reasoning is out of proportion: the mean can then be no more than the limit. */
function limited(input: LeverInput, call: ModelCall): Lever | undefined {
  const { reasoning_tokens: now = 0, output_tokens: output } = call.step;
  if (output === undefined) return undefined;
  const limit = Math.max(
    ASKED.smallReasoningTokens,
    Math.floor(likely(output) * ASKED.maxReasoningRatio),
  );
  const { value, low } = spreadOf(now);
  if (value <= limit) return undefined;
  const then = { value: limit, low: Math.min(low, limit), high: limit };
  return stepLever(
    input,
    call,
    { reasoning_tokens: toAmount(then) },
    {
      kind: "reasoning",
      option: "limit",
      title: `Limit the reasoning of ${call.name} to ${shownNumber(limit)} tokens instead of ${shownSpread(spreadOf(now))}`,
      assumes: [
        "The mean is taken to be the limit, which is the most that it can be: the saving is at least what is shown.",
      ],
      evidence: [EVIDENCE],
      effort: "setting",
      against: [
        QUALITY,
        "Not all vendors have a limit in tokens; those that have an effort instead do not promise a number.",
      ],
    },
  );
}
