/** A lever and what it changes, in words: the same for Markdown and for a terminal. */

import type { LeverEffect } from "../advise/lever-effects.ts";
import type { Check } from "../checklist/checklist.ts";
import { SOURCES } from "../coefficients/sources.ts";
import type { MonthDifference } from "../estimate/compare.ts";
import type { Finding } from "../evaluate/finding.ts";
import type { Effort } from "../levers/lever.ts";
import { listed } from "../levers/listed.ts";
import type { Writer } from "./answer-hint.ts";
import { differenceText } from "./difference.ts";
import { METRIC_ROWS } from "./figures-table.ts";

/** All escaped; sentences with their full stops, but for the title. */
export interface LeverWords {
  /** What to do, without a full stop. */
  readonly title: string;
  /** "Carbon −310 kgCO2e (−350 to −250), −92 % a month; energy, water and cost stay." */
  readonly effect: string;
  readonly evidence: readonly string[];
  readonly assumes: string;
  readonly against: string;
  readonly effort: string;
  /** Ids of checks that it answers. */
  readonly checks: readonly string[];
}

export function leverWords({ lever, month }: LeverEffect, { text, code }: Writer): LeverWords {
  return {
    title: text(lever.title),
    effect: month === undefined ? text(lever.notEstimated ?? "") : effectText(month, code),
    evidence: lever.evidence.map(({ says, source, locator }) =>
      text(`${says} (${SOURCES[source].title}, ${locator})`),
    ),
    assumes: lever.assumes.map(text).join(" "),
    against: lever.against.map(text).join(" "),
    effort: EFFORT[lever.effort],
    checks: lever.checks.map(text),
  };
}

/** The lever that saves most of those that answer a check on one of these items. */
export function leverFor(
  { id }: Pick<Check, "id">,
  findings: readonly Pick<Finding, "item">[],
  levers: readonly LeverEffect[],
): LeverEffect | undefined {
  const items = new Set(findings.map(({ item }) => item.key));
  return levers.find(
    ({ lever, month }) =>
      month !== undefined &&
      lever.checks.includes(id) &&
      (items.has(lever.item) || items.has("manifest")),
  );
}

const EFFORT: Readonly<Record<Effort, string>> = {
  setting: "a setting",
  deployment: "a new deployment",
  development: "work on code or prompts",
  training: "a training",
};

/** What goes down first; what stays is named last. */
export function effectText(month: MonthDifference, code: (path: string) => string): string {
  const rows = METRIC_ROWS.map(({ metric, name }) => ({ name, difference: month[metric] }));
  const moved = rows.filter(({ difference }) => difference.certainty !== "same");
  const stays = rows.filter(({ difference }) => difference.certainty === "same");
  const parts = [...moved]
    .sort((a, b) => ORDER[a.difference.certainty] - ORDER[b.difference.certainty])
    .map(({ name, difference }) => `${name.toLowerCase()} ${differenceText(difference, code)}`);
  const same = stays.map(({ name }) => name.toLowerCase());
  const rest =
    same.length === 0 ? "" : `${listed(same)} ${same.length === 1 ? "stays" : "stay"} the same`;
  return `${sentence([...parts, ...(rest === "" ? [] : [rest])].join("; "))} per month.`;
}

const ORDER = { less: 0, undecided: 1, more: 2, same: 3 } as const;

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
