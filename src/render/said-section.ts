/** What people said of one manifest, in its scorecard: answers that count and those that do not, exceptions with their days left. */

import { appendTo } from "../amend/amend.ts";
import type { Decision, Voice } from "../answers/decide.ts";
import { entryOf } from "../answers/kept.ts";
import { canonicalJson } from "../facts/hash-facts.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { patchBlock } from "./suggestion.ts";
import { isResolvedUnanswered, type Talk } from "./talk.ts";
import { voiceLine } from "./voice-list.ts";

const MOST_DECISIONS = 20;

/** Blocks of Markdown; none where nobody has said anything. */
export function saidSection(manifest: ReviewedManifest, talk: Talk): string[] {
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
    ...decisions.slice(0, MOST_DECISIONS).flatMap(decisionLines),
    ...(decisions.length > MOST_DECISIONS
      ? [`- …and ${decisions.length - MOST_DECISIONS} more checks that somebody spoke to`]
      : []),
    ...silent.map(
      ({ key, number }) =>
        `- ? ${number === undefined ? escapeMarkdown(key.check) : `Q${number}`}: its thread was resolved without an answer`,
    ),
  ];
  if (lines.length === 0) return [];
  return ["### What people said", lines.join("\n"), ...keepOffer(manifest, decisions, talk)];
}

function decisionLines({ question, voices, result, waiver }: Decision): string[] {
  const { check, item } = question.finding;
  const at = item.key === "manifest" ? "" : ` ${codeSpan(item.key, 80)}`;
  const name = `${escapeMarkdown(check.id)}${at}`;
  const state =
    result.is === "contested"
      ? "contested, so it stays open"
      : result.is === "value"
        ? valueState(question)
        : waiver !== undefined
          ? "excused for a time"
          : result.is === "open"
            ? "open"
            : "decided";
  return [`- **${name}**: ${state}`, ...voices.map((voice) => `  ${voiceLine(voice)}`)];
}

function valueState({ finding }: Decision["question"]): string {
  return finding.outcome === "question"
    ? "a value that the manifest has yet to state"
    : "decided by the manifest";
}

/** Answers end with the pull request unless they are kept: one change of the manifest keeps them all. */
function keepOffer(
  manifest: ReviewedManifest,
  decisions: readonly Decision[],
  { considered }: Talk,
): string[] {
  if (considered.review.rules?.policy.ledger === "branch") return [];
  const voices = decisions.flatMap(({ question, voices, result }) =>
    // What the manifest will state by itself needs no answer beside it.
    result.is === "value" || question.finding.outcome === "pass" ? [] : voices.filter(isKeepable),
  );
  const { answers: known = [], waivers: granted = [] } = manifest.manifest;
  const held = new Set([...known, ...granted].map(canonicalJson));
  const answers = voices
    .flatMap(({ statement }) => entryOf(statement) ?? [])
    .filter((entry) => !held.has(canonicalJson(entry)));
  if (answers.length === 0) return [];
  const waivers = answers.filter((entry) => "until" in entry);
  const plain = answers.filter((entry) => !("until" in entry));
  const text = withEntries(withEntries(manifest.text, "answers", plain), "waivers", waivers);
  if (text === manifest.text) return [];
  return [
    "These answers hold for this pull request. To keep them for the next ones, commit this to the manifest before merging:",
    patchBlock(manifest.path, manifest.text, text),
  ];
}

function withEntries(text: string, key: "answers" | "waivers", entries: readonly object[]): string {
  if (entries.length === 0) return text;
  const amended = appendTo(text, [key], entries as Parameters<typeof appendTo>[2]);
  return amended.ok ? amended.text : text;
}

function isKeepable({ statement, standing, effect }: Voice): boolean {
  return standing.counts && statement.source.from === "remark" && effect.is !== "asks-another";
}
