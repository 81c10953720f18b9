/**
 * A manifest to what it uses in a month: energy, carbon, water and cost, per part, per flow and per
 * functional unit. Knows nothing of checks, budgets or text.
 */

import type { Manifest } from "../manifest/manifest.ts";
import { percentiles } from "../quantity/percentiles.ts";
import { toFigure } from "../quantity/quantity.ts";
import { add, type Uncertain } from "../quantity/uncertain.ts";
import { type Context, createContext, note } from "./context.ts";
import type { EstimateData } from "./data.ts";
import { dominantOf, dominantPerMetric, leading, type Widest } from "./dominant.ts";
import { flowEstimate, type WorkUse } from "./flow-part.ts";
import { findHosts, type Hosts } from "./hosting.ts";
import {
  addImpact,
  createImpactTotal,
  createUseTotal,
  divideImpact,
  type Impact,
  NO_IMPACT,
  NO_USE,
  toMetrics,
} from "./impact.ts";
import { createMachineTotal, type MachineTotal } from "./machine-total.ts";
import { type ModelUse, modelEstimate, shareOf } from "./model-part.ts";
import type { PartRef } from "./narrowing.ts";
import { toComponentEstimate } from "./part.ts";
import { estimateParts } from "./parts.ts";
import { type Believed, believe } from "./plausible.ts";
import { priceMatch } from "./price-match.ts";
import type {
  Assumption,
  ComponentEstimate,
  Estimate,
  FlowEstimate,
  MonthDraws,
  PartKind,
  PricesUsed,
} from "./result.ts";
import { sciOf, sideOf } from "./sci.ts";
import { estimateTraffic, type Traffic, type Work } from "./traffic.ts";

const WHOLE = {
  energy: "all parts of the manifest, as far as they are known",
  cost: "all parts of the manifest, as far as they are known; no staff, licences or taxes",
};

const KINDS = ["component", "model", "training", "evaluation", "data"] as const;

/** `today`, YYYY-MM-DD, is the day for which prices hold. */
export function estimate(manifest: Manifest, data: EstimateData, today: string): Estimate {
  const { manifest: believed, refused } = believe(manifest);
  const context = createContext(believed, data, today);
  const traffic = estimateTraffic(context);
  const hosts = findHosts(context);
  const found = collect(context, traffic, hosts, refused);
  const sides = KINDS.map((kind) => ({
    consumer: found.consumer.get(kind)?.value() ?? NO_IMPACT,
    provider: found.provider.get(kind)?.value() ?? NO_IMPACT,
  }));
  const byKind = sides.map(({ consumer, provider }) => addImpact(consumer, provider));
  const total = byKind.reduce(addImpact);
  const consumer = sides.map((side) => side.consumer).reduce(addImpact);
  const provider = sides.map((side) => side.provider).reduce(addImpact);
  const { functional_unit: functionalUnit } = manifest.product;
  const month = toMetrics(total, WHOLE);
  const components = found.parts.map((part) => ({
    ...part,
    energyShare: shareOf(part.month.energyKwh, month.energyKwh),
  }));
  const flows = traffic.flows.map((flow) => flowEstimate(flow, found.byWork));
  const assumptions = gathered(components, flows);
  return {
    today,
    month,
    draws: monthDraws(total),
    unit: toMetrics(divideImpact(total, traffic.unitsPerMonth, "usage.units_per_month"), WHOLE),
    functionalUnit,
    unitsPerMonth: toFigure(traffic.unitsPerMonth, "count", "functional units per month"),
    machines: found.machines.energy(),
    sci: sciOf({ whole: total, consumer, provider }, traffic.unitsPerMonth, functionalUnit),
    byKind: kindMetrics(byKind),
    components,
    models: manifest.models.map((model) =>
      modelEstimate(context, traffic, hosts, model, found.byModel.get(model.id), month),
    ),
    flows,
    dominantUncertainty: dominantPerMetric(context, total, found.widest, components),
    assumptions,
    missing: [...new Set(components.flatMap(({ missing }) => missing))],
    sources: [...new Set(components.flatMap(({ sources }) => sources))],
    prices: pricesUsed(context),
    listed: [...context.listed.values()],
  };
}

function monthDraws({ energy, operational, embodied, water, cost }: Impact): MonthDraws {
  return { energyKwh: energy, carbonKg: add(operational, embodied), waterL: water, costUsd: cost };
}

