/** Every part of the system that uses energy of its own, each counted once, one after the other. */

import type { Component } from "../manifest/component.ts";
import type { Model, Training } from "../manifest/model.ts";
import { type CalledModel, estimateCalledModel } from "./called-model.ts";
import { type CallShare, callShares } from "./capacity.ts";
import {
  type ComponentResult,
  countedElsewhere,
  estimateComponent,
  type Load,
} from "./component-part.ts";
import { type Context, createLedger } from "./context.ts";
import { estimateData } from "./data-part.ts";
import { estimateEnvironment } from "./environment-part.ts";
import { type Hosts, machinesFor } from "./hosting.ts";
import { addImpact, type Impact, NO_IMPACT, type Use } from "./impact.ts";
import { openParts } from "./open-part.ts";
import type { Part } from "./part.ts";
import { EVERYTHING, type Touched } from "./touched.ts";
import type { Traffic, Work } from "./traffic.ts";
import { jobsOf } from "./trainer.ts";
import { estimateTraining } from "./training-part.ts";
import { estimateTransfer } from "./transfer-part.ts";

/** Takes what is found, so that draws need not be kept until the end. */
export interface Sink {
  part(part: Part): void;
  /** What one step's or evaluation's calls have of the month: by themselves, or as a share of a machine. */
  use(work: Work, use: Use, basis: "own" | "allocated"): void;
}

/** What of an estimate is worked out again, and what is known from before. */
export interface Again {
  readonly touched: Touched;
  /** Calls of models by their ids, kept for the tests that make some of them. */
  readonly called: Map<string, CalledModel | undefined>;
}

export function everything(): Again {
  return { touched: EVERYTHING, called: new Map() };
}

/** Components, models, training, tests and their machines, data, what flows send, each in the order of the manifest. */
export function estimateParts(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  sink: Sink,
  { touched, called: known }: Again = everything(),
): void {
  const { components = [], models, data = [], environments = [] } = context.manifest;
  const touchedOf = <T extends { readonly id: string }>(section: string, items: readonly T[]) =>
    items.filter(({ id }) => touched(section, id));
  for (const component of touchedOf("components", components)) {
    const { part, useByWork } = componentResult(context, traffic, hosts, component);
    sink.part(part);
    for (const [work, use] of useByWork) sink.use(work, use, "allocated");
  }
  const tested = models.flatMap((model) => {
    const isTouched = touched("models", model.id);
    const called = isTouched ? calledModel(context, traffic, hosts, model) : known.get(model.id);
    if (isTouched && called !== undefined) report(called, sink);
    // What was found first is what other manifests are held against.
    if (isTouched && !known.has(model.id)) known.set(model.id, called);
    return called === undefined || called.tests.size === 0 ? [] : [called];
  });
  for (const part of trainingParts(context, hosts, touched)) sink.part(part);
  for (const part of evaluationParts(context, tested))
    if (touched("environments", part.subject)) sink.part(part);
  for (const environment of environments.filter(({ name }) => touched("environments", name)))
    put(sink, estimateEnvironment(context, environment));
  for (const set of touchedOf("data", data)) sink.part(estimateData(context, set));
  for (const flow of traffic.flows.filter((one) => touched("flows", one.flow.id)))
    put(sink, estimateTransfer(context, flow));
  for (const part of openParts(context, traffic)) sink.part(part);
}

function put(sink: Sink, part: Part | undefined): void {
  if (part !== undefined) sink.part(part);
}

function report({ part, inProduction, useByWork }: CalledModel, sink: Sink): void {
  if (inProduction) sink.part(part);
  for (const [work, use] of useByWork) sink.use(work, use, "own");
}

