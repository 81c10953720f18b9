/** Two reviews of one manifest to the difference of what they use, each estimated with the reports that it names. */

import { type Aligned, alignNames } from "../estimate/align-names.ts";
import { type Comparison, compareDraws, drawMonth } from "../estimate/compare.ts";
import { type EstimateData, estimateNeeds } from "../estimate/data.ts";
import type { Shipped } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";

type Estimated = Pick<ReviewedManifest, "manifest" | "reports">;

export interface ReviewComparison extends Comparison, Pick<Aligned, "keyInHead"> {}

/** `today` is a day, YYYY-MM-DD. */
export function compareReviews(
  before: Estimated,
  after: Estimated,
  shipped: Shipped,
  today: string,
): ReviewComparison {
  const { aligned, nameInHead, keyInHead } = alignNames(before.manifest, after.manifest);
  const base = drawMonth(before.manifest, dataFor(before, shipped), today);
  const head = drawMonth(aligned, dataFor(after, shipped), today);
  return { ...compareDraws({ base, head }, nameInHead), keyInHead };
}

function dataFor({ manifest, reports }: Estimated, shipped: Shipped): EstimateData {
  return { ...shipped.estimateData(estimateNeeds(manifest)), reports };
}
