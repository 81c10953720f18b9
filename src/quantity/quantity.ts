/** The figures a reader sees: likely value with range, unit, boundary and sources; or what is missing. */

import { percentiles } from "./percentiles.ts";
import type { Origin, Uncertain } from "./uncertain.ts";

export type Unit =
  | "kWh"
  | "Wh"
  | "kgCO2e"
  | "gCO2e"
  | "L"
  | "mL"
  | "USD"
  | "gCO2e/kWh"
  | "count"
  | "ratio";

/** A known figure. `low` and `high` are the 5th and 95th percentile, `likely` is the median. */
export interface Quantity {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly unit: Unit;
  /** What the figure includes. */
  readonly boundary: string;
  /** Coefficient ids, and `manifest:` paths of inputs with a range or a source of their own. */
  readonly sources: readonly string[];
  /** Present when a part is unknown: the figure is "at least", and these inputs would complete it. */
  readonly missing?: readonly string[];
}

/** A figure that cannot be given, and the inputs that would give it. */
export interface Unknown {
  readonly unknown: true;
  readonly unit: Unit;
  readonly missing: readonly string[];
}

export type Figure = Quantity | Unknown;

/** What a figure says against a limit: an "at least" never meets one. */
export type AgainstLimit = "over" | "met" | "undecided";

/** Turns draws into the figure that a reader sees, rounded to six significant digits. */
export function toFigure(value: Uncertain, unit: Unit, boundary: string): Figure {
  const { values, missing } = value;
  if (values === undefined) return { unknown: true, unit, missing };
  const { low, likely, high } = percentiles(values);
  if (!(Number.isFinite(low) && Number.isFinite(high)))
    return { unknown: true, unit, missing: [...missing, TOO_LARGE] };
  const sources = sourcesOf(value.origins);
  const quantity = { low: round(low), likely: round(likely), high: round(high) };
  const figure = { ...quantity, unit, boundary, sources };
  return missing.length === 0 ? figure : { ...figure, missing };
}

/** The input to look at when amounts multiply to more than a number can hold. */
const TOO_LARGE = "flows";

export function isUnknown(figure: Figure): figure is Unknown {
  return "unknown" in figure;
}

/** True when a part of the figure is unknown, so that it says "at least". */
export function isPartial(figure: Figure): boolean {
  return !isUnknown(figure) && figure.missing !== undefined;
}

/** Over when even the low end is above the limit; met when even the high end is not, and nothing is missing. */
export function compareWithLimit(figure: Figure, limit: number): AgainstLimit {
  if (isUnknown(figure)) return "undecided";
  if (figure.low > limit) return "over";
  return figure.high <= limit && !isPartial(figure) ? "met" : "undecided";
}

/** The same figure in another unit or per another base. */
export function rescale(figure: Figure, factor: number, unit: Unit): Figure {
  if (isUnknown(figure)) return { ...figure, unit };
  const { low, likely, high } = figure;
  return {
    ...figure,
    low: round(low * factor),
    likely: round(likely * factor),
    high: round(high * factor),
    unit,
  };
}

/** Each source once. Most figures have a dozen, for which a set costs more than it saves. */
export function sourcesOf(origins: readonly Origin[]): readonly string[] {
  if (origins.length > 32) return [...new Set(origins.map(({ source }) => source))];
  const sources: string[] = [];
  for (const { source } of origins) if (!sources.includes(source)) sources.push(source);
  return sources;
}

/** To six significant digits, by an exact power of ten, so that the shortest decimal form is short. */
export function toSixDigits(value: number): number {
  return value < 0 ? -round(-value) : round(value);
}

function round(value: number): number {
  if (value === 0) return 0;
  const digits = 5 - Math.floor(Math.log10(value));
  if (digits > 22) return Number(value.toPrecision(6));
  if (digits >= 0) return Math.round(value * 10 ** digits) / 10 ** digits;
  return Math.round(value / 10 ** -digits) * 10 ** -digits;
}