type ImpactTotal = ReturnType<typeof createImpactTotal>;

/** What the parts come to, without their draws. */
interface Found {
  readonly parts: Omit<ComponentEstimate, "energyShare">[];
  /** By kind of part, on each side of SCI for AI. */
  readonly consumer: ReadonlyMap<PartKind, ImpactTotal>;
  readonly provider: ReadonlyMap<PartKind, ImpactTotal>;
  readonly machines: MachineTotal;
  readonly byWork: Map<Work, WorkUse>;
  readonly byModel: Map<string, ModelUse>;
  /** The widest part that a cause leads. */
  readonly widest: Map<string, Widest>;
}

function collect(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  refused: Believed["refused"],
): Found {
  const found: Found = {
    parts: [],
    consumer: new Map(KINDS.map((kind) => [kind, createImpactTotal()])),
    provider: new Map(KINDS.map((kind) => [kind, createImpactTotal()])),
    machines: createMachineTotal(),
    byWork: new Map(),
    byModel: new Map(),
    widest: new Map(),
  };
  const byModel = new Map<string, UseTotal>();
  const byWork = new Map<Work, UseTotal>();
  const basisOf = new Map<Work, WorkUse["basis"]>();
  estimateParts(context, traffic, hosts, {
    part: (part) => {
      for (const { text, input } of refused.get(part.id) ?? []) note(part.ledger, text, input);
      const value = leading(part.impact);
      const cause = dominantOf(context, value);
      if (cause !== undefined) rememberWidest(found.widest, cause.cause, value, part);
      found.machines.add(part);
      found.parts.push(toComponentEstimate(context, part, cause));
      found[sideOf(context, part)].get(part.kind)?.add(part.impact);
      if (part.kind === "training") {
        const { energy, cost } = part.impact;
        totalOf(byModel, part.subject).add({ ...NO_USE, energy, cost });
      }
    },
    use: (work, use, basis) => {
      if (context.models.has(work.use)) totalOf(byModel, work.use).add(use);
      if (work.environment !== undefined) return;
      totalOf(byWork, work).add(use);
      basisOf.set(work, basis);
    },
  });
  for (const [id, total] of byModel) found.byModel.set(id, total.value());
  for (const [work, basis] of basisOf)
    found.byWork.set(work, { use: totalOf(byWork, work).value(), basis });
  return found;
}

type UseTotal = ReturnType<typeof createUseTotal>;

function totalOf<K>(totals: Map<K, UseTotal>, key: K): UseTotal {
  const known = totals.get(key);
  if (known !== undefined) return known;
  const made = createUseTotal();
  totals.set(key, made);
  return made;
}

function rememberWidest(
  widest: Map<string, Widest>,
  cause: string,
  { values }: Uncertain,
  { id, kind, subject }: PartRef,
): void {
  if (values === undefined) return;
  const { low, high } = percentiles(values);
  const width = high - low;
  if (width > (widest.get(cause)?.width ?? -1))
    widest.set(cause, { width, part: { id, kind, subject } });
}

function kindMetrics(impacts: readonly Impact[]): Estimate["byKind"] {
  const entries = KINDS.map((kind, index) => [kind, toMetrics(impacts[index] ?? NO_IMPACT, WHOLE)]);
  return Object.fromEntries(entries);
}

/** Assumptions of all parts and flows, each once. */
function gathered(
  components: readonly ComponentEstimate[],
  flows: readonly FlowEstimate[],
): readonly Assumption[] {
  const all = [...components, ...flows].flatMap(({ assumptions }) => assumptions);
  return [...new Map(all.map((one) => [`${one.input}|${one.text}`, one])).values()];
}

function pricesUsed(context: Context): PricesUsed | undefined {
  const { prices } = context.data;
  if (prices === undefined) return undefined;
  const { package: name, version, recordedOn } = prices.table;
  const called = context.manifest.models.filter(({ access, price }) => access === "api" && !price);
  const matches = called.flatMap((model) => {
    const match = priceMatch(context, prices, model);
    if (match === undefined || match.kind === "other") return [];
    const { provider, matched } = match;
    return [{ model: model.id, asked: model.name, provider: provider.id, matched }];
  });
  return { package: name, version, recordedOn, matches };
}
