/** A training job's share of a month: accelerator-hours, vCPU-hours, or parameters and tokens. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { COMPUTE, HOST } from "../coefficients/host.ts";
import { POWER_SHARE } from "../coefficients/inference.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Training } from "../manifest/model.ts";
import {
  add,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { bestRegionsOf, cloudOf, isCloud } from "./cloud-region.ts";
import { siteOf } from "./component-part.ts";
import { type Context, createLedger, given, type Ledger, note, take } from "./context.ts";
import { cpuPower } from "./cpu.ts";
import { acceleratorEmbodied, computeEmbodied, lifeHours } from "./embodied.ts";
import { impactOf, NO_IMPACT } from "./impact.ts";
import { type Machines, machinePrice } from "./machine-price.ts";
import { measuredTraining } from "./measured-training.ts";
import type { Part } from "./part.ts";
import { placedBy, placeOf, type Site } from "./place.ts";
import { memoryPerVcpu } from "./plain-machine.ts";
import type { Method } from "./result.ts";
import { acceleratorOf } from "./serving.ts";
import type { Job } from "./trainer.ts";
import { cpuHours, declaredHours, hoursFromTokens, runsPerMonth } from "./training-hours.ts";
import { unknownAccelerator } from "./unknown-name.ts";

/** Machine use of a job in a month. */
interface Spent {
  /** kWh before PUE. */
  readonly machines: Uncertain;
  readonly embodied: Uncertain;
  readonly cost: Uncertain;
  readonly method: Method;
}

/** `trainer` is the component that runs the job; `onMachines` says that its machines are counted as provisioned. */
export function estimateTraining(
  context: Context,
  one: Job,
  trainer: Component | undefined,
  onMachines: boolean,
): Part {
  const ledger = createLedger();
  const { model, job, path } = one;
  const site = siteOfJob(job, path, trainer);
  const place = placeOf(context, ledger, site);
  const part = {
    id: path,
    kind: "training",
    subject: model.id,
    active: undefined,
    idle: undefined,
    grid: place.grid,
    ...bestRegionsOf(site, "anywhere"),
    declared: undefined,
    boundaries: {
      energy: "accelerators and hosts over all runs, data centre (PUE)",
      cost: "machine hours of all runs",
    },
    ledger,
  } as const;
  if (trainer !== undefined && onMachines) {
    note(ledger, `counted with the machines of ${trainer.id}`);
    return { ...part, method: "counted-elsewhere", impact: NO_IMPACT };
  }
  if (trainer === undefined) nameServing(context, ledger, one);
  const runs = runsPerMonth(ledger, job, path);
  const { machines, embodied, cost, method } = spentBy(context, ledger, one, runs, {
    trainer,
    site,
  });
  const measured = measuredTraining(context, ledger, one, { machines, runs, place });
  return {
    ...part,
    method: measured === undefined ? method : "declared",
    impact: impactOf(measured ?? machines, place, embodied, cost),
  };
}

/** Where the job says, else where the component stands that trains the model. */
function siteOfJob(job: Training, path: string, trainer: Component | undefined): Site {
  const { provider, placement } = job;
  const there = trainer === undefined ? undefined : siteOf(trainer);
  if (there !== undefined && placement === undefined && isProviderOf(there, provider)) return there;
  if (provider === undefined && acceleratorOf(job.accelerator ?? "")?.form === "device")
    return { path, inputs: placedBy(`${path}.placement`), provider, placement, where: "edge" };
  const where = provider !== undefined && !isCloud(provider) ? "on-prem" : "cloud";
  return { path, inputs: placedBy(`${path}.placement`), provider, placement, where };
}

function isProviderOf({ provider }: Site, asked: string | undefined): boolean {
  return asked === undefined || provider?.toLowerCase() === asked.toLowerCase();
}

/** Training on a machine that also serves the model would be counted with that machine already. */
function nameServing({ manifest }: Context, ledger: Ledger, { model, job }: Job): void {
  const chip = job.accelerator === undefined ? undefined : acceleratorOf(job.accelerator);
  const serving = manifest.components?.find(
    ({ kind, runs = [], accelerator = "" }) =>
      kind !== "training" && runs.includes(model.id) && acceleratorOf(accelerator) === chip,
  );
  if (chip === undefined || serving === undefined) return;
  note(
    ledger,
    `trained on machines of its own, besides ${serving.id}, which serves the model on the same chip: a component of kind training would say on which`,
    "components",
  );
}

/** The component that runs a job, and where it runs. */
interface Where {
  readonly trainer: Component | undefined;
  readonly site: Site;
}

