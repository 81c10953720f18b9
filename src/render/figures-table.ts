/** Energy, carbon, water and cost, per month and per functional unit, against their budgets. */

import type { Metrics } from "../estimate/result.ts";
import type { Figure } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { BudgetRow } from "../score/budgets.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { figureWords, needsText, numberText, reasonsText } from "./figure.ts";
import { idleLine } from "./machines-detail.ts";
import { narrowingText } from "./narrowing-text.ts";

/** The rows of the table, for every format. */
export const METRIC_ROWS = [
  { metric: "energyKwh", name: "Energy" },
  { metric: "carbonKg", name: "Carbon" },
  { metric: "waterL", name: "Water" },
  { metric: "costUsd", name: "Cost" },
] as const satisfies readonly { metric: keyof Metrics; name: string }[];
export type MetricName = (typeof METRIC_ROWS)[number]["metric"];

/** Which metric a budget limits, read off its key. */
const METRIC_OF_KEY: readonly (readonly [pattern: RegExp, metric: MetricName])[] = [
  [/wh_per/, "energyKwh"],
  [/co2e_per/, "carbonKg"],
  [/water_per/, "waterL"],
  [/usd_per/, "costUsd"],
];

const STATE: Record<BudgetRow["state"], { readonly symbol: string; readonly words: string }> = {
  met: { symbol: "✓", words: "within" },
  over: { symbol: "✗", words: "over" },
  undecided: { symbol: "?", words: "undecided against" },
  unknown: { symbol: "?", words: "not comparable with" },
  "no-base": { symbol: "–", words: "no base for" },
};

/** A Markdown table with its legend; a column for budgets where there are any. */
export function figuresTable(manifest: ReviewedManifest): string {
  const { estimate, budgets } = manifest;
  const hasBudgets = budgets.length > 0;
  const unit = escapeMarkdown(estimate.functionalUnit, 60);
  const head = ["", "Per month", `Per ${unit}`, ...(hasBudgets ? ["Budget"] : [])];
  const rows = METRIC_ROWS.map(({ metric, name }) => [
    name,
    figureCell(estimate.month[metric]),
    figureCell(estimate.unit[metric]),
    ...(hasBudgets ? [budgetCell(budgets.filter(({ key }) => metricOf(key) === metric))] : []),
  ]);
  return [
    `| ${head.join(" | ")} |`,
    `| ${head.map(() => ":--").join(" | ")} |`,
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    legend(manifest),
  ].join("\n");
}

/** The metric that a budget is about. */
export function metricOf(key: string): MetricName | undefined {
  return METRIC_OF_KEY.find(([pattern]) => pattern.test(key))?.[1];
}

/** "within the target of 0.6 Wh per unit", with a symbol, for every format; it may quote the manifest, and is escaped where it is shown. */
export function budgetWords({ state, limit, unit, per, origin, increase }: BudgetRow): {
  readonly symbol: string;
  readonly words: string;
} {
  const { symbol, words } = STATE[state];
  if (increase !== undefined) {
    const why = increase.noBase ?? increase.words;
    const said = why === undefined ? "" : ` (${why})`;
    return {
      symbol,
      words: `${words} the limit of ${numberText(limit)} % more per ${per} than on base${said}`,
    };
  }
  const target = origin === "policy" ? "limit" : "target";
  return { symbol, words: `${words} the ${target} of ${numberText(limit)} ${unit} per ${per}` };
}

function figureCell(figure: Figure): string {
  const words = figureWords(figure);
  if (words.state === "unknown") return `unknown: needs ${needsText(words.needs, asCode)}`;
  const nonBreaking = (text: string) => text.replaceAll(" ", "&nbsp;");
  return `**${nonBreaking(words.likely)}** (${nonBreaking(words.range)})`;
}

function budgetCell(budgets: readonly BudgetRow[]): string {
  const lines = budgets
    .map(budgetWords)
    .map(({ symbol, words }) => `${symbol} ${escapeMarkdown(words, 400)}`);
  return lines.join("<br>");
}

/** Why some figures are "at least", then how to read them all. */
function legend({ estimate }: ReviewedManifest): string {
  const needs = METRIC_ROWS.flatMap(({ metric }) => {
    const words = figureWords(estimate.month[metric]);
    return words.state === "known" ? words.needs : [];
  });
  const widest = estimate.dominantUncertainty.energyKwh;
  const partial = [...new Set(needs)];
  return [
    ...(partial.length > 0
      ? [
          `“At least” because a part is not known: ${reasonsText(partial, estimate.assumptions, asCode, (text) => escapeMarkdown(text, 200))}.`,
          "",
        ]
      : []),
    ...idleLine(estimate, asCode).flatMap((line) => [line, ""]),
    `<sub>Likely value, and in brackets the 5th to the 95th percentile. Carbon is location-based and includes making the hardware.${widest === undefined ? "" : ` What widens the range of energy most: ${narrowingText(widest, (text) => escapeMarkdown(text, 160), asCode)}.`}</sub>`,
  ].join("\n");
}

function asCode(path: string): string {
  return codeSpan(path, 120);
}
