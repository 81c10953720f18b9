/** How many replica-hours are enough for work that takes longer the fewer of it each machine does at once. */

import { least } from "../quantity/draws.ts";
import { derive, divide, larger, type Uncertain } from "../quantity/uncertain.ts";

export interface Settled {
  /** Hours full of work, where machines are busy as much as is aimed at, or run for the start. */
  readonly needed: Uncertain;
  /** Hours full of work where so many replica-hours run. */
  at(replicaHours: Uncertain): Uncertain;
}

/**
 * Solves `target x = hours(x)` for `x` of at least `start`. Each step of a model reads its weights once for
 * all requests of a machine, so that `hours` grows with `x` nearly in a line: two looks at it are enough.
 */
export function settle(
  hours: (replicaHours: Uncertain) => Uncertain,
  {
    start,
    first,
    target,
  }: {
    readonly start: Uncertain;
    /** The hours at the start. */
    readonly first: Uncertain;
    /** Share of time with work that is aimed at, above 0 to 1. */
    readonly target: Uncertain;
  },
): Settled {
  if (isEnough(first, start, target)) return { needed: first, at: () => first };
  const more = larger(start, divide(first, target));
  const second = hours(more);
  if (second.values === undefined || second.missing.length > 0)
    return { needed: first, at: () => first };
  const slope = derive(
    (x0, n0, x1, n1) => (x1 > x0 ? Math.max(0, (n1 - n0) / (x1 - x0)) : 0),
    start,
    first,
    more,
    second,
  );
  const enough = derive(crossing, start, first, slope, target);
  const at = (y: Uncertain) =>
    derive((n0, s, x0, x) => n0 + s * Math.max(0, x - x0), first, slope, start, y);
  return { needed: at(enough), at };
}

/** Where the line meets the target. Where reading weights alone fills a machine, one step towards it is all there is. */
function crossing(start: number, first: number, slope: number, target: number): number {
  if (slope < 0.9 * target) return Math.max(start, (first - slope * start) / (target - slope));
  const more = Math.max(start, first / target);
  return Math.max(more, (first + slope * (more - start)) / target);
}

/** True when in no draw the work is more than the share of the hours that is aimed at. */
export function isEnough(needed: Uncertain, hours: Uncertain, target: Uncertain): boolean {
  const { values } = derive((n, x, u) => (n <= u * x ? 1 : 0), needed, hours, target);
  return values !== undefined && least(values) === 1;
}
