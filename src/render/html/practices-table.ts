/** The scorecard proper: one row per practice, one table per pack. */

import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { coveragePercent, type PracticeRow, scorePercent } from "../../score/score.ts";
import { percentText } from "../figure.ts";
import { type PracticeState, practiceState } from "../practice-state.ts";
import { shownFindings } from "../ranked-findings.ts";
import { code, type Html, html, joined, type Part } from "./html.ts";
import { scoreBar } from "./score-bar.ts";
import { table } from "./table.ts";

/** Names of checks in one row; more are counted. */
const MOST_NAMES = 3;

const TONE: Readonly<Record<PracticeState["symbol"], Html>> = {
  "✓": html`good`,
  "✗": html`bad`,
  "?": html`open`,
  "!": html`open`,
  "–": html`none`,
};

export function practicesTables(one: ReviewedManifest): Html {
  const packs = [...new Set(one.practices.map(({ pack }) => pack))];
  return joined(packs.map((pack) => practicesTable(one, pack)));
}

function practicesTable(one: ReviewedManifest, pack: string): Html {
  const rows = one.practices.filter((row) => row.pack === pack);
  return table({
    caption: html`Practices of the pack ${code(pack)}`,
    columns: [
      { name: "Practice", isHead: true },
      { name: "State" },
      { name: "Score", isNumber: true },
      { name: "Decided", isNumber: true },
      { name: "Met, to fix, open" },
      { name: "What is open" },
    ],
    rows: rows.map((row) => cells(row, one)),
    narrow: "blocks",
  });
}

function cells(row: PracticeRow, one: ReviewedManifest): Part[] {
  const { symbol, words } = practiceState(row);
  const blocks = [...one.gate.blocking, ...one.gate.waitingFor].some(
    ({ pack, check }) => pack === row.pack && check.practice === row.id,
  );
  const score = scorePercent(row.tally);
  const coverage = coveragePercent(row.tally);
  return [
    html`<b>${row.id}</b> ${row.title}`,
    html`<span class="state ${TONE[symbol]}"><span aria-hidden="true">${symbol}</span> ${words}${blocks ? ", blocks" : ""}</span>`,
    score === undefined ? "" : percentText(score),
    coverage === undefined ? "" : percentText(coverage),
    scoreBar(row.tally),
    openNames(row, one),
  ];
}

/** What is to be fixed, then what is open, by the short name of the check. */
function openNames({ pack, id }: PracticeRow, { findings }: ReviewedManifest): string {
  const own = shownFindings(findings).filter(
    (one) => one.pack === pack && one.check.practice === id,
  );
  const names = ["fail", "error", "question"].flatMap((outcome) =>
    own
      .filter((one) => one.outcome === outcome)
      .map(({ check }) => check.slug.replaceAll("-", " ")),
  );
  const distinct = [...new Set(names)];
  const more = distinct.length - MOST_NAMES;
  return `${distinct.slice(0, MOST_NAMES).join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}
