/** What differs between two reviews to its part of a JSON report, whose shape is in delta-schema.ts. */

import type { BudgetChange, Change, Delta, FigureChanges, FindingChange } from "../advise/delta.ts";
import type { PartDifference } from "../estimate/compare.ts";
import type { Difference } from "../quantity/difference.ts";
import type { BudgetRow } from "../score/budgets.ts";
import type { DeltaReport } from "./delta-schema.ts";
import { figure, optional } from "./figure-json.ts";

export function deltaReport(delta: Delta): DeltaReport {
  const { verdict, stage, score, coverage, functionalUnit, unitsPerMonth } = delta;
  return {
    verdict: { ...verdict },
    stage: { ...stage },
    score: percentages(score),
    coverage: percentages(coverage),
    functionalUnit: { ...functionalUnit },
    unitsPerMonth: { before: figure(unitsPerMonth.before), after: figure(unitsPerMonth.after) },
    month: figures(delta.month),
    unit: figures(delta.unit),
    parts: delta.parts.map(part),
    budgets: delta.budgets.map(budget),
    findings: delta.findings.map(finding),
  };
}

/** Cut, not rounded, to a tenth: only a full score is 100. */
function percentages({ before, after }: Change<number | undefined>) {
  const cut = (value: number | undefined) => value && Math.floor(value * 10) / 10;
  return { ...optional("before", cut(before)), ...optional("after", cut(after)) };
}

function figures({ energyKwh, carbonKg, waterL, costUsd }: FigureChanges) {
  return {
    energyKwh: figureChange(energyKwh),
    carbonKg: figureChange(carbonKg),
    waterL: figureChange(waterL),
    costUsd: figureChange(costUsd),
  };
}

function figureChange({ before, after, difference: between }: FigureChanges["energyKwh"]) {
  return { before: figure(before), after: figure(after), difference: differenceReport(between) };
}

export function differenceReport(of: Difference) {
  const missing = of.missing && { base: [...of.missing.base], head: [...of.missing.head] };
  if ("unknown" in of) return { ...of, missing: { base: [], head: [], ...missing } };
  const { low, likely, high, unit, certainty, ratio } = of;
  return {
    ...{ low, likely, high, unit, certainty },
    ...optional("ratio", ratio && { ...ratio }),
    ...optional("missing", missing),
  };
}

function part({ id, change, month }: PartDifference): DeltaReport["parts"][number] {
  const { energyKwh, carbonKg, operationalCarbonKg, embodiedCarbonKg, waterL, costUsd } = month;
  return {
    id,
    change,
    month: {
      energyKwh: differenceReport(energyKwh),
      carbonKg: differenceReport(carbonKg),
      operationalCarbonKg: differenceReport(operationalCarbonKg),
      embodiedCarbonKg: differenceReport(embodiedCarbonKg),
      waterL: differenceReport(waterL),
      costUsd: differenceReport(costUsd),
    },
  };
}

function budget({ key, origin, before, after }: BudgetChange): DeltaReport["budgets"][number] {
  const side = ({ limit, unit, state }: BudgetRow) => ({ limit, unit, state });
  return {
    key,
    origin,
    ...optional("before", before && side(before)),
    ...optional("after", after && side(after)),
  };
}

function finding(change: FindingChange): DeltaReport["findings"][number] {
  const { check, item, severity, direction, before, after, finding: one } = change;
  const isAsked = after.outcome === "question" && one.outcome === "question";
  return {
    pack: one.pack,
    check: check.id,
    title: check.title,
    item: item.key,
    ...{ severity, direction },
    before: { ...before },
    after: { ...after },
    ...optional("question", isAsked ? one.question : undefined),
  };
}
