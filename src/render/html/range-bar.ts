/** One figure on a scale: a bar to its likely value, a whisker from low to high, a line at a limit. */

import { type Figure, isPartial, isUnknown } from "../../quantity/quantity.ts";
import { type Html, html } from "./html.ts";

export interface Scale {
  /** Value at the right end, in the figure's own unit; it begins at zero. */
  readonly to: number;
  readonly limit?: number | undefined;
}

/**
 * A picture for the eyes only: the figure stands beside it in words. What is not known has no bar,
 * and what is "at least" has no end. Places are percentages, so that it is as wide as there is room.
 */
export function rangeBar(figure: Figure, { to, limit }: Scale): Html {
  const at = (value: number) => percent(value, to);
  return html`<svg class="bar" aria-hidden="true" focusable="false" width="100%" height="18">
<line class="base" x1="0" y1="9" x2="100%" y2="9"/>${isUnknown(figure) ? undefined : drawn(figure, at)}${limit === undefined ? undefined : html`<line class="limit" x1="${at(limit)}" y1="0" x2="${at(limit)}" y2="18"/>`}</svg>`;
}

function drawn(figure: Exclude<Figure, { unknown: true }>, at: (value: number) => string): Html {
  const { low, likely, high } = figure;
  const [left, middle, right] = [at(low), at(likely), at(high)];
  const whisker =
    low === high
      ? undefined
      : html`<line class="whisker" x1="${left}" y1="9" x2="${right}" y2="9"/><line class="whisker" x1="${left}" y1="5" x2="${left}" y2="13"/><line class="whisker" x1="${right}" y1="5" x2="${right}" y2="13"/>`;
  const open = isPartial(figure)
    ? html`<line class="open" x1="${right}" y1="9" x2="100%" y2="9"/>`
    : undefined;
  return html`<rect class="fill" x="0" y="3" width="${middle}" height="12" rx="2"/>${whisker}${open}<circle class="mark" cx="${middle}" cy="9" r="3.5"/>`;
}

/** To a tenth, so that the last digits of a number change no byte. */
function percent(value: number, to: number): string {
  if (to <= 0) return "0%";
  const share = Math.min(1, Math.max(0, value / to));
  return `${Number((share * 100).toFixed(1))}%`;
}
