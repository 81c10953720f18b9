import { isIncreaseUnmet } from "../score/increase-rows.ts";
import { isAboutBase } from "./loosened.ts";
import type { Review } from "./review.ts";

/** Paths of manifests that are worse than on base, as far as can be told without knowing where head parted from it. */
export function seeminglyWorse({ manifests, together }: Review): string[] {
  const allUseMore = together?.budgets.some(isIncreaseUnmet) ?? false;
  return manifests.flatMap((one) => {
    if (one.state !== "reviewed") return [];
    const isWorse = one.findings.some(isAboutBase) || one.budgets.some(isIncreaseUnmet);
    return allUseMore || isWorse ? [one.path] : [];
  });
}
