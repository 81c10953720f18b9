/** A training job's share of a month: accelerator-hours, vCPU-hours, or parameters and tokens. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { COMPUTE, HOST, TRAINING } from "../coefficients/host.ts";
import { POWER_SHARE } from "../coefficients/inference.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Model, Training } from "../manifest/model.ts";
import {
  add,
  derive,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { bestRegionsOf, cloudOf, isCloud } from "./cloud-region.ts";
import { assume, type Context, createLedger, given, type Ledger, note, take } from "./context.ts";
import { acceleratorEmbodied, computeEmbodied, lifeHours } from "./embodied.ts";
import { impactOf } from "./impact.ts";
import { type Machines, machinePrice } from "./machine-price.ts";
import type { Part } from "./part.ts";
import { placedBy, placeOf } from "./place.ts";
import { memoryPerVcpu } from "./plain-machine.ts";
import type { Method } from "./result.ts";
import { acceleratorOf, sizeOf } from "./serving.ts";

/** Machine use of a job in a month. */
interface Spent {
  /** kWh before PUE. */
  readonly machines: Uncertain;
  readonly embodied: Uncertain;
  readonly cost: Uncertain;
  readonly method: Method;
}

export function estimateTraining(
  context: Context,
  model: Model,
  job: Training,
  index: number,
): Part {
  const ledger = createLedger();
  const path = `models.${model.id}.training.${job.id ?? index}`;
  const place = placeOf(context, ledger, {
    path,
    inputs: placedBy(`${path}.placement`),
    provider: job.provider,
    placement: job.placement,
    where: isOwnSite(job) ? "on-prem" : "cloud",
  });
  const runs = runsPerMonth(ledger, job, path);
  const { machines, embodied, cost, method } = spentBy(context, ledger, model, job, path, runs);
  return {
    id: path,
    kind: "training",
    subject: model.id,
    method,
    impact: impactOf(machines, place, embodied, cost),
    active: undefined,
    idle: undefined,
    grid: place.grid,
    ...bestRegionsOf({ provider: job.provider, placement: job.placement }),
    declared: undefined,
    boundaries: {
      energy: "accelerators and hosts over all runs, data centre (PUE)",
      cost: "machine hours of all runs",
    },
    ledger,
  };
}

/** Runs per month; of a job done once, its runs spread over the months that it serves. */
function runsPerMonth(ledger: Ledger, job: Training, path: string): Uncertain {
  if (job.runs_per_month !== undefined) return given(job.runs_per_month, `${path}.runs_per_month`);
  if (job.once !== true && job.runs === undefined) return unknown(`${path}.runs_per_month`);
  const runs = job.runs === undefined ? exactly(1) : given(job.runs, `${path}.runs`);
  if (job.amortise_months !== undefined)
    return divide(runs, given(job.amortise_months, `${path}.amortise_months`));
  note(ledger, "a job done once is spread over twelve months", `${path}.amortise_months`);
  return scale(runs, 1 / 12);
}

function spentBy(
  context: Context,
  ledger: Ledger,
  model: Model,
  job: Training,
  path: string,
  runs: Uncertain,
): Spent {
  if (job.vcpus !== undefined) return cpuTraining(context, ledger, model, job, path, runs);
  const accelerator = job.accelerator === undefined ? undefined : acceleratorOf(job.accelerator);
  if (accelerator === undefined) return unknownTraining(ledger, job, path);
  const declared = declaredHours(job, path);
  const perRun = declared ?? hoursFromTokens(context, ledger, model, job, path, accelerator);
  const hours = multiply(perRun, runs);
  const method = declared === undefined ? "tokens" : "accelerator-hours";
  return { ...onAccelerators(context, ledger, model, job, path, accelerator, hours), method };
}

/** Accelerator-hours of one run; undefined when the job does not say hours. */
function declaredHours(job: Training, path: string): Uncertain | undefined {
  if (job.hours_per_run === undefined) return undefined;
  const count =
    job.accelerators === undefined
      ? unknown(`${path}.accelerators`)
      : given(job.accelerators, `${path}.accelerators`);
  return multiply(given(job.hours_per_run, `${path}.hours_per_run`), count);
}

