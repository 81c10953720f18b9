/** Which cause explains most of the width of a range, and which input would narrow it. */

import { shareOfVariance } from "../quantity/draws.ts";
import { isUnknown } from "../quantity/quantity.ts";
import { scores } from "../quantity/scores.ts";
import { add, type Uncertain } from "../quantity/uncertain.ts";
import type { Context } from "./context.ts";
import type { Impact } from "./impact.ts";
import { askedFor, narrowingOf, type PartRef } from "./narrowing.ts";
import type {
  Assumption,
  ComponentEstimate,
  DominantUncertainty,
  Estimate,
  Metrics,
} from "./result.ts";

/** The cause that moves a figure most; undefined when the figure is exact or unknown. */
export function dominantOf(
  context: Context,
  value: Uncertain,
  causes: readonly string[] = causesOf(value),
): Leading | undefined {
  if (value.values === undefined || typeof value.values === "number") return undefined;
  const shares = shareOfVariance(
    value.values,
    causes.map((cause) => scoresOf(context, cause)),
  );
  let best = -1;
  for (const [index, share] of shares.entries())
    if (best < 0 || share > (shares[best] ?? 0)) best = index;
  const cause = causes[best];
  return cause === undefined ? undefined : { cause, share: shares[best] ?? 0 };
}

/** A cause, with its scope, and its share of the variance. */
export interface Leading {
  readonly cause: string;
  readonly share: number;
}

/** In words, with what would narrow the range. `at` is the part that the cause widens. */
export function describe(
  context: Context,
  leading: Leading | undefined,
  assumptions: readonly Assumption[],
  at: PartRef | undefined,
): DominantUncertainty | undefined {
  if (leading === undefined) return undefined;
  const share = Math.round(leading.share * 100) / 100;
  return { ...described(context, leading.cause, assumptions, at), share };
}

function causesOf(value: Uncertain): readonly string[] {
  const causes = new Set<string>();
  for (const { cause } of value.origins) if (cause !== undefined) causes.add(cause);
  return [...causes];
}

function described(
  context: Context,
  cause: string,
  assumptions: readonly Assumption[],
  at: PartRef | undefined,
): Omit<DominantUncertainty, "share"> {
  const id = cause.split("|")[0] ?? cause;
  if (id.startsWith("manifest:")) {
    const input = id.slice("manifest:".length);
    return { cause: id, text: `range given for ${input}`, input, narrowedBy: "a narrower range" };
  }
  const known = narrowingOf(id, at, context);
  const assumed = assumptions.find(
    ({ coefficient, input }) => coefficient === id && input !== undefined,
  );
  if (assumed?.input === undefined) return { cause: id, ...known };
  const { text, input } = assumed;
  return { cause: id, text, input, narrowedBy: askedFor(input) };
}

/** The metric whose range a part is judged by: energy, or what is known instead. */
export function leading({ energy, operational, embodied, cost }: Impact): Uncertain {
  if (energy.values !== undefined && typeof energy.values !== "number") return energy;
  const carbon = add(operational, embodied);
  return carbon.values === undefined || typeof carbon.values === "number" ? cost : carbon;
}

/** Scores of coefficients are needed again and again; those of one input hardly ever. */
function scoresOf({ scored }: Context, cause: string): Float64Array {
  if (cause.startsWith("manifest:")) return scores(cause);
  const known = scored.get(cause) ?? scores(cause);
  scored.set(cause, known);
  return known;
}

/** Causes that are asked what they do to the month. */
const ASKED = 60;

/** How wide the widest part is that a cause leads, and which that is. */
export interface Widest {
  readonly width: number;
  readonly part: PartRef;
}

/**
 * The cause of a month's range. When many could be, it is sought among those that parts share and those
 * that lead in the widest parts.
 */
export function dominantPerMetric(
  context: Context,
  month: Impact,
  widest: ReadonlyMap<string, Widest>,
  parts: readonly Pick<ComponentEstimate, keyof PartRef | "month" | "sources" | "assumptions">[],
): Estimate["dominantUncertainty"] {
  const of = (value: Uncertain, metric: keyof Metrics) => {
    const causes = causesOf(value);
    const asked = causes.length <= ASKED ? causes : likeliest(causes, widest);
    const leading = dominantOf(context, value, asked);
    if (leading === undefined) return undefined;
    const id = widest.get(leading.cause)?.part.id;
    const source = leading.cause.split("|")[0] ?? "";
    const part = parts.find((one) => one.id === id) ?? largest(parts, source, metric);
    return describe(context, leading, part?.assumptions ?? [], part);
  };
  return {
    energyKwh: of(month.energy, "energyKwh"),
    carbonKg: of(add(month.operational, month.embodied), "carbonKg"),
    waterL: of(month.water, "waterL"),
    costUsd: of(month.cost, "costUsd"),
  };
}

/** The part that has most of a metric among those that rest on a source. */
function largest<Part extends Pick<ComponentEstimate, "month" | "sources">>(
  parts: readonly Part[],
  source: string,
  metric: keyof Metrics,
): Part | undefined {
  let found: Part | undefined;
  let most = -1;
  for (const part of parts) {
    const figure = part.month[metric];
    if (isUnknown(figure) || figure.likely <= most || !part.sources.includes(source)) continue;
    [found, most] = [part, figure.likely];
  }
  return found;
}

function likeliest(
  causes: readonly string[],
  widest: ReadonlyMap<string, Widest>,
): readonly string[] {
  const width = (cause: string) => widest.get(cause)?.width ?? 0;
  const shared = causes.filter((cause) => !cause.includes("|") && !cause.startsWith("manifest:"));
  const leading = causes
    .filter((cause) => widest.has(cause))
    .sort((a, b) => width(b) - width(a) || (a < b ? -1 : 1));
  return [...new Set([...shared, ...leading.slice(0, ASKED)])];
}
