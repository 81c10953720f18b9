/** Everything about one manifest, from what it needs to where its figures come from. */

import type { PathToGreen } from "../../advise/path-to-green.ts";
import type { Checklist } from "../../checklist/checklist.ts";
import type { ManifestReview, ReviewedManifest } from "../../review/review-manifest.ts";
import type { Problem } from "../../yaml/parse-yaml.ts";
import { carbonLines } from "../carbon-detail.ts";
import { checkSources } from "./check-sources.ts";
import { componentCharts } from "./component-charts.ts";
import { type Delta, deltaTable } from "./delta-table.ts";
import { figureTiles } from "./figure-tiles.ts";
import { findingsList } from "./findings-list.ts";
import { AS_TEXT, code, type Html, html, ours, prose } from "./html.ts";
import { type LeverRow, leversTable } from "./levers-table.ts";
import { pathSteps } from "./path-steps.ts";
import { practicesTables } from "./practices-table.ts";
import { assumptions, provenance } from "./provenance.ts";
import { scoreSummary } from "./score-bar.ts";
import { systemDiagram } from "./system-diagram.ts";
import { toDo } from "./to-do.ts";
import { type TrendSeries, trendCharts } from "./trend-chart.ts";
import { type VendorLetter, vendorLetters } from "./vendor-letters.ts";

const MOST_PROBLEMS = 200;

/** What a report shows besides the review, where somebody hands it in. */
export interface ManifestExtras {
  /** Where it has more than one step; one alone is what there is to do. */
  readonly path?: PathToGreen | undefined;
  /** Best first. */
  readonly levers?: readonly LeverRow[] | undefined;
  readonly delta?: Delta | undefined;
  readonly trend?: readonly TrendSeries[] | undefined;
  readonly vendorLetters?: readonly VendorLetter[] | undefined;
}

/** `id` begins the anchors of its parts. */
export function manifestReport(
  one: ManifestReview,
  id: string,
  packs: readonly Checklist[],
  extras: ManifestExtras,
): Html {
  switch (one.state) {
    case "reviewed":
      return reviewed(one, id, packs, extras);
    case "invalid":
      return html`<section id="${id}"><h2>${code(one.path)}</h2>
<p>These lines have to be corrected:</p>
${problemList(one.problems)}</section>`;
    case "removed":
      return html`<section id="${id}"><h2>${code(one.path)}</h2>
<p>It is on the branch that this goes to, and is removed here. A manifest may not vanish unseen: put it back, or let an owner of the policy agree.</p>${one.was === undefined ? undefined : toDo(one.was)}</section>`;
    case "not-judged":
      return html`<section id="${id}"><h2>${code(one.path)}</h2>
<p>It is sound, but there is no sound policy or pack to judge it by.</p></section>`;
  }
}

/** As compilers write them, each on a line of its own. */
export function problemList(problems: readonly Problem[]): Html {
  const more = problems.length - MOST_PROBLEMS;
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(
      ({ file, line, column, message }) =>
        html`<li class="bad"><p class="place">${file}:${line}:${column}</p><p>${prose(message)}</p></li>\n`,
    );
  return html`<ul class="todo">
${lines}</ul>${more > 0 ? html`<p class="note">…and ${more} more</p>` : undefined}`;
}

function reviewed(
  one: ReviewedManifest,
  id: string,
  packs: readonly Checklist[],
  { path: way, levers = [], delta, trend = [], vendorLetters: letters = [] }: ManifestExtras,
): Html {
  const { manifest, path, gate, isNew, estimate } = one;
  const { name, summary } = manifest.product;
  const checks = checkSources(one, packs, id);
  const sections: readonly (readonly [key: string, title: string, body: Html | undefined])[] = [
    ["todo", "What to do", html`${way && pathSteps(way)}${toDo(one)}`],
    ["change", "What changed", delta && deltaTable(delta)],
    ["levers", "What would save most", leversTable(levers)],
    ["scorecard", "Scorecard by practice", practicesTables(one)],
    ["parts", "Where it goes, part by part", componentCharts(estimate)],
    ["system", "The system", systemDiagram(one)],
    ["trend", "The last reviews", trendCharts(trend)],
    ["findings", "All findings", findingsList(one, checks)],
    ["letters", "Letters to vendors", vendorLetters(letters)],
    ["assumed", "What was assumed", assumptions(one)],
    ["sources", "Where the figures come from", provenance(one, checks)],
  ];
  const shown = sections.flatMap(([key, title, body]) =>
    body === undefined ? [] : [{ anchor: `${id}-${key}`, title, body }],
  );
  return html`<section id="${id}" class="manifest"><h2>${name}</h2>
${summary === undefined ? undefined : html`<p class="lead">${prose(summary, 400)}</p>`}
<p class="meta">Judged as ${gate.stage}, ${code(path)}${isNew ? ", new here" : ""}</p>
${scoreSummary(one.tally)}
<h3 class="unseen">Energy, carbon, water and cost</h3>
${figureTiles(one)}
<nav aria-label="Parts of the report on ${name}"><ul>${shown.map(({ anchor, title }) => html`<li><a href="#${anchor}">${title}</a></li>`)}</ul></nav>
${shown.map(({ anchor, title, body }) => html`<section id="${anchor}"><h3>${title}</h3>\n${body}${anchor.endsWith("-parts") ? carbon(one) : undefined}</section>\n`)}</section>`;
}

function carbon({ estimate }: ReviewedManifest): Html {
  const lines = carbonLines(estimate, AS_TEXT);
  return html`<ul class="note">${lines.map((line) => html`<li>${ours(line)}</li>`)}</ul>`;
}
