/** One part of the system while it is estimated, and what becomes of it in the result. */

import { coefficientById } from "../coefficients/coefficients.ts";
import { scores, shareOfVariance } from "../quantity/draws.ts";
import { type Figure, isUnknown, toFigure } from "../quantity/quantity.ts";
import { add, type Uncertain, union, ZERO } from "../quantity/uncertain.ts";
import type { Ledger } from "./context.ts";
import { type Boundaries, type Impact, toMetrics } from "./impact.ts";
import type { CleanRegion } from "./place.ts";
import type {
  Assumption,
  ComponentEstimate,
  DeclaredEnergy,
  DominantUncertainty,
  Method,
  PartKind,
} from "./result.ts";

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
  readonly grid: Uncertain;
  readonly bestRegionNearby: CleanRegion | undefined;
  readonly bestRegion: CleanRegion | undefined;
  readonly declared: DeclaredEnergy | undefined;
  readonly boundaries: Boundaries;
  readonly ledger: Ledger;
}

/** The result of a part. `monthKwh` is the likely energy of all parts together. */
export function toComponentEstimate(part: Part, monthKwh: number | undefined): ComponentEstimate {
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
    activeEnergyKwh: toOptionalFigure(part.active, boundaries.energy),
    idleEnergyKwh: toOptionalFigure(part.idle, boundaries.energy),
    energyShare: shareOf(month.energyKwh, monthKwh),
    gridGPerKwh: toFigure(part.grid, "gCO2e/kWh", "location-based yearly average of the grid"),
    bestRegionNearby: part.bestRegionNearby,
    bestRegion: part.bestRegion,
    declaredEnergy: part.declared,
    assumptions: ledger.assumptions,
    dominantUncertainty: dominantOf(leading(impact), ledger.assumptions),
    missing: all.reduce((list, { missing }) => union(list, missing), ZERO.missing),
    sources: [...new Set(origins.map(({ source }) => source))],
  };
}

/** The cause that moves a figure most; undefined when the figure is exact or unknown. */
export function dominantOf(
  value: Uncertain,
  assumptions: readonly Assumption[],
  causes: readonly string[] = causesOf(value),
): DominantUncertainty | undefined {
  if (value.values === undefined || typeof value.values === "number") return undefined;
  const shares = shareOfVariance(value.values, causes.map(scores));
  let best = -1;
  for (const [index, share] of shares.entries())
    if (best < 0 || share > (shares[best] ?? 0)) best = index;
  const cause = causes[best];
  if (cause === undefined) return undefined;
  return { ...described(cause, assumptions), share: Math.round((shares[best] ?? 0) * 100) / 100 };
}

export function causesOf(value: Uncertain): readonly string[] {
  return [...new Set(value.origins.flatMap(({ cause }) => (cause === undefined ? [] : [cause])))];
}

function described(
  cause: string,
  assumptions: readonly Assumption[],
): Omit<DominantUncertainty, "share"> {
  const id = cause.split("|")[0] ?? cause;
  if (id.startsWith("manifest:")) {
    const input = id.slice("manifest:".length);
    return { cause: id, text: `range given for ${input}`, input };
  }
  const assumed = assumptions.find(({ coefficient }) => coefficient === id);
  const known = coefficientById(id);
  const text = known === undefined ? nameOf(id) : `${known.boundary}: ${known.locator}`;
  return { cause: id, text: assumed?.text ?? text, input: assumed?.input };
}

/** The words for a coefficient that a table of the edge gives. */
function nameOf(id: string): string {
  return id.startsWith("grid.country.") ? `grid intensity of ${id.slice(-2)}` : id;
}

/** The metric whose range a part is judged by: energy, or what is known instead. */
function leading({ energy, operational, embodied, cost }: Impact): Uncertain {
  if (energy.values !== undefined && typeof energy.values !== "number") return energy;
  const carbon = add(operational, embodied);
  return carbon.values === undefined || typeof carbon.values === "number" ? cost : carbon;
}

function shareOf(energy: Figure, monthKwh: number | undefined): number | undefined {
  if (isUnknown(energy) || monthKwh === undefined) return undefined;
  if (monthKwh === 0) return 0;
  return Number((energy.likely / monthKwh).toPrecision(3));
}

function toOptionalFigure(value: Uncertain | undefined, boundary: string): Figure | undefined {
  return value === undefined ? undefined : toFigure(value, "kWh", boundary);
}
