/** Which cause explains most of the width of a range, and which input would narrow it. */

import { coefficientById } from "../coefficients/coefficients.ts";
import { shareOfVariance } from "../quantity/draws.ts";
import { scores } from "../quantity/scores.ts";
import { add, type Uncertain } from "../quantity/uncertain.ts";
import type { Context } from "./context.ts";
import type { Impact } from "./impact.ts";
import type { Assumption, DominantUncertainty, Estimate } from "./result.ts";

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

/** In words, with the input that would narrow the range. */
export function describe(
  leading: Leading | undefined,
  assumptions: readonly Assumption[],
): DominantUncertainty | undefined {
  if (leading === undefined) return undefined;
  const share = Math.round(leading.share * 100) / 100;
  return { ...described(leading.cause, assumptions), share };
}

function causesOf(value: Uncertain): readonly string[] {
  const causes = new Set<string>();
  for (const { cause } of value.origins) if (cause !== undefined) causes.add(cause);
  return [...causes];
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
  return /^grid\.(country|zone)\./.test(id) ? `grid intensity of ${id.split(".")[2]}` : id;
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

/**
 * The cause of a month's range. When many could be, it is sought among those that parts share and those
 * that lead in the widest parts; `width` is how wide the widest part is that a cause leads.
 */
export function dominantPerMetric(
  context: Context,
  month: Impact,
  width: ReadonlyMap<string, number>,
  assumptions: readonly Assumption[],
): Estimate["dominantUncertainty"] {
  const of = (value: Uncertain) => {
    const causes = causesOf(value);
    const asked = causes.length <= ASKED ? causes : likeliest(causes, width);
    return describe(dominantOf(context, value, asked), assumptions);
  };
  return {
    energyKwh: of(month.energy),
    carbonKg: of(add(month.operational, month.embodied)),
    waterL: of(month.water),
    costUsd: of(month.cost),
  };
}

function likeliest(
  causes: readonly string[],
  width: ReadonlyMap<string, number>,
): readonly string[] {
  const shared = causes.filter((cause) => !cause.includes("|") && !cause.startsWith("manifest:"));
  const leading = causes
    .filter((cause) => width.has(cause))
    .sort((a, b) => (width.get(b) ?? 0) - (width.get(a) ?? 0) || (a < b ? -1 : 1));
  return [...new Set([...shared, ...leading.slice(0, ASKED)])];
}
