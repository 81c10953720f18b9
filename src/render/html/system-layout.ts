/** Where each box of the diagram stands: three columns, each box as level with what it is linked to as there is room. */

import type { PartBox, RunBox, SystemGraph } from "./system-graph.ts";

export const RUN_WIDTH = 270;
export const PART_WIDTH = 230;
const HEAD_HEIGHT = 30;
const STEP_HEIGHT = 24;
export const PART_HEIGHT = 66;
const GAP = 14;
const COLUMN_X = [0, 370, 700] as const;

export interface PlacedRun extends RunBox {
  readonly y: number;
  readonly height: number;
}

export interface PlacedPart extends PartBox {
  readonly x: number;
  readonly y: number;
}

/** From the right edge of one box to the left edge of another. */
export interface Link {
  readonly kind: "uses" | "runs on";
  readonly from: Point;
  readonly to: Point;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface SystemLayout {
  readonly runs: readonly PlacedRun[];
  readonly parts: readonly PlacedPart[];
  readonly links: readonly Link[];
  readonly width: number;
  readonly height: number;
}

export function systemLayout({ runs, parts }: SystemGraph): SystemLayout {
  const placedRuns = stacked(runs);
  const uses = placedRuns.flatMap((run) =>
    run.steps.map(({ use }, index) => ({ use, y: stepMiddle(run, index) })),
  );
  const first = placed(parts, 1, (part) => uses.filter(({ use }) => use === part.key));
  const second = placed(parts, 2, (part) => {
    const direct = uses.filter(({ use }) => use === part.key);
    const served = first.filter(({ hosts }) => hosts.includes(part.key));
    return [...direct, ...served.map(({ y }) => ({ y: y + PART_HEIGHT / 2 }))];
  });
  const placedParts = [...first, ...second];
  const bottoms = [
    ...placedRuns.map(({ y, height }) => y + height),
    ...placedParts.map(({ y }) => y + PART_HEIGHT),
  ];
  return {
    runs: placedRuns,
    parts: placedParts,
    links: [...usesOf(placedRuns, placedParts), ...hostsOf(placedParts)],
    width: (second.length > 0 ? COLUMN_X[2] : COLUMN_X[1]) + PART_WIDTH,
    height: Math.max(PART_HEIGHT, ...bottoms),
  };
}

/** The middle of a step's row. */
export function stepMiddle({ y }: Pick<PlacedRun, "y">, index: number): number {
  return y + HEAD_HEIGHT + STEP_HEIGHT * index + STEP_HEIGHT / 2;
}

function stacked(runs: readonly RunBox[]): PlacedRun[] {
  let y = 0;
  return runs.map((run) => {
    const rows = run.steps.length + (run.more > 0 ? 1 : 0);
    const placedRun = { ...run, y, height: HEAD_HEIGHT + STEP_HEIGHT * rows + 12 };
    y += placedRun.height + GAP;
    return placedRun;
  });
}

/** Top to bottom by the mean height of what they are linked to; what is linked to nothing comes last. */
function placed(
  parts: readonly PartBox[],
  column: 1 | 2,
  linked: (part: PartBox) => readonly { readonly y: number }[],
): PlacedPart[] {
  const wanted = parts
    .filter((part) => part.column === column)
    .map((part) => ({ part, at: mean(linked(part).map(({ y }) => y)) }))
    .toSorted((one, other) => compare(one.at, other.at));
  let free = 0;
  return wanted.map(({ part, at }) => {
    const y = Math.max(free, at === undefined ? free : at - PART_HEIGHT / 2);
    free = y + PART_HEIGHT + GAP;
    return { ...part, x: COLUMN_X[column], y };
  });
}

function compare(one: number | undefined, other: number | undefined): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  return one - other;
}

function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

function usesOf(runs: readonly PlacedRun[], parts: readonly PlacedPart[]): Link[] {
  const byKey = new Map(parts.map((part) => [part.key, part]));
  return runs.flatMap((run) =>
    run.steps.flatMap(({ use }, index): Link[] => {
      const part = byKey.get(use);
      if (part === undefined) return [];
      return [
        { kind: "uses", from: { x: RUN_WIDTH, y: stepMiddle(run, index) }, to: leftOf(part) },
      ];
    }),
  );
}

function hostsOf(parts: readonly PlacedPart[]): Link[] {
  const byKey = new Map(parts.map((part) => [part.key, part]));
  return parts.flatMap((part) =>
    part.hosts.flatMap((key): Link[] => {
      const host = byKey.get(key);
      if (host === undefined) return [];
      const from = { x: part.x + PART_WIDTH, y: part.y + PART_HEIGHT / 2 };
      return [{ kind: "runs on", from, to: leftOf(host) }];
    }),
  );
}

function leftOf({ x, y }: PlacedPart): Point {
  return { x, y: y + PART_HEIGHT / 2 };
}