function spentBy(
  context: Context,
  ledger: Ledger,
  { model, job, path }: Job,
  runs: Uncertain,
  where: Where,
): Spent {
  if (job.vcpus !== undefined) return cpuTraining(context, ledger, job, path, runs, where);
  const accelerator = job.accelerator === undefined ? undefined : acceleratorOf(job.accelerator);
  if (accelerator === undefined) return unknownTraining(context, ledger, job, path);
  const declared = declaredHours(job, path);
  const perRun = declared ?? hoursFromTokens(context, ledger, model, job, path, accelerator);
  const hours = multiply(perRun, runs);
  const method = declared === undefined ? "tokens" : "accelerator-hours";
  const watts = wattsOf(context, job, path, accelerator);
  return { ...onAccelerators(context, ledger, accelerator, hours, watts, where), method };
}

/**
 * W of one accelerator with its share of the host: as declared, else a share of the rated power. What was
 * measured on TPUs has the host in it.
 */
function wattsOf(
  context: Context,
  job: Training,
  path: string,
  { form, host, tdp }: Accelerator,
): Uncertain {
  if (job.power_w !== undefined) return given(job.power_w, `${path}.power_w`);
  const rated = take(context, tdp);
  if (form === "device") return rated;
  if (host === "tpu")
    return multiply(rated, take(context, POWER_SHARE["power-share.training.tpu"], path));
  const share = take(context, POWER_SHARE["power-share.training"], path);
  return multiply(rated, share, take(context, HOST["host.training"]));
}

function onAccelerators(
  context: Context,
  ledger: Ledger,
  accelerator: Accelerator,
  hours: Uncertain,
  watts: Uncertain,
  where: Where,
): Omit<Spent, "method"> {
  return {
    machines: scale(multiply(hours, watts), 0.001),
    embodied: acceleratorEmbodied(
      context,
      accelerator,
      hours,
      lifeHours(context, accelerator.form, lifetimeOf(where)),
    ),
    cost: priceOf(context, ledger, where, {
      replicaHours: hours,
      accelerator: { type: accelerator, count: exactly(1) },
    }),
  };
}

function cpuTraining(
  context: Context,
  ledger: Ledger,
  job: Training,
  path: string,
  runs: Uncertain,
  where: Where,
): Spent {
  const vcpuHours = multiply(cpuHours(job, path), runs);
  const perVcpu = memoryPerVcpu(context, ledger, `${path}.vcpus`);
  const cloud = cloudOf(where.site.provider) ?? "other";
  const watts = add(
    take(context, cpuPower(cloud, "busy")),
    multiply(perVcpu, take(context, COMPUTE["memory.power"])),
  );
  const one = exactly(1);
  const life = lifeHours(context, "server", lifetimeOf(where));
  const vcpus = given(job.vcpus ?? 0, `${path}.vcpus`);
  return {
    machines: scale(multiply(vcpuHours, watts), 0.001),
    embodied: computeEmbodied(context, one, perVcpu, vcpuHours, life),
    cost: priceOf(context, ledger, where, {
      replicaHours:
        where.trainer?.usd_per_hour === undefined
          ? vcpuHours
          : divide(vcpuHours, vcpus, `${path}.vcpus`),
      vcpus: one,
      memoryGb: perVcpu,
    }),
    method: "vcpu-hours",
  };
}

function lifetimeOf({ trainer }: Where) {
  if (trainer?.lifetime_years === undefined) return undefined;
  return { years: trainer.lifetime_years, path: `components.${trainer.id}.lifetime_years` };
}

/** Accelerator-hours or CPU-hours of a job at its trainer's price, else at the list price. */
function priceOf(
  context: Context,
  ledger: Ledger,
  { trainer, site }: Where,
  machines: Machines,
): Uncertain {
  const path = trainer === undefined ? "components" : `components.${trainer.id}`;
  if (trainer?.usd_per_month !== undefined) {
    note(ledger, `paid with ${trainer.id}`, `${path}.usd_per_month`);
    return ZERO;
  }
  const perReplica = trainer?.accelerators_per_replica ?? 1;
  const replicaHours =
    machines.accelerator === undefined || trainer?.usd_per_hour === undefined
      ? machines.replicaHours
      : scale(machines.replicaHours, 1 / likely(perReplica));
  const inputs = {
    perHour: trainer === undefined ? path : `${path}.usd_per_hour`,
    perMonth: trainer === undefined ? path : `${path}.usd_per_month`,
  };
  const { where, provider, placement } = site;
  const { purchase, usd_per_hour } = trainer ?? {};
  const paid = { provider, placement, where, purchase, usd_per_hour, inputs };
  return machinePrice(context, ledger, paid, { ...machines, replicaHours });
}

function unknownTraining(context: Context, ledger: Ledger, job: Training, path: string): Spent {
  if (job.accelerator !== undefined)
    note(ledger, unknownAccelerator(context, job.accelerator), `${path}.accelerator`);
  const missing = unknown(`${path}.accelerator`);
  return { machines: missing, embodied: missing, cost: missing, method: "unknown" };
}
