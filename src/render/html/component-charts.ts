/** What each part uses of a month: a chart per metric, whose figures stand beside the bars. */

import type { ComponentEstimate, Estimate } from "../../estimate/result.ts";
import { type Figure, isUnknown } from "../../quantity/quantity.ts";
import { figureWords, shareText } from "../figure.ts";
import { METRIC_ROWS, type MetricName } from "../figures-table.ts";
import { narrowingText } from "../narrowing-text.ts";
import { shorten } from "../visible-text.ts";
import { figureHtml, likelyOf } from "./figure-words.ts";
import { AS_CODE, AS_TEXT, type Html, html, ours, type Part } from "./html.ts";
import { rangeBar } from "./range-bar.ts";
import { table } from "./table.ts";

/** Bars of a chart: a reader who wants all of them reads the table, or the JSON report. */
const MOST_BARS = 8;
const MOST_PARTS = 100;

export function componentCharts({ components }: Estimate): Html | undefined {
  // Their energy is in the figures of another part.
  const parts = components.filter(({ method }) => method !== "counted-elsewhere");
  if (parts.length === 0) return undefined;
  return html`<p class="note">Bars end at the likely value. The thin line with ends is the range from the 5th to the 95th percentile; where it is dashed to the edge, a part is unknown and the figure is “at least”.</p>
${charts(parts, FIRST)}
<details><summary>Carbon and water by part</summary>
${charts(parts, FOLDED)}</details>
<details><summary>All figures by part, and what widens their ranges</summary>
${partsTable(parts)}</details>`;
}

const FIRST: readonly MetricName[] = ["energyKwh", "costUsd"];
const FOLDED: readonly MetricName[] = ["carbonKg", "waterL"];

function charts(parts: readonly ComponentEstimate[], metrics: readonly MetricName[]): Html {
  const shown = METRIC_ROWS.filter(({ metric }) => metrics.includes(metric));
  return html`<div class="charts">${shown.map(({ metric, name }) => html`<div>${chart(parts, metric, name)}</div>`)}</div>`;
}

function chart(parts: readonly ComponentEstimate[], metric: MetricName, name: string): Html {
  const ranked = parts.toSorted((one, other) => size(other, metric) - size(one, metric));
  const shown = ranked.slice(0, MOST_BARS);
  const rest = ranked.slice(MOST_BARS);
  const unknown = rest.filter(({ month }) => isUnknown(month[metric])).length;
  const to = Math.max(0, ...parts.map(({ month }) => highOf(month[metric])));
  return table({
    caption: html`${name} per month, by part${scaleText(parts, metric, to)}`,
    columns: [{ name: "Part", isHead: true }, { name: "Range" }, { name: "Per month" }],
    rows: shown.map((part): Part[] => [
      partName(part),
      rangeBar(part.month[metric], { to }),
      figureHtml(part.month[metric]),
    ]),
    narrow: "blocks",
    more:
      rest.length === 0
        ? undefined
        : `…and ${rest.length} more${unknown > 0 ? `, ${unknown} of them unknown` : ", none of them larger"}: in the table below and in the JSON report.`,
  });
}

/** What is unknown comes last. */
function size({ month }: ComponentEstimate, metric: MetricName): number {
  return likelyOf(month[metric]) ?? -1;
}

function highOf(figure: Figure): number {
  return isUnknown(figure) ? 0 : figure.high;
}

/** Where the scale ends, in words: no bar says what it is of. */
function scaleText(parts: readonly ComponentEstimate[], metric: MetricName, to: number): string {
  const largest = parts.map(({ month }) => month[metric]).find((one) => highOf(one) === to);
  if (largest === undefined || isUnknown(largest)) return "";
  const words = figureWords({
    low: to,
    likely: to,
    high: to,
    unit: largest.unit,
    boundary: "",
    sources: [],
  });
  return words.state === "known" ? `. Scale from 0 to ${words.likely}` : "";
}

function partsTable(parts: readonly ComponentEstimate[]): Html {
  const ranked = parts.toSorted((a, b) => (b.energyShare ?? -1) - (a.energyShare ?? -1));
  const more = ranked.length - MOST_PARTS;
  return table({
    caption: "Parts of the estimate, per month",
    columns: [
      { name: "Part", isHead: true },
      { name: "Share of energy", isNumber: true },
      ...METRIC_ROWS.map(({ name }) => ({ name })),
      { name: "Widest uncertainty" },
    ],
    rows: ranked.slice(0, MOST_PARTS).map(partCells),
    narrow: "scrolls",
    more: more > 0 ? `…and ${more} smaller parts, in the JSON report.` : undefined,
  });
}

function partCells(part: ComponentEstimate): Part[] {
  const { energyShare, month, dominantUncertainty } = part;
  return [
    partName(part),
    energyShare === undefined ? "unknown" : shareText(energyShare),
    ...METRIC_ROWS.map(({ metric }) => figureHtml(month[metric])),
    dominantUncertainty && ours(narrowingText(dominantUncertainty, AS_TEXT, AS_CODE)),
  ];
}

/** `models.answer.training.0` as "answer.training.0" with what it is. */
function partName({ id, kind }: Pick<ComponentEstimate, "id" | "kind">): Html {
  const name = id.slice(id.indexOf(".") + 1);
  return html`<b>${shorten(name, 60)}</b> <span class="kind">${KIND[kind]}</span>`;
}

const KIND: Readonly<Record<ComponentEstimate["kind"], string>> = {
  component: "component",
  model: "model",
  training: "training",
  evaluation: "tests",
  data: "data",
};
