/** Figures as a reader of the page sees them: likely value, range, and what is missing. */

import { type Figure, isPartial, isUnknown } from "../../quantity/quantity.ts";
import { figureWords, needsText } from "../figure.ts";
import { AS_CODE, type Html, html, ours } from "./html.ts";

/** "12.3 kWh per month, 8.1 to 19", or that it is unknown and what it needs; `per` follows the likely value. */
export function figureHtml(figure: Figure, per?: string): Html {
  const words = figureWords(figure);
  const base = per === undefined ? undefined : html` <span class="per">${per}</span>`;
  if (words.state === "unknown")
    return html`<span class="unknown">unknown</span>${base} <span class="range">needs ${ours(needsText(words.needs, AS_CODE))}</span>`;
  const partial = isPartial(figure);
  const amount = partial ? words.likely.slice(AT_LEAST.length) : words.likely;
  return html`<span class="likely">${partial ? html`<small>${AT_LEAST}</small>` : undefined}${amount}</span>${base} <span class="range">${words.range}</span>`;
}

/** How a figure that lacks a part begins. */
const AT_LEAST = "at least ";

/** What a table is sorted by. */
export function likelyOf(figure: Figure): number | undefined {
  return isUnknown(figure) ? undefined : figure.likely;
}
