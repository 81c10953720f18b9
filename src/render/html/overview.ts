/** One row per manifest, and what all of them use together. */

import { isUnknown } from "../../quantity/quantity.ts";
import { type Review, verdictOf } from "../../review/review.ts";
import type { ManifestReview } from "../../review/review-manifest.ts";
import type { Verdict } from "../../score/gate.ts";
import { coveragePercent, scorePercent } from "../../score/score.ts";
import type { Together } from "../../score/together.ts";
import { percentText } from "../figure.ts";
import { METRIC_ROWS } from "../figures-table.ts";
import { figureHtml } from "./figure-words.ts";
import { code, type Html, html, type Part, prose } from "./html.ts";
import { table } from "./table.ts";

const MOST_ROWS = 200;

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: "✓ ready",
  fail: "✗ to fix",
  waiting: "? waits",
  "not-applicable": "– nothing applies",
  error: "! not evaluated",
};

/** `anchorOf`: where a manifest has a section of its own. */
export function overview(
  { manifests, together }: Review,
  anchorOf: (index: number) => string | undefined,
): Html {
  const more = manifests.length - MOST_ROWS;
  return html`<section id="overview"><h2>All manifests</h2>
${table({
  caption: "Manifests, with what each uses in a month",
  columns: [
    { name: "Manifest", isHead: true },
    { name: "Verdict" },
    { name: "Score", isNumber: true },
    { name: "Decided", isNumber: true },
    ...METRIC_ROWS.map(({ name }) => ({ name })),
  ],
  rows: [
    ...manifests.slice(0, MOST_ROWS).map((one, index) => cells(one, anchorOf(index))),
    ...(together === undefined ? [] : [togetherCells(together)]),
  ],
  narrow: "scrolls",
  more: more > 0 ? `…and ${more} more manifests, in the JSON report.` : undefined,
})}${together === undefined ? undefined : limits(together)}</section>`;
}

function cells(one: ManifestReview, anchor: string | undefined): Part[] {
  const name =
    anchor === undefined ? code(one.path) : html`<a href="#${anchor}">${code(one.path)}</a>`;
  if (one.state !== "reviewed") return [name, WORDS[verdictOf(one)], "", "", "", "", "", ""];
  return [
    html`${name} ${one.manifest.product.name}`,
    WORDS[verdictOf(one)],
    percentText(scorePercent(one.tally)),
    percentText(coveragePercent(one.tally)),
    ...METRIC_ROWS.map(({ metric }) => figureHtml(one.estimate.month[metric])),
  ];
}

/** Verdicts and scores do not add up; what is used does. */
function togetherCells({ manifests, month }: Together): Part[] {
  const figures = METRIC_ROWS.map(({ metric }): Part => {
    const figure = month[metric];
    return isUnknown(figure) ? html`<span class="unknown">unknown</span>` : figureHtml(figure);
  });
  return [`All ${manifests} together`, "", "", "", ...figures];
}

function limits({ budgets }: Together): Html | undefined {
  if (budgets.length === 0) return undefined;
  const lines = budgets.map(
    ({ state, sentence }) => html`<li>${LIMIT[state]} ${prose(sentence)}</li>`,
  );
  return html`<p>Limits of the policy for all manifests together:</p><ul>${lines}</ul>`;
}

const LIMIT = { met: "✓", over: "✗", undecided: "?", unknown: "?", "no-base": "–" } as const;