/** FLOP per parameter and token over what the chip achieves end to end. */
function hoursFromTokens(
  context: Context,
  ledger: Ledger,
  model: Model,
  job: Training,
  path: string,
  accelerator: Accelerator,
): Uncertain {
  if (job.tokens === undefined) return unknown(`${path}.hours_per_run`);
  const size = sizeOf(context, createLedger(), model);
  const adapter = job.kind === "adapter";
  const flop = take(
    context,
    TRAINING[
      adapter ? "training.flop-per-parameter-token.adapter" : "training.flop-per-parameter-token"
    ],
  );
  const utilisation = assume(context, ledger, utilisationOf(accelerator), {
    text: "accelerator-hours follow from parameters and tokens at end-to-end utilisation",
    input: `${path}.hours_per_run`,
    scope: path,
  });
  const tokens = given(job.tokens, `${path}.tokens`);
  const work = multiply(scale(size.active, 1e9), tokens, flop);
  return derive(
    (flops, used, peak) => flops / (3600 * peak * 1e12 * used),
    work,
    utilisation,
    take(context, accelerator.flops),
  );
}

function utilisationOf({ id }: Accelerator) {
  if (id.startsWith("a100")) return TRAINING["training.utilisation.a100"];
  if (id === "h100") return TRAINING["training.utilisation.h100"];
  return TRAINING["training.utilisation.other"];
}

function onAccelerators(
  context: Context,
  ledger: Ledger,
  model: Model,
  job: Training,
  path: string,
  accelerator: Accelerator,
  hours: Uncertain,
): Omit<Spent, "method"> {
  const device = accelerator.form === "device";
  const tdp = take(context, accelerator.tdp);
  const watts = device
    ? tdp
    : multiply(
        tdp,
        take(context, POWER_SHARE["power-share.training"], path),
        take(context, HOST["host.training"]),
      );
  return {
    machines: scale(multiply(hours, watts), 0.001),
    embodied: acceleratorEmbodied(
      context,
      accelerator,
      hours,
      lifeHours(context, accelerator.form),
    ),
    cost: priceOf(context, ledger, model, job, {
      replicaHours: hours,
      accelerator: { type: accelerator, count: exactly(1) },
    }),
  };
}

function cpuTraining(
  context: Context,
  ledger: Ledger,
  model: Model,
  job: Training,
  path: string,
  runs: Uncertain,
): Spent {
  const vcpus = given(job.vcpus ?? 0, `${path}.vcpus`);
  const perRun =
    job.hours_per_run === undefined
      ? unknown(`${path}.hours_per_run`)
      : given(job.hours_per_run, `${path}.hours_per_run`);
  const hours = multiply(perRun, runs);
  const memoryGb = multiply(vcpus, memoryPerVcpu(context, ledger, `${path}.vcpus`));
  const cloud = cloudOf(job.provider) ?? "other";
  const watts = add(
    multiply(vcpus, take(context, COMPUTE[`cpu.${cloud}.busy`])),
    multiply(memoryGb, take(context, COMPUTE["memory.power"])),
  );
  return {
    machines: scale(multiply(hours, watts), 0.001),
    embodied: computeEmbodied(context, vcpus, memoryGb, hours, lifeHours(context, "server")),
    cost: priceOf(context, ledger, model, job, { replicaHours: hours, vcpus, memoryGb }),
    method: "vcpu-hours",
  };
}

function isOwnSite({ provider }: Training): boolean {
  return provider !== undefined && !isCloud(provider);
}

/** The component that stands for the machines of a model's training. */
function trainerOf(context: Context, { id }: Model): Component | undefined {
  return context.manifest.components?.find(
    ({ kind, runs = [] }) => kind === "training" && runs.includes(id),
  );
}

/** Accelerator-hours or CPU-hours of a job at its trainer's price, else at the list price. */
function priceOf(
  context: Context,
  ledger: Ledger,
  model: Model,
  job: Training,
  machines: Machines,
): Uncertain {
  const trainer = trainerOf(context, model);
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
  const where = isOwnSite(job) ? "on-prem" : "cloud";
  const { purchase, usd_per_hour } = trainer ?? {};
  const paid = { provider: job.provider, where, purchase, usd_per_hour, inputs } as const;
  return machinePrice(context, ledger, paid, { ...machines, replicaHours });
}

function unknownTraining(ledger: Ledger, job: Training, path: string): Spent {
  if (job.accelerator !== undefined)
    note(ledger, `the table of accelerators has no ${job.accelerator}`, `${path}.accelerator`);
  const missing = unknown(`${path}.accelerator`);
  return { machines: missing, embodied: missing, cost: missing, method: "unknown" };
}
