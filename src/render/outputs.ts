/** A review to the outputs of the action, which are strings. */

import { type Figure, isPartial, isUnknown } from "../quantity/quantity.ts";
import type { Review } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import type { MetricName } from "./figures-table.ts";
import { shownFindings } from "./ranked-findings.ts";

export function outputsOf(review: Review): Record<string, string> {
  const { verdict, tally, manifests } = review;
  const reviewed = manifests.filter((one): one is ReviewedManifest => one.state === "reviewed");
  const open = reviewed.flatMap(({ findings }) =>
    shownFindings(findings).filter(({ outcome }) => outcome === "question"),
  );
  return {
    verdict,
    score: whole(scorePercent(tally)),
    coverage: whole(coveragePercent(tally)),
    "open-questions": String(open.length),
    "energy-kwh-month": sum(reviewed, "energyKwh"),
    "carbon-kg-month": sum(reviewed, "carbonKg"),
    "cost-usd-month": sum(reviewed, "costUsd"),
  };
}

function whole(percent: number | undefined): string {
  return percent === undefined ? "" : String(Math.floor(percent));
}

/** A bare number cannot say "at least", so a sum with an unknown part is empty. */
function sum(reviewed: readonly ReviewedManifest[], metric: MetricName): string {
  const figures = reviewed.map(({ estimate }) => estimate.month[metric]);
  if (figures.length === 0 || figures.some((one) => isUnknown(one) || isPartial(one))) return "";
  const total = figures.reduce((all, one) => all + likely(one), 0);
  return String(Number(total.toPrecision(6)));
}

function likely(figure: Figure): number {
  return isUnknown(figure) ? 0 : figure.likely;
}
