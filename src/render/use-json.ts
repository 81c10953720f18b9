/** What models, flows and declared figures have of a month, to their form in the JSON report. */

import type {
  DeclaredEnergy,
  FlowEstimate,
  LowPrecision,
  ModelEstimate,
  PricesUsed,
  StepEstimate,
  UseMetrics,
} from "../estimate/result.ts";
import { figure, optional } from "./figure-json.ts";

export function modelReport(model: ModelEstimate) {
  const { id, callsPerMonth, energyKwh, costUsd, energyShare, costShare, lowPrecision } = model;
  return {
    id,
    callsPerMonth: figure(callsPerMonth),
    energyKwh: figure(energyKwh),
    costUsd: figure(costUsd),
    ...optional("energyShare", energyShare),
    ...optional("costShare", costShare),
    ...optional("lowPrecision", lowPrecision && precisionReport(lowPrecision)),
  };
}

function precisionReport({ gain, ratio, text }: LowPrecision) {
  return { gain, ratio: figure(ratio), text };
}

export function flowReport({ id, runsPerMonth, month, steps }: FlowEstimate) {
  return {
    id,
    runsPerMonth: figure(runsPerMonth),
    month: useReport(month),
    steps: steps.map(stepReport),
  };
}

function stepReport({ id, use, basis, callsPerMonth, month }: StepEstimate) {
  return { id, use, basis, callsPerMonth: figure(callsPerMonth), month: useReport(month) };
}

function useReport({ energyKwh, carbonKg, costUsd }: UseMetrics) {
  return { energyKwh: figure(energyKwh), carbonKg: figure(carbonKg), costUsd: figure(costUsd) };
}

export function declaredReport(of: DeclaredEnergy) {
  const { declaredWhPerCall, modelledWhPerCall, used, because, evidence } = of;
  return {
    declaredWhPerCall: figure(declaredWhPerCall),
    modelledWhPerCall: figure(modelledWhPerCall),
    used,
    ...optional("because", because),
    ...optional("evidence", evidence),
  };
}

export function pricesReport({ package: name, version, recordedOn, matches }: PricesUsed) {
  return { package: name, version, recordedOn, matches: matches.map((match) => ({ ...match })) };
}
