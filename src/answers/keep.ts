/** Answers that end with their pull request, unless the manifest keeps them: one change of it keeps them all. */

import { appendTo } from "../amend/amend.ts";
import type { PlainValue } from "../amend/plain-value.ts";
import type { QuestionKey } from "../conversation/memory.ts";
import { canonicalJson } from "../facts/hash-facts.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Considered } from "./consider.ts";
import type { Decision, Voice } from "./decide.ts";
import { entryOf } from "./kept.ts";

/** The thread in which the change is offered is known like that of a question. */
export function keepKey(manifest: string): QuestionKey {
  return { manifest, check: "", item: "answers" };
}

export function isKeepKey({ check }: QuestionKey): boolean {
  return check === "";
}

export interface KeepOffer {
  readonly manifest: ReviewedManifest;
  /** How many answers and waivers it adds. */
  readonly count: number;
  /** The manifest with them. */
  readonly text: string;
}

/** Undefined where there is nothing to keep, or where the ledger keeps it. */
export function keepOffer(
  manifest: ReviewedManifest,
  { review, decisions }: Considered,
): KeepOffer | undefined {
  if (review.rules?.policy.ledger === "branch") return undefined;
  const own = [...decisions.values()].filter(
    ({ question }) => question.key.manifest === manifest.path,
  );
  const kept = new Set(
    [...(manifest.manifest.answers ?? []), ...(manifest.manifest.waivers ?? [])].map(canonicalJson),
  );
  const entries = own
    .flatMap(keepable)
    .flatMap(({ statement }) => entryOf(statement) ?? [])
    .filter((entry) => !kept.has(canonicalJson(entry)));
  if (entries.length === 0) return undefined;
  const isWaiver = (entry: object) => "until" in entry;
  const answers = entries.filter((entry) => !isWaiver(entry));
  const text = withEntries(
    withEntries(manifest.text, "answers", answers),
    "waivers",
    entries.filter(isWaiver),
  );
  return text === manifest.text ? undefined : { manifest, count: entries.length, text };
}

/** What the manifest will state by itself, or states already, needs no answer beside it. */
function keepable({ question, voices, result }: Decision): readonly Voice[] {
  if (result.is === "value" || question.finding.outcome === "pass") return [];
  // What was agreed to is in base once it is merged: nothing is left to be asked.
  if (question.finding.pack === GATE_PACK) return [];
  return voices.filter(
    ({ statement, standing, effect }) =>
      standing.counts && statement.source.from === "remark" && effect.is !== "asks-another",
  );
}

function withEntries(text: string, key: "answers" | "waivers", entries: readonly object[]): string {
  if (entries.length === 0) return text;
  const amended = appendTo(text, [key], entries as readonly PlainValue[]);
  return amended.ok ? amended.text : text;
}
