/** Levers to what each would change in the month: the changed manifest, estimated on the same draws. */

import { type ChangeOf, createChanges } from "../estimate/change.ts";
import type { MonthDifference } from "../estimate/compare.ts";
import type { EstimateData } from "../estimate/data.ts";
import type { Metrics } from "../estimate/result.ts";
import type { FieldChange, FindLevers, Lever } from "../levers/lever.ts";
import { withChanges } from "../levers/with-changes.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { isUnknown } from "../quantity/quantity.ts";
import type { Shipped } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { overlaps } from "./overlaps.ts";
import { weightiest } from "./weightiest.ts";

/** A lever, and the month with it less the month of today. */
export interface LeverEffect {
  readonly lever: Lever;
  /** Undefined where the estimate cannot show it: see `notEstimated` of the lever. */
  readonly month: MonthDifference | undefined;
  /** See `savingOf`. */
  readonly saving: number;
}

/** Levers that are done together, estimated together: what each saves by itself does not add up. */
export interface Combination {
  readonly effects: readonly LeverEffect[];
  readonly month: MonthDifference;
  readonly saving: number;
}

export interface Levers {
  /** The greatest saving first; those without a figure last. */
  readonly effects: readonly LeverEffect[];
  /** The best that goes together; undefined where fewer than two save anything. */
  readonly together: Combination | undefined;
}

const ALL_TABLES = { prices: true, machinePrices: true, countries: true, zones: true };

/** Finding more costs time, and nobody reads them. */
const MOST_LEVERS = 60;
/** Components, models and steps, times levers: a large manifest has room for those of its weightiest parts. */
const MOST_PARTS_TRIED = 24_000;

function mostLevers({ components = [], models, flows }: Manifest): number {
  const steps = flows.reduce((sum, flow) => sum + flow.steps.length, 0);
  const parts = components.length + models.length + steps;
  return Math.min(MOST_LEVERS, Math.floor(MOST_PARTS_TRIED / Math.max(1, parts)));
}

export function leversOf(
  one: ReviewedManifest,
  find: FindLevers,
  shipped: Shipped,
  today: string,
): Levers {
  const { manifest, estimate, reports } = one;
  const most = mostLevers(manifest);
  if (most === 0) return { effects: [], together: undefined };
  // A change may need what the manifest of today does not, such as prices of machines.
  const data: EstimateData = { ...shipped.estimateData(ALL_TABLES), reports };
  const all = find({ manifest, estimate, data, today });
  if (all.length === 0) return { effects: [], together: undefined };
  const found = weightiest(all, estimate, most);
  const changeOf = createChanges(manifest, data, today);
  const change = (changes: readonly FieldChange[]) => changeOf(withChanges(manifest, changes));
  const effects = found
    .map((lever) => effectOf(lever, estimate.month, change))
    .filter(isWorthNaming)
    .toSorted((a, b) => savingFirst(b) - savingFirst(a));
  return { effects, together: combined(effects, estimate.month, change) };
}

/** Those without a figure come last. */
function savingFirst({ month, saving }: LeverEffect): number {
  return month === undefined ? Number.NEGATIVE_INFINITY : saving;
}

type Estimating = (changes: readonly FieldChange[]) => ReturnType<ChangeOf>;

function effectOf(lever: Lever, now: Metrics, change: Estimating): LeverEffect {
  if (lever.notEstimated !== undefined) return { lever, month: undefined, saving: 0 };
  const month = change(lever.changes);
  return { lever, month, saving: savingOf(month, now) };
}

/** A lever that certainly costs more of everything that it moves is no advice. */
function isWorthNaming({ month }: LeverEffect): boolean {
  if (month === undefined) return true;
  return Object.values(month).some(
    (one) => one.certainty === "less" || (one.certainty === "undecided" && isDownward(one)),
  );
}

function isDownward(one: MonthDifference[keyof MonthDifference]): boolean {
  return !("unknown" in one) && one.likely < 0;
}

/**
 * One number to compare levers by: the mean of the shares of the month's energy, carbon and cost that go away,
 * from 0 to 1; what grows counts against it, and what is not certain counts for nothing.
 */
function savingOf(month: MonthDifference, now: Metrics): number {
  const shares = (["energyKwh", "carbonKg", "costUsd"] as const).map((metric) => {
    const [difference, figure] = [month[metric], now[metric]];
    if ("unknown" in difference || isUnknown(figure) || figure.likely === 0) return 0;
    const share = -difference.likely / figure.likely;
    return difference.certainty === "less" || share < 0 ? share : 0;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Most levers that are put together, and most estimates of them. */
const MOST_TOGETHER = 8;
const MOST_TRIED = 16;

/** One after the other, the greatest saving first, where it saves something besides those before it. */
function combined(
  effects: readonly LeverEffect[],
  now: Metrics,
  change: Estimating,
): Combination | undefined {
  const [first, ...rest] = effects.filter(({ saving }) => saving > 0).slice(0, MOST_TRIED);
  if (first?.month === undefined) return undefined;
  let best: Combination = { effects: [first], month: first.month, saving: first.saving };
  for (const effect of rest) {
    const isFree = !best.effects.some(({ lever }) => overlaps(lever, effect.lever));
    if (isFree && best.effects.length < MOST_TOGETHER)
      best = better(best, [...best.effects, effect], now, change);
  }
  return best.effects.length < 2 ? undefined : best;
}

function better(
  best: Combination,
  effects: readonly LeverEffect[],
  now: Metrics,
  change: Estimating,
): Combination {
  const month = change(effects.flatMap(({ lever }) => lever.changes));
  const saving = savingOf(month, now);
  return saving > best.saving + LEAST_GAIN ? { effects, month, saving } : best;
}

/** What a lever adds to others must be worth doing it: half a percent of the month. */
const LEAST_GAIN = 0.005;
