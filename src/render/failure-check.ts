/** A run that could not judge, to the check that says so: it blocks, and is no verdict. */

import { sha256 } from "../facts/sha256.ts";
import type { Check } from "../reconcile/reconcile.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

/** `because` is a sentence about the failure; it may quote an answer of the API. */
export function renderFailureCheck(
  because: string,
  { headSha, number }: Pick<Check, "headSha" | "number">,
  name: string,
): Check {
  const shown = {
    conclusion: "cancelled" as const,
    title: "Not evaluated: Greenlight or something it needs failed",
    summary: `${escapeMarkdown(because)}\n\nThis is no verdict on the change. Run the job again.`,
    annotations: [],
  };
  const fingerprint = sha256(JSON.stringify(shown));
  const own = shown.conclusion;
  return { name, headSha, number, inputs: "", own, twins: [], ...shown, fingerprint };
}
