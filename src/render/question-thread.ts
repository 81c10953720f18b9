/** The first comment of a thread that asks one question: what is asked, why it matters here, how to answer, and how it stands. */

import type { LeverEffect } from "../advise/lever-effects.ts";
import type { Ask } from "../answers/ask.ts";
import { writeMemory } from "../conversation/memory.ts";
import type { Finding } from "../evaluate/finding.ts";
import { questionMarker } from "../reconcile/marker.ts";
import { goodAnswer } from "./answer-hint.ts";
import { type AskState, askState } from "./ask-state.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { figureSentence } from "./figure-sentence.ts";
import { howToAnswer } from "./how-to-answer.ts";
import { letterHint } from "./letter-guide.ts";
import { leverOffer } from "./lever-offer.ts";
import { MARKDOWN } from "./markdown-writer.ts";
import { offeredChange } from "./suggestion.ts";
import { voiceList } from "./voice-list.ts";

export interface ThreadFrame {
  readonly checkName: string;
  /** Who may answer, in words. */
  readonly whoMay: string;
  /** Line that the thread hangs on, where it hangs on one: only there a suggestion can be committed. */
  readonly line: number | undefined;
  /** What would save something and answer the question by itself. */
  readonly lever?: LeverEffect | undefined;
}

export function questionThread(ask: Ask, frame: ThreadFrame): string {
  const state = askState(ask);
  const blocks = [
    questionMarker(frame.checkName),
    `**${state.title}**`,
    ...(state.is === "open" ? openBlocks(ask, frame) : settledBlocks(ask, state)),
    ...voiceList(ask),
    ...offeredChange(ask, frame.line),
    footer(ask),
    ...(ask.threadMemory === undefined ? [] : [writeMemory([ask.threadMemory])]),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

function openBlocks({ question }: Ask, { whoMay, lever, line }: ThreadFrame): string[] {
  if (question === undefined) return [];
  const { finding, manifest } = question;
  const asks = finding.outcome === "question" ? finding.asks : "check";
  const hint = letterHint(finding.check, manifest.path, MARKDOWN.code);
  return [
    asked(finding),
    `**Why it matters here:** ${escapeMarkdown(finding.check.why, 400)} ${figureSentence(manifest, finding)}`.trim(),
    `**A good answer** ${goodAnswer(finding.check, asks, MARKDOWN, question.expected().type)}`,
    ...(hint === undefined ? [] : [hint]),
    `**How to answer:** ${howToAnswer(question)} Whose answer counts: ${escapeMarkdown(whoMay, 200)}.`,
    ...(lever === undefined ? [] : leverOffer(manifest, lever, line)),
  ];
}

/** What was asked stays readable, folded. */
function settledBlocks({ question }: Ask, { because }: AskState): string[] {
  const finding = question?.finding;
  const before =
    finding?.outcome === "question"
      ? [`<details><summary>What was asked</summary>\n\n${asked(finding)}\n\n</details>`]
      : [];
  return [escapeMarkdown(because, 600), ...before];
}

function asked(finding: Finding): string {
  return finding.outcome === "question" ? escapeMarkdown(finding.question, 900) : "";
}

function footer({ key, finding, number }: Ask): string {
  const parts = [
    ...(number === undefined ? [] : [`Q${number}`]),
    ...(finding === undefined ? [] : [finding.severity]),
    escapeMarkdown(key.check),
    ...(key.item === "manifest" ? [] : [escapeMarkdown(key.item, 120)]),
  ];
  return `<sub>${parts.join(" · ")}</sub>`;
}
