/** One manifest for a terminal, as blocks of lines. */

import type { Estimate } from "../estimate/result.ts";
import type { Figure } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { coveragePercent, type PracticeRow, scorePercent } from "../score/score.ts";
import { ASKED, destination, goodAnswer, type Writer } from "./answer-hint.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { figureWords, needsText, percentText, renderFigure } from "./figure.ts";
import { budgetWords, METRIC_ROWS } from "./figures-table.ts";
import { type PracticeState, practiceState } from "./practice-state.ts";
import {
  type Failing,
  type FindingGroup,
  failingGroups,
  type Open,
  openGroups,
} from "./ranked-findings.ts";
import {
  type Cell,
  columns,
  displayWidth,
  hanging,
  type Look,
  paint,
  type Style,
} from "./text-layout.ts";
import { usedSources } from "./used-sources.ts";

const MOST_ENTRIES = 5;
const MOST_PLACES = 3;
const MOST_SOURCES = 6;
const MOST_IDS = 3;

const PLAIN: Writer = {
  text: (text) => escapeTerminal(text, 200),
  code: (text) => escapeTerminal(text, 120),
};

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
    ...budgets.flatMap((row) => hanging("  ", budgetWords(row), look.width)),
    ...hanging("  ", howToRead(estimate), look.width).map((line) => paint(look, "dim", line)),
  ];
}

function howToRead({ month, dominantUncertainty }: Estimate): string {
  const needs = METRIC_ROWS.flatMap(({ metric }) => {
    const words = figureWords(month[metric]);
    return words.state === "known" ? words.needs : [];
  });
  const partial = [...new Set(needs)];
  const widest = dominantUncertainty.energyKwh?.text;
  return [
    "Likely value (5th to 95th percentile).",
    ...(partial.length > 0 ? [`At least, because of ${needsText(partial, escapeTerminal)}.`] : []),
    ...(widest === undefined ? [] : [`What widens energy most: ${escapeTerminal(widest, 120)}.`]),
  ].join(" ");
}

function figureText(figure: Figure): string {
  return renderFigure(figure, escapeTerminal);
}

function toFix(one: ReviewedManifest, look: Look): string[] {
  const groups = failingGroups(one);
  const blocking = groups.filter(({ blocks }) => blocks);
  const shown = (blocking.length > 0 ? blocking : groups).slice(0, MOST_ENTRIES);
  const limits = one.gate.hurdles.flatMap(({ because }) =>
    hanging("  ✗ ", escapeTerminal(because), look.width),
  );
  if (shown.length + limits.length === 0) return [];
  const head = blocking.length + limits.length > 0 ? "To fix before merging" : "Worth doing next";
  return [
    paint(look, "bold", head),
    ...shown.flatMap((group) => fixLines(one, group, look)),
    ...limits,
    ...moreLine(groups.length - shown.length, "more to fix", look),
  ];
}

function fixLines(
  { path }: ReviewedManifest,
  { check, findings, severity }: FindingGroup<Failing>,
  look: Look,
): string[] {
  return [
    ...titleLines("  ✗ ", check, severity, look),
    ...findings
      .slice(0, MOST_PLACES)
      .flatMap(({ line, column, because }) =>
        hanging(
          "    ",
          `${escapeTerminal(path)}:${line}:${column} ${escapeTerminal(because)}`,
          look.width,
        ),
      ),
    ...moreLine(findings.length - MOST_PLACES, "more places", look),
    ...hanging("    Fix: ", escapeTerminal(check.fix), look.width),
  ];
}

/** The title, with severity and id at the right edge where they fit. */
function titleLines(
  lead: string,
  { title, id }: FindingGroup["check"],
  severity: string,
  look: Look,
): string[] {
  const lines = hanging(lead, escapeTerminal(title), look.width);
  const label = `${severity} ${escapeTerminal(id)}`;
  const last = lines.at(-1) ?? "";
  const gap = look.width - displayWidth(last) - displayWidth(label);
  const bold = lines.map((line) => paint(look, "bold", line));
  return gap >= 2
    ? [...bold.slice(0, -1), `${bold.at(-1)}${" ".repeat(gap)}${paint(look, "dim", label)}`]
    : [...bold, paint(look, "dim", `    ${label}`)];
}

function questions(one: ReviewedManifest, look: Look): string[] {
  const groups = openGroups(one);
  if (groups.length === 0) return [];
  const waiting = groups.filter(({ blocks }) => blocks);
  const shown = (waiting.length > 0 ? waiting : groups).slice(0, MOST_ENTRIES);
  return [
    paint(look, "bold", waiting.length > 0 ? "To answer before merging" : "Open questions"),
    ...shown.flatMap((group) => questionLines(one, group, look)),
    ...moreLine(groups.length - shown.length, "more questions", look),
  ];
}

function questionLines(
  { path, manifest }: ReviewedManifest,
  { check, findings, severity }: FindingGroup<Open>,
  look: Look,
): string[] {
  const [first, ...more] = findings;
  if (first === undefined) return [];
  const also =
    more.length > 0
      ? ` Also for ${more
          .slice(0, MOST_PLACES)
          .map(({ item }) => item.key)
          .join(", ")}${more.length > MOST_PLACES ? " and others" : ""}.`
      : "";
  const answer = `A good answer ${goodAnswer(check, PLAIN)} ${destination(findings, manifest, PLAIN)}`;
  return [
    ...hanging("  ? ", `${ASKED[check.who]}: ${escapeTerminal(first.question + also)}`, look.width),
    ...hanging("    ", answer, look.width),
    paint(
      look,
      "dim",
      `    ${escapeTerminal(path)}:${first.line}:${first.column} ${severity}, ${escapeTerminal(check.id)}`,
    ),
  ];
}

function moreLine(more: number, what: string, look: Look): string[] {
  return more > 0 ? [paint(look, "dim", `    …and ${more} ${what}`)] : [];
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
    ...moreLine(used.length - MOST_SOURCES, "more sources, in the JSON report", look),
    paint(look, "dim", "  `greenlight explain ID` says where a coefficient or a check comes from."),
  ];
}
