/** What people said of one manifest, in its scorecard: answers that count and those that do not, exceptions with their days left. */

import type { Ask } from "../answers/ask.ts";
import { daysBetween } from "../answers/days.ts";
import type { Decision, Result } from "../answers/decide.ts";
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
    ...decisions.slice(0, MOST_DECISIONS).flatMap((one) => decisionLines(one, talk)),
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

function decisionLines(decision: Decision, { asks, considered }: Talk): string[] {
  const { question, voices } = decision;
  const { check, item } = question.finding;
  const key = keyText(question.key);
  const number = asks.find((ask) => keyText(ask.key) === key)?.number;
  const name = number === undefined ? "" : `Q${number} · `;
  const at = item.key === "manifest" ? "" : ` ${codeSpan(item.key, 80)}`;
  const state = stateWords(decision, considered.review.today);
  return [
    `- **${name}${state}:** ${escapeMarkdown(check.title, 200)}${at} <sub>${escapeMarkdown(check.id)}</sub>`,
    ...voices.map((voice) => `  ${voiceLine(voice)}`),
  ];
}

/** The title says what should be true; this says how that stands. */
function stateWords({ question, result, waiver }: Decision, today: string): string {
  if (result.is === "contested") return "contested, so it stays open";
  if (waiver?.effect.is === "waives") return excused(waiver.effect.until, today);
  const { outcome } = question.finding;
  // Data come first: what people say decides only what they leave open.
  if (outcome === "pass") return "met, by the manifest";
  if (outcome === "fail" && result.is !== "accepts") return "not met, by the manifest";
  return RESULT[result.is];
}

const RESULT: Readonly<Record<Exclude<Result["is"], "contested">, string>> = {
  open: "open",
  value: "a value that has to go into the manifest",
  passes: "met",
  fails: "not met",
  accepts: "accepted",
  "not-applicable": "does not apply",
};

function excused(until: string, today: string): string {
  const left = daysBetween(today, until);
  return `excused until ${escapeMarkdown(until)}, ${left === 0 ? "its last day" : `${count(left, "day")} left`}`;
}

function keepPatch(manifest: ReviewedManifest, { considered }: Talk): string[] {
  const offer = keepOffer(manifest, considered);
  if (offer === undefined) return [];
  return [
    "These answers hold for this pull request. To keep them for the next ones, commit this to the manifest before merging:",
    patchBlock(manifest.path, manifest.text, offer.text),
  ];
}
