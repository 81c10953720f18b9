/** What moving to a cleaner region would change, by the average of the grids and by their marginal plants. */

import type { Region } from "../coefficients/regions.ts";

/** A region with both intensities of its grid, in gCO2e per kWh. */
export interface ShiftEnd {
  readonly region: string;
  /** Average: what a footprint counts. */
  readonly gridGPerKwh: number;
  /** Of the plant that answers a change in load; undefined where none is published. */
  readonly marginalGPerKwh: number | undefined;
}

/** A move to a cleaner region of the same provider. Nothing of it enters any figure. */
export interface Shift {
  readonly from: ShiftEnd;
  readonly to: ShiftEnd;
  /** What both numbers mean, in a sentence. */
  readonly text: string;
  /** Ids of the coefficients behind it. */
  readonly sources: readonly string[];
}

/** Below this share of the average of today a region is worth a move: ranges of grids are a fifth wide. */
const CLEANER = 0.8;

/** From the dirtiest of the regions to the first of the targets that is clearly cleaner. */
export function shiftTo(
  here: readonly Region[],
  targets: readonly (Region | undefined)[],
): Shift | undefined {
  const [now] = here.toSorted((a, b) => averageOf(b) - averageOf(a));
  if (now?.grid === undefined) return undefined;
  const limit = CLEANER * now.grid.value;
  const then = targets.find((region) => region?.grid !== undefined && region.grid.value < limit);
  if (then === undefined) return undefined;
  const [from, to] = [endOf(now), endOf(then)];
  const behind = [now.grid, then.grid, now.marginal, then.marginal];
  const sources = behind.flatMap((one) => (one === undefined ? [] : [one.id]));
  return { from, to, text: textOf(from, to), sources };
}

/** Regions without a figure come last. */
function averageOf({ grid }: Pick<Region, "grid">): number {
  return grid?.value ?? -1;
}

function endOf({ name, grid, marginal }: Region): ShiftEnd {
  return { region: name, gridGPerKwh: averageOf({ grid }), marginalGPerKwh: marginal?.value };
}

/** The average tells what a footprint counts; the marginal, what a change in load does to emissions soon. */
function textOf(from: ShiftEnd, to: ShiftEnd): string {
  const average = `from ${from.region} to ${to.region} the average intensity, which footprints count, goes from ${short(from.gridGPerKwh)} to ${short(to.gridGPerKwh)} gCO2e/kWh`;
  const [now, then] = [from.marginalGPerKwh, to.marginalGPerKwh];
  if (now === undefined || then === undefined)
    return `${average}; no marginal intensity is published for both`;
  const marginal = `${average}; the marginal intensity, which says what moving the load changes soon, goes from ${short(now)} to ${short(then)}`;
  return then < now
    ? marginal
    : `${marginal}: the move lowers the footprint, but saves nothing soon`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
