/** A largest length for answers that have none, or one far above their usual length. */

import { SERVING } from "../coefficients/inference.ts";
import { apiModelOf } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import { evidenceOf } from "./evidence.ts";
import type { FindLevers, Lever, LeverInput } from "./lever.ts";
import { type ModelCall, writingCalls } from "./model-calls.ts";
import { shownNumber } from "./spread.ts";
import { ASKED } from "./step-checks.ts";
import { stepLever } from "./step-lever.ts";

/**
 * What a cap cuts off, the manifest does not say, so that no effect is estimated: one above the mean leaves the mean
 * nearly as it is. It bounds what a single answer can cost.
 */
export const outputCapLevers: FindLevers = (input) => {
  return writingCalls(input).flatMap((call) => capped(input, call) ?? []);
};

function capped(input: LeverInput, call: ModelCall): Lever | undefined {
  const { output_tokens: output, reasoning_tokens: reasoning } = call.step;
  const { max_output_tokens: cap } = call.step;
  if (output === undefined || likely(output) === 0) return undefined;
  // A cap counts reasoning too: it cannot be chosen without knowing how much there is.
  const thinks = apiModelOf(call.model)?.reasons === true;
  if (reasoning === undefined && thinks) return undefined;
  const usual = likely(output) + likely(reasoning ?? 0);
  const wanted = Math.ceil((usual * ASKED.maxOutputRatio) / 100) * 100;
  const most = Math.max(wanted, usual > ASKED.maxOutputTokens / 2 ? 0 : 200);
  if (cap !== undefined && (likely(cap) <= ASKED.maxOutputTokens || likely(cap) <= most))
    return undefined;
  const now = cap === undefined ? "without a cap" : `capped at ${shownNumber(likely(cap))}`;
  return stepLever(
    input,
    call,
    { max_output_tokens: most },
    {
      kind: "output-cap",
      title: `Cap the output of ${call.name} at ${shownNumber(most)} tokens; it is ${now}, and ${shownNumber(usual)} tokens are usual`,
      assumes: [
        "The cap is four times the usual output, reasoning included, which leaves room for long answers.",
      ],
      notEstimated:
        "A cap only shortens the longest answers, and the manifest does not say how many these are.",
      evidence: [
        evidenceOf(
          SERVING["serving.output-share-of-cap"],
          "Where only a cap is known, the mean output is taken to be 35 % of it (10 to 90 %).",
        ),
      ],
      effort: "setting",
      against: [
        "An answer that reaches the cap is cut off in the middle: tell the model to be brief too.",
      ],
    },
  );
}
