/** What Markdown and a terminal say alike of advice. */

import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import type { Writer } from "./answer-hint.ts";

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
