/** Components of kind `training`, and the jobs that run on them. */

import type { Component } from "../manifest/component.ts";
import type { Model, Training } from "../manifest/model.ts";
import { divide, exactly, multiply, sum, type Uncertain } from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { type Context, createLedger, given, type Ledger } from "./context.ts";
import { acceleratorOf } from "./serving.ts";
import type { Work } from "./traffic.ts";
import { cpuHours, declaredHours, hoursFromTokens, runsPerMonth } from "./training-hours.ts";

/** A job of a model, with its path in the manifest. */
export interface Job {
  readonly model: Model;
  readonly job: Training;
  readonly path: string;
}

export function jobsOf(model: Model): readonly Job[] {
  return (model.training ?? []).map((job, index) => ({
    model,
    job,
    path: `models.${model.id}.training.${job.id ?? index}`,
  }));
}

/** The jobs of each component that trains, by its id. */
export function findTrainers(context: Context): ReadonlyMap<string, readonly Job[]> {
  const all = (context.manifest.components ?? []).filter(({ kind }) => kind === "training");
  const jobs = new Map<string, Job[]>();
  for (const one of context.manifest.models.flatMap(jobsOf)) {
    const trainer = trainerOf(all, one);
    if (trainer === undefined) continue;
    const known = jobs.get(trainer.id);
    if (known === undefined) jobs.set(trainer.id, [one]);
    else known.push(one);
  }
  return jobs;
}

/**
 * The component that trains a model: the one that says so, else the only one that names no models and fits
 * the job. Undefined when none does, or several could.
 */
function trainerOf(all: readonly Component[], { model, job }: Job): Component | undefined {
  const named = all.filter(({ runs = [] }) => runs.includes(model.id));
  if (named.length > 0) return named.find((one) => hasChipOf(one, job));
  const open = all.filter(
    (one) => (one.runs ?? []).length === 0 && hasChipOf(one, job) && isAtPlaceOf(one, job),
  );
  return open.length === 1 ? open[0] : undefined;
}

function hasChipOf({ accelerator, compute, runs = [] }: Component, job: Training): boolean {
  if (job.accelerator === undefined) return accelerator === undefined;
  if (accelerator === undefined) return compute === undefined && runs.length > 0;
  return chipOf(accelerator) === chipOf(job.accelerator);
}

function chipOf(name: string): string {
  return acceleratorOf(name)?.id ?? name.toLowerCase();
}

/** True unless both say where they are and differ. */
function isAtPlaceOf({ provider, placement }: Component, job: Training): boolean {
  const sameProvider =
    job.provider === undefined ||
    provider === undefined ||
    provider.toLowerCase() === job.provider.toLowerCase();
  const names = (places: Training["placement"]) =>
    places?.map(({ region, country }) => region ?? country).join("+");
  const [own, there] = [names(job.placement), names(placement)];
  return sameProvider && (own === undefined || there === undefined || own === there);
}

/** What jobs ask of machines, and the calls that stand for them when their use is shared out. */
export interface Trained {
  /** Replica-hours of a month in which jobs run. */
  readonly hours: Uncertain;
  readonly works: readonly Work[];
  readonly weights: ReadonlyMap<Work, number>;
}

/** Undefined when no job runs on the component. */
export function trainedBy(
  context: Context,
  ledger: Ledger,
  component: Component,
  jobs: readonly Job[],
): Trained | undefined {
  if (jobs.length === 0) return undefined;
  const weights = new Map<Work, number>();
  const spent = jobs.map((one) => {
    const runs = runsPerMonth(createLedger(), one.job, one.path);
    const hours = multiply(hoursOf(context, ledger, one), runs);
    const step = { use: one.model.id };
    const work = { ...step, path: one.path, step, callsPerMonth: runs, environment: "training" };
    weights.set(work, likelyOf(hours) ?? 0);
    return hours;
  });
  const hours = divide(sum(spent), unitsOf(component));
  return { hours, works: [...weights.keys()], weights };
}

/** Hours of one run, in accelerators or virtual CPUs. */
function hoursOf(context: Context, ledger: Ledger, { model, job, path }: Job): Uncertain {
  if (job.accelerator === undefined) return cpuHours(job, path);
  const declared = declaredHours(job, path);
  const accelerator = acceleratorOf(job.accelerator);
  if (declared !== undefined || accelerator === undefined) return declared ?? cpuHours(job, path);
  return hoursFromTokens(context, ledger, model, job, path, accelerator);
}

/** Accelerators or virtual CPUs of one replica. */
function unitsOf({ id, accelerator, accelerators_per_replica: count, compute }: Component) {
  const path = `components.${id}`;
  if (accelerator === undefined && compute !== undefined)
    return given(compute.vcpus, `${path}.compute.vcpus`);
  return count === undefined ? exactly(1) : given(count, `${path}.accelerators_per_replica`);
}
