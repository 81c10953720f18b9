/** What a changed manifest would change, as differences. */

import { isUnknown } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { WhatIf } from "../review/what-if.ts";
import { scorePercent } from "../score/score.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { numberText, percentText, renderFigure } from "./figure.ts";
import { METRIC_ROWS } from "./figures-table.ts";

/** By the id of the comment that asks. */
export type WhatIfs = ReadonlyMap<number, WhatIf>;

export function renderWhatIf(found: WhatIf | undefined): string | undefined {
  if (found === undefined) return undefined;
  if (!found.ok) return found.faults.map((fault) => `- ${escapeMarkdown(fault, 300)}`).join("\n");
  const { before, after } = found;
  return [
    "Nothing is changed by this; the check stays as it is.",
    [
      "| per month | now | then | change |",
      "| --- | --- | --- | --- |",
      ...METRIC_ROWS.map(({ metric, name }) => figureRow(name, before, after, metric)),
      `| Score | ${scoreOf(before)} | ${scoreOf(after)} | |`,
      `| Verdict | ${before.gate.verdict} | ${after.gate.verdict} | |`,
    ].join("\n"),
    ...findingsThatDiffer(before, after),
  ].join("\n\n");
}

function figureRow(
  name: string,
  before: ReviewedManifest,
  after: ReviewedManifest,
  metric: (typeof METRIC_ROWS)[number]["metric"],
): string {
  const [now, then] = [before.estimate.month[metric], after.estimate.month[metric]];
  const shown = [now, then].map((figure) => renderFigure(figure, (text) => escapeMarkdown(text)));
  const change =
    isUnknown(now) || isUnknown(then) || now.likely === 0
      ? "unknown"
      : changeText((100 * (then.likely - now.likely)) / now.likely);
  return `| ${name} | ${shown.join(" | ")} | ${change} |`;
}

function changeText(percent: number): string {
  if (Math.abs(percent) < 0.05) return "none";
  return `${percent > 0 ? "+" : "−"}${numberText(Math.abs(Number(percent.toPrecision(2))))} %`;
}

function scoreOf({ tally }: ReviewedManifest): string {
  return percentText(scorePercent(tally));
}

/** Checks whose outcome would be another. */
function findingsThatDiffer(before: ReviewedManifest, after: ReviewedManifest): string[] {
  const outcomes = new Map(
    before.findings.map(({ check, item, outcome }) => [`${check.id} ${item.key}`, outcome]),
  );
  const lines = after.findings.flatMap(({ check, item, outcome }) => {
    const was = outcomes.get(`${check.id} ${item.key}`) ?? "not-applicable";
    if (was === outcome) return [];
    const at = item.key === "manifest" ? "" : ` ${escapeMarkdown(item.key, 80)}`;
    return [`- ${escapeMarkdown(check.id)}${at}: ${was} → ${outcome}`];
  });
  const shown = lines.slice(0, 10);
  const more = lines.length - shown.length;
  return lines.length === 0
    ? []
    : [[...shown, ...(more > 0 ? [`- …and ${more} more`] : [])].join("\n")];
}
