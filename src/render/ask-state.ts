/** How a question stands, in a title and a sentence. */

import type { Ask } from "../answers/ask.ts";
import { saidWords } from "../answers/said-words.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

export interface AskState {
  /** "open": still to be answered by a person. "pending": answered with a value that the manifest has yet to state. */
  readonly is: "open" | "pending" | "settled";
  /** A line of Markdown, escaped. */
  readonly title: string;
  /** A sentence or two that may hold text of others: to be escaped. */
  readonly because: string;
}

export function askState(ask: Ask): AskState {
  const { question, finding, decision } = ask;
  if (question === undefined || finding === undefined)
    return settled("No longer asked", "What it was about is no longer in the manifest.");
  if (question.finding.mutedBy !== undefined && question.finding.outcome === "question") {
    const { check, item } = question.finding.mutedBy;
    return settled("Asked elsewhere", `${check} on ${item} asks for the same.`);
  }
  switch (finding.outcome) {
    case "question":
      return questionState(ask);
    case "waived":
      return settled("Excused for a time", sentence(finding.because));
    case "accepted":
    case "not-applicable":
      return settled(
        finding.outcome === "accepted" ? "Answered: accepted" : "Answered: does not apply",
        sentence(finding.because),
      );
    case "error":
      return settled("Not evaluated", sentence(finding.because));
    case "pass":
    case "fail":
      return finding.word === undefined
        ? settled("Answered by the manifest", byData(ask))
        : settled(
            finding.outcome === "pass" ? "Answered" : "Answered: this has to change before merging",
            `${finding.word.by} says ${finding.word.text}${decision?.result.is === "fails" ? `. ${finding.check.fix}` : "."}`,
          );
  }
}

function questionState({ decision, addressee, number, question }: Ask): AskState {
  const name = `Question${number === undefined ? "" : ` Q${number}`}`;
  if (decision?.result.is === "value") {
    const { statement } = decision.result.by;
    return {
      is: "pending",
      title: "Answered: the manifest has yet to say it",
      because: `${statement.by} says ${saidWords(statement.said)}. Commit the change below: then the data decide.`,
    };
  }
  const to = addressee.login === undefined ? "" : ` (${escapeMarkdown(addressee.login, 60)})`;
  const who = addressee.role === "pm" ? "the product manager" : "engineering";
  const until = decision?.passedOn?.until;
  const by = until === undefined ? "" : `, by ${escapeMarkdown(until)}`;
  const again = decision?.voices.some(({ standing }) => !standing.counts && standing.why === "facts");
  const contested = decision?.result.is === "contested" ? ", contested" : "";
  const waits =
    question !== undefined && question.manifest.gate.waitingFor.includes(question.finding)
      ? " The merge waits for it."
      : "";
  return {
    is: "open",
    title: `${name} for ${who}${to}${by}${again === true ? ", asked again" : ""}${contested}.${waits}`,
    because: "",
  };
}

function byData({ finding }: Ask): string {
  if (finding === undefined) return "";
  return finding.outcome === "fail"
    ? `The check decides it now: ${finding.because}. ${finding.check.fix}`
    : `The check decides it now, and is met: ${finding.check.title}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}

function settled(title: string, because: string): AskState {
  return { is: "settled", title, because };
}
