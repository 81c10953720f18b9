/**
 * Two manifests to the difference of what they use: head less base, on the same draws. Draws are seeded
 * by cause, so that what both have in common moves together; a part that is the same on both sides
 * cancels to exactly zero.
 */

import type { Manifest } from "../manifest/manifest.ts";
import {
  createDifference,
  type Difference,
  type DifferenceTotal,
  isSame,
  type Sides,
} from "../quantity/difference.ts";
import type { Unit } from "../quantity/quantity.ts";
import { add, keep, type Uncertain } from "../quantity/uncertain.ts";
import { alignNames } from "./align-names.ts";
import { createContext, createMemory, type Memory } from "./context.ts";
import type { EstimateData } from "./data.ts";
import { findHosts } from "./hosting.ts";
import { divideImpact, type Impact, NO_IMPACT } from "./impact.ts";
import type { Part } from "./part.ts";
import { type Again, estimateParts, everything } from "./parts.ts";
import { believe } from "./plausible.ts";
import type { Metrics } from "./result.ts";
import { type Called, touchedBy, touchesPart } from "./touched.ts";
import { estimateTraffic } from "./traffic.ts";

export interface Comparison {
  /** What it compares: head less base. */
  readonly month: Differences;
  /** Per functional unit, each side by its own volume. */
  readonly unit: Differences;
  /** Parts whose month differs, by the names that head has for them, those that head lacks last. */
  readonly parts: readonly PartDifference[];
}

export type Differences = Readonly<Record<keyof Metrics, Difference>>;

export interface PartDifference {
  /** Manifest path, as in `ComponentEstimate`. */
  readonly id: string;
  readonly change: "added" | "removed" | "changed";
  readonly month: Differences;
}

/** What a manifest uses in a month, part by part, as draws. */
export interface DrawnMonth {
  readonly called: Called;
  readonly parts: ReadonlyMap<string, Impact>;
}

/** Head against base with the same coefficients, so that what differs is the change alone. `today` is a day, YYYY-MM-DD. */
export function compareEstimates(
  base: Manifest,
  head: Manifest,
  data: EstimateData,
  today: string,
): Comparison {
  const { aligned, nameInHead } = alignNames(base, head);
  const memory = createMemory();
  return compareDraws(
    { base: drawMonth(base, data, today, memory), head: drawMonth(aligned, data, today, memory) },
    nameInHead,
  );
}

/** The half of a comparison that can be kept: one side held against many. */
export function drawMonth(
  manifest: Manifest,
  data: EstimateData,
  today: string,
  memory: Memory = createMemory(),
): DrawnMonth {
  const called = calledIn(manifest, data, today, memory);
  return { called, parts: drawParts(called) };
}

/** A manifest with what is called in it, before anything is worked out of its parts. */
export function calledIn(
  manifest: Manifest,
  data: EstimateData,
  today: string,
  memory: Memory,
): Called {
  const context = createContext(believe(manifest).manifest, data, today, memory);
  return { context, traffic: estimateTraffic(context) };
}

/** What each of these parts uses in a month, by its id. */
export function drawParts(
  { context, traffic }: Called,
  again: Again = everything(),
): ReadonlyMap<string, Impact> {
  const parts = new Map<string, Impact>();
  const part = ({ id, impact }: Part) => void parts.set(freeName(parts, id), kept(impact));
  estimateParts(context, traffic, findHosts(context), { part, use: () => undefined }, again);
  return parts;
}

/** A part's id; environments may share a name. */
function freeName(parts: ReadonlyMap<string, unknown>, id: string): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? id : `${id}~${count}`;
    if (!parts.has(name)) return name;
  }
}

function kept({ energy, operational, embodied, water, cost }: Impact): Impact {
  return {
    energy: keep(energy),
    operational: keep(operational),
    embodied: keep(embodied),
    water: keep(water),
    cost: keep(cost),
  };
}

/** One part on both sides: nothing on a side that lacks it. */
export interface PairedPart {
  /** As base has it, where it has it. */
  readonly id: string;
  readonly change: PartDifference["change"];
  readonly month: Sides<Impact>;
  readonly unit: Sides<Impact>;
  /** Whether it rests on the same inputs: what is unknown of it is one number then. */
  readonly isSame: { readonly month: boolean; readonly unit: boolean };
}

