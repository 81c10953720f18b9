/** Which machines of the manifest answer a model's calls, and which components have no energy of their own. */

import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import type { Context } from "./context.ts";
import { acceleratorOf } from "./serving.ts";

/** How the energy of a component is found. */
export type Hosting =
  /** It draws power as provisioned; calls get shares of it. */
  | { readonly kind: "provisioned" }
  /** Counted with training jobs, or per call with its models. */
  | { readonly kind: "elsewhere"; readonly reason: string };

export interface Hosts {
  /** Provisioned machines in production that answer a model's calls. */
  readonly provisioned: ReadonlyMap<string, readonly Component[]>;
  /** A machine that a model is called on whose amount nobody gave, so that calls are counted one by one. */
  readonly unsized: ReadonlyMap<string, Component>;
  readonly byComponent: ReadonlyMap<string, Hosting>;
}

export function findHosts(context: Context): Hosts {
  const provisioned = new Map<string, Component[]>();
  const unsized = new Map<string, Component>();
  const byComponent = new Map<string, Hosting>();
  for (const component of context.manifest.components ?? []) {
    const hosting = hostingOf(context, component);
    byComponent.set(component.id, hosting);
    const served = servedBy(component);
    if (hosting.kind === "elsewhere") for (const id of served) unsized.set(id, component);
    else if (drawsPower(component)) for (const id of served) push(provisioned, id, component);
  }
  return { provisioned, unsized, byComponent };
}

/** Models whose production calls a component answers. */
function servedBy(component: Component): readonly string[] {
  const { kind, runs = [] } = component;
  return kind !== "training" && isProduction(component) ? runs : [];
}

function hostingOf(context: Context, component: Component): Hosting {
  const trained = trainedOn(context, component);
  if (trained !== undefined)
    return { kind: "elsewhere", reason: `counted with the training of ${trained.id}` };
  if (isUnsized(context, component))
    return { kind: "elsewhere", reason: "devices of users: counted per call with their models" };
  return { kind: "provisioned" };
}

/**
 * Users' devices of which nobody says how many there are. Any other machine without an amount is assumed
 * to run for the month: it draws power whether or not it is called.
 */
function isUnsized(context: Context, component: Component): boolean {
  const {
    where,
    kind,
    runs = [],
    accelerator,
    power_w: power,
    replicas,
    hours_per_month: hours,
  } = component;
  const sized = replicas !== undefined || hours !== undefined || power !== undefined;
  if (where !== "device" || sized || kind === "training" || accelerator === undefined) return false;
  return acceleratorOf(accelerator) !== undefined && runs.some((id) => context.models.has(id));
}

/** The model whose training a training component is for, when that training is declared. */
function trainedOn(
  context: Context,
  { kind, runs = [], accelerator }: Component,
): Model | undefined {
  if (kind !== "training") return undefined;
  const trained = context.manifest.models.filter(({ training = [] }) => training.length > 0);
  const named = trained.find(({ id }) => runs.includes(id));
  if (named !== undefined || runs.length > 0 || accelerator === undefined) return named;
  const chip = acceleratorOf(accelerator);
  return trained.find(({ training = [] }) =>
    training.some((job) => chip !== undefined && acceleratorOf(job.accelerator ?? "") === chip),
  );
}

function drawsPower({ power_w: power, accelerator, compute }: Component): boolean {
  if (power !== undefined) return true;
  if (accelerator !== undefined) return acceleratorOf(accelerator) !== undefined;
  return compute !== undefined;
}

export function isProduction({ environment }: Component): boolean {
  return environment === undefined || /^prod(uction)?$/.test(environment);
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
