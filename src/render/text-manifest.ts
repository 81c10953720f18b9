/** One manifest for a terminal, as blocks of lines. */

import type { Estimate } from "../estimate/result.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { BudgetRow } from "../score/budgets.ts";
import { coveragePercent, type PracticeRow, scorePercent } from "../score/score.ts";
import { carbonLines } from "./carbon-detail.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { figureWords, percentText, reasonsText, renderFigure } from "./figure.ts";
import { budgetWords, METRIC_ROWS, metricOf } from "./figures-table.ts";
import { idleLine } from "./machines-detail.ts";
import { narrowingText } from "./narrowing-text.ts";
import { type PracticeState, practiceState } from "./practice-state.ts";
import { excusedText, moreLine, questionsText, toFixText } from "./text-findings.ts";
import { type Cell, columns, hanging, type Look, paint, type Style } from "./text-layout.ts";
import { usedFigures, usedSources } from "./used-sources.ts";

const MOST_SOURCES = 6;
const MOST_IDS = 3;
const MOST_OLD = 3;

const STATE_STYLE: Record<BudgetRow["state"], Style> = {
  met: "green",
  over: "red",
  undecided: "yellow",
  unknown: "yellow",
  "no-base": "dim",
};

const SYMBOL_STYLE: Record<PracticeState["symbol"], Style> = {
  "✓": "green",
  "✗": "red",
  "?": "yellow",
  "!": "yellow",
  "–": "dim",
};

/** `advice`: blocks on what to do next. */
export function manifestText(
  one: ReviewedManifest,
  look: Look,
  advice: readonly string[][],
): string[][] {
  return [
    identity(one, look),
    practices(one, look),
    figures(one, look),
    toFixText(one, look),
    questionsText(one, look),
    ...advice,
    excusedText(one, look),
    sources(one, look),
  ];
}

function identity({ manifest, tally, gate }: ReviewedManifest, look: Look): string[] {
  const score = scorePercent(tally);
  const decided =
    score === undefined
      ? "No score yet: nothing is decided"
      : `Score ${percentText(score)} of what is decided, ${percentText(coveragePercent(tally))} decided`;
  return [
    paint(look, "bold", escapeTerminal(manifest.product.name)),
    `${decided}, judged as ${gate.stage}`,
  ];
}

function practices(one: ReviewedManifest, look: Look): string[] {
  const head: Cell[] = ["", "Practice", "State", "Score", "Decided"].map((text, index) => ({
    text,
    style: "bold",
    ...(index > 2 ? { align: "right" } : {}),
  }));
  return columns([head, ...one.practices.map(practiceCells)], 1, look);
}

function practiceCells(row: PracticeRow): Cell[] {
  const { symbol, words } = practiceState(row);
  const score = scorePercent(row.tally);
  const coverage = coveragePercent(row.tally);
  return [
    { text: escapeTerminal(row.id, 12), style: "bold" },
    { text: escapeTerminal(row.title, 120) },
    { text: `${symbol} ${words}`, style: SYMBOL_STYLE[symbol] },
    { text: score === undefined ? "" : percentText(score), align: "right" },
    { text: coverage === undefined ? "" : percentText(coverage), align: "right" },
  ];
}

function figures({ estimate, budgets }: ReviewedManifest, look: Look): string[] {
  const unit = escapeTerminal(estimate.functionalUnit, 30);
  const head: Cell[] = ["", "per month", `per ${unit}`].map((text) => ({ text, style: "bold" }));
  const rows = METRIC_ROWS.map(({ metric, name }): Cell[] => [
    { text: name, style: "bold" },
    { text: figureText(estimate.month[metric]) },
    { text: figureText(estimate.unit[metric]) },
  ]);
  return [
    ...columns([head, ...rows], 2, look),
    ...budgets.flatMap((row) => budgetLines(row, look)),
    ...[...idleLine(estimate, escapeTerminal), ...carbonLines(estimate, escapeTerminal)].flatMap(
      (line) => hanging("  ", line, look.width),
    ),
    ...hanging("  ", howToRead(estimate), look.width).map((line) => paint(look, "dim", line)),
  ];
}

function budgetLines(row: BudgetRow, look: Look): string[] {
  const { symbol, words } = budgetWords(row);
  const name = METRIC_ROWS.find(({ metric }) => metric === metricOf(row.key))?.name ?? row.key;
  return hanging(`  ${symbol} `, `${name} ${escapeTerminal(words)}`, look.width).map((line) =>
    paint(look, STATE_STYLE[row.state], line),
  );
}

function howToRead({ month, dominantUncertainty, assumptions }: Estimate): string {
  const needs = METRIC_ROWS.flatMap(({ metric }) => figureWords(month[metric]).needs);
  const distinct = [...new Set(needs)];
  const widest = dominantUncertainty.energyKwh;
  return [
    "Likely value (5th to 95th percentile).",
    ...(distinct.length > 0
      ? [
          `Not complete without ${reasonsText(distinct, assumptions, escapeTerminal, escapeTerminal)}.`,
        ]
      : []),
    ...(widest === undefined
      ? []
      : [`What widens energy most: ${narrowingText(widest, escapeTerminal, escapeTerminal)}.`]),
  ].join(" ");
}

/** What an unknown figure needs is said below the table. */
function figureText(figure: Figure): string {
  return isUnknown(figure) ? "unknown" : renderFigure(figure, escapeTerminal);
}

/** The publications, in the order of use; `explain` says all of any coefficient. */
function sources({ estimate }: ReviewedManifest, look: Look): string[] {
  const used = usedSources(estimate);
  if (used.length === 0) return [];
  const shown = used.slice(0, MOST_SOURCES).flatMap(({ title, ids }) => {
    const named = ids.slice(0, MOST_IDS).map((id) => escapeTerminal(id, 80));
    const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : "";
    return hanging("  ", `${title} (${named.join(", ")}${more})`, look.width);
  });
  return [
    paint(look, "bold", "Where the figures come from"),
    ...shown,
    ...moreLine(used.length - MOST_SOURCES, "more, in the JSON report", look),
    ...oldFigures(estimate).flatMap((line) => hanging("  ! ", line, look.width)),
    ...hanging("  ", "`greenlight explain ID` says more of any of them.", look.width).map((line) =>
      paint(look, "dim", line),
    ),
  ];
}

/** Data that are old say so where their sources are named. */
function oldFigures(estimate: Estimate): string[] {
  const old = usedFigures(estimate).flatMap((one) => (one.old === undefined ? [] : [one]));
  const lines = old
    .slice(0, MOST_OLD)
    .map(({ id, old: because }) => `${escapeTerminal(id, 80)}: ${because}`);
  const more = old.length - lines.length;
  return [...lines, ...(more > 0 ? [`${more} more are old, in the JSON report`] : [])];
}