/** In an order that does not depend on the sides, so that base against head is minus head against base. */
export function* pairParts({ base, head }: Sides<DrawnMonth>): Iterable<PairedPart> {
  const touched = touchedBy(base.called, head.called);
  const sameVolume = isSame(unitsOf(base), unitsOf(head));
  for (const id of [...new Set([...head.parts.keys(), ...base.parts.keys()])].toSorted()) {
    const month = {
      base: base.parts.get(id) ?? NO_IMPACT,
      head: head.parts.get(id) ?? NO_IMPACT,
    };
    const unit = { base: perUnit(month.base, base), head: perUnit(month.head, head) };
    const change = changeOf(base.parts.has(id), head.parts.has(id));
    const alike = change === "changed" && !touchesPart(touched, id);
    yield { id, change, month, unit, isSame: { month: alike, unit: alike && sameVolume } };
  }
}

export function compareDraws(
  sides: Sides<DrawnMonth>,
  nameInHead: (id: string) => string = (id) => id,
): Comparison {
  const month = createDifferences();
  const unit = createDifferences();
  const parts = new Map<string, PartDifference>();
  for (const { id, change, isSame: alike, ...part } of pairParts(sides)) {
    month.add(part.month, alike.month);
    unit.add(part.unit, alike.unit);
    if (change === "changed" && isSameImpact(part.month)) continue;
    const own = createDifferences();
    own.add(part.month, alike.month);
    const name = change === "removed" ? id : nameInHead(id);
    parts.set(id, { id: name, change, month: own.value() });
  }
  const ids = new Set([...sides.head.parts.keys(), ...sides.base.parts.keys()]);
  const changed = [...ids].flatMap((id) => parts.get(id) ?? []).filter(isDifferent);
  return { month: month.value(), unit: unit.value(), parts: changed };
}

function changeOf(before: boolean, after: boolean): PartDifference["change"] {
  if (before && after) return "changed";
  return before ? "removed" : "added";
}

function unitsOf({ called }: DrawnMonth): Uncertain {
  return called.traffic.unitsPerMonth;
}

function perUnit(impact: Impact, month: DrawnMonth): Impact {
  return divideImpact(impact, unitsOf(month), "usage.units_per_month");
}

/** Most parts of a change are not changed by it. */
function isSameImpact({ base, head }: Sides<Impact>): boolean {
  return (Object.keys(NO_IMPACT) as (keyof Impact)[]).every((key) => isSame(base[key], head[key]));
}

function isDifferent({ change, month }: PartDifference): boolean {
  return change !== "changed" || Object.values(month).some(({ certainty }) => certainty !== "same");
}

const UNITS = {
  energyKwh: "kWh",
  carbonKg: "kgCO2e",
  operationalCarbonKg: "kgCO2e",
  embodiedCarbonKg: "kgCO2e",
  waterL: "L",
  costUsd: "USD",
} as const satisfies Record<keyof Metrics, Unit>;

/** What each metric is of an impact. */
export const VALUE_OF: Readonly<Record<keyof Metrics, (impact: Impact) => Uncertain>> = {
  energyKwh: ({ energy }) => energy,
  carbonKg: ({ operational, embodied }) => add(operational, embodied),
  operationalCarbonKg: ({ operational }) => operational,
  embodiedCarbonKg: ({ embodied }) => embodied,
  waterL: ({ water }) => water,
  costUsd: ({ cost }) => cost,
};

const METRICS = Object.keys(UNITS) as (keyof Metrics)[];

/** The four figures of a difference that decisions are made by. */
export type MonthDifference = Pick<Differences, "energyKwh" | "carbonKg" | "waterL" | "costUsd">;

/** A running difference of the four; see `createDifferences`. */
export function createMonthDifference() {
  const { add: addSides, value } = createDifferences(MAIN);
  return { add: addSides, value: (): MonthDifference => value() };
}

const MAIN = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;

/** A running difference per metric. */
function createDifferences(metrics: readonly (keyof Metrics)[] = METRICS) {
  const totals = new Map<keyof Metrics, DifferenceTotal>(
    metrics.map((metric) => [metric, createDifference()]),
  );
  return {
    add({ base, head }: Sides<Impact>, alike: boolean): void {
      for (const [metric, total] of totals)
        total.add(VALUE_OF[metric](base), VALUE_OF[metric](head), alike);
    },
    value(): Differences {
      const entries = [...totals].map(([metric, total]) => [metric, total.value(UNITS[metric])]);
      return Object.fromEntries(entries);
    },
  };
}
