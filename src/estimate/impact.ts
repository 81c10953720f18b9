/** Energy of machines to everything that follows from it: facility energy, carbon, water. */

import { toFigure } from "../quantity/quantity.ts";
import { createTotal, type Total } from "../quantity/total.ts";
import {
  add,
  bySource,
  divide,
  keep,
  multiply,
  type Uncertain,
  ZERO,
} from "../quantity/uncertain.ts";
import type { Place } from "./place.ts";
import type { Metrics, UseMetrics } from "./result.ts";

/** What something uses in a month (or per run), as draws. */
export interface Impact {
  /** kWh of the facility. */
  readonly energy: Uncertain;
  /** kgCO2e. */
  readonly operational: Uncertain;
  /** kgCO2e. */
  readonly embodied: Uncertain;
  /** Litres. */
  readonly water: Uncertain;
  /** US dollars. */
  readonly cost: Uncertain;
}

export const NO_IMPACT: Impact = {
  energy: ZERO,
  operational: ZERO,
  embodied: ZERO,
  water: ZERO,
  cost: ZERO,
};

const KEYS = ["energy", "operational", "embodied", "water", "cost"] as const;

/** From the energy of the machines in kWh, before PUE. */
export function impactOf(
  machines: Uncertain,
  place: Place,
  embodied: Uncertain,
  cost: Uncertain,
): Impact {
  return {
    energy: multiply(machines, place.pue),
    operational: multiply(machines, place.carbonPerKwh),
    embodied,
    water: multiply(machines, place.waterPerKwh),
    cost,
  };
}

/** Where the parts of an impact are unknown for one reason. */
export function unknownImpact(missing: Uncertain): Impact {
  return {
    energy: missing,
    operational: missing,
    embodied: missing,
    water: missing,
    cost: missing,
  };
}

export function addImpact(a: Impact, b: Impact): Impact {
  return mapImpact(a, (value, key) => add(value, b[key]));
}

/** `input` is what to ask for when the divisor is zero. */
export function divideImpact(a: Impact, divisor: Uncertain, input: string): Impact {
  return mapImpact(a, (value) => divide(value, divisor, input));
}

function mapImpact(
  impact: Impact,
  change: (value: Uncertain, key: (typeof KEYS)[number]) => Uncertain,
): Impact {
  return {
    energy: change(impact.energy, "energy"),
    operational: change(impact.operational, "operational"),
    embodied: change(impact.embodied, "embodied"),
    water: change(impact.water, "water"),
    cost: change(impact.cost, "cost"),
  };
}

/** A running sum of impacts. */
export function createImpactTotal() {
  const totals = {
    energy: createTotal(),
    operational: createTotal(),
    embodied: createTotal(),
    water: createTotal(),
    cost: createTotal(),
  };
  return {
    add(impact: Impact): void {
      for (const key of KEYS) totals[key].add(impact[key]);
    },
    value: (): Impact => mapImpact(NO_IMPACT, (_, key) => totals[key].value()),
  };
}

/** What the figures of an impact include, per metric. */
export interface Boundaries {
  readonly energy: string;
  readonly cost: string;
}

/** Draws to the figures that a reader sees. */
export function toMetrics(impact: Impact, { energy, cost }: Boundaries): Metrics {
  const { operational, embodied } = impact;
  return {
    energyKwh: toFigure(impact.energy, "kWh", energy),
    carbonKg: toFigure(
      add(operational, embodied),
      "kgCO2e",
      `${energy}; location-based, with the manufacture of the hardware`,
    ),
    operationalCarbonKg: toFigure(operational, "kgCO2e", `${energy}; location-based`),
    embodiedCarbonKg: toFigure(embodied, "kgCO2e", "manufacture of the hardware, by share of life"),
    waterL: toFigure(impact.water, "L", `${energy}; consumed on site and by power stations`),
    costUsd: toFigure(impact.cost, "USD", cost),
  };
}

/** What calls have of a month: the figures that are shown per step, flow and model. */
export interface Use {
  readonly energy: Uncertain;
  readonly carbon: Uncertain;
  readonly cost: Uncertain;
}

export const NO_USE: Use = { energy: ZERO, carbon: ZERO, cost: ZERO };

/** What is shown at the end must not hold on to what was only needed on the way. */
function keptUse({ energy, carbon, cost }: Use): Use {
  return { energy: keep(energy), carbon: keep(carbon), cost: keep(cost) };
}

/** A running sum of uses: linear in the parts, however many origins they have. One part alone costs nothing. */
export function createUseTotal() {
  let first: Use | undefined;
  let totals: Record<keyof Use, Total> | undefined;
  const addTo = (sum: Record<keyof Use, Total>, { energy, carbon, cost }: Use) => {
    sum.energy.add(bySource(energy));
    sum.carbon.add(bySource(carbon));
    sum.cost.add(bySource(cost));
  };
  return {
    add(use: Use): void {
      if (first === undefined) {
        first = keptUse(use);
        return;
      }
      if (totals === undefined) {
        totals = { energy: createTotal(), carbon: createTotal(), cost: createTotal() };
        addTo(totals, first);
      }
      addTo(totals, use);
    },
    value(): Use {
      if (totals === undefined) return first ?? NO_USE;
      const { energy, carbon, cost } = totals;
      return { energy: energy.value(), carbon: carbon.value(), cost: cost.value() };
    },
  };
}

export function toUseMetrics(use: Use, { energy, cost }: Boundaries): UseMetrics {
  return {
    energyKwh: toFigure(use.energy, "kWh", energy),
    carbonKg: toFigure(use.carbon, "kgCO2e", `${energy}; location-based, with manufacture`),
    costUsd: toFigure(use.cost, "USD", cost),
  };
}
