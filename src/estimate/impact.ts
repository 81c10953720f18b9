/** Energy of machines to everything that follows from it: facility energy, carbon, water. */

import { toFigure } from "../quantity/quantity.ts";
import { createTotal } from "../quantity/total.ts";
import { add, divide, multiply, scale, type Uncertain, ZERO } from "../quantity/uncertain.ts";
import type { Place } from "./place.ts";
import type { Metrics } from "./result.ts";

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

/**
 * From the energy of the machines in kWh. PUE multiplies what the facility draws and the water of
 * power stations, never the water evaporated on site (Li et al., arXiv 2304.03271).
 */
export function impactOf(
  machines: Uncertain,
  place: Place,
  embodied: Uncertain,
  cost: Uncertain,
): Impact {
  const energy = multiply(machines, place.pue);
  return {
    energy,
    operational: scale(multiply(energy, place.grid), 0.001),
    embodied,
    water: add(multiply(machines, place.wue), multiply(energy, place.ewif)),
    cost,
  };
}

export function addImpact(a: Impact, b: Impact): Impact {
  return mapImpact(a, (value, key) => add(value, b[key]));
}

export function divideImpact(a: Impact, divisor: Uncertain): Impact {
  return mapImpact(a, (value) => divide(value, divisor));
}

export function mapImpact(
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
