/**
 * A manifest to what it uses in a month: energy, carbon, water and cost, per part, per flow and per
 * functional unit. Knows nothing of checks, budgets or text.
 */

import type { Manifest } from "../manifest/manifest.ts";
import { percentiles } from "../quantity/draws.ts";
import { toFigure } from "../quantity/quantity.ts";
import { add, type Uncertain } from "../quantity/uncertain.ts";
import { type Context, createContext } from "./context.ts";
import type { EstimateData } from "./data.ts";
import { flowEstimate } from "./flow-part.ts";
import { createImpactTotal, divideImpact, type Impact, toMetrics } from "./impact.ts";
import { modelEstimates } from "./model-part.ts";
import { causesOf, dominantOf, type Part, toComponentEstimate } from "./part.ts";
import { estimateParts } from "./parts.ts";
import type { Assumption, ComponentEstimate, Estimate, PartKind, PricesUsed } from "./result.ts";
import { estimateTraffic } from "./traffic.ts";

export { type EstimateData, type EstimateNeeds, estimateNeeds } from "./data.ts";
export type * from "./result.ts";

const WHOLE = {
  energy: "all parts of the manifest, as far as they are known",
  cost: "all parts of the manifest, as far as they are known; no staff, licences or taxes",
};

const KINDS = ["component", "model", "training", "evaluation", "data"] as const;

/** `today`, YYYY-MM-DD, is the day for which prices hold. */
export function estimate(manifest: Manifest, data: EstimateData, today: string): Estimate {
  const context = createContext(manifest, data, today);
  const traffic = estimateTraffic(context);
  const { parts, byWork, hosts } = estimateParts(context, traffic);
  const month = totalOf(parts);
  const unit = divideImpact(month, traffic.unitsPerMonth);
  const { values } = month.energy;
  const monthKwh = values === undefined ? undefined : percentiles(values).likely;
  const components = parts.map((part) => toComponentEstimate(part, monthKwh));
  const flows = traffic.flows.map((flow) => flowEstimate(flow, byWork));
  const assumptions = gathered(
    components,
    flows.flatMap(({ assumptions: list }) => list),
  );
  return {
    month: toMetrics(month, WHOLE),
    unit: toMetrics(unit, WHOLE),
    functionalUnit: manifest.product.functional_unit,
    unitsPerMonth: toFigure(traffic.unitsPerMonth, "count", "functional units per month"),
    byKind: byKind(parts),
    components,
    models: modelEstimates(context, traffic, { parts, byWork, hosts }, month),
    flows,
    dominantUncertainty: dominantPerMetric(month, parts, assumptions),
    assumptions,
    missing: [...new Set(components.flatMap(({ missing }) => missing))],
    sources: [...new Set(components.flatMap(({ sources }) => sources))],
    prices: pricesUsed(context),
  };
}

function totalOf(parts: readonly Part[]): Impact {
  const total = createImpactTotal();
  for (const { impact } of parts) total.add(impact);
  return total.value();
}

function byKind(parts: readonly Part[]): Estimate["byKind"] {
  const of = (kind: PartKind) =>
    toMetrics(totalOf(parts.filter((part) => part.kind === kind)), WHOLE);
  const [component, model, training, evaluation, data] = KINDS.map(of);
  return { component, model, training, evaluation, data } as Estimate["byKind"];
}

/** Assumptions of all parts, each once. */
function gathered(
  components: readonly ComponentEstimate[],
  ofFlows: readonly Assumption[],
): readonly Assumption[] {
  const seen = new Map<string, Assumption>();
  for (const assumption of [...components.flatMap(({ assumptions }) => assumptions), ...ofFlows])
    seen.set(`${assumption.input}|${assumption.text}`, assumption);
  return [...seen.values()];
}

/** How many parts are asked which cause moves them before the month is. */
const ASKED = 40;

/** The cause of a month's range is sought among those of its largest parts. */
function dominantPerMetric(
  month: Impact,
  parts: readonly Part[],
  assumptions: readonly Assumption[],
): Estimate["dominantUncertainty"] {
  const of = (pick: (impact: Impact) => Uncertain) =>
    dominantOf(pick(month), assumptions, causesOfLargest(parts, pick));
  return {
    energyKwh: of(({ energy }) => energy),
    carbonKg: of(({ operational, embodied }) => add(operational, embodied)),
    waterL: of(({ water }) => water),
    costUsd: of(({ cost }) => cost),
  };
}

function causesOfLargest(
  parts: readonly Part[],
  pick: (impact: Impact) => Uncertain,
): readonly string[] {
  const widths = parts.map(({ impact }) => {
    const { values } = pick(impact);
    if (values === undefined || typeof values === "number") return 0;
    const { low, high } = percentiles(values);
    return high - low;
  });
  const largest = [...parts.keys()]
    .sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0) || a - b)
    .slice(0, ASKED);
  return [
    ...new Set(
      largest.flatMap((index) => {
        const part = parts[index];
        return part === undefined ? [] : causesOf(pick(part.impact));
      }),
    ),
  ];
}

function pricesUsed({ data, manifest, priceMatches }: Context): PricesUsed | undefined {
  if (data.prices === undefined) return undefined;
  const { package: name, version, recordedOn } = data.prices.table;
  const matches = manifest.models.flatMap((model) => {
    const match = priceMatches.get(model.id);
    if (match === undefined || match === "none" || match.kind === "other") return [];
    const { provider, matched } = match;
    return [{ model: model.id, asked: model.name, provider: provider.id, matched }];
  });
  return { package: name, version, recordedOn, matches };
}
