/** Energy, carbon, water and cost: one tile each, per month and per unit, against their budgets. */

import type { Estimate } from "../../estimate/result.ts";
import { isUnknown } from "../../quantity/quantity.ts";
import type { ReviewedManifest } from "../../review/review-manifest.ts";
import type { BudgetRow } from "../../score/budgets.ts";
import { figureWords, reasonsText } from "../figure.ts";
import { budgetWords, METRIC_ROWS, type MetricName, metricOf } from "../figures-table.ts";
import { idleLine } from "../machines-detail.ts";
import { narrowingText } from "../narrowing-text.ts";
import { shorten } from "../visible-text.ts";
import { figureHtml } from "./figure-words.ts";
import { AS_CODE, AS_TEXT, type Html, html, ours } from "./html.ts";
import { rangeBar } from "./range-bar.ts";

const TONE: Readonly<Record<BudgetRow["state"], Html>> = {
  met: html`good`,
  over: html`bad`,
  undecided: html`open`,
  unknown: html`open`,
  "no-base": html`open`,
};

export function figureTiles(one: ReviewedManifest): Html {
  return html`<div class="tiles">${METRIC_ROWS.map(({ metric, name }) => tile(one, metric, name))}</div>
${notes(one.estimate)}`;
}

function tile({ estimate, budgets }: ReviewedManifest, metric: MetricName, name: string): Html {
  const own = budgets.filter(({ key }) => metricOf(key) === metric);
  return html`<div class="tile"><h4>${name}</h4>
<p class="month">${figureHtml(estimate.month[metric], "per month")}</p>
<p class="unit">${figureHtml(estimate.unit[metric], `per ${shorten(estimate.functionalUnit, 60)}`)}</p>
${own.map(budgetLine)}</div>
`;
}

function budgetLine(row: BudgetRow): Html {
  const { symbol, words } = budgetWords(row);
  return html`<p class="budget ${TONE[row.state]}"><span aria-hidden="true">${symbol}</span> ${words}</p>${budgetBar(row)}`;
}

/** The range beside the limit, with some room at the right of both. */
function budgetBar({ figure, limit }: BudgetRow): Html | undefined {
  if (figure === undefined || isUnknown(figure)) return undefined;
  return rangeBar(figure, { to: 1.1 * Math.max(figure.high, limit), limit });
}

/** How to read them all, and why some are "at least". */
function notes(estimate: Estimate): Html {
  const partial = METRIC_ROWS.flatMap(({ metric }) => {
    const words = figureWords(estimate.month[metric]);
    return words.state === "known" ? words.needs : [];
  });
  const needs = [...new Set(partial)];
  const widest = estimate.dominantUncertainty.energyKwh;
  const lines = [
    html`Likely value, then the 5th to the 95th percentile. Carbon is location-based and includes making the hardware.`,
    ...(needs.length > 0
      ? [
          html`“At least” because a part is not known: ${ours(reasonsText(needs, estimate.assumptions, AS_CODE, AS_TEXT))}.`,
        ]
      : []),
    ...idleLine(estimate, AS_CODE).map((line) => html`${ours(line)}`),
    ...(widest === undefined
      ? []
      : [
          html`What widens the range of energy most: ${ours(narrowingText(widest, AS_TEXT, AS_CODE))}.`,
        ]),
  ];
  return html`<ul class="note">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
