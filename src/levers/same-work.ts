/** The work of a component on machines that need other hours for it: how many run, and how busy they are. */

import { type Amount, likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { FieldChange } from "./lever.ts";
import { type PublishedRange, scaledRange, timesRange } from "./published-range.ts";

/** Replicas that run on average, and the share of their time with work, where the manifest says them. */
export interface Stated {
  readonly mean: number;
  /** Replicas that always run. */
  readonly least: number;
  readonly busy: Amount | undefined;
  /** Which field says how busy they are. */
  readonly busyKey: readonly ["busy_pct"] | readonly ["compute", "busy_pct"];
}

/** Undefined where nobody says how many replicas run. */
export function statedOf({ replicas = {}, compute, ...component }: Component): Stated | undefined {
  const { min, mean, max } = replicas;
  const least = min === undefined ? 1 : likely(min);
  const fixed = max !== undefined && likely(max) <= least ? max : undefined;
  const running = mean ?? fixed;
  if (running === undefined) return undefined;
  const onCpu = compute?.busy_pct !== undefined;
  return {
    mean: likely(running),
    least: Math.min(least, likely(running)),
    busy: onCpu ? compute.busy_pct : component.busy_pct,
    busyKey: onCpu ? ["compute", "busy_pct"] : ["busy_pct"],
  };
}

/**
 * Mean replicas when the same work takes `hours` times as many replica-hours. Those that always run stay; of
 * those beyond, at least in proportion become unnecessary. Of more work, at most in proportion are added.
 */
export function meanFor({ mean, least }: Stated, hours: number): number {
  const next = hours <= 1 ? least + (mean - least) * hours : mean * hours;
  return Number(next.toPrecision(3));
}

/** So many replicas, and how busy they are with work that takes `hours` times as many replica-hours. */
export function sameWork(
  path: Path,
  stated: Stated,
  mean: number,
  hours: PublishedRange,
): readonly FieldChange[] {
  const { busy, busyKey } = stated;
  const running: FieldChange = { path: [...path, "replicas", "mean"], value: mean };
  const changed = mean === stated.mean ? [] : [running];
  if (busy === undefined) return changed;
  const each = scaledRange(hours, stated.mean / mean);
  return [...changed, { path: [...path, ...busyKey], value: timesRange(busy, each, 100) }];
}

/** The same work in the same hours. */
export const SAME_HOURS: PublishedRange = { value: 1, low: 1, high: 1 };
