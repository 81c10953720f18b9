/**
 * How often steps are called and flows run, by the likely values of the manifest: per run, per
 * functional unit and per month. The rules are those of the estimate, which also knows ranges.
 */

import { type Amount, likely } from "../manifest/amount.ts";
import { type Flow, followsUnits, type Step } from "../manifest/flow.ts";
import type { ManifestIndex } from "./manifest-index.ts";

/** A count that is undefined when the manifest does not say enough. */
export type Count = number | undefined;

/** Runs of a flow, those that other flows make of it included. */
export interface Runs {
  readonly perUnit: Count;
  readonly perMonth: Count;
}

const UNKNOWN: Runs = { perUnit: undefined, perMonth: undefined };

export interface FlowCounts {
  readonly runs: ReadonlyMap<string, Runs>;
  /** Mean calls of each step in one run of its flow, in the order of the flow. */
  readonly callsPerRun: ReadonlyMap<string, readonly number[]>;
  /** Calls in one run of each flow, child flows included, where a call of a model counts by its weight. */
  weighedPerRun(weight: Weight): ReadonlyMap<string, Count>;
  /** The same per functional unit, over all flows. */
  weighedPerUnit(weight: Weight): Count;
}

export interface Weight {
  /** What one call of a model counts. */
  ofModel(id: string): Count;
  /** True where repeats over the input's items count once. */
  readonly itemsCountOnce?: boolean;
}

export function flowCounts(index: ManifestIndex): FlowCounts {
  const { flows } = index.manifest;
  const order = callersFirst(index);
  const callsPerRun = new Map(flows.map((flow) => [flow.id, stepCalls(flow, false)]));
  const itemsOnce = new Map(flows.map((flow) => [flow.id, stepCalls(flow, true)]));
  // Flows on a circle of calls run for ever: nobody knows how often.
  const own = new Map(flows.map(({ id }) => [id, UNKNOWN]));
  const followed = flows.some((flow) => followsUnits(flow, index.calledFlows.has(flow.id)));
  for (const flow of order) own.set(flow.id, ownRuns(flow, index, followed));
  const weighedPerRun = (weight: Weight) =>
    weigh(index, order, weight.itemsCountOnce ? itemsOnce : callsPerRun, weight);
  return {
    runs: allRuns(index, order, callsPerRun, own),
    callsPerRun,
    weighedPerRun,
    weighedPerUnit: (weight) => {
      const perRun = weighedPerRun(weight);
      return sum(flows.map(({ id }) => times(perRun.get(id), own.get(id)?.perUnit)));
    },
  };
}

/** Nothing of what is unknown is nothing; anything else of it is unknown. */
export function times(a: Count, b: Count): Count {
  if (a === 0 || b === 0) return 0;
  return a === undefined || b === undefined ? undefined : a * b;
}

export function sum(counts: readonly Count[]): Count {
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}

/** A run that ends at a step does not come to later ones. */
function stepCalls(flow: Flow, itemsCountOnce: boolean): number[] {
  let alive = 1;
  return flow.steps.map((step) => {
    const reached = (alive * orElse(step.reach_pct, 100)) / 100;
    alive = Math.max(0, alive - (reached * orElse(step.ends_pct, 0)) / 100);
    const once = itemsCountOnce && step.repeats === "per-item";
    return reached * (once ? 1 : orElse(step.calls, 1));
  });
}

/**
 * A flow without a volume of its own that another flow runs has only those runs; but where none follows the
 * functional unit, it may be the one that does.
 */
function ownRuns(flow: Flow, { manifest, calledFlows }: ManifestIndex, followed: boolean): Runs {
  const { units_per_month: declared } = manifest.usage ?? {};
  const units = declared === undefined ? undefined : likely(declared);
  if (flow.runs_per_month !== undefined) {
    const perMonth = likely(flow.runs_per_month);
    return { perMonth, perUnit: units === undefined || units === 0 ? undefined : perMonth / units };
  }
  if (flow.per_unit === undefined && calledFlows.has(flow.id))
    return units === undefined || followed ? { perUnit: 0, perMonth: 0 } : UNKNOWN;
  const perUnit = orElse(flow.per_unit, 1);
  return { perUnit, perMonth: times(units, perUnit) };
}

function allRuns(
  index: ManifestIndex,
  order: readonly Flow[],
  callsPerRun: ReadonlyMap<string, readonly number[]>,
  own: ReadonlyMap<string, Runs>,
): ReadonlyMap<string, Runs> {
  const runs = new Map(own);
  for (const flow of order) {
    const parent = runs.get(flow.id) ?? UNKNOWN;
    for (const [position, step] of flow.steps.entries()) {
      const child = childFlow(index, step);
      if (child === undefined) continue;
      const before = runs.get(child.id) ?? UNKNOWN;
      const calls = callsPerRun.get(flow.id)?.[position];
      runs.set(child.id, {
        perUnit: sum([before.perUnit, times(parent.perUnit, calls)]),
        perMonth: sum([before.perMonth, times(parent.perMonth, calls)]),
      });
    }
  }
  return runs;
}

function weigh(
  index: ManifestIndex,
  order: readonly Flow[],
  callsPerRun: ReadonlyMap<string, readonly number[]>,
  weight: Weight,
): ReadonlyMap<string, Count> {
  const perRun = new Map<string, Count>();
  for (const flow of [...order].reverse()) {
    const calls = callsPerRun.get(flow.id) ?? [];
    const weighed = flow.steps.map((step, position) => {
      if (index.models.has(step.use)) return times(calls[position], weight.ofModel(step.use));
      const child = childFlow(index, step);
      return child === undefined ? 0 : times(calls[position], perRun.get(child.id));
    });
    perRun.set(flow.id, sum(weighed));
  }
  return perRun;
}

/** Flows, callers before what they call. Flows on a circle of calls are left out. */
function callersFirst(index: ManifestIndex): readonly Flow[] {
  const children = (flow: Flow) => flow.steps.flatMap((step) => childFlow(index, step) ?? []);
  const waiting = new Map<string, number>();
  for (const child of index.manifest.flows.flatMap(children))
    waiting.set(child.id, (waiting.get(child.id) ?? 0) + 1);
  const order = index.manifest.flows.filter(({ id }) => !waiting.has(id));
  for (const flow of order)
    for (const child of children(flow)) {
      const left = (waiting.get(child.id) ?? 0) - 1;
      waiting.set(child.id, left);
      if (left === 0) order.push(child);
    }
  return order;
}

/** The flow that a step runs. A name that is both a part and a flow means the part. */
function childFlow({ models, components, flows }: ManifestIndex, { use }: Step): Flow | undefined {
  return models.has(use) || components.has(use) ? undefined : flows.get(use);
}

function orElse(amount: Amount | undefined, otherwise: number): number {
  return amount === undefined ? otherwise : likely(amount);
}
