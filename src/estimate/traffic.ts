/** Flows to calls: how often each part is called per run and per month, by users and by tests. */

import { likely } from "../manifest/amount.ts";
import { type Flow, followsUnits, type Step } from "../manifest/flow.ts";
import {
  add,
  derive,
  exactly,
  multiply,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { type Context, given, givenShare, type Ledger, note } from "./context.ts";

/** Calls of one part made by one step in production, or by one evaluation. */
export interface Work {
  readonly use: string;
  /** Manifest path of the step or the evaluation. */
  readonly path: string;
  readonly step: Step;
  readonly callsPerMonth: Uncertain;
  /** Environment whose tests make the calls; undefined for production. */
  readonly environment: string | undefined;
}

/** One step of one flow. */
export interface StepTraffic {
  /** `flow/step id`, or `flow/use`, with `~2` when repeated. */
  readonly id: string;
  readonly step: Step;
  readonly callsPerRun: Uncertain;
  readonly work: Work;
  /** True when the step runs another flow. */
  readonly isFlow: boolean;
}

export interface FlowTraffic {
  readonly flow: Flow;
  readonly runsPerMonth: Uncertain;
  readonly steps: readonly StepTraffic[];
  readonly ledger: Ledger;
}

export interface Traffic {
  readonly unitsPerMonth: Uncertain;
  readonly flows: readonly FlowTraffic[];
  /** Everything that calls a part, by the part's id; production first. */
  readonly worksByUse: ReadonlyMap<string, readonly Work[]>;
}

export function estimateTraffic(context: Context): Traffic {
  const units = context.manifest.usage?.units_per_month;
  const unitsPerMonth =
    units === undefined ? unknown("usage.units_per_month") : given(units, "usage.units_per_month");
  const ledgers = new Map(context.manifest.flows.map(({ id }) => [id, { assumptions: [] }]));
  const plans = new Map(context.manifest.flows.map((flow) => [flow.id, planOf(flow)]));
  const runs = runsPerMonth(context, plans, unitsPerMonth, ledgers);
  const flows = context.manifest.flows.map((flow) =>
    flowTraffic(context, flow, plans, runs.get(flow.id) ?? ZERO, ledgers),
  );
  const works = [
    ...flows.flatMap(({ steps }) => steps.map(({ work }) => work)),
    ...evaluations(context, plans),
  ];
  return { unitsPerMonth, flows, worksByUse: groupByUse(works) };
}

/** A step and its calls in one run of its flow. */
interface Planned {
  readonly step: Step;
  readonly path: string;
  readonly callsPerRun: Uncertain;
}

type Plans = ReadonlyMap<string, readonly Planned[]>;
type Ledgers = ReadonlyMap<string, Ledger>;

/** A run that ends at a step does not come to later ones. */
function planOf(flow: Flow): readonly Planned[] {
  let alive = exactly(1);
  return flow.steps.map((step) => {
    const path = `flows.${flow.id}.${step.id ?? step.use}`;
    const reached =
      step.reach_pct === undefined
        ? alive
        : multiply(alive, givenShare(step.reach_pct, `${path}.reach_pct`));
    if (step.ends_pct !== undefined) {
      const ended = multiply(reached, givenShare(step.ends_pct, `${path}.ends_pct`));
      alive = derive((before, gone) => Math.max(0, before - gone), alive, ended);
    }
    const calls = step.calls === undefined ? exactly(1) : given(step.calls, `${path}.calls`);
    return { step, path, callsPerRun: multiply(reached, calls) };
  });
}

function flowTraffic(
  context: Context,
  flow: Flow,
  plans: Plans,
  runs: Uncertain,
  ledgers: Ledgers,
): FlowTraffic {
  const seen = new Map<string, number>();
  const ledger = ledgers.get(flow.id) ?? { assumptions: [] };
  const steps = (plans.get(flow.id) ?? []).map(({ step, path, callsPerRun }) => {
    const name = step.id ?? step.use;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const callsPerMonth = multiply(callsPerRun, runs);
    return {
      id: `${flow.id}/${name}${count === 1 ? "" : `~${count}`}`,
      step,
      callsPerRun,
      work: { use: step.use, path, step, callsPerMonth, environment: undefined },
      isFlow: isFlow(context, step.use),
    };
  });
  return { flow, runsPerMonth: runs, steps, ledger };
}

/** Runs of each flow: its own, and those that other flows make of it, parents before children. */
function runsPerMonth(
  context: Context,
  plans: Plans,
  units: Uncertain,
  ledgers: Ledgers,
): ReadonlyMap<string, Uncertain> {
  const nested = nestedFlows(context, plans);
  const called = new Set(
    [...nested.values()].flatMap((steps) => steps.map(({ step }) => step.use)),
  );
  const runs = new Map<string, Uncertain>();
  const { flows } = context.manifest;
  const inOthers = flows.some((flow) => followsUnits(flow, called.has(flow.id)))
    ? "only"
    : "perhaps";
  for (const flow of flows) {
    const nested = called.has(flow.id) ? inOthers : "no";
    runs.set(flow.id, ownRuns(flow, units, nested, ledgers.get(flow.id)));
  }
  const { order, looped } = parentsFirst(nested);
  for (const id of order) addRunsOfChildren(runs, id, nested.get(id) ?? []);
  // A manifest with such a circle is refused; if one were to pass, nobody would know how often it runs.
  for (const id of looped) runs.set(id, unknown(`flows.${id}.steps`));
  return runs;
}

/** The steps of each flow that run another flow. */
function nestedFlows(context: Context, plans: Plans): Plans {
  const nested = new Map<string, readonly Planned[]>();
  for (const [id, steps] of plans)
    nested.set(
      id,
      steps.filter(({ step }) => isFlow(context, step.use)),
    );
  return nested;
}

/** Flows in an order in which callers come before what they call; those on a circle of calls are looped. */
function parentsFirst(nested: Plans) {
  const waiting = new Map<string, number>();
  for (const { step } of [...nested.values()].flat())
    waiting.set(step.use, (waiting.get(step.use) ?? 0) + 1);
  const order = [...nested.keys()].filter((id) => !waiting.has(id));
  for (const id of order)
    for (const { step } of nested.get(id) ?? []) {
      const left = (waiting.get(step.use) ?? 0) - 1;
      waiting.set(step.use, left);
      if (left === 0) order.push(step.use);
    }
  const ordered = new Set(order);
  return { order, looped: [...nested.keys()].filter((id) => !ordered.has(id)) };
}

function addRunsOfChildren(
  runs: Map<string, Uncertain>,
  parent: string,
  steps: readonly Planned[],
): void {
  for (const { step, callsPerRun } of steps) {
    const more = multiply(runs.get(parent) ?? ZERO, callsPerRun);
    runs.set(step.use, add(runs.get(step.use) ?? ZERO, more));
  }
}

/**
 * `nested`: whether a flow without a volume runs only in others. Where none follows the functional unit, the
 * one that others run may be the one that does.
 */
function ownRuns(
  flow: Flow,
  units: Uncertain,
  nested: "no" | "only" | "perhaps",
  ledger: Ledger | undefined,
): Uncertain {
  const path = `flows.${flow.id}`;
  if (flow.runs_per_month !== undefined)
    return given(flow.runs_per_month, `${path}.runs_per_month`);
  if (flow.per_unit === undefined && nested === "perhaps" && units.values !== undefined) {
    const text = `other flows run ${flow.id}, and no flow runs per functional unit: say how often it runs by itself, or 0`;
    if (ledger !== undefined) note(ledger, text, `${path}.per_unit`);
    return unknown(`${path}.per_unit`);
  }
  if (flow.per_unit === undefined && nested !== "no") return ZERO;
  if (flow.per_unit === undefined && ledger !== undefined)
    note(ledger, `${flow.id} runs once per functional unit`, `${path}.per_unit`);
  const perUnit =
    flow.per_unit === undefined ? exactly(1) : given(flow.per_unit, `${path}.per_unit`);
  return multiply(units, perUnit);
}

/** Tests call models, or run flows with all that these use. */
function evaluations(context: Context, plans: Plans): readonly Work[] {
  return (context.manifest.environments ?? []).flatMap(({ name, evals = [] }) =>
    evals.flatMap((evaluation, index) => {
      const path = `environments.${name}.evals.${index}`;
      const asked = given(evaluation.calls, `${path}.calls`);
      const calls =
        evaluation.cached_pct === undefined
          ? asked
          : multiply(asked, missed(evaluation.cached_pct, `${path}.cached_pct`));
      const tokens = {
        ...(evaluation.input_tokens === undefined ? {} : { input_tokens: evaluation.input_tokens }),
        ...(evaluation.output_tokens === undefined
          ? {}
          : { output_tokens: evaluation.output_tokens }),
      };
      if (isFlow(context, evaluation.use))
        return unfold(context, plans, evaluation.use, calls, name, new Set());
      const like = likeProduction(plans, evaluation.use);
      const step = { ...like, use: evaluation.use, ...tokens };
      return [{ use: evaluation.use, path, step, callsPerMonth: calls, environment: name }];
    }),
  );
}

function missed(cached: Parameters<typeof givenShare>[0], path: string): Uncertain {
  return derive((share) => 1 - share, givenShare(cached, path));
}

/** The busiest production step of a model stands for what tests send, where they do not say. */
function likeProduction(plans: Plans, use: string): Partial<Step> {
  let found: Step | undefined;
  for (const steps of plans.values())
    for (const { step } of steps)
      if (step.use === use && (found === undefined || tokensOf(step) > tokensOf(found)))
        found = step;
  return found ?? {};
}

function tokensOf({ input_tokens: input = 0, output_tokens: output = 0 }: Step): number {
  return likely(input) + likely(output);
}

function unfold(
  context: Context,
  plans: Plans,
  id: string,
  runs: Uncertain,
  environment: string,
  inside: ReadonlySet<string>,
): readonly Work[] {
  if (inside.has(id)) return [];
  const deeper = new Set([...inside, id]);
  return (plans.get(id) ?? []).flatMap(({ step, path, callsPerRun }) => {
    const callsPerMonth = multiply(runs, callsPerRun);
    if (isFlow(context, step.use))
      return unfold(context, plans, step.use, callsPerMonth, environment, deeper);
    return [{ use: step.use, path, step, callsPerMonth, environment }];
  });
}

/** A name that is both a part and a flow means the part. */
function isFlow({ models, components, flows }: Context, use: string): boolean {
  return flows.has(use) && !models.has(use) && !components.has(use);
}

function groupByUse(works: readonly Work[]): ReadonlyMap<string, readonly Work[]> {
  const groups = new Map<string, Work[]>();
  for (const work of works) {
    const group = groups.get(work.use);
    if (group === undefined) groups.set(work.use, [work]);
    else group.push(work);
  }
  return groups;
}
