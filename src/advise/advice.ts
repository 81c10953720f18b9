/** A review to what its readers may do next: what changed, what would save most, and the shortest way to a pass. */

import type { FindLevers } from "../levers/lever.ts";
import type { Review, Shipped } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { compareReviews } from "./compare-reviews.ts";
import { type Delta, deltaOf, isNothing } from "./delta.ts";
import { type LeverEffect, type Levers, leversOf } from "./lever-effects.ts";
import { overlaps } from "./overlaps.ts";
import { type PathToGreen, pathToGreen } from "./path-to-green.ts";

export interface ManifestAdvice {
  readonly levers: Levers;
  /** The levers that save most, of which none is another answer to the question of one before it. */
  readonly best: readonly LeverEffect[];
  /** Undefined where the gate is open. */
  readonly path: PathToGreen | undefined;
  /** Head against base; undefined where there is no base, or where nothing differs. */
  readonly delta: Delta | undefined;
}

/** By the path of the manifest. */
export type Advice = ReadonlyMap<string, ManifestAdvice>;

/** Each costs about as much as its review. */
const MOST_MANIFESTS = 20;

/**
 * The same, where a fault of its own must take nothing from what was judged: then there is none, and a notice that
 * says so.
 */
export function adviceBeside(
  review: Review,
  find: FindLevers,
  shipped: Shipped,
): { readonly advice: Advice; readonly review: Review } {
  try {
    return { advice: adviceOf(review, find, shipped), review };
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const notice = `What to do next could not be worked out, because of a fault in Greenlight: ${because}`;
    return { advice: new Map(), review: { ...review, notices: [...review.notices, notice] } };
  }
}

export function adviceOf(review: Review, find: FindLevers, shipped: Shipped): Advice {
  const { rules, today } = review;
  if (rules === undefined) return new Map();
  const reviewed = review.manifests.flatMap((one) => (one.state === "reviewed" ? [one] : []));
  return new Map(
    reviewed.slice(0, MOST_MANIFESTS).map((one): [string, ManifestAdvice] => {
      const levers = leversOf(one, find, shipped, today);
      const path = pathToGreen(one, levers, rules, today);
      const delta = deltaAgainstBase(one, shipped, today);
      return [one.path, { levers, best: bestOf(levers), path, delta }];
    }),
  );
}

function deltaAgainstBase(
  one: ReviewedManifest,
  shipped: Shipped,
  today: string,
): Delta | undefined {
  const before = one.base === one.manifest ? undefined : one.onBase();
  if (before === undefined) return undefined;
  const delta = deltaOf(before, one, compareReviews(before, one, shipped, today));
  return isNothing(delta) ? undefined : delta;
}

const MOST_BEST = 3;
/** What saves less than a hundredth of the month is not worth a reader's time. */
const LEAST_SAVING = 0.01;

function bestOf({ effects }: Levers): readonly LeverEffect[] {
  const best: LeverEffect[] = [];
  for (const effect of effects) {
    if (best.length === MOST_BEST || effect.saving < LEAST_SAVING) break;
    const { lever } = effect;
    const isAnother = best.some(
      (other) =>
        overlaps(other.lever, lever) ||
        (other.lever.kind === lever.kind && other.lever.item === lever.item),
    );
    if (!isAnother) best.push(effect);
  }
  return best;
}
