/** Which machines of the manifest answer a model's calls, and which components have no energy of their own. */

import { type Component, namesProduction } from "../manifest/component.ts";
import type { CallShare } from "./capacity.ts";
import type { Context } from "./context.ts";
import { acceleratorOf } from "./serving.ts";
import { findTrainers, type Job } from "./trainer.ts";

/** How the energy of a component is found. */
export type Hosting =
  /** It draws power as provisioned; calls get shares of it. */
  | { readonly kind: "provisioned" }
  /** Counted with training jobs, with the data it keeps, or per call with its models. */
  | { readonly kind: "elsewhere"; readonly reason: string };

export interface Hosts {
  /** Provisioned machines that answer a model's calls, in whatever environment. */
  readonly provisioned: ReadonlyMap<string, readonly Component[]>;
  /** A machine that a model is called on whose amount nobody gave, so that calls are counted one by one. */
  readonly unsized: ReadonlyMap<string, Component>;
  readonly byComponent: ReadonlyMap<string, Hosting>;
  /** How the calls of a model from an environment are shared, worked out once. */
  readonly callShares: Map<string, ReadonlyMap<Component, CallShare>>;
  /** Training jobs by the component that they run on. */
  readonly jobs: ReadonlyMap<string, readonly Job[]>;
}

export function findHosts(context: Context): Hosts {
  const provisioned = new Map<string, Component[]>();
  const unsized = new Map<string, Component>();
  const byComponent = new Map<string, Hosting>();
  const jobs = findTrainers(context);
  for (const component of context.manifest.components ?? []) {
    const hosting = hostingOf(context, component, jobs.get(component.id));
    byComponent.set(component.id, hosting);
    const served = servedBy(component);
    if (hosting.kind === "elsewhere") for (const id of served) unsized.set(id, component);
    else if (drawsPower(component)) for (const id of served) push(provisioned, id, component);
  }
  return { provisioned, unsized, byComponent, callShares: new Map(), jobs };
}

/** Models whose calls a component answers. */
function servedBy({ kind, runs = [] }: Component): readonly string[] {
  return kind === "training" ? [] : runs;
}

/**
 * The machines that answer a model's calls from an environment (undefined: production): those of that
 * environment; for tests without any, those of production, else of any other.
 */
export function machinesFor(
  { provisioned }: Hosts,
  model: string,
  environment: string | undefined,
): readonly Component[] {
  const all = provisioned.get(model) ?? [];
  const here = all.filter((component) => environmentOf(component) === environment);
  if (here.length > 0 || environment === undefined) return here;
  const production = all.filter(isProduction);
  return production.length > 0 ? production : all;
}

function environmentOf(component: Component): string | undefined {
  return isProduction(component) ? undefined : component.environment;
}

function hostingOf(context: Context, component: Component, jobs: readonly Job[] = []): Hosting {
  const [trained] = jobs;
  if (trained !== undefined && !(isSized(component) && drawsPower(component)))
    return { kind: "elsewhere", reason: `counted with the training of ${trained.model.id}` };
  if (isBucket(context, component))
    return { kind: "elsewhere", reason: "a bucket: counted with the data that it keeps" };
  if (isUnsized(context, component))
    return { kind: "elsewhere", reason: "devices of users: counted per call with their models" };
  return { kind: "provisioned" };
}

/**
 * Drives are counted with what is on them; nobody rents the machines in front of an object store. One
 * whose data nobody describes is counted nowhere yet, so it is asked about.
 */
function isBucket(
  { manifest }: Context,
  { kind, stores = [], compute, power_w: power }: Component,
): boolean {
  if (kind !== "object-store" || compute !== undefined || power !== undefined) return false;
  const described = new Set(manifest.data?.map(({ id }) => id));
  return stores.length > 0 && stores.every((id) => described.has(id));
}

/**
 * Users' devices of which nobody says how many there are, or what they are. Any other machine without an amount is assumed
 * to run for the month: it draws power whether or not it is called.
 */
function isUnsized(context: Context, component: Component): boolean {
  const { where, kind, runs = [], accelerator, power_w: power, compute } = component;
  if (where !== "device" || kind === "training" || !isProduction(component)) return false;
  if (!runs.some((id) => context.models.has(id)) || power !== undefined) return false;
  if (accelerator === undefined) return compute === undefined;
  return !isSized(component) || acceleratorOf(accelerator) === undefined;
}

/** True when the manifest says how many there are, for how long, or what they draw. */
function isSized({ replicas, hours_per_month: hours, power_w: power }: Component): boolean {
  return replicas !== undefined || hours !== undefined || power !== undefined;
}

function drawsPower({ power_w: power, accelerator, compute }: Component): boolean {
  if (power !== undefined) return true;
  if (accelerator !== undefined) return acceleratorOf(accelerator) !== undefined;
  return compute !== undefined;
}

/** True of what serves users, as against staging, development or labelling. */
export function isProduction({ environment }: Component): boolean {
  return environment === undefined || namesProduction(environment);
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
