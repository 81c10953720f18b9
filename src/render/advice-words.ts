/** What Markdown and a terminal say alike of advice. */

import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import type { PathToGreen } from "../advise/path-to-green.ts";
import type { Writer } from "./answer-hint.ts";
import { count } from "./headline.ts";

export const ANSWERS_TAKEN =
  "Answers are taken to be such that the check is met; what is stated in the manifest is judged anew.";

/** "Shortest way to a pass: 2 changes and 1 answer". */
export function pathTitle(path: PathToGreen): string {
  const what = path.leadsTo === "pass" ? "Shortest way to a pass" : "Nearest to a pass";
  return `${what}: ${stepsText(path)}`;
}

function stepsText({ steps }: PathToGreen): string {
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
  const isListed = best.every((one) => effects.includes(one));
  const more = effects.filter((one) => !isListed || !best.includes(one));
  const names = more.map(({ lever }) => text(lever.title)).join("; ");
  const these = best.length === 2 ? "Both" : `All ${best.length}`;
  const which = isListed
    ? `${these}${more.length === 0 ? " together" : ` and ${more.length} more (${names})`}`
    : `Best together (${names})`;
  return `${which}, estimated as one change`;
}
