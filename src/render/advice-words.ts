/** What Markdown and a terminal say alike of advice. */

import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import type { PathToGreen } from "../advise/path-to-green.ts";
import type { Writer } from "./answer-hint.ts";
import { count } from "./headline.ts";

/** "2 changes and 1 answer". */
export function stepsText({ steps }: PathToGreen): string {
  const answers = steps.filter((step) => step.do === "answer").length;
  const changes = steps.length - answers;
  return [
    ...(changes > 0 ? [count(changes, "change")] : []),
    ...(answers > 0 ? [count(answers, "answer")] : []),
  ].join(" and ");
}

/** Which levers go together, without the figures that follow. */
export function togetherWords(
  { effects }: Combination,
  best: readonly LeverEffect[],
  { text }: Writer,
): string {
  const isThose = effects.length === best.length && effects.every((one) => best.includes(one));
  const all = effects.length === 2 ? "Both" : `All ${effects.length}`;
  const names = effects.map(({ lever }) => text(lever.title)).join("; ");
  const which = isThose ? `${all} together` : `Best together (${names})`;
  return `${which}, estimated as one change`;
}
