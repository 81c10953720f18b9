/** What to do next, as blocks of Markdown: the shortest way to a pass, and what would save most. */

import type { ManifestAdvice } from "../advise/advice.ts";
import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import { changedText } from "../levers/changed-text.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { togetherWords } from "./advice-words.ts";
import { deltaBlocks } from "./delta-markdown.ts";
import { count } from "./headline.ts";
import { effectText, leverWords } from "./lever-words.ts";
import { MARKDOWN } from "./markdown-writer.ts";
import { pathWords, type StepWords } from "./path-words.ts";
import { patchBlock } from "./suggestion.ts";

/** Head against base; empty where there is none, or where nothing differs. */
export function changedSection({ delta }: ManifestAdvice): string[] {
  if (delta === undefined) return [];
  return ["### What this changes", ...deltaBlocks(delta, { before: "on base", after: "here" })];
}

/** Empty where the gate is open, and where one step is all: what is to fix says it. */
export function pathSection({ path }: ManifestAdvice): string[] {
  if (path === undefined || path.steps.length < 2) return [];
  const { title, steps, more, taken, left } = pathWords(path, MARKDOWN);
  return [
    `### ${title}`,
    steps.map((step, index) => `${index + 1}. ${stepText(step)}`).join("\n"),
    ...(more > 0 ? [`…and ${count(more, "more step")}.`] : []),
    ...(taken === undefined ? [] : [`<sub>${taken}</sub>`]),
    ...left,
  ];
}

function stepText({ title, says, about }: StepWords): string {
  const what = title === undefined ? says : `**${title}.** ${says}`;
  return about === "" ? what : `${what} <sub>${about}</sub>`;
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
