/** What a flow's own steps have of the month, and of one run. */

import { toFigure } from "../quantity/quantity.ts";
import { unknown } from "../quantity/uncertain.ts";
import { addImpact, divideImpact, type Impact, NO_IMPACT, toMetrics } from "./impact.ts";
import type { WorkImpact } from "./parts.ts";
import type { FlowEstimate, StepEstimate } from "./result.ts";
import type { FlowTraffic, StepTraffic, Work } from "./traffic.ts";

const BOUNDARY = {
  energy: "calls of the steps: work of machines and services, without their idle time",
  cost: "calls of the steps: prices of calls and paid time at work",
};

export function flowEstimate(
  { flow, runsPerMonth, steps, ledger }: FlowTraffic,
  byWork: ReadonlyMap<Work, WorkImpact>,
): FlowEstimate {
  let month: Impact = NO_IMPACT;
  const estimated = steps.map((step) => {
    const { impact, basis } = stepImpact(step, byWork);
    month = addImpact(month, impact);
    return stepEstimate(step, impact, basis);
  });
  return {
    id: flow.id,
    runsPerMonth: toFigure(runsPerMonth, "count", "runs per month, nested runs included"),
    month: toMetrics(month, BOUNDARY),
    perRun: toMetrics(divideImpact(month, runsPerMonth), BOUNDARY),
    steps: estimated,
    assumptions: ledger.assumptions,
  };
}

type Basis = StepEstimate["basis"];

function stepImpact(
  { work, isFlow }: StepTraffic,
  byWork: ReadonlyMap<Work, WorkImpact>,
): { impact: Impact; basis: Basis } {
  const known = byWork.get(work);
  if (known !== undefined) return known;
  if (isFlow) return { impact: NO_IMPACT, basis: "flow" };
  const missing = unknown(work.path);
  const impact = {
    energy: missing,
    operational: missing,
    embodied: missing,
    water: missing,
    cost: missing,
  };
  return { impact, basis: "unknown" };
}

function stepEstimate(
  { id, step, callsPerRun, work }: StepTraffic,
  impact: Impact,
  basis: Basis,
): StepEstimate {
  return {
    id,
    use: step.use,
    callsPerRun: toFigure(callsPerRun, "count", "calls per run of the flow"),
    callsPerMonth: toFigure(work.callsPerMonth, "count", "calls per month"),
    basis,
    month: toMetrics(impact, BOUNDARY),
  };
}
