/** One manifest for a terminal, as blocks of lines. */

import type { ReviewedManifest } from "../review/review-manifest.ts";
import { coveragePercent, type PracticeRow, scorePercent } from "../score/score.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { figureWords, needsText, percentText } from "./figure.ts";
import { budgetWords, METRIC_ROWS } from "./figures-table.ts";
import { type PracticeState, practiceState } from "./practice-state.ts";
import { ASKED } from "./questions.ts";
import { failingGroups, openGroups } from "./ranked-findings.ts";
import { type Cell, columns, hanging, type Look, paint, type Style } from "./text-layout.ts";
import { usedSources } from "./used-sources.ts";

const MOST_ENTRIES = 5;
const MOST_PLACES = 3;
const MOST_SOURCES = 8;

const SYMBOL_STYLE: Record<PracticeState["symbol"], Style> = {
  "✓": "green",
  "✗": "red",
  "?": "yellow",
  "!": "yellow",
  "–": "dim",
};

export function manifestText(one: ReviewedManifest, look: Look): string[][] {
  return [
    identity(one, look),
    practices(one, look),
    figures(one, look),
    toFix(one, look),
    questions(one, look),
    sources(one, look),
  ];
}

function identity({ manifest, tally, gate }: ReviewedManifest, look: Look): string[] {
  const score = percentText(scorePercent(tally));
  const coverage = percentText(coveragePercent(tally));
  return [
    paint(look, "bold", escapeTerminal(manifest.product.name)),
    `Score ${score} of what is decided, ${coverage} decided, judged as ${gate.stage}`,
  ];
}

function practices(one: ReviewedManifest, look: Look): string[] {
  const head: Cell[] = ["Practice", "", "State", "Score", "Decided"].map((text, index) => ({
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
  const head: Cell[] = ["Figures", "per month", `per ${unit}`].map((text) => ({
    text,
    style: "bold",
  }));
  const rows = METRIC_ROWS.map(({ metric, name }): Cell[] => [
    { text: name },
    { text: figureText(estimate.month[metric]) },
    { text: figureText(estimate.unit[metric]) },
  ]);
  return [
    ...columns([head, ...rows], 2, look),
    ...budgets.flatMap((row) => hanging("  ", budgetWords(row), look.width)),
  ];
}

function figureText(figure: Parameters<typeof figureWords>[0]): string {
  const words = figureWords(figure);
  if (words.state === "unknown")
    return `unknown: needs ${needsText(words.needs, escapeTerminal, 1)}`;
  return `${words.likely} (${words.range})`;
}

function toFix(one: ReviewedManifest, look: Look): string[] {
  const groups = failingGroups(one);
  if (groups.length === 0) return [];
  const blocks = groups.some((group) => group.blocks);
  const shown = groups
    .slice(0, MOST_ENTRIES)
    .flatMap(({ check, findings, severity }) => [
      ...hanging("  ✗ ", escapeTerminal(check.title), look.width),
      ...findings
        .slice(0, MOST_PLACES)
        .flatMap(({ line, column, because }) =>
          hanging(
            "    ",
            `${escapeTerminal(one.path)}:${line}:${column} ${escapeTerminal(because)}`,
            look.width,
          ),
        ),
      ...hanging("    Fix: ", escapeTerminal(check.fix), look.width),
      paint(look, "dim", `    ${severity}, ${check.id}`),
    ]);
  return [paint(look, "bold", blocks ? "To fix before merging" : "Worth doing next"), ...shown];
}

function questions(one: ReviewedManifest, look: Look): string[] {
  const groups = openGroups(one);
  if (groups.length === 0) return [];
  const shown = groups.slice(0, MOST_ENTRIES).flatMap(({ check, findings }) => {
    const [first] = findings;
    if (first === undefined) return [];
    return [
      ...hanging("  ? ", `${ASKED[check.who]}: ${escapeTerminal(first.question)}`, look.width),
      paint(look, "dim", `    ${check.severity}, ${check.id}`),
    ];
  });
  return [paint(look, "bold", "Open questions"), ...shown];
}

function sources({ estimate }: ReviewedManifest, look: Look): string[] {
  const used = usedSources(estimate).slice(0, MOST_SOURCES);
  if (used.length === 0) return [];
  return [
    paint(look, "bold", "Where the figures come from"),
    ...used.flatMap(({ title, coefficients }) =>
      hanging("  ", `${title}: ${coefficients.map(({ id }) => id).join(", ")}`, look.width),
    ),
  ];
}
