/** What differs between two reviews, in words: the same for Markdown and for a terminal. */

import type { Change, Delta, FindingChange, FindingState } from "../advise/delta.ts";
import type { PartDifference } from "../estimate/compare.ts";
import { isUnknown } from "../quantity/quantity.ts";
import type { Writer } from "./answer-hint.ts";
import { differenceText, shortDifferenceText } from "./difference.ts";
import { percentText, renderFigure } from "./figure.ts";
import { budgetWords, METRIC_ROWS, metricOf } from "./figures-table.ts";

/** What the two sides are called, such as "now" and "then". */
export type Sides = Change<string>;

export interface DeltaWords {
  /** Verdict, score, what is decided and stage: "Verdict: fail, then pass". */
  readonly verdict: readonly string[];
  /** One row for each metric. */
  readonly figures: readonly FigureRow[];
  /** Escaped, as it stands after "per". */
  readonly unit: string;
  /** One row for each part that differs, with a cell for each metric. */
  readonly parts: readonly PartRow[];
  readonly moreParts: number;
  readonly budgets: readonly string[];
  readonly findings: readonly FindingList[];
  /** How to read the figures. */
  readonly legend: string;
}

export interface FigureRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly month: string;
  readonly unit: string;
}

export interface PartRow {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface FindingList {
  readonly title: string;
  readonly lines: readonly string[];
  readonly more: number;
}

const MOST_PARTS = 6;
const MOST_FINDINGS = 8;

export function deltaWords(delta: Delta, sides: Sides, writer: Writer): DeltaWords {
  const { month, unit, parts, functionalUnit } = delta;
  return {
    verdict: verdictLines(delta, sides),
    figures: METRIC_ROWS.map(({ metric, name }) => ({
      name,
      before: figureText(month[metric].before, writer),
      after: figureText(month[metric].after, writer),
      month: differenceText(month[metric].difference, writer.code),
      unit: differenceText(unit[metric].difference, writer.code),
    })),
    unit: writer.text(functionalUnit.after),
    parts: parts.slice(0, MOST_PARTS).map((part) => partRow(part, writer)),
    moreParts: Math.max(0, parts.length - MOST_PARTS),
    budgets: budgetLines(delta, sides),
    findings: findingLists(delta, writer),
    legend: LEGEND,
  };
}

const LEGEND =
  "Likely value, and in brackets the 5th to the 95th percentile. Differences are worked out draw by draw: what both sides have in common cancels, so they are surer than the ranges beside them suggest. Where nothing says that it may be more or less, the sign is the same in at least 95 of 100 draws.";

function verdictLines({ verdict, score, coverage, stage }: Delta, sides: Sides): string[] {
  const lines: [string, Change<string>][] = [
    ["Verdict", { before: verdict.before, after: verdict.after }],
    ["Score", { before: percentText(score.before), after: percentText(score.after) }],
    ["Decided", { before: percentText(coverage.before), after: percentText(coverage.after) }],
    ...(stage.before === stage.after ? [] : [["Judged as", stage] as [string, Change<string>]]),
  ];
  return lines.map(([name, { before, after }]) =>
    before === after
      ? `${name}: ${after}, as ${sides.before}`
      : `${name}: ${sides.before} ${before}, ${sides.after} ${after}`,
  );
}

/** What an unknown figure needs is said once, by the difference. */
function figureText(figure: Parameters<typeof renderFigure>[0], { code }: Writer): string {
  return isUnknown(figure) ? "unknown" : renderFigure(figure, code);
}

function partRow({ id, change, month }: PartDifference, { code }: Writer): PartRow {
  const what = { added: ", new", removed: ", gone", changed: "" }[change];
  return {
    name: `${code(id)}${what}`,
    cells: METRIC_ROWS.map(({ metric }) => shortDifferenceText(month[metric])),
  };
}

function budgetLines({ budgets }: Delta, sides: Sides): string[] {
  return budgets.flatMap(({ before, after }) => {
    const row = after ?? before;
    if (row === undefined) return [];
    const name = METRIC_ROWS.find(({ metric }) => metric === metricOf(row.key))?.name ?? row.key;
    if (after === undefined) return [`${name}: no longer compared with a budget`];
    const { symbol, words } = budgetWords(after);
    const was = before === undefined ? "not compared" : budgetWords(before).words;
    return [`${symbol} ${name}: ${sides.after} ${words}; ${sides.before} ${was}`];
  });
}

const TITLE = { worse: "Worse", neither: "Otherwise", better: "Better" } as const;

function findingLists({ findings }: Delta, writer: Writer): FindingList[] {
  return (["worse", "neither", "better"] as const).flatMap((direction) => {
    const own = findings.filter((one) => one.direction === direction);
    if (own.length === 0) return [];
    return [
      {
        title: `${TITLE[direction]}: ${own.length}`,
        lines: own.slice(0, MOST_FINDINGS).map((one) => findingLine(one, writer)),
        more: Math.max(0, own.length - MOST_FINDINGS),
      },
    ];
  });
}

/** A title is true when the check is met. A question that is new is asked in its own words. */
function findingLine(change: FindingChange, { text, code }: Writer): string {
  const { check, item, severity, before, after, finding } = change;
  const at = item.key === "manifest" ? "" : ` at ${code(item.key)}`;
  const asked =
    after.outcome === "question" && finding.outcome === "question"
      ? ` Asked: ${text(finding.question)}`
      : "";
  const because =
    after.outcome === "fail" && finding.outcome === "fail" ? ` (${text(finding.because)})` : "";
  return `${SYMBOL[after.outcome]} ${code(check.id)}${at}, ${severity}: ${stateWords(before)} → ${stateWords(after)}${gateWords(change)}. ${text(check.title)}${because}${asked}`;
}

const SYMBOL: Readonly<Record<FindingState["outcome"], string>> = {
  pass: "✓",
  accepted: "✓",
  waived: "!",
  fail: "✗",
  question: "?",
  error: "!",
  "not-applicable": "–",
  absent: "–",
};

const STATE: Readonly<Record<FindingState["outcome"], string>> = {
  pass: "met",
  accepted: "accepted",
  waived: "waived",
  fail: "not met",
  question: "open",
  error: "not evaluated",
  "not-applicable": "does not apply",
  absent: "not there",
};

function stateWords({ outcome, explained }: FindingState): string {
  return explained ? `${STATE[outcome]}, by another finding` : STATE[outcome];
}

function gateWords({ before, after }: Change<FindingState>): string {
  if (before.gates === after.gates) return "";
  return after.gates ? ", and the merge waits for it" : ", and no merge waits for it";
}
