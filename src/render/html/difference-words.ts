/** Differences as people read them: less or more, by how much, and how sure that is. */

import type { Difference } from "../../quantity/difference.ts";
import { differenceWords } from "../figure.ts";
import { type Html, html } from "./html.ts";

const CERTAINTY: Readonly<Record<Difference["certainty"], string>> = {
  less: "less",
  more: "more",
  same: "no change",
  undecided: "direction not certain",
};

/** "−12.3 kWh, −19 to −8.1, less". */
export function differenceHtml(change: Difference): Html {
  if ("unknown" in change) return html`<span class="unknown">unknown</span>`;
  if (change.certainty === "same") return html`<span class="likely">no change</span>`;
  const tone = TONE[change.certainty];
  const partial = change.missing === undefined ? "" : ", a part is unknown";
  const { likely, range } = differenceWords(change);
  return html`<span class="likely ${tone}">${likely}</span> <span class="range">${range}</span> <span class="sure">${CERTAINTY[change.certainty]}${partial}</span>`;
}

const TONE: Readonly<Record<Difference["certainty"], Html>> = {
  less: html`good`,
  more: html`bad`,
  same: html`none`,
  undecided: html`open`,
};
