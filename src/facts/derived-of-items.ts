/** The derived facts of items, which conditions see as `it.d`. */

import {
  CALLS,
  counted,
  ENERGY,
  estimated,
  ids,
  name,
  number,
  OTHER_USE,
  oneOf,
  USE,
  VOLUME,
  yes,
} from "./derivation.ts";

export const OfModel = {
  used: counted(
    yes,
    "A step calls it, it is the fallback of a used model, an evaluation uses it, or used_for says why it exists.",
    ...USE,
    ...OTHER_USE,
  ),
  called: counted(yes, "A step calls it.", ...USE),
  calls_per_month: counted(number, "Calls per month by steps of flows.", ...VOLUME, ...CALLS),
  eval_calls_per_month: counted(
    number,
    "Calls per month that tests and evaluations make of it by name.",
    "environments",
  ),
  fallback_exists: counted(yes, "Its fallback is a model of the manifest.", "it.fallback"),
  fallback_other_vendor: counted(
    yes,
    "Its fallback is a model of another vendor.",
    "it.fallback",
    "it.vendor",
    "models.vendor",
  ),
  energy_share_pct: estimated(
    number,
    "Its share of the energy per month, in percent.",
    "it.params_b",
    ...ENERGY,
  ),
  cost_share_pct: estimated(
    number,
    "Its share of the cost per month, in percent.",
    "it.price",
    ...ENERGY,
  ),
  infer_class: estimated(
    number,
    "Class of the largest accelerator that serves it: 0 CPU, 1 edge or inference chip, 2 mid, 3 top.",
    "components.runs",
    "components.accelerator",
  ),
  train_class: estimated(
    number,
    "Class of the largest accelerator that trains it: 0 CPU, 1 edge or inference chip, 2 mid, 3 top.",
    "it.training",
  ),
  runs_on: counted(ids, "Components that run it.", "components.runs"),
  low_precision_gain: estimated(
    oneOf("saves", "no-gain", "unknown"),
    "Whether a lower precision would save energy at this concurrency, by the estimate.",
    "it.params_b",
    "it.precision",
    "components.concurrency",
  ),
  bits: counted(number, "Bits per weight as served.", "it.precision.weights"),
} as const;

const grid = (...from: string[]) => ({
  grid_g_kwh: estimated(number, "Grid carbon intensity where it runs, in gCO2e per kWh.", ...from),
  best_grid_g_kwh: estimated(
    number,
    "Lowest grid carbon intensity among the regions it could move to, in gCO2e per kWh.",
    ...from,
    "it.provider",
  ),
  best_region: estimated(name, "The region with that intensity.", ...from, "it.provider"),
});

export const OfTraining = {
  model: counted(name, "Id of the model that is trained.", "model.id"),
  params_b: counted(number, "Parameters of that model, in billions.", "model.params_b"),
  accelerator_class: estimated(
    number,
    "0 CPU, 1 edge or inference chip, 2 mid, 3 top.",
    "it.accelerator",
    "it.vcpus",
  ),
  ...grid("it.placement"),
  energy_share_pct: estimated(
    number,
    "Its share of the energy per month, in percent.",
    "it.accelerators",
    "it.hours_per_run",
    "it.runs_per_month",
    "it.once",
  ),
} as const;

export const OfComponent = {
  used: counted(
    yes,
    "A step uses it, it runs a used model, or its kind needs no step.",
    "it.runs",
    "it.kind",
    ...USE,
    ...OTHER_USE,
  ),
  prod: counted(yes, "It belongs to production.", "it.environment"),
  runs_only_unused: counted(
    yes,
    "It runs models, and none of them is used.",
    "it.runs",
    ...USE,
    ...OTHER_USE,
  ),
  ...grid("it.placement", "it.grid_g_kwh"),
  accelerator_class: estimated(
    number,
    "0 CPU, 1 edge or inference chip, 2 mid, 3 top.",
    "it.accelerator",
    "it.compute",
    "it.power_w",
  ),
  largest_params_b: counted(
    number,
    "Parameters of the largest model that it runs, in billions.",
    "it.runs",
    "models.params_b",
  ),
  energy_share_pct: estimated(
    number,
    "Its share of the energy per month, in percent.",
    "it.accelerator",
    "it.replicas",
    "it.hours_per_month",
  ),
  idle_energy_pct: estimated(
    number,
    "Share of its energy that is used while it has no work, in percent.",
    "it.replicas",
    "it.hours_per_month",
    "it.busy_pct",
    ...VOLUME,
  ),
  requests_per_month: counted(
    number,
    "Calls per month of it and of the models that it runs.",
    "it.runs",
    ...VOLUME,
    ...CALLS,
  ),
} as const;

export const OfFlow = {
  model_calls: counted(number, "Model calls of one run, those of child flows included.", ...CALLS),
  generative_calls: counted(
    number,
    "Calls of generative models of one run, those of child flows included.",
    "models.generative",
    ...CALLS,
  ),
  runs_per_month: counted(number, "Runs per month.", ...VOLUME, ...CALLS),
} as const;

export const OfStep = {
  name: counted(name, "Its id; without one, what it uses.", "it.id", "it.use"),
  is_model: counted(yes, "It calls a model.", "it.use"),
  is_flow: counted(yes, "It runs another flow.", "it.use"),
  model: counted(name, "Id of the model that it calls.", "it.use"),
  task: counted(name, "Task of that model.", "model.task"),
  generative: counted(yes, "That model writes text, code, images or sound.", "model.generative"),
  access: counted(name, "How that model is reached.", "model.access"),
  flow_mode: counted(name, "Mode of the flow that the step belongs to.", "flow.mode"),
  fixed_prompt_pct: counted(
    number,
    "Share of the input tokens that is the same in each call, in percent.",
    "it.prompt_tokens_fixed",
    "it.input_tokens",
  ),
  calls_per_run: counted(
    number,
    "Mean calls per run of its flow, runs that do not reach it included.",
    "it.calls",
    "flow.steps.reach_pct",
    "flow.steps.ends_pct",
  ),
  calls_per_unit: counted(number, "Mean calls per functional unit.", ...VOLUME, ...CALLS),
  energy_share_pct: estimated(
    number,
    "Its share of the energy per month, in percent.",
    "it.input_tokens",
    "it.output_tokens",
    "model.params_b",
    ...VOLUME,
  ),
} as const;

export const OfData = {
  used_for_training: counted(yes, "A training job learns from it.", "models.training"),
  total_gb: counted(number, "Size of all copies, in GB.", "it.gb", "it.copies"),
} as const;

export const OfEnvironment = {
  prod: counted(yes, "It is production.", "it.name"),
  eval_calls_per_month: counted(
    number,
    "Model calls per month made by its tests and evaluations.",
    "it.evals",
  ),
} as const;
