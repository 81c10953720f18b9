/** Changes that would save something, best first; any column sorts them where a script may run. */

import { SOURCES } from "../../coefficients/sources.ts";
import type { Effort, Lever } from "../../levers/lever.ts";
import type { Difference } from "../../quantity/difference.ts";
import { METRIC_ROWS, type MetricName } from "../figures-table.ts";
import { count } from "../headline.ts";
import { differenceHtml } from "./difference-words.ts";
import { code, type Html, html, prose } from "./html.ts";
import { sourceAnchor } from "./source-anchor.ts";
import { type Cell, table } from "./table.ts";

const MOST_LEVERS = 60;

/** A lever with what it changes in a month: the manifest with it less the manifest as it is. */
export interface LeverRow extends Readonly<Record<MetricName, Difference>> {
  readonly lever: Lever;
  /** Whether it is one of those that save most together. */
  readonly isInBest: boolean;
}

/** How it sorts, and what it takes, in words. */
const EFFORTS: readonly (readonly [Effort, string])[] = [
  ["setting", "a setting"],
  ["deployment", "a new deployment"],
  ["development", "work on code or prompts"],
  ["training", "training"],
];

export function leversTable(rows: readonly LeverRow[]): Html | undefined {
  if (rows.length === 0) return undefined;
  const more = rows.length - MOST_LEVERS;
  const best = rows.filter(({ isInBest }) => isInBest).length;
  return html`<p class="note">Change per month if only this is done, from the estimate of the changed manifest: likely value, then the 5th to the 95th percentile. Effects of several do not add up.${best > 0 ? ` A ★ marks the ${count(best, "change")} that together would save most.` : ""}</p>
${table({
  caption: "Changes that may save something, best first",
  columns: [
    { name: "Change", isHead: true },
    ...METRIC_ROWS.map(({ name }) => ({ name })),
    { name: "Takes" },
  ],
  rows: rows.slice(0, MOST_LEVERS).map(cells),
  narrow: "scrolls",
  sorts: true,
  more: more > 0 ? `…and ${more} more, in the JSON report.` : undefined,
})}`;
}

function cells(row: LeverRow): Cell[] {
  const { lever, isInBest } = row;
  const effort = EFFORTS.findIndex(([one]) => one === lever.effort);
  return [
    { shows: named(lever, isInBest), sortsBy: lever.title.slice(0, 80) },
    ...METRIC_ROWS.map(({ metric }) => changeCell(lever, row[metric])),
    { shows: EFFORTS[effort]?.[1], sortsBy: effort },
  ];
}

function changeCell({ notEstimated }: Lever, change: Difference): Cell {
  if (notEstimated !== undefined)
    return { shows: html`<span class="unknown">not estimated</span>`, sortsBy: undefined };
  return {
    shows: differenceHtml(change),
    sortsBy: "unknown" in change ? undefined : change.likely,
  };
}

function named(lever: Lever, isInBest: boolean): Html {
  const { title, assumes, against, evidence, checks, notEstimated } = lever;
  const star = isInBest
    ? html`<span class="star" aria-hidden="true">★</span><span class="unseen">One of the best combination: </span> `
    : undefined;
  return html`${star}<b>${prose(title)}</b>
<details><summary>What speaks against it, and evidence</summary>
${notEstimated === undefined ? undefined : html`<p>Not estimated: ${prose(notEstimated)}</p>`}
${list("Against", against)}${list("Taken for granted", assumes)}
<p>Shown by</p><ul>${evidence.map(({ says, source, locator }) => html`<li>${prose(says)} ${sourceAnchor(SOURCES[source].title, SOURCES[source].url)}: ${locator}</li>`)}</ul>
${checks.length === 0 ? undefined : html`<p>Answers ${checks.map((check) => html`${code(check)} `)}</p>`}</details>`;
}

function list(title: string, sentences: readonly string[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  return html`<p>${title}</p><ul>${sentences.map((one) => html`<li>${prose(one)}</li>`)}</ul>`;
}
