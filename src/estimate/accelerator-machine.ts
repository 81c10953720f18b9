/** A replica with accelerators: power from the chip, work from the calls of its models. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { HOST, USE } from "../coefficients/host.ts";
import { POWER_SHARE, SERVING } from "../coefficients/inference.ts";
import type { Component } from "../manifest/component.ts";
import { percentiles } from "../quantity/percentiles.ts";
import {
  divide,
  exactly,
  multiply,
  scale,
  smaller,
  type Uncertain,
} from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { type Asked, declaredBusy } from "./asked.ts";
import type { Load } from "./component-part.ts";
import { assume, type Context, createLedger, given, type Ledger, note, take } from "./context.ts";
import { acceleratorsFor } from "./decode-energy.ts";
import { runningOf } from "./demand.ts";
import { acceleratorEmbodied, lifeHours } from "./embodied.ts";
import { chipAtRest, hostAtRest, withHost } from "./host-at-rest.ts";
import type { Machine } from "./machine.ts";
import type { Provisioning } from "./provisioning.ts";
import { isDecided, type Look, lookAt, seenLast } from "./served-calls.ts";
import { sizeOf } from "./serving.ts";

export function acceleratorMachine(
  context: Context,
  ledger: Ledger,
  component: Component,
  accelerator: Accelerator,
  loads: readonly Load[],
  provisioning: Provisioning,
  asked: Asked,
): Machine {
  const count = countOf(context, ledger, component, accelerator, loads);
  const { busyWatts, host, ...power } = powerOf(context, component, accelerator, loads, count);
  const looks: Look[] = [];
  const busyHours = (replicaHours: Uncertain) => {
    const found = lookAt(context, component, accelerator, loads, { count, host, replicaHours });
    looks.push(found);
    return scale(divide(found.joules, busyWatts), 1 / 3600);
  };
  const running = runningOf(context, ledger, component, provisioning, {
    ...asked,
    busyHours:
      asked.busyHours ?? (isDecided(component, loads, provisioning) ? undefined : busyHours),
    declared: declaredBusy(component),
    usual: () => usualBusy(context, ledger, component),
  });
  const whole = heldBy(context, ledger, component, accelerator, loads, count);
  const atRest = hostAtRest(context, ledger, component, accelerator, count);
  const fits = { ...exactly(1), missing: whole.missing };
  const life = lifeHours(context, accelerator.form, lifetimeOf(component));
  return {
    ...withHost(multiply(busyWatts, fits), multiply(power.idleWatts, fits), host, atRest),
    running,
    embodied: acceleratorEmbodied(context, accelerator, multiply(running.hours, whole), life),
    paid: { replicaHours: running.hours, accelerator: { type: accelerator, count: whole } },
    boundary:
      accelerator.form === "device"
        ? "device as provisioned, idle time included"
        : "accelerators and hosts as provisioned, idle time included, data centre (PUE)",
    ...seenLast(ledger, component, loads, looks),
  };
}

/** Watts of the accelerators of a replica, and what its host adds to them at work. */
function powerOf(
  context: Context,
  component: Component,
  accelerator: Accelerator,
  loads: readonly Load[],
  count: Uncertain,
) {
  const { form, tdp } = accelerator;
  const trains = component.kind === "training";
  const loaded = !trains && (component.runs ?? []).length > 0;
  const rest = multiply(chipAtRest(context, accelerator, loaded), count);
  if (form === "device") {
    const busyWatts = multiply(take(context, tdp), count);
    return { busyWatts, idleWatts: smaller(rest, busyWatts), host: exactly(1) };
  }
  const share = take(context, POWER_SHARE[powerShareOf(trains, loads)]);
  const busyWatts = multiply(take(context, tdp), share, count);
  const host = take(context, HOST[trains ? "host.training" : "host.provisioned"]);
  return { busyWatts, idleWatts: smaller(rest, busyWatts), host };
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

/** The declared accelerators, or "at least" them where they cannot hold the weights of a model. */
function heldBy(
  context: Context,
  ledger: Ledger,
  component: Component,
  { memory }: Accelerator,
  loads: readonly Load[],
  count: Uncertain,
): Uncertain {
  if (component.accelerators_per_replica === undefined) return count;
  const room = (likelyOf(count) ?? 0) * memory.high * USABLE_MEMORY;
  for (const { model } of loads) {
    const { total, bytes } = sizeOf(context, createLedger(), model);
    const { values } = multiply(total, bytes);
    const weights = values === undefined ? 0 : percentiles(values).low;
    if (weights <= room) continue;
    const input =
      model.precision === undefined
        ? `models.${model.id}.precision`
        : `components.${component.id}.accelerators_per_replica`;
    const sizes = `${rounded(weights)} GB of weights in ${rounded(room)} GB`;
    note(ledger, `${model.id} does not fit on one replica of ${component.id}: ${sizes}`, input);
    return { ...count, missing: [input] };
  }
  return count;
}

/** Share of the memory that weights may fill: the rest is for the context of requests. */
const USABLE_MEMORY = 0.95;

function rounded(gb: number): string {
  return String(Number(gb.toPrecision(3)));
}

/** Denoising keeps a chip busier than writing tokens does. */
function powerShareOf(trains: boolean, loads: readonly Load[]) {
  if (trains) return "power-share.training";
  const draws = (task: string | undefined) => task === "image-gen" || task === "video-gen";
  return loads.length > 0 && loads.every(({ model }) => draws(model.task))
    ? "power-share.images"
    : "power-share.serving";
}

function usualBusy(context: Context, ledger: Ledger, { id }: Component): Uncertain {
  const range = assume(context, ledger, USE["use.busy-pct"], {
    text: "accelerator has work 5 to 90 % of the time",
    input: `components.${id}.busy_pct`,
    scope: id,
  });
  return scale(range, 0.01);
}

function lifetimeOf({ id, lifetime_years: years }: Component) {
  return years === undefined ? undefined : { years, path: `components.${id}.lifetime_years` };
}
