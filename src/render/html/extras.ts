/** Advice and trend to what the page shows besides the review. */

import type { Advice, ManifestAdvice } from "../../advise/advice.ts";
import type { Delta } from "../../advise/delta.ts";
import type { LeverEffect } from "../../advise/lever-effects.ts";
import { METRIC_UNITS } from "../../estimate/result.ts";
import type { Series, SystemTrend, Trend } from "../../history/trend.ts";
import type { Review } from "../../review/review.ts";
import type { ReviewedManifest } from "../../review/review-manifest.ts";
import { METRIC_ROWS } from "../figures-table.ts";
import { vendorLetters } from "../vendor-letter.ts";
import { verdictReasons } from "../verdict-reasons.ts";
import type { DeltaRow } from "./delta-table.ts";
import type { LeverRow } from "./levers-table.ts";
import type { ManifestExtras } from "./manifest-report.ts";
import type { ReportExtras } from "./report.ts";
import type { TrendSeries } from "./trend-chart.ts";

export function extrasOf(review: Review, advice: Advice, trend: Trend | undefined): ReportExtras {
  const reviewed = review.manifests.flatMap((one) => (one.state === "reviewed" ? [one] : []));
  return new Map(
    reviewed.map((one) => [
      one.path,
      extrasFor(
        one,
        advice.get(one.path),
        trend?.systems.find(({ path }) => path === one.path),
      ),
    ]),
  );
}

function extrasFor(
  one: ReviewedManifest,
  advice: ManifestAdvice | undefined,
  trend: SystemTrend | undefined,
): ManifestExtras {
  const way = advice?.path;
  return {
    path: way !== undefined && way.steps.length > 1 ? way : undefined,
    levers: advice === undefined ? undefined : leverRows(advice),
    delta:
      advice?.delta === undefined
        ? undefined
        : { reasons: verdictReasons(advice.delta), rows: deltaRows(advice.delta) },
    trend: trend?.series.flatMap((series) => trendSeries(series, one.estimate.functionalUnit)),
    vendorLetters: vendorLetters(one),
  };
}

/** Those without a figure have no place in a table of figures. */
function leverRows({ levers }: ManifestAdvice): LeverRow[] {
  const best = new Set<LeverEffect>(levers.together?.effects ?? []);
  return levers.effects.flatMap((effect) =>
    effect.month === undefined
      ? []
      : [{ lever: effect.lever, ...effect.month, isInBest: best.has(effect) }],
  );
}

function deltaRows({ month, unit, functionalUnit }: Delta): DeltaRow[] {
  const rows = (of: Delta["month"], per: string) =>
    METRIC_ROWS.map(({ metric, name }): DeltaRow => {
      const { before, after, difference } = of[metric];
      return { name: `${name} per ${per}`, base: before, head: after, change: difference };
    });
  return [...rows(month, "month"), ...rows(unit, functionalUnit.after)];
}

function trendSeries({ metric, per, points }: Series, functionalUnit: string): TrendSeries[] {
  const row = METRIC_ROWS.find((one) => one.metric === metric);
  const known = points.flatMap(({ day, value }) =>
    value === "unknown"
      ? []
      : [{ on: day, low: value.low, likely: value.likely, high: value.high }],
  );
  if (row === undefined || known.length < 2) return [];
  const name = `${row.name} per ${per === "month" ? "month" : functionalUnit}`;
  return [{ name, unit: METRIC_UNITS[metric], points: known }];
}
