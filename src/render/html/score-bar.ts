/** Score and coverage in one bar: what is met, what is to fix, and what nobody has decided. */

import { coveragePercent, scorePercent, type Tally } from "../../score/score.ts";
import { percentText } from "../figure.ts";
import { type Html, html } from "./html.ts";

/** The bar alone, for a row of a table that says the same in figures. */
export function scoreBar({ passed, decided, applicable }: Tally): Html | undefined {
  if (applicable === 0) return undefined;
  const share = (weight: number) => `${Number(((100 * weight) / applicable).toFixed(1))}%`;
  return html`<svg class="score" aria-hidden="true" focusable="false" width="100%" height="10"><rect class="undecided" x="0" y="0" width="100%" height="10"/><rect class="unmet" x="0" y="0" width="${share(decided)}" height="10"/><rect class="met" x="0" y="0" width="${share(passed)}" height="10"/></svg>`;
}

/** With its words: score and coverage are never shown one without the other. */
export function scoreSummary(tally: Tally): Html {
  const [score, coverage] = [scorePercent(tally), coveragePercent(tally)];
  const words =
    score === undefined
      ? html`<b>No score yet</b>: nothing is decided`
      : html`Score <b>${percentText(score)}</b> of the <b>${percentText(coverage)}</b> that is decided`;
  return html`<div class="summary"><p>${words}</p>${scoreBar(tally)}
<p class="legend"><span class="key met">met</span> <span class="key unmet">to fix</span> <span class="key undecided">not decided</span></p></div>`;
}
