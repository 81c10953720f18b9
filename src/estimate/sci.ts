/** Software Carbon Intensity per functional unit, with its components (ISO/IEC 21031:2024; SCI for AI). */

import { toFigure } from "../quantity/quantity.ts";
import { add, divide, isZero, scale, type Uncertain, unknown } from "../quantity/uncertain.ts";
import type { Context } from "./context.ts";
import { isProduction } from "./hosting.ts";
import type { Impact } from "./impact.ts";
import type { Part } from "./part.ts";
import type { Sci, SciScore } from "./result.ts";

/** A month inside each boundary of SCI for AI; they add up to the whole. */
export interface Sides {
  readonly whole: Impact;
  readonly consumer: Impact;
  readonly provider: Impact;
}

/**
 * SCI = (E I + M) per R (ISO/IEC 21031:2024, methodology): E is the energy of what is provisioned, with
 * PUE; I the location-based average; M manufacture by share of life; R the functional unit. Market-based
 * figures have no place in it.
 */
export function sciOf(sides: Sides, units: Uncertain, functionalUnit: string): Sci {
  const { operational, embodied } = sides.provider;
  return {
    functionalUnit,
    unitsPerMonth: toFigure(units, "count", "functional units per month"),
    whole: scoreOf(sides.whole, units, WHOLE),
    consumer: scoreOf(sides.consumer, units, CONSUMER),
    providerCarbonKg: toFigure(add(operational, embodied), "kgCO2e", PROVIDER),
  };
}

const WHOLE = "all parts of the manifest: serving, data, training and tests; location-based";
const CONSUMER =
  "operation and monitoring, the consumer boundary of SCI for AI: serving, orchestration, data and storage, without training, tests and development; location-based";
const PROVIDER =
  "training, tests and development of a month, the provider boundary of SCI for AI; location-based";

/**
 * The side of SCI for AI that a part belongs to: what is trained, tested or not in production is the provider's.
 * What nobody describes is taken for production.
 */
export function sideOf({ components }: Context, { kind, subject }: Part): "consumer" | "provider" {
  if (kind === "training" || kind === "evaluation") return "provider";
  const component = kind === "component" ? components.get(subject) : undefined;
  if (component === undefined) return "consumer";
  if (!isProduction(component)) return "provider";
  return component.kind === "training" || component.kind === "evaluation" ? "provider" : "consumer";
}

function scoreOf(impact: Impact, units: Uncertain, boundary: string): SciScore {
  const { energy, operational, embodied } = impact;
  const grams = (carbon: Uncertain) => scale(perUnit(carbon, units), 1000);
  return {
    boundary,
    energyKwh: toFigure(perUnit(energy, units), "kWh", boundary),
    intensityGPerKwh: toFigure(intensity(operational, energy), "gCO2e/kWh", boundary),
    operationalG: toFigure(grams(operational), "gCO2e", boundary),
    embodiedG: toFigure(grams(embodied), "gCO2e", boundary),
    sciG: toFigure(grams(add(operational, embodied)), "gCO2e", boundary),
  };
}

function perUnit(value: Uncertain, units: Uncertain): Uncertain {
  return divide(value, units, "usage.units_per_month");
}

/** Of the parts that are known: where both lack the same inputs, their quotient lacks nothing. */
function intensity(operational: Uncertain, energy: Uncertain): Uncertain {
  if (isZero(energy)) return unknown();
  const same =
    operational.missing.length === energy.missing.length &&
    operational.missing.every((input) => energy.missing.includes(input));
  const known = (value: Uncertain) => (same ? { ...value, missing: [] } : value);
  return scale(divide(known(operational), known(energy)), 1000);
}