function trainingParts(context: Context, hosts: Hosts, touched: Touched): readonly Part[] {
  const trainers = new Map<Training, Component>();
  for (const [id, jobs] of hosts.jobs) {
    const trainer = context.components.get(id);
    if (trainer !== undefined) for (const { job } of jobs) trainers.set(job, trainer);
  }
  return context.manifest.models.flatMap(jobsOf).flatMap((one) => {
    const trainer = trainers.get(one.job);
    const isMoved = trainer !== undefined && touched("components", trainer.id);
    if (!isMoved && !touched("models", one.model.id)) return [];
    const hosting = trainer === undefined ? undefined : hosts.byComponent.get(trainer.id);
    return [estimateTraining(context, one, trainer, hosting?.kind === "provisioned")];
  });
}

function componentResult(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  component: Component,
): ComponentResult {
  const hosting = hosts.byComponent.get(component.id);
  if (hosting?.kind === "elsewhere") return countedElsewhere(context, component, hosting.reason);
  const direct = traffic.worksByUse.get(component.id) ?? [];
  const loads = loadsOf(context, traffic, hosts, component);
  return estimateComponent(context, component, loads, direct, hosts.jobs.get(component.id) ?? []);
}

/** Several machines that run the same model share its calls, in production and in each environment. */
function loadsOf(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  component: Component,
): readonly Load[] {
  return (component.runs ?? []).flatMap((id) => {
    const model = context.models.get(id);
    if (model === undefined) return [];
    const byShare = new Map<CallShare, Work[]>();
    const shares = new Map<string | undefined, CallShare | undefined>();
    for (const work of traffic.worksByUse.get(id) ?? []) {
      const { environment } = work;
      if (!shares.has(environment))
        shares.set(environment, sharesOf(hosts, model, work).get(component));
      const share = shares.get(environment);
      if (share !== undefined) push(byShare, share, work);
    }
    return [...byShare].map(([{ share, note }, works]) => ({ model, works, share, note }));
  });
}

function push<K, T>(groups: Map<K, T[]>, key: K, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function sharesOf(hosts: Hosts, model: Model, work: Work): ReadonlyMap<Component, CallShare> {
  const key = `${work.environment ?? ""}|${model.id}`;
  const known = hosts.callShares.get(key);
  if (known !== undefined) return known;
  const made = callShares(model.id, machinesOf(hosts, model, work));
  hosts.callShares.set(key, made);
  return made;
}

/** Tests of a model on users' devices run where the tests run; tests of a served model call the service. */
function machinesOf(
  hosts: Hosts,
  { id, access }: Model,
  { environment }: Work,
): readonly Component[] {
  if (access === "on-device" && environment !== undefined) return [];
  return machinesFor(hosts, id, environment);
}

/** Calls that no provisioned machine answers; undefined when there are none. */
function calledModel(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  model: Model,
): CalledModel | undefined {
  const all = traffic.worksByUse.get(model.id) ?? [];
  const works = all.filter((work) => machinesOf(hosts, model, work).length === 0);
  if (works.length === 0) return undefined;
  return estimateCalledModel(context, model, works, hosts.unsized.get(model.id));
}

/** Calls that tests make of models whose calls are counted one by one, per environment. */
function evaluationParts(context: Context, tested: readonly CalledModel[]): readonly Part[] {
  return (context.manifest.environments ?? []).flatMap(({ name }) => {
    const here = tested.filter(({ tests }) => tests.has(name));
    return here.length === 0 ? [] : [evaluationPart(name, here)];
  });
}

function evaluationPart(name: string, tested: readonly CalledModel[]): Part {
  const ledger = createLedger();
  let impact: Impact = NO_IMPACT;
  for (const { part, inProduction, tests } of tested) {
    if (!inProduction) ledger.assumptions.push(...part.ledger.assumptions);
    impact = addImpact(impact, tests.get(name) ?? NO_IMPACT);
  }
  const [first] = tested;
  if (first === undefined) throw new Error(`nothing is tested in ${name}`);
  const about = { id: `environments.${name}`, kind: "evaluation", subject: name } as const;
  return { ...first.part, ...about, declared: undefined, impact, ledger };
}
