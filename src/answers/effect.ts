/** What a statement would do to a finding, if it counted. */

import type { Finding } from "../evaluate/finding.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { asksForFields, type ExpectedAnswer } from "./expected-answer.ts";
import type { Question } from "./question.ts";
import type { Said } from "./statement.ts";

export type Effect =
  | { readonly is: "passes" | "fails" | "accepts" | "not-applicable" }
  /** The manifest is to say it; then data decide. */
  | { readonly is: "value"; readonly field: Path; readonly value: Value }
  | { readonly is: "asks-another"; readonly to: string; readonly until: string | undefined }
  | { readonly is: "waives"; readonly until: string }
  /** It cannot be an answer to this question; the sentence is ours. */
  | { readonly is: "unclear"; readonly because: string };

/** What a field of the manifest takes: one value, a number with its range, or where something runs. */
export type Value =
  | string
  | number
  | boolean
  | { readonly value: number; readonly low: number; readonly high: number }
  | readonly { readonly region: string }[];

export function effectOf(said: Said, question: Question): Effect {
  switch (said.is) {
    case "unclear":
      return said;
    case "reassign":
      return { is: "asks-another", to: said.to, until: said.until };
    case "waive":
      return { is: "waives", until: said.until };
    case "value":
      return valueEffect(ranged(said), question);
    case "reason":
      return question.finding.check.answer.kind === "reason"
        ? { is: "accepts" }
        : unclear("A reason alone does not answer this question.");
    case "not-applicable":
      return notApplicable(said.reason, question.finding);
    case "yes":
    case "no":
      return yesOrNo(said.is, said.reason, question);
  }
}

function yesOrNo(is: "yes" | "no", reason: string | undefined, question: Question): Effect {
  const { finding } = question;
  const { kind, passes } = finding.check.answer;
  if (finding.outcome === "question" && finding.asks === "evidence")
    return { is: is === "yes" ? "passes" : "fails" };
  const expected = question.expected();
  if (is === "yes" && expected.proposed !== undefined)
    return valueEffect(expected.proposed, question);
  if (asksForFields(finding) || expected.kind === "choice") return WHICH_VALUE;
  switch (kind) {
    case "yes-no":
      return passingAnswer(is, passes);
    case "reason":
      return reason === undefined ? WHICH_REASON : { is: "accepts" };
    default:
      return toValueQuestion(is, expected);
  }
}

/** "Where is the report published?" "No, nowhere." */
function toValueQuestion(is: "yes" | "no", { type }: ExpectedAnswer): Effect {
  const takesText = type !== "number" && type !== "date";
  return is === "no" && takesText ? { is: "fails" } : WHICH_VALUE;
}

const WHICH_REASON: Effect = {
  is: "unclear",
  because: "This question asks for the reason: say it after the yes or the no.",
};

const WHICH_VALUE: Effect = {
  is: "unclear",
  because: "This question asks for a value: yes and no do not say which.",
};

function passingAnswer(is: "yes" | "no", passes: "yes" | "no" | "any" | undefined): Effect {
  return { is: passes === "any" || is === (passes ?? "yes") ? "passes" : "fails" };
}

function ranged({ value, low, high }: Extract<Said, { readonly is: "value" }>): Value {
  return typeof value === "number" && low !== undefined && high !== undefined
    ? { value, low, high }
    : value;
}

function valueEffect(given: Value, question: Question): Effect {
  const { field, kind } = question.expected();
  const value = field?.at(-1) === "placement" ? [{ region: String(given) }] : given;
  // Of a yes-or-no question about a field, true and false are the same answers in other words.
  if (field === undefined || kind === "yes-no" || kind === "reason")
    return unclear("No single field of the manifest holds that value: state it there.");
  return { is: "value", field, value };
}

/** A fact that is missing cannot be without meaning: what it would decide depends on it. */
function notApplicable(reason: string | undefined, finding: Finding): Effect {
  if (asksForFields(finding))
    return unclear(
      "This asks for a fact of the manifest, on which it hangs what applies: state it.",
    );
  return reason === undefined
    ? unclear("That it does not apply needs a reason.")
    : { is: "not-applicable" };
}

function unclear(because: string): Effect {
  return { is: "unclear", because };
}
