/** One part of the system while it is estimated, and what becomes of it in the result. */

import { type Figure, sourcesOf, toFigure } from "../quantity/quantity.ts";
import { multiply, scale, type Uncertain, union, ZERO } from "../quantity/uncertain.ts";
import type { CleanRegion } from "./cloud-region.ts";
import type { Context, Ledger } from "./context.ts";
import type { ReplicaCount } from "./demand.ts";
import { describe, type Leading } from "./dominant.ts";
import { type Boundaries, type Impact, toMetrics } from "./impact.ts";
import type {
  ComponentEstimate,
  DeclaredEnergy,
  Method,
  PartKind,
  ReplicaEstimate,
} from "./result.ts";
import type { Shift } from "./shift.ts";

/** A part with its draws, before it becomes figures. */
export interface Part {
  readonly id: string;
  readonly kind: PartKind;
  readonly subject: string;
  readonly method: Method;
  readonly impact: Impact;
  /** Facility energy while there is work; undefined where idling is no question. */
  readonly active: Uncertain | undefined;
  readonly idle: Uncertain | undefined;
  /** Of machines: how many run, and how many the work needs. */
  readonly replicas?: ReplicaCount | undefined;
  readonly grid: Uncertain;
  readonly bestRegionNearby: CleanRegion | undefined;
  readonly bestRegion: CleanRegion | undefined;
  readonly shift: Shift | undefined;
  /** gCO2e per kWh by contracts, where the manifest gives it. */
  readonly market?: Uncertain | undefined;
  readonly declared: DeclaredEnergy | undefined;
  readonly boundaries: Boundaries;
  readonly ledger: Ledger;
}

/** The result of a part, but for its share of the month, which is known when all parts are. */
export function toComponentEstimate(
  context: Context,
  part: Part,
  leadingCause: Leading | undefined,
): Omit<ComponentEstimate, "energyShare"> {
  const { impact, boundaries, ledger } = part;
  const month = toMetrics(impact, boundaries);
  const all = Object.values(impact) as readonly Uncertain[];
  const origins = all.reduce((list, { origins: more }) => union(list, more), ZERO.origins);
  return {
    id: part.id,
    kind: part.kind,
    subject: part.subject,
    method: part.method,
    month,
    activeEnergyKwh: toOptionalFigure(part.active, `${boundaries.energy}: while there is work`),
    idleEnergyKwh: toOptionalFigure(part.idle, `${boundaries.energy}: while there is none`),
    replicas: part.replicas === undefined ? undefined : toReplicas(part.replicas),
    gridGPerKwh: toFigure(part.grid, "gCO2e/kWh", "location-based yearly average of the grid"),
    bestRegionNearby: part.bestRegionNearby,
    bestRegion: part.bestRegion,
    shift: part.shift,
    marketBasedCarbonKg: marketBased(part),
    declaredEnergy: part.declared,
    assumptions: ledger.assumptions,
    dominantUncertainty: describe(context, leadingCause, ledger.assumptions, part),
    missing: all.reduce((list, { missing }) => union(list, missing), ZERO.missing),
    sources: sourcesOf(origins),
  };
}

/** Operational carbon by contracts. It enters no sum, no budget and no score. */
function marketBased({ kind, impact, market }: Part): Figure | undefined {
  if (market === undefined || kind === "evaluation") return undefined;
  const boundary =
    "market-based by the contracts that the manifest names; in no total and no budget";
  return toFigure(scale(multiply(impact.energy, market), 0.001), "kgCO2e", boundary);
}

function toOptionalFigure(value: Uncertain | undefined, boundary: string): Figure | undefined {
  return value === undefined ? undefined : toFigure(value, "kWh", boundary);
}

function toReplicas({ running, needed, overloaded }: ReplicaCount): ReplicaEstimate {
  const count = (value: Uncertain) => toFigure(value, "count", "mean over the hours it runs");
  return {
    running: count(running),
    needed: needed === undefined ? undefined : count(needed),
    overloaded,
  };
}
