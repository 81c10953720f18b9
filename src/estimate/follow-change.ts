/** What a change of one part of a manifest changes in machines and models that it does not name. */

import { type Component, namesProduction } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import type { Called } from "./touched.ts";

/** Ids of what may differ. Those of machines and models are added to. */
export interface Moved {
  readonly components: Set<string>;
  readonly models: Set<string>;
  readonly environments: ReadonlySet<string>;
  readonly data: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

export function followChange(moved: Moved, base: Called, head: Called): void {
  const both = [base, head];
  const machines = both.flatMap(({ context }) => context.manifest.components ?? []);
  const models = both.flatMap(({ context }) => context.manifest.models);
  modes(moved, both);
  machinesOfTheirs(moved, machines, isAlike(both, peakOf));
  training(moved, machines, models, isAlike(both, jobsOf));
  // The only model that drafts does so for all that are speculative.
  if (!isAlike(both, draftsOf))
    for (const { id, optimisations = [] } of models)
      if (optimisations.includes("speculative")) moved.models.add(id);
  spread(moved, machines);
}

/** Parsed files in the same order; another order of keys counts as a difference. */
export function isEqual(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function isAlike(both: readonly Called[], ofManifest: (called: Called) => unknown): boolean {
  const [one, other] = both.map(ofManifest);
  return isEqual(one, other);
}

/** Requests that nobody waits for share a pass. */
function modes({ flows, components, models }: Moved, both: readonly Called[]): void {
  for (const id of flows) {
    const [one, other] = both.map(({ context }) => context.flows.get(id));
    if (one?.mode === other?.mode) continue;
    for (const { use } of [...(one?.steps ?? []), ...(other?.steps ?? [])]) {
      components.add(use);
      models.add(use);
    }
  }
}

/** Stores are as large as their data, machines stop with their environment, and an autoscaler follows the peak. */
function machinesOfTheirs(
  { components, data, environments }: Moved,
  machines: readonly Component[],
  isSamePeak: boolean,
): void {
  const stops = createStops(environments);
  for (const { id, stores = [], environment = "prod" } of machines)
    if (!isSamePeak || stores.some((set) => data.has(set)) || stops(environment))
      components.add(id);
}

/** Production has several names. */
function createStops(environments: ReadonlySet<string>): (name: string) => boolean {
  const isProduction = [...environments].some(namesProduction);
  return (name) => environments.has(name) || (isProduction && namesProduction(name));
}

function peakOf({ context }: Called): unknown {
  return context.manifest.usage?.peak_to_average;
}

/** Which machine a job runs on is found among all that train. */
function training(
  moved: Moved,
  machines: readonly Component[],
  models: readonly Model[],
  isSameJobs: boolean,
): void {
  const trainers = machines.filter(({ kind }) => kind === "training").map(({ id }) => id);
  if (isSameJobs && !trainers.some((id) => moved.components.has(id))) return;
  for (const id of trainers) moved.components.add(id);
  for (const { id, training: jobs = [] } of models) if (jobs.length > 0) moved.models.add(id);
}

function jobsOf({ context }: Called): unknown {
  return context.manifest.models.map(({ training: jobs = [] }) => jobs);
}

function draftsOf({ context }: Called): unknown {
  return context.manifest.models.filter(({ used_for: purpose }) => purpose === "draft");
}

/** A machine shares its time among its models, and a model its calls among its machines. */
function spread({ components, models }: Moved, machines: readonly Component[]): void {
  for (let before = -1; before !== components.size + models.size; ) {
    before = components.size + models.size;
    for (const { id, runs = [] } of machines) {
      if (!components.has(id) && !runs.some((model) => models.has(model))) continue;
      components.add(id);
      for (const model of runs) models.add(model);
    }
  }
}
