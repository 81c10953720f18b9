/** The Software Carbon Intensity and shifts of place to their form in the JSON report. */

import type { Sci, SciScore } from "../estimate/result.ts";
import type { Shift } from "../estimate/shift.ts";
import { figure, optional } from "./figure-json.ts";

export function sciReport({
  functionalUnit,
  unitsPerMonth,
  whole,
  consumer,
  providerCarbonKg,
}: Sci) {
  return {
    functionalUnit,
    unitsPerMonth: figure(unitsPerMonth),
    whole: sciScore(whole),
    consumer: sciScore(consumer),
    providerCarbonKg: figure(providerCarbonKg),
  };
}

export function shiftReport({ from, to, text, sources }: Shift) {
  const end = ({ region, gridGPerKwh, marginalGPerKwh }: Shift["from"]) => ({
    region,
    gridGPerKwh,
    ...optional("marginalGPerKwh", marginalGPerKwh),
  });
  return { from: end(from), to: end(to), text, sources: [...sources] };
}

function sciScore(of: SciScore) {
  return {
    boundary: of.boundary,
    energyKwh: figure(of.energyKwh),
    intensityGPerKwh: figure(of.intensityGPerKwh),
    operationalG: figure(of.operationalG),
    embodiedG: figure(of.embodiedG),
    sciG: figure(of.sciG),
  };
}
