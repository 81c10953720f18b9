/** A history to series: each metric of each system over the reviews, and how sure its last change is. */

import type { Entry, History, Metric, RecordedFigure, RecordedManifest } from "./history.ts";

/** All that a line, a chart or a sentence needs. Systems are those of the newest entry. */
export interface Trend {
  readonly reviews: number;
  readonly systems: readonly SystemTrend[];
}

export interface SystemTrend {
  readonly path: string;
  readonly product: string;
  /** Percent, where there was a score. */
  readonly score: readonly Point<number | undefined>[];
  readonly coverage: readonly Point<number | undefined>[];
  readonly series: readonly Series[];
}

export interface Point<Value> {
  readonly commit: string;
  readonly day: string;
  readonly value: Value;
  /** What was newer than at the point before: then not all that differs is the team's change. */
  readonly newer: readonly Newer[];
}

export type Newer = "tool" | "coefficients";

export interface Series {
  readonly metric: Metric;
  readonly per: "month" | "unit";
  /** In kWh, kgCO2e, litres or US dollars. */
  readonly points: readonly Point<RecordedFigure>[];
  /** From the last but one known point to the last. */
  readonly change: Change;
}

/**
 * Less and more only where the two ranges do not overlap; both were estimated by themselves, so that much
 * of what they share is in both. `isTeams`: by the same tool and the same data.
 */
export type Change =
  | { readonly is: "less" | "more" | "same" | "unsure"; readonly isTeams: boolean }
  /** Fewer than two points are known. */
  | { readonly is: "unknown" };

/** Undefined where there is nothing yet. */
export function trendOf({ entries }: History): Trend | undefined {
  const newest = entries.at(-1);
  if (newest === undefined) return undefined;
  return {
    reviews: entries.length,
    systems: newest.manifests.map((one) => systemOf(one, entries)),
  };
}

const METRICS = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;

/** A system is known by its path. */
function systemOf({ path, product }: RecordedManifest, entries: readonly Entry[]): SystemTrend {
  const mine = entries.flatMap((entry) => {
    const found = entry.manifests.find((one) => one.path === path);
    return found === undefined ? [] : [{ entry, found }];
  });
  const pointsOf = <Value>(ofManifest: (one: RecordedManifest) => Value): Point<Value>[] =>
    mine.map(({ entry, found }, at) => ({
      commit: entry.commit,
      day: entry.day,
      value: ofManifest(found),
      newer: newerThan(mine[at - 1]?.entry, entry),
    }));
  return {
    path,
    product,
    score: pointsOf(({ score }) => score),
    coverage: pointsOf(({ coverage }) => coverage),
    series: (["month", "unit"] as const).flatMap((per) =>
      METRICS.map((metric) => {
        const points = pointsOf((one) => one[per][metric]);
        return { metric, per, points, change: changeOf(points) };
      }),
    ),
  };
}

function newerThan(before: Entry | undefined, now: Entry): Newer[] {
  if (before === undefined) return [];
  return (["tool", "coefficients"] as const).filter((key) => before[key] !== now[key]);
}

function changeOf(points: readonly Point<RecordedFigure>[]): Change {
  const isKnown = ({ value }: Point<RecordedFigure>) => value !== "unknown";
  const last = points.findLastIndex(isKnown);
  const before = points.slice(0, Math.max(last, 0)).findLastIndex(isKnown);
  const [was, is] = [points[before]?.value, points[last]?.value];
  // What is not known now has not changed into what it was once.
  if (last !== points.length - 1 || was === undefined || is === undefined) return { is: "unknown" };
  if (was === "unknown" || is === "unknown") return { is: "unknown" };
  const isTeams = points.slice(before + 1, last + 1).every(({ newer }) => newer.length === 0);
  return { is: directionOf(was, is), isTeams };
}

type KnownFigure = Exclude<RecordedFigure, "unknown">;

/** Of an "at least" nobody knows the upper end. */
function directionOf(was: KnownFigure, is: KnownFigure): "less" | "more" | "same" | "unsure" {
  const isWhole = was.atLeast !== true && is.atLeast !== true;
  if (isWhole && was.low === is.low && was.likely === is.likely && was.high === is.high)
    return "same";
  if (is.high < was.low && is.atLeast !== true) return "less";
  return is.low > was.high && was.atLeast !== true ? "more" : "unsure";
}
