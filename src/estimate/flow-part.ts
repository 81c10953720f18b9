/** What a flow's own steps have of the month. */

import { toFigure } from "../quantity/quantity.ts";
import { unknown } from "../quantity/uncertain.ts";
import { createUseTotal, NO_USE, toUseMetrics, type Use } from "./impact.ts";
import type { FlowEstimate, StepEstimate } from "./result.ts";
import type { FlowTraffic, StepTraffic, Work } from "./traffic.ts";

/** What a step's calls have of the month, and whether that adds to it. */
export interface WorkUse {
  readonly use: Use;
  readonly basis: "own" | "allocated";
}

const BOUNDARY = {
  energy: "calls of the steps: work of machines and services, without their idle time",
  cost: "calls of the steps: prices of calls and paid time at work",
};

export function flowEstimate(
  { flow, runsPerMonth, steps, ledger }: FlowTraffic,
  byWork: ReadonlyMap<Work, WorkUse>,
): FlowEstimate {
  const month = createUseTotal();
  const estimated = steps.map((step) => {
    const { use, basis } = useOfStep(step, byWork);
    month.add(use);
    return stepEstimate(step, use, basis);
  });
  const [only] = estimated;
  return {
    id: flow.id,
    runsPerMonth: toFigure(runsPerMonth, "count", "runs per month, nested runs included"),
    month:
      only !== undefined && estimated.length === 1
        ? only.month
        : toUseMetrics(month.value(), BOUNDARY),
    steps: estimated,
    assumptions: ledger.assumptions,
  };
}

type Basis = StepEstimate["basis"];

/** A step whose part is counted elsewhere or does not exist is unknown. */
function useOfStep(
  { work, isFlow }: StepTraffic,
  byWork: ReadonlyMap<Work, WorkUse>,
): { use: Use; basis: Basis } {
  const known = byWork.get(work);
  if (known !== undefined) return known;
  if (isFlow) return { use: NO_USE, basis: "flow" };
  const missing = unknown(work.path);
  return { use: { energy: missing, carbon: missing, cost: missing }, basis: "unknown" };
}

function stepEstimate(
  { id, step, callsPerRun, work }: StepTraffic,
  use: Use,
  basis: Basis,
): StepEstimate {
  return {
    id,
    use: step.use,
    callsPerRun: toFigure(callsPerRun, "count", "calls per run of the flow"),
    callsPerMonth: toFigure(work.callsPerMonth, "count", "calls per month"),
    basis,
    month: toUseMetrics(use, BOUNDARY),
  };
}
