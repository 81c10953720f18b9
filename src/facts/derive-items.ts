/** The derived facts of items, which conditions see as `it.d`. */

import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Flow, Step } from "../manifest/flow.ts";
import type { Model, Training } from "../manifest/model.ts";
import type { DataSet, Environment } from "../manifest/surroundings.ts";
import type { DerivedValues } from "./derived.ts";
import type { PartFigures } from "./estimate-facts.ts";
import { evalCalls, evalCallsByModel } from "./eval-calls.ts";
import { type Count, sum, times } from "./flow-counts.ts";
import {
  acceleratorOf,
  componentClass,
  isProduction,
  largest,
  percentOf,
  type Sources,
  vendorOf,
} from "./sources.ts";

/** Kinds of component that work without a step that names them. */
const NEEDS_NO_STEP = new Set(["training", "monitoring", "evaluation", "etl", "ui", "queue"]);

const BITS = { fp32: 32, bf16: 16, fp16: 16, fp8: 8, int8: 8, mxfp4: 4, int4: 4 } as const;

/** Functions from an item to its derived facts, with what they share counted once. */
export function itemFacts(sources: Sources) {
  const { index, counts } = sources;
  const modelCalls = counts.weighedPerRun({ ofModel: () => 1 });
  const generativeCalls = counts.weighedPerRun({
    ofModel: (id) => asCount(index.models.get(id)?.generative),
  });
  const evaluated = evalCallsByModel(index);
  const trainedOn = new Set(
    index.manifest.models.flatMap(({ training = [] }) => training.map(({ dataset }) => dataset)),
  );
  return {
    model: (model: Model) => ofModel(model, sources, evaluated.get(model.id)),
    training: (job: Training, model: Model, position: number) =>
      ofTraining(job, model, position, sources),
    component: (component: Component) => ofComponent(component, sources),
    flow: ({ id }: Flow): DerivedValues<"flows"> => ({
      model_calls: modelCalls.get(id),
      generative_calls: generativeCalls.get(id),
      runs_per_month: counts.runs.get(id)?.perMonth,
    }),
    step: (step: Step, flow: Flow, position: number, key: string) =>
      ofStep(step, flow, position, key, sources),
    data: ({ id, gb, copies }: DataSet): DerivedValues<"data"> => ({
      used_for_training: trainedOn.has(id),
      total_gb: gb && likely(gb) * (copies === undefined ? 1 : likely(copies)),
    }),
    environment: (environment: Environment): DerivedValues<"environments"> => ({
      prod: isProduction(environment.name),
      eval_calls_per_month: evalCalls(environment, index, modelCalls),
    }),
  };
}

function ofModel(model: Model, sources: Sources, evaluated: Count): DerivedValues<"models"> {
  const { index, callsPerMonth, estimate } = sources;
  const figures = estimate.models.get(model.id);
  const hosts = index.runsOn.get(model.id) ?? [];
  const called = index.calledBySteps.has(model.id);
  return {
    used: index.usedModels.has(model.id),
    called,
    calls_per_month: called ? callsPerMonth.get(model.id) : 0,
    eval_calls_per_month: evaluated,
    ...fallbackFacts(model, sources),
    energy_share_pct: figures?.energySharePct,
    cost_share_pct: figures?.costSharePct,
    infer_class: largest(hosts.map((component) => componentClass(component, estimate))),
    train_class: largest((model.training ?? []).map((job) => trainingClass(job, sources))),
    runs_on: hosts.map(({ id }) => id),
    low_precision_gain: figures?.lowPrecisionGain,
    bits: model.precision && BITS[model.precision.weights],
  };
}

function fallbackFacts(model: Model, { index }: Sources) {
  const { fallback } = model;
  if (fallback === undefined)
    return { fallback_exists: undefined, fallback_other_vendor: undefined };
  const other = index.models.get(fallback);
  if (other === undefined) return { fallback_exists: false, fallback_other_vendor: false };
  const [own, others] = [vendorOf(model), vendorOf(other)];
  return {
    fallback_exists: true,
    fallback_other_vendor: own === undefined || others === undefined ? undefined : own !== others,
  };
}

function ofTraining(
  job: Training,
  model: Model,
  position: number,
  sources: Sources,
): DerivedValues<"training"> {
  const figures = sources.estimate.parts.get(`models.${model.id}.training.${job.id ?? position}`);
  return {
    model: model.id,
    params_b: model.params_b && likely(model.params_b),
    accelerator_class: trainingClass(job, sources),
    ...gridFacts(figures),
    energy_share_pct: figures?.energySharePct,
  };
}

function ofComponent(component: Component, sources: Sources): DerivedValues<"components"> {
  const { index, estimate } = sources;
  const { id, kind, runs = [], environment } = component;
  const figures = estimate.parts.get(`components.${id}`);
  const runsUsed = runs.some((model) => index.usedModels.has(model));
  const called = index.calledBySteps.has(id);
  return {
    used: called || runsUsed || NEEDS_NO_STEP.has(kind),
    prod: isProduction(environment),
    runs_only_unused: runs.length > 0 && !runsUsed,
    ...gridFacts(figures),
    accelerator_class: componentClass(component, estimate),
    largest_params_b: largest(runs.map((model) => paramsOf(index.models.get(model)))),
    energy_share_pct: figures?.energySharePct,
    idle_energy_pct: figures?.idleEnergyPct,
    requests_per_month: sum([
      called ? sources.callsPerMonth.get(id) : 0,
      ...runs.map((model) => shareOfCalls(model, sources)),
    ]),
  };
}

/** Calls of a model that several components run are taken to be spread evenly. */
function shareOfCalls(model: string, { index, callsPerMonth }: Sources): Count {
  if (!index.calledBySteps.has(model)) return 0;
  const hosts = (index.runsOn.get(model) ?? []).filter((one) => isProduction(one.environment));
  return times(callsPerMonth.get(model), 1 / Math.max(1, hosts.length));
}

function ofStep(
  step: Step,
  flow: Flow,
  position: number,
  key: string,
  { index, counts, estimate }: Sources,
): DerivedValues<"steps"> {
  const model = index.models.get(step.use);
  const calls = counts.callsPerRun.get(flow.id)?.[position];
  const { prompt_tokens_fixed: fixed, input_tokens: input } = step;
  return {
    name: step.id ?? step.use,
    is_model: model !== undefined,
    is_flow: index.calledFlows.has(step.use),
    model: model?.id,
    task: model?.task,
    generative: model?.generative,
    access: model?.access,
    flow_mode: flow.mode,
    fixed_prompt_pct: percentOf(fixed && likely(fixed), input && likely(input)),
    calls_per_run: calls,
    calls_per_unit: times(calls, counts.runs.get(flow.id)?.perUnit),
    energy_share_pct: estimate.stepEnergyPct.get(key.replace(/^steps\//, "")),
  };
}

function trainingClass(job: Training, { estimate }: Sources): Count {
  const accelerator = acceleratorOf(job);
  if (accelerator !== undefined) return estimate.acceleratorClass(accelerator);
  return job.vcpus === undefined ? undefined : 0;
}

function gridFacts(figures: PartFigures | undefined) {
  return {
    grid_g_kwh: figures?.gridGKwh,
    best_grid_g_kwh: figures?.bestGridGKwh,
    best_region: figures?.bestRegion,
  };
}

function paramsOf(model: Model | undefined): Count {
  return model?.params_b === undefined ? undefined : likely(model.params_b);
}

function asCount(value: boolean | undefined): Count {
  return value === undefined ? undefined : Number(value);
}
