/** Two remembered reviews to what is different since, as values: why the verdict is another, and what only newer data changed. */

import type { RememberedReview, ReviewState } from "../conversation/review-memory.ts";
import type { Verdict } from "../score/gate.ts";

/** What a verdict may be another for. "expiry": nobody said anything, and something that counted no longer does. */
export type Reason =
  | "manifest"
  | "base"
  | "policy"
  | "packs"
  | "answers"
  | "expiry"
  | "data"
  | "other";

export interface SinceLast {
  readonly commit: string;
  readonly day: string;
  readonly verdict: { readonly before: Verdict; readonly after: Verdict };
  readonly reasons: readonly Reason[];
  /** Manifests that are the same, and are estimated otherwise with the coefficients of today. */
  readonly newerData: readonly NewerData[];
  readonly tool: { readonly before: string; readonly after: string };
}

export interface NewerData {
  readonly path: string;
  /** Which text is the same as then. */
  readonly of: "head" | "base";
  readonly changes: readonly NewerFigure[];
}

/** Likely values of a month. */
export interface NewerFigure {
  readonly metric: "energyKwh" | "carbonKg" | "waterL" | "costUsd";
  readonly before: number;
  readonly after: number;
}

/** Undefined where there was no review before, and where neither verdict nor data are others. */
export function sinceLast({ before, now }: RememberedReview): SinceLast | undefined {
  if (before === undefined) return undefined;
  const newerData = isSameData(before, now) ? [] : dataChanges(before, now);
  if (before.verdict === now.verdict && newerData.length === 0) return undefined;
  return {
    commit: before.commit,
    day: before.day,
    verdict: { before: before.verdict, after: now.verdict },
    reasons: reasonsOf(before, now),
    newerData,
    tool: { before: before.tool, after: now.tool },
  };
}

function reasonsOf(before: ReviewState, now: ReviewState): readonly Reason[] {
  const texts = (of: "head" | "base") => (state: ReviewState) =>
    JSON.stringify(state.manifests.map((one) => [one.path, one[of]]));
  const differs = <T>(pick: (state: ReviewState) => T) => pick(before) !== pick(now);
  const saidMore = differs(({ said }) => said);
  const found: readonly (readonly [Reason, boolean])[] = [
    ["manifest", differs(texts("head"))],
    ["base", differs(texts("base"))],
    ["policy", differs(({ policy }) => policy)],
    ["packs", differs(({ packs }) => packs)],
    ["answers", saidMore],
    ["expiry", !saidMore && differs(({ counts }) => counts)],
    ["data", !isSameData(before, now)],
  ];
  const reasons = found.flatMap(([reason, is]) => (is ? [reason] : []));
  return reasons.length === 0 ? ["other"] : reasons;
}

function isSameData(one: ReviewState, other: ReviewState): boolean {
  return one.coefficients === other.coefficients && one.tool === other.tool;
}

function dataChanges(before: ReviewState, now: ReviewState): readonly NewerData[] {
  return now.manifests.flatMap((after) => {
    const then = before.manifests.find(({ path }) => path === after.path);
    if (then === undefined) return [];
    const sides = [
      { of: "head", isSame: then.head === after.head, months: [then.month, after.month] },
      {
        of: "base",
        isSame: then.base === after.base,
        months: [then.baseMonth ?? monthIfSame(then), after.baseMonth ?? monthIfSame(after)],
      },
    ] as const;
    const side = sides.find(({ isSame, months }) => isSame && months.every((one) => one));
    if (side === undefined) return [];
    const [one = [], other = []] = side.months;
    const changes = METRICS.flatMap((metric, at): NewerFigure[] => {
      const [was, is] = [one[at] ?? null, other[at] ?? null];
      return was === null || is === null || was === is ? [] : [{ metric, before: was, after: is }];
    });
    return changes.length === 0 ? [] : [{ path: after.path, of: side.of, changes }];
  });
}

/** Where base is what head is, its month is that of head. */
function monthIfSame({ head, base, month }: ReviewState["manifests"][number]) {
  return head === base ? month : undefined;
}

const METRICS = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;
