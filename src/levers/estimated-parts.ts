/** What the estimate says of the parts that levers are about. */

import type { ComponentEstimate, Estimate } from "../estimate/result.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";

/** The parts of an estimate by their ids, such as "components.gpu". */
export type EstimatedParts = ReadonlyMap<string, ComponentEstimate>;

export function estimatedParts({ components }: Estimate): EstimatedParts {
  return new Map(components.map((part) => [part.id, part]));
}

/** Below this share of the month's energy nobody moves a part or waits for a better hour. */
const LEAST_SHARE = 0.01;

/** Whether parts have enough of the month's energy together. Where that is not known, they may. */
export function matters(parts: readonly (ComponentEstimate | undefined)[]): boolean {
  let total = 0;
  for (const part of parts) {
    if (part?.method === "unknown") continue;
    if (part !== undefined && part.energyShare === undefined) return true;
    total += part?.energyShare ?? 0;
  }
  return total >= LEAST_SHARE;
}

/** The likely value of a figure; undefined where it is not known. */
export function likelyFigure(figure: Figure | undefined): number | undefined {
  return figure === undefined || isUnknown(figure) ? undefined : figure.likely;
}
