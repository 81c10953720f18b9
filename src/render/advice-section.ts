/** What to do next, as blocks of Markdown: the shortest way to a pass, and what would save most. */

import type { ManifestAdvice } from "../advise/advice.ts";
import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import type { GreenStep } from "../advise/path-to-green.ts";
import type { Finding } from "../evaluate/finding.ts";
import { changedText } from "../levers/changed-text.ts";
import { askedOf } from "../review/gate-checks.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { ANSWERS_TAKEN, pathTitle, togetherWords } from "./advice-words.ts";
import { ASKED } from "./answer-hint.ts";
import { deltaBlocks } from "./delta-markdown.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { count } from "./headline.ts";
import { effectText, leverWords } from "./lever-words.ts";
import { MARKDOWN } from "./markdown-writer.ts";
import { patchBlock } from "./suggestion.ts";

/** Head against base; empty where there is none, or where nothing differs. */
export function changedSection({ delta }: ManifestAdvice): string[] {
  if (delta === undefined) return [];
  return ["### What this changes", ...deltaBlocks(delta, { before: "on base", after: "here" })];
}

const MOST_STEPS = 8;

/** Empty where the gate is open. */
export function pathSection(one: ReviewedManifest, { path }: ManifestAdvice): string[] {
  if (path === undefined || path.steps.length < 2) return [];
  const shown = path.steps.slice(0, MOST_STEPS);
  const more = path.steps.length - shown.length;
  return [
    `### ${pathTitle(path)}`,
    shown.map((step, index) => `${index + 1}. ${stepText(one, step)}`).join("\n"),
    ...(more > 0 ? [`…and ${count(more, "more step")}.`] : []),
    ...(path.steps.some((step) => step.do === "answer") ? [`<sub>${ANSWERS_TAKEN}</sub>`] : []),
    ...path.left.map((because) => `Still in the way then: ${escapeMarkdown(because, 400)}`),
  ];
}

function stepText(one: ReviewedManifest, step: GreenStep): string {
  switch (step.do) {
    case "change": {
      const { title, effect } = leverWords(step.effect, MARKDOWN);
      const ids = step.settles.map(({ check }) => escapeMarkdown(check.id));
      return `**${title}.** ${effect} <sub>${ids.join(", ")}</sub>`;
    }
    case "answer":
      return `${ASKED[askedOf(step.finding.check)]}: ${questionText(step.finding)} <sub>${idText(step.finding)}</sub>`;
    case "fix":
      return `${escapeMarkdown(step.finding.check.fix, 300)} <sub>${idText(step.finding)}, line ${step.finding.line} of ${codeSpan(one.path)}</sub>`;
  }
}

function questionText(finding: Finding): string {
  const asked = finding.outcome === "question" ? finding.question : finding.check.ask;
  return escapeMarkdown(asked, 300);
}

function idText({ check, item }: Finding): string {
  const id = escapeMarkdown(check.id);
  return item.key === "manifest" ? id : `${id} ${codeSpan(item.key, 80)}`;
}

/** Empty where nothing saves as much as a hundredth of the month. */
export function saveSection(
  one: ReviewedManifest,
  { best, levers }: ManifestAdvice,
  detail: { readonly patches: boolean },
): string[] {
  if (best.length === 0) return [];
  return [
    "### What would save most",
    best.map((effect) => leverItem(one, effect, detail)).join("\n"),
    ...togetherText(levers.together, best),
  ];
}

function leverItem(
  one: ReviewedManifest,
  effect: LeverEffect,
  { patches }: { readonly patches: boolean },
): string {
  const { title, effect: changes, against, effort, checks } = leverWords(effect, MARKDOWN);
  const ids = checks.length === 0 ? "" : `; answers ${checks.join(", ")}`;
  const patch = patches ? patchOf(one, effect) : undefined;
  return [
    `- **${title}.** ${changes}${against === "" ? "" : ` *Against it:* ${against}`} <sub>Takes ${effort}${ids}.</sub>`,
    ...(patch === undefined ? [] : [indented(patch)]),
  ].join("\n");
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}

function togetherText(together: Combination | undefined, best: readonly LeverEffect[]): string[] {
  if (together === undefined) return [];
  return [
    `${togetherWords(together, best, MARKDOWN)}: ${effectText(together.month, MARKDOWN.code)}`,
  ];
}

/** A small change as a folded patch; undefined where the file leaves no safe place for it, or where it is no small one. */
function patchOf(one: ReviewedManifest, { lever }: LeverEffect): string | undefined {
  if (lever.changes.length > MOST_PATCHED) return undefined;
  const changed = changedText(one, lever.changes);
  return changed === undefined ? undefined : patchBlock(one.path, one.text, changed);
}

/** Fields; more are no change at a glance. */
const MOST_PATCHED = 3;
