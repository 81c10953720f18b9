/** Advice to its part of the JSON report, whose shape is in advice-schema.ts. */

import type { ManifestAdvice } from "../advise/advice.ts";
import type { Combination, LeverEffect } from "../advise/lever-effects.ts";
import type { GreenStep, PathToGreen } from "../advise/path-to-green.ts";
import { SOURCES } from "../coefficients/sources.ts";
import type { MonthDifference } from "../estimate/compare.ts";
import type { Finding } from "../evaluate/finding.ts";
import type { Lever } from "../levers/lever.ts";
import { deltaReport, differenceReport } from "./delta-json.ts";
import { optional } from "./figure-json.ts";

/** Keys of a manifest's report; no levers where nobody looked for any. */
export function adviceReport(advice: ManifestAdvice | undefined) {
  if (advice === undefined) return { levers: [] };
  const { levers, path, delta } = advice;
  return {
    levers: levers.effects.map(leverReport),
    ...optional("leversTogether", levers.together && togetherReport(levers.together)),
    ...optional("pathToGreen", path && pathReport(path)),
    ...optional("delta", delta && deltaReport(delta)),
  };
}

/** The same in every report while the lever is there. */
function idOf({ kind, item, option }: Lever): string {
  return option === undefined ? `${kind} ${item}` : `${kind} ${item} ${option}`;
}

function leverReport({ lever, month, saving }: LeverEffect) {
  const { kind, item, title, changes, assumes, notEstimated, evidence } = lever;
  const { effort, against, checks } = lever;
  return {
    ...{ id: idOf(lever), kind, item, title },
    ...optional("month", month && monthReport(month)),
    ...optional("notEstimated", notEstimated),
    saving: rounded(saving),
    changes: changes.map(({ path, value }) => ({ path: [...path], ...optional("value", value) })),
    assumes: [...assumes],
    evidence: evidence.map(({ says, source, locator }) => {
      const { title: name, url } = SOURCES[source];
      return { says, source: { title: name, url }, locator };
    }),
    effort,
    against: [...against],
    checks: [...checks],
  };
}

function monthReport({ energyKwh, carbonKg, waterL, costUsd }: MonthDifference) {
  return {
    energyKwh: differenceReport(energyKwh),
    carbonKg: differenceReport(carbonKg),
    waterL: differenceReport(waterL),
    costUsd: differenceReport(costUsd),
  };
}

function togetherReport({ effects, month, saving }: Combination) {
  return {
    levers: effects.map(({ lever }) => idOf(lever)),
    month: monthReport(month),
    saving: rounded(saving),
  };
}

function pathReport({ steps, leadsTo, left }: PathToGreen) {
  return { steps: steps.map(stepReport), leadsTo, left: [...left] };
}

function stepReport(step: GreenStep) {
  const findings = step.do === "change" ? step.settles : [step.finding];
  const lever = step.do === "change" ? idOf(step.effect.lever) : undefined;
  return {
    do: step.do,
    ...optional("lever", lever),
    findings: findings.map(({ check, item }: Finding) => ({ check: check.id, item: item.key })),
  };
}

function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}
