/** A replica with accelerators: power from the chip, work from the calls of its models. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { HOST, USE } from "../coefficients/host.ts";
import { POWER_SHARE, SERVING } from "../coefficients/inference.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import {
  add,
  divide,
  exactly,
  isZero,
  larger,
  multiply,
  scale,
  smaller,
  sum,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { type Call, callJoules, tokensOf } from "./call-energy.ts";
import type { Load } from "./component-part.ts";
import {
  assume,
  type Context,
  createLedger,
  given,
  givenShare,
  type Ledger,
  note,
  take,
} from "./context.ts";
import { declaredEnergy, type Modelled, statesEnergy } from "./declared-energy.ts";
import { acceleratorsFor } from "./decode-energy.ts";
import { runningOf } from "./demand.ts";
import { acceleratorEmbodied, lifeHours } from "./embodied.ts";
import { chipAtRest, hostAtRest, withHost } from "./host-at-rest.ts";
import type { Machine } from "./machine.ts";
import type { Provisioning } from "./provisioning.ts";
import type { DeclaredEnergy } from "./result.ts";
import { type Serving, sizeOf } from "./serving.ts";
import type { Work } from "./traffic.ts";

export function acceleratorMachine(
  context: Context,
  ledger: Ledger,
  component: Component,
  accelerator: Accelerator,
  loads: readonly Load[],
  provisioning: Provisioning,
  jobs: Jobs,
): Machine {
  const device = accelerator.form === "device";
  const count = countOf(context, ledger, component, accelerator, loads);
  const trains = component.kind === "training";
  const host = device
    ? exactly(1)
    : take(context, HOST[trains ? "host.training" : "host.provisioned"]);
  const share = device ? exactly(1) : take(context, POWER_SHARE[powerShareOf(trains, loads)]);
  const busyWatts = multiply(take(context, accelerator.tdp), share, count);
  const loaded = !trains && (component.runs ?? []).length > 0;
  const idleWatts = smaller(multiply(chipAtRest(context, accelerator, loaded), count), busyWatts);
  const atRest = hostAtRest(context, ledger, component, accelerator, count);
  const looks: Workload[] = [];
  const busyHours = (replicaHours: Uncertain) => {
    const found = lookAt(context, component, accelerator, loads, { count, host, replicaHours });
    looks.push(found);
    return scale(divide(found.joules, busyWatts), 1 / 3600);
  };
  const running = runningOf(context, ledger, component, provisioning, {
    ...askedOf(jobs, loads),
    busyHours: jobs.hours === undefined ? (loads.length > 0 ? busyHours : undefined) : () => jobs.hours,
    declared: declaredBusy(component),
    usual: () => usualBusy(context, ledger, component),
  });
  const { declared, weights, notes } = looks.at(-1) ?? NO_WORKLOAD;
  const oneKind = isOneOfAKind(component, loads);
  if (!oneKind) for (const { text, input, coefficient } of notes) note(ledger, text, input, coefficient);
  const whole = heldBy(context, ledger, component, accelerator, loads, count);
  const life = lifeHours(context, accelerator.form, lifetimeOf(component));
  return {
    ...withHost(busyWatts, idleWatts, host, atRest),
    running,
    embodied: acceleratorEmbodied(context, accelerator, multiply(running.hours, whole), life),
    paid: { replicaHours: running.hours, accelerator: { type: accelerator, count: whole } },
    boundary: device
      ? "device as provisioned, idle time included"
      : "accelerators and hosts as provisioned, idle time included, data centre (PUE)",
    declared,
    weights: oneKind ? undefined : weights,
  };
}

/** As declared; else one, or as many as hold the weights of the largest model. */
function countOf(
  context: Context,
  ledger: Ledger,
  component: Component,
  { memory }: Accelerator,
  loads: readonly Load[],
): Uncertain {
  const input = `components.${component.id}.accelerators_per_replica`;
  const declared = component.accelerators_per_replica;
  if (declared !== undefined) return given(declared, input);
  const overhead = SERVING["serving.memory-overhead"];
  const needed = loads.map(({ model }) => {
    const { total, bytes } = sizeOf(context, createLedger(), model);
    return acceleratorsFor((likelyOf(multiply(total, bytes)) ?? 0) * overhead.value, memory.value);
  });
  const count = Math.max(1, ...needed);
  if (count === 1) return exactly(1);
  note(ledger, `the weights need ${count} accelerators per replica`, input, overhead.id);
  const origins = [memory, overhead].map(({ id }) => ({ source: id, cause: undefined }));
  return { ...exactly(count), origins };
}

/** Denoising keeps a chip busier than writing tokens does. */
function powerShareOf(trains: boolean, loads: readonly Load[]) {
  if (trains) return "power-share.training";
  const draws = (task: string | undefined) => task === "image-gen" || task === "video-gen";
  return loads.length > 0 && loads.every(({ model }) => draws(model.task))
    ? "power-share.images"
    : "power-share.serving";
}

/** How the models of a component are served on it. */
export function servingOn(
  context: Context,
  ledger: Ledger,
  component: Component,
  accelerator: Accelerator,
  loads: readonly Load[],
  replicaHours: Uncertain | undefined,
): Serving {
  const path = `components.${component.id}`;
  const perReplica = component.accelerators_per_replica;
  return {
    path,
    accelerator,
    accelerators: perReplica === undefined ? 1 : likely(perReplica),
    batch: concurrency(context, ledger, component, accelerator, loads, replicaHours),
  };
}

