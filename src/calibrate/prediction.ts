/** What the estimator says of a row: a range, or why it says nothing. */

import { percentiles } from "../quantity/percentiles.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";

/** 5th, 50th and 95th percentile. */
export interface PredictedRange {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export type Prediction = PredictedRange | { readonly reason: string };

/** Nothing is predicted from a part: a figure with something missing is none. */
export function rangeOf({ values, missing }: Uncertain): Prediction {
  if (values === undefined || missing.length > 0) return notKnown(missing);
  return rounded(percentiles(values));
}

/** A figure of an estimate, times a factor into the row's unit. */
export function figureRange(figure: Figure | undefined, factor = 1): Prediction {
  if (figure === undefined) return notKnown([]);
  if (isUnknown(figure) || figure.missing !== undefined) return notKnown(figure.missing ?? []);
  const { low, likely, high } = figure;
  return rounded({ low: low * factor, likely: likely * factor, high: high * factor });
}

function notKnown(missing: readonly string[]): Prediction {
  const names = missing.map((path) => path.replace(/^.*\./, ""));
  return { reason: names.length === 0 ? "not known" : `not given: ${names.join(", ")}` };
}

function rounded({ low, likely, high }: PredictedRange): Prediction {
  const all = [low, likely, high].map((value) => Number(value.toPrecision(6)));
  const [a = 0, b = 0, c = 0] = all;
  return all.every(Number.isFinite) ? { low: a, likely: b, high: c } : { reason: "out of range" };
}
