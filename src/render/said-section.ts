/** What people said of one manifest, in its scorecard: answers that count and those that do not, exceptions with their days left. */

import type { Ask } from "../answers/ask.ts";
import { daysBetween } from "../answers/days.ts";
import type { Decision } from "../answers/decide.ts";
import { keepOffer } from "../answers/keep.ts";
import { keyOf } from "../answers/question.ts";
import { keyText } from "../conversation/memory.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { ConversationText } from "./conversation-text.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { count } from "./headline.ts";
import { patchBlock } from "./suggestion.ts";
import { isResolvedUnanswered, placeOf, type Talk } from "./talk.ts";
import { voiceLine } from "./voice-list.ts";

const MOST_DECISIONS = 20;
const MOST_NUMBERS = 5;

/** What the conversation adds to the scorecard. */
export function conversationText(talk: Talk): ConversationText {
  const byKey = new Map(talk.asks.map((ask) => [keyText(ask.key), ask]));
  return {
    numbersOf(path, findings) {
      const asks = findings
        .slice(0, MOST_NUMBERS)
        .flatMap((finding) => byKey.get(keyText(keyOf(path, finding))) ?? []);
      const numbers = asks.flatMap(({ number }) => (number === undefined ? [] : [`Q${number}`]));
      return numbers.length === 0 ? "" : `${numbers.join(", ")}${whereAsked(asks, talk)} · `;
    },
    sectionOf: (manifest) => saidSection(manifest, talk),
  };
}

function whereAsked(asks: readonly Ask[], { diff }: Talk): string {
  const isInThread = (ask: Ask) =>
    ask.thread === "new" ? placeOf(ask, diff) !== undefined : ask.thread !== undefined;
  if (asks.every(isInThread)) return ", in its thread";
  return asks.every(({ isOld }) => isOld) ? ", open before this pull request" : "";
}

/** Blocks of Markdown; none where nobody has said anything. */
function saidSection(manifest: ReviewedManifest, talk: Talk): string[] {
  const { considered } = talk;
  const decisions = [...considered.decisions.values()].filter(
    ({ question, voices }) => question.key.manifest === manifest.path && voices.length > 0,
  );
  const claims = manifest.gate.hurdles.filter(({ about }) => about === "claim");
  const silent = talk.asks.filter(
    (ask) => ask.key.manifest === manifest.path && isResolvedUnanswered(ask, talk),
  );
  const lines = [
    ...claims.map(({ because }) => `- ? ${escapeMarkdown(because, 500)}`),
    ...decisions
      .slice(0, MOST_DECISIONS)
      .flatMap((decision) => decisionLines(decision, considered.review.today)),
    ...(decisions.length > MOST_DECISIONS
      ? [`- …and ${decisions.length - MOST_DECISIONS} more checks that somebody spoke to`]
      : []),
    ...silent.map(
      ({ key, number }) =>
        `- ? ${number === undefined ? escapeMarkdown(key.check) : `Q${number}`}: its thread was resolved without an answer`,
    ),
  ];
  if (lines.length === 0) return [];
  return ["### What people said", lines.join("\n"), ...keepPatch(manifest, talk)];
}

function decisionLines(decision: Decision, today: string): string[] {
  const { question, voices } = decision;
  const { check, item } = question.finding;
  const at = item.key === "manifest" ? "" : ` ${codeSpan(item.key, 80)}`;
  const head = `- **${escapeMarkdown(check.id)}**${at}: ${stateOf(decision, today)}`;
  return [head, ...voices.map((voice) => `  ${voiceLine(voice)}`)];
}

function stateOf({ question, result, waiver }: Decision, today: string): string {
  if (result.is === "contested") return "contested, so it stays open";
  if (result.is === "value")
    return question.finding.outcome === "question"
      ? "a value that the manifest has yet to state"
      : "decided by the manifest";
  if (waiver?.effect.is === "waives") {
    const { until } = waiver.effect;
    return `excused until ${until}, ${count(daysBetween(today, until), "day")} left`;
  }
  return result.is === "open" ? "open" : "decided";
}

function keepPatch(manifest: ReviewedManifest, { considered }: Talk): string[] {
  const offer = keepOffer(manifest, considered);
  if (offer === undefined) return [];
  return [
    "These answers hold for this pull request. To keep them for the next ones, commit this to the manifest before merging:",
    patchBlock(manifest.path, manifest.text, offer.text),
  ];
}