/** Declared, else rate times tokens times seconds per token (Little's law), else a stated range. */
function concurrency(
  context: Context,
  ledger: Ledger,
  component: Component,
  accelerator: Accelerator,
  loads: readonly Load[],
  replicaHours: Uncertain | undefined,
): Uncertain {
  const input = `components.${component.id}.concurrency`;
  if (component.concurrency !== undefined)
    return larger(given(component.concurrency, input), exactly(1));
  if (accelerator.form === "device") return take(context, SERVING["serving.batch.device"]);
  const tokens = loads.length === 0 ? undefined : outputTokens(context, loads);
  if (tokens !== undefined && isZero(tokens)) return exactly(1);
  if (tokens === undefined || replicaHours === undefined)
    return assume(context, ledger, SERVING["serving.batch.self-hosted"], {
      text: "8 to 128 requests in flight per replica",
      input,
      scope: component.id,
    });
  const each = assume(context, ledger, SERVING["serving.seconds-per-token"], {
    text: "requests in flight follow from calls, output tokens and 10 to 60 ms per token",
    input,
    scope: component.id,
  });
  const inFlight = divide(multiply(tokens, each), scale(replicaHours, 3600));
  return smaller(larger(inFlight, exactly(1)), exactly(512));
}

/** Output tokens of a month; undefined when not all are known. */
function outputTokens(context: Context, loads: readonly Load[]): Uncertain | undefined {
  const silent = createLedger();
  const all = loads.flatMap(({ model, works, share }) => {
    const size = sizeOf(context, silent, model);
    return works.map((work) => {
      const call = { model, size, step: work.step, path: work.path };
      return scale(multiply(work.callsPerMonth, tokensOf(context, silent, call).output), share);
    });
  });
  const total = sum(all);
  return total.values === undefined || total.missing.length > 0 ? undefined : total;
}

interface Workload {
  /** Joules of the accelerators in a month. */
  readonly joules: Uncertain;
  readonly declared: DeclaredEnergy | undefined;
  readonly weights: ReadonlyMap<Work, number> | undefined;
}

const NO_WORKLOAD: Workload = { joules: ZERO, declared: undefined, weights: undefined };

/** When it is said how busy a machine is, and one kind of call has all of it, the size of a call decides nothing. */
function isOneOfAKind({ busy_pct: busy }: Component, loads: readonly Load[]): boolean {
  const calls = loads.reduce((count, { works }) => count + works.length, 0);
  const declared = loads.some(({ model }) => statesEnergy(model));
  return busy !== undefined && calls <= 1 && !declared;
}

function workload(
  context: Context,
  ledger: Ledger,
  loads: readonly Load[],
  serving: Serving,
  held: Pick<Modelled, "host" | "decides">,
): Workload {
  let joules: Uncertain = ZERO;
  let declared: DeclaredEnergy | undefined;
  const weights = new Map<Work, number>();
  for (const { model, works, share } of loads) {
    const size = sizeOf(context, ledger, model);
    const calls: readonly Call[] = works.map(({ step, path }) => ({ model, size, step, path }));
    const each = calls.map((call) => callJoules(context, ledger, call, serving));
    const inWh = (value: Uncertain) => scale(multiply(value, held.host), 1 / 3600);
    const own = declaredEnergy(
      context,
      model,
      {
        ...held,
        wh: each.map(inWh),
        at: (step) =>
          inWh(callJoules(context, createLedger(), { model, size, step, path: model.id }, serving)),
        boundary: "one call: accelerators and host, without PUE",
        precision: "range",
      },
      ledger,
    );
    declared ??= own?.shown;
    for (const [index, work] of works.entries()) {
      const modelled = each[index] ?? ZERO;
      const wh = own?.wh?.[index];
      const one = wh === undefined ? modelled : divide(scale(wh, 3600), held.host);
      const spent = scale(multiply(work.callsPerMonth, one), share);
      const weight = likelyOf(spent);
      if (weight !== undefined) weights.set(work, weight);
      joules = add(joules, spent);
    }
  }
  return { joules, declared, weights };
}

/** Declared, else what training jobs or calls need over what the machines can do, else a stated range. */
function busyShare(
  context: Context,
  ledger: Ledger,
  component: Component,
  needed: Uncertain,
): Uncertain {
  const input = `components.${component.id}.busy_pct`;
  if (component.busy_pct !== undefined) return givenShare(component.busy_pct, input);
  if (needed.values !== undefined && needed.missing.length === 0) {
    if ((likelyOf(needed) ?? 0) > 1 && component.kind !== "training")
      note(
        ledger,
        "the calls need more than these replicas can do",
        `components.${component.id}.replicas`,
      );
    const from = component.kind === "training" ? "the training jobs" : "the calls";
    note(ledger, `share of time with work follows from ${from}`, input);
    return smaller(needed, exactly(1));
  }
  const range = assume(context, ledger, USE["use.busy-pct"], {
    text: "accelerator has work 5 to 90 % of the time",
    input,
    scope: component.id,
  });
  return scale(range, 0.01);
}

function lifetimeOf({ id, lifetime_years: years }: Component) {
  return years === undefined ? undefined : { years, path: `components.${id}.lifetime_years` };
}
