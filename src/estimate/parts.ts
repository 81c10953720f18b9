/** Every part of the system that uses energy of its own, each counted once. */

import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import { type CalledModel, estimateCalledModel } from "./called-model.ts";
import {
  type ComponentResult,
  countedElsewhere,
  estimateComponent,
  type Load,
} from "./component-part.ts";
import { type Context, createLedger } from "./context.ts";
import { estimateData } from "./data-part.ts";
import { findHosts, type Hosts, isProduction } from "./hosting.ts";
import { addImpact, type Impact, NO_IMPACT } from "./impact.ts";
import type { Part } from "./part.ts";
import type { Traffic, Work } from "./traffic.ts";
import { estimateTraining } from "./training-part.ts";

/** What one step's or evaluation's calls have of the month. */
export interface WorkImpact {
  readonly impact: Impact;
  /** Adds to the month by itself, or is a share of a machine. */
  readonly basis: "own" | "allocated";
}

export interface Parts {
  /** Components, models, training, evaluations, data, each in the order of the manifest. */
  readonly parts: readonly Part[];
  readonly byWork: ReadonlyMap<Work, WorkImpact>;
  readonly hosts: Hosts;
}

export function estimateParts(context: Context, traffic: Traffic): Parts {
  const hosts = findHosts(context);
  const byWork = new Map<Work, WorkImpact>();
  const components = componentParts(context, traffic, hosts, byWork);
  const called = calledModels(context, traffic, hosts, byWork);
  const training = context.manifest.models.flatMap((model) =>
    (model.training ?? []).map((job, index) => estimateTraining(context, model, job, index)),
  );
  const data = (context.manifest.data ?? []).map((set) => estimateData(context, set));
  const models = called.filter(({ inProduction }) => inProduction).map(({ part }) => part);
  const evaluations = evaluationParts(context, called);
  return { parts: [...components, ...models, ...training, ...evaluations, ...data], byWork, hosts };
}

function componentParts(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  byWork: Map<Work, WorkImpact>,
): readonly Part[] {
  return (context.manifest.components ?? []).map((component) => {
    const { part, impactByWork } = componentResult(context, traffic, hosts, component);
    for (const [work, impact] of impactByWork) {
      const known = byWork.get(work);
      const whole = known === undefined ? impact : addImpact(known.impact, impact);
      byWork.set(work, { impact: whole, basis: "allocated" });
    }
    return part;
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
  return estimateComponent(context, component, loadsOf(context, traffic, hosts, component), direct);
}

/** Several machines that run the same model share its calls evenly. */
function loadsOf(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  component: Component,
): readonly Load[] {
  if (!isProduction(component)) return [];
  return (component.runs ?? []).flatMap((id) => {
    const model = context.models.get(id);
    const machines = hosts.provisioned.get(id) ?? [];
    const called = traffic.worksByUse.get(id) ?? [];
    if (model === undefined || !machines.includes(component)) return [];
    const works = called.filter((work) => comesToMachines(model, work));
    return works.length === 0 ? [] : [{ model, works, share: 1 / machines.length }];
  });
}

/** Tests of a model on users' devices run where the tests run; tests of a served model call the service. */
function comesToMachines({ access }: Model, { environment }: Work): boolean {
  return access !== "on-device" || environment === undefined;
}

/** Calls that no provisioned machine answers. */
function calledModels(
  context: Context,
  traffic: Traffic,
  hosts: Hosts,
  byWork: Map<Work, WorkImpact>,
): readonly CalledModel[] {
  return context.manifest.models.flatMap((model) => {
    const all = traffic.worksByUse.get(model.id) ?? [];
    const works = hosts.provisioned.has(model.id)
      ? all.filter((work) => !comesToMachines(model, work))
      : all;
    if (works.length === 0) return [];
    const result = estimateCalledModel(context, model, works, hosts.unsized.get(model.id));
    for (const [work, impact] of result.impactByWork) byWork.set(work, { impact, basis: "own" });
    return [result];
  });
}

/** Calls that tests make of models whose calls are counted one by one, per environment. */
function evaluationParts(context: Context, called: readonly CalledModel[]): readonly Part[] {
  return (context.manifest.environments ?? []).flatMap(({ name }) => {
    const tested = called.filter(({ impactByWork }) =>
      [...impactByWork.keys()].some(({ environment }) => environment === name),
    );
    const [first] = tested;
    if (first === undefined) return [];
    const ledger = createLedger();
    let impact: Impact = NO_IMPACT;
    for (const { part, inProduction, impactByWork } of tested) {
      if (!inProduction) ledger.assumptions.push(...part.ledger.assumptions);
      for (const [work, one] of impactByWork)
        if (work.environment === name) impact = addImpact(impact, one);
    }
    return [
      {
        ...first.part,
        id: `environments.${name}`,
        kind: "evaluation",
        subject: name,
        impact,
        ledger,
      },
    ];
  });
}
