/** How a question stands, in a title and a sentence. */

import type { Ask } from "../answers/ask.ts";
import type { Voice } from "../answers/decide.ts";
import { saidWords } from "../answers/said-words.ts";
import type { Finding, Word } from "../evaluate/finding.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { withStop } from "./voice-list.ts";

const MOST_CHANGED = 2;

export interface AskState {
  /** "open": still to be answered by a person. "pending": answered with a value that the manifest has yet to state. */
  readonly is: "open" | "pending" | "settled";
  /** A line of Markdown, escaped. */
  readonly title: string;
  /** A sentence or two that may hold text of others: to be escaped. */
  readonly because: string;
}

export function askState(ask: Ask): AskState {
  const { question, finding } = ask;
  if (question === undefined || finding === undefined)
    return settled("No longer asked", "What it was about is no longer in the manifest.");
  const { mutedBy, outcome } = question.finding;
  if (mutedBy !== undefined && outcome === "question" && finding.mutedBy !== undefined)
    return settled("Asked elsewhere", `${mutedBy.check} on ${mutedBy.item} asks for the same.`);
  if (finding.outcome === "question") return questionState(ask);
  if (finding.outcome === "pass" || finding.outcome === "fail")
    return finding.word === undefined
      ? settled("Answered by the manifest", byData(finding))
      : byPerson(finding, finding.word);
  // What a person says begins with their name, which is written as it is.
  const because = finding.word === undefined ? capital(finding.because) : finding.because;
  return settled(TITLE[finding.outcome], withStop(because));
}

const TITLE = {
  waived: "Excused for a time",
  accepted: "Answered: accepted",
  "not-applicable": "Answered: does not apply",
  error: "Not evaluated",
} as const;

function byPerson({ outcome, check }: Finding, { by, text }: Word): AskState {
  return outcome === "fail"
    ? settled(
        "Answered: this has to change before merging",
        `${by} says ${withStop(text)} ${check.fix}`,
      )
    : settled("Answered", `${by} says ${withStop(text)}`);
}

function questionState(ask: Ask): AskState {
  const { decision } = ask;
  if (decision?.result.is !== "value") return { is: "open", title: openTitle(ask), because: "" };
  const { by, said } = decision.result.by.statement;
  return {
    is: "pending",
    title: "Answered: the value has to go into the manifest",
    because: `${by} says ${withStop(saidWords(said))} Commit the change below, and the manifest answers the question.`,
  };
}

function openTitle({ decision, addressee, number, question }: Ask): string {
  const until = decision?.passedOn?.until;
  const again = decision?.voices.find(
    (one) => !one.standing.counts && one.standing.why === "facts",
  );
  const waits = question?.manifest.gate.waitingFor.includes(question.finding) === true;
  const parts = [
    `Question${number === undefined ? "" : ` Q${number}`} for ${ASKED_OF[addressee.role]}`,
    addressee.login === undefined ? "" : ` (${escapeMarkdown(addressee.login, 60)})`,
    until === undefined ? "" : `, by ${escapeMarkdown(until)}`,
    again === undefined ? "" : `, asked again${changedIn(again)}`,
    decision?.result.is === "contested" ? ", contested" : "",
    waits ? ". The merge waits for it." : ".",
  ];
  return parts.join("");
}

/** "because product.scope changed": the first fields that did. */
function changedIn({ standing }: Voice): string {
  const changed = standing.counts ? [] : (standing.changed ?? []);
  if (changed.length === 0) return "";
  const named = changed.slice(0, MOST_CHANGED).map((field) => escapeMarkdown(field, 80));
  const more = changed.length - named.length;
  return ` because ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""} changed`;
}

const ASKED_OF = {
  owner: "an owner of the policy",
  pm: "the product manager",
  engineering: "engineering",
} as const;

function byData({ outcome, check, ...finding }: Finding): string {
  return outcome === "fail" && "because" in finding
    ? `The check decides it now: ${finding.because}. ${check.fix}`
    : `The check decides it now, and is met: ${check.title}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function settled(title: string, because: string): AskState {
  return { is: "settled", title, because };
}
