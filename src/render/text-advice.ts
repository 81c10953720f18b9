/** What to do next, for a terminal: the shortest way to a pass, and what would save most. */

import type { ManifestAdvice } from "../advise/advice.ts";
import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import { togetherWords } from "./advice-words.ts";
import type { Writer } from "./answer-hint.ts";
import { deltaText } from "./delta-text.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { effectText, leverWords } from "./lever-words.ts";
import { pathWords, type StepWords } from "./path-words.ts";
import { moreLine } from "./text-findings.ts";
import { hanging, type Look, paint } from "./text-layout.ts";

const PLAIN: Writer = {
  text: (text) => escapeTerminal(text, 300),
  code: (text) => escapeTerminal(text, 120),
};

export function adviceText(advice: ManifestAdvice, look: Look): string[][] {
  return [changedText(advice, look), pathText(advice, look), saveText(advice, look)];
}

/** Head against base, where there is one. */
function changedText({ delta }: ManifestAdvice, look: Look): string[] {
  if (delta === undefined) return [];
  const blocks = deltaText(delta, { before: "on base", after: "here" }, look);
  return [paint(look, "bold", "What this changes"), ...blocks.flat()];
}

function pathText({ path }: ManifestAdvice, look: Look): string[] {
  if (path === undefined || path.steps.length === 0) return [];
  const { title, steps, more, taken, left } = pathWords(path, PLAIN);
  return [
    paint(look, "bold", title),
    ...steps.flatMap((step, index) => hanging(`  ${index + 1}. `, stepText(step), look.width)),
    ...moreLine(more, "more", look),
    ...(taken === undefined
      ? []
      : hanging("  ", taken, look.width).map((line) => paint(look, "dim", line))),
    ...left.flatMap((because) => hanging("  ! ", because, look.width)),
  ];
}

function stepText({ title, says, about }: StepWords): string {
  return `${title === undefined ? "" : `${title}. `}${says}${about === "" ? "" : ` (${about})`}`;
}

function saveText({ best, levers }: ManifestAdvice, look: Look): string[] {
  if (best.length === 0) return [];
  return [
    paint(look, "bold", "What would save most"),
    ...best.flatMap((effect) => leverLines(effect, look)),
    ...togetherLines(levers.together, best, look),
  ];
}

function leverLines(effect: LeverEffect, look: Look): string[] {
  const { title, effect: changes, against, effort, checks } = leverWords(effect, PLAIN);
  const ids = checks.length === 0 ? "" : `; answers ${checks.join(", ")}`;
  return [
    ...hanging("  ↓ ", `${title}.`, look.width).map((line) => paint(look, "bold", line)),
    ...hanging("    ", changes, look.width),
    ...(against === "" ? [] : hanging("    Against it: ", against, look.width)),
    ...hanging("    ", `Takes ${effort}${ids}.`, look.width).map((line) =>
      paint(look, "dim", line),
    ),
  ];
}

function togetherLines(
  together: Combination | undefined,
  best: readonly LeverEffect[],
  look: Look,
): string[] {
  if (together === undefined) return [];
  const words = togetherWords(together, best, PLAIN);
  return hanging("  ", `${words}: ${effectText(together.month, PLAIN.code)}`, look.width);
}
