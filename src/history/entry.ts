/** A review to the entry that the history keeps of it. */

import { type Figure, isPartial, isUnknown } from "../quantity/quantity.ts";
import type { Review } from "../review/review.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import type { Entry, RecordedFigure, RecordedFigures } from "./history.ts";

/** Undefined where nothing was judged: a gap says that better than an entry without figures. */
export function entryOf(review: Review, commit: string): Entry | undefined {
  const manifests = review.manifests.flatMap((one) => {
    if (one.state !== "reviewed") return [];
    const [score, coverage] = [scorePercent(one.tally), coveragePercent(one.tally)];
    return [
      {
        path: one.path,
        product: one.manifest.product.name,
        verdict: one.gate.verdict,
        ...(score === undefined ? {} : { score: Math.floor(score) }),
        ...(coverage === undefined ? {} : { coverage: Math.floor(coverage) }),
        month: figuresOf(one.estimate.month),
        unit: figuresOf(one.estimate.unit),
      },
    ];
  });
  if (manifests.length === 0) return undefined;
  const { today: day, toolVersion: tool, coefficients } = review;
  return { commit, day, tool, coefficients, manifests };
}

function figuresOf({
  energyKwh,
  carbonKg,
  waterL,
  costUsd,
}: Readonly<Record<keyof RecordedFigures, Figure>>): RecordedFigures {
  return {
    energyKwh: recorded(energyKwh),
    carbonKg: recorded(carbonKg),
    waterL: recorded(waterL),
    costUsd: recorded(costUsd),
  };
}

function recorded(figure: Figure): RecordedFigure {
  if (isUnknown(figure)) return "unknown";
  const { low, likely, high } = figure;
  return { low, likely, high, ...(isPartial(figure) ? { atLeast: true as const } : {}) };
}
