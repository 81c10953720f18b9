/** Replicas without a known accelerator: virtual CPUs with memory, or a box of known power. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { COMPUTE, HOST, USE } from "../coefficients/host.ts";
import type { Component } from "../manifest/component.ts";
import type { Step } from "../manifest/flow.ts";
import {
  add,
  divide,
  exactly,
  multiply,
  scale,
  sum,
  type Uncertain,
  ZERO,
} from "../quantity/uncertain.ts";
import { type Asked, declaredBusy } from "./asked.ts";
import { callJoules } from "./call-energy.ts";
import type { Load } from "./component-part.ts";
import {
  assume,
  type Context,
  createLedger,
  given,
  givenShare,
  type Ledger,
  take,
} from "./context.ts";
import { cpuFamily, cpuPower } from "./cpu.ts";
import { type Declared, declaredEnergy, statesEnergy } from "./declared-energy.ts";
import { runningOf } from "./demand.ts";
import { acceleratorEmbodied, boxEmbodied, computeEmbodied, lifeHours } from "./embodied.ts";
import type { Machine } from "./machine.ts";
import type { Provisioning } from "./provisioning.ts";
import { type Look, lookAt, seenLast } from "./served-calls.ts";
import { acceleratorOf, sizeOf } from "./serving.ts";

type Compute = NonNullable<Component["compute"]>;
type PowerW = NonNullable<Component["power_w"]>;

/** Watts per virtual CPU between idle and busy (Cloud Carbon Footprint), and watts per GB of memory. */
export function computeMachine(
  context: Context,
  ledger: Ledger,
  component: Component,
  compute: Compute,
  provisioning: Provisioning,
  asked: Asked,
): Machine {
  const path = `components.${component.id}`;
  const { vcpus, memory } = sizeOfCompute(context, ledger, `${path}.compute`, compute);
  const memoryWatts = multiply(memory, take(context, COMPUTE["memory.power"]));
  const family = cpuFamily(component);
  const of = (state: "idle" | "busy") =>
    scale(add(multiply(vcpus, take(context, cpuPower(family, state))), memoryWatts), 0.001);
  const life = lifeHours(context, "server", lifetimeOf(component));
  const running = runningOf(context, ledger, component, provisioning, {
    ...asked,
    declared:
      compute.busy_pct === undefined
        ? declaredBusy(component)
        : givenShare(compute.busy_pct, `${path}.compute.busy_pct`),
    usual: () => usualCpuBusy(context, ledger, component),
  });
  return {
    busyKw: of("busy"),
    idleKw: of("idle"),
    running,
    embodied: computeEmbodied(context, vcpus, memory, running.hours, life),
    paid: { replicaHours: running.hours, vcpus, memoryGb: memory },
    boundary: "virtual CPUs and memory as provisioned, idle time included, data centre (PUE)",
    declared: undefined,
    weights: undefined,
  };
}

/** Virtual CPUs, and GB of memory as declared, else a range per virtual CPU. `path` is that of the compute. */
export function sizeOfCompute(
  context: Context,
  ledger: Ledger,
  path: string,
  compute: Compute,
): { readonly vcpus: Uncertain; readonly memory: Uncertain } {
  const vcpus = given(compute.vcpus, `${path}.vcpus`);
  const input = `${path}.memory_gb`;
  if (compute.memory_gb !== undefined) return { vcpus, memory: given(compute.memory_gb, input) };
  return { vcpus, memory: multiply(vcpus, memoryPerVcpu(context, ledger, input)) };
}

/** GB per virtual CPU, where nobody says. */
export function memoryPerVcpu(context: Context, ledger: Ledger, input: string): Uncertain {
  return assume(context, ledger, COMPUTE["memory.per-vcpu"], {
    text: "memory not given: 2 to 8 GB per virtual CPU",
    input,
    scope: input,
  });
}

/** A box whose electric power is known, host included. */
export function poweredMachine(
  context: Context,
  ledger: Ledger,
  component: Component,
  power: PowerW,
  loads: readonly Load[],
  provisioning: Provisioning,
  asked: Asked,
): Machine {
  const path = `components.${component.id}`;
  const busyKw = scale(given(power.busy, `${path}.power_w.busy`), 0.001);
  const idleKw = scale(given(power.idle, `${path}.power_w.idle`), 0.001);
  const life = lifeHours(context, isDevice(component) ? "device" : "server", lifetimeOf(component));
  const chip =
    component.accelerator === undefined ? undefined : acceleratorOf(component.accelerator);
  const declared = declaredOf(context, ledger, component, chip, loads);
  const spent = spentOn(loads, declared);
  const looks: Look[] = [];
  const spentWh = (replicaHours: Uncertain) => {
    if (spent !== undefined || chip === undefined) return spent ?? ZERO;
    const host = chip.form === "device" ? exactly(1) : take(context, HOST["host.provisioned"]);
    const count = countIn(component);
    const found = lookAt(context, component, chip, loads, { count, host, replicaHours });
    looks.push(found);
    return scale(multiply(found.joules, host), 1 / 3600);
  };
  const isKnown = spent !== undefined || isModelled(component, chip, loads);
  const running = runningOf(context, ledger, component, provisioning, {
    ...asked,
    busyHours:
      asked.busyHours ??
      (isKnown
        ? (hours) => divide(scale(spentWh(hours), 0.001), busyKw, `${path}.power_w.busy`)
        : undefined),
    declared: declaredBusy(component),
    usual: () => usualBusy(context, ledger, component),
  });
  const accelerator = chip === undefined ? undefined : { type: chip, count: countIn(component) };
  return {
    busyKw,
    idleKw,
    running,
    embodied:
      accelerator === undefined
        ? boxEmbodied(context, busyKw, running.hours, life)
        : acceleratorEmbodied(
            context,
            accelerator.type,
            multiply(running.hours, accelerator.count),
            life,
          ),
    paid: { replicaHours: running.hours, accelerator },
    boundary: "machines as provisioned at their given power, idle time included, site (PUE)",
    weights: seenLast(ledger, component, loads, looks).weights,
    declared: declared.find((one) => one !== undefined)?.shown,
  };
}

/** True when nobody says how long a box has work, and the calls to its named chip do. */
function isModelled(
  { busy_pct: busy, kind }: Component,
  chip: Accelerator | undefined,
  loads: readonly Load[],
): boolean {
  const isStated = busy !== undefined || loads.some(({ model }) => statesEnergy(model));
  return chip !== undefined && kind !== "training" && loads.length > 0 && !isStated;
}

/** Accelerators in a box of known power. */
function countIn({ id, accelerators_per_replica: declared }: Component): Uncertain {
  return declared === undefined
    ? exactly(1)
    : given(declared, `components.${id}.accelerators_per_replica`);
}

function isDevice({ where }: Component): boolean {
  return where === "edge" || where === "device";
}

function usualCpuBusy(context: Context, ledger: Ledger, { id }: Component): Uncertain {
  const range = assume(context, ledger, COMPUTE["cpu.busy-pct"], {
    text: "mean CPU use between 5 and 80 %",
    input: `components.${id}.compute.busy_pct`,
    scope: id,
  });
  return scale(range, 0.01);
}

function usualBusy(context: Context, ledger: Ledger, component: Component): Uncertain {
  const usual = isDevice(component) ? "use.device-busy-pct" : "use.busy-pct";
  const range = assume(context, ledger, USE[usual], {
    text: "share of time with work not given",
    input: `components.${component.id}.busy_pct`,
    scope: component.id,
  });
  return scale(range, 0.01);
}

/** Declared energy per model, held against the chip in the box, or a large one where it is not named. */
function declaredOf(
  context: Context,
  ledger: Ledger,
  component: Component,
  chip: Accelerator | undefined,
  loads: readonly Load[],
): readonly (Declared | undefined)[] {
  const accelerator = chip ?? acceleratorOf("h100");
  if (accelerator === undefined) throw new Error("no h100 in the table");
  const serving = { path: component.id, accelerator, accelerators: 1, batch: exactly(1) };
  const decides = component.busy_pct === undefined ? "energy" : "shares";
  const boundary = "one call: accelerators, without host and PUE";
  const host = accelerator.form === "device" ? exactly(1) : take(context, HOST["host.per-token"]);
  return loads.map(({ model, works, pue }) => {
    if (!statesEnergy(model)) return undefined;
    const silent = createLedger();
    const size = sizeOf(context, silent, model);
    const at = (step: Step) =>
      scale(callJoules(context, silent, { model, size, step, path: model.id }, serving), 1 / 3600);
    const wh = works.map(({ step, path }) =>
      scale(callJoules(context, silent, { model, size, step, path }, serving), 1 / 3600),
    );
    const held = { wh, at, boundary, precision: "order", decides, host, pue } as const;
    return declaredEnergy(context, model, held, ledger);
  });
}

/** Wh of a month's calls, as declared; undefined unless all of it is. */
function spentOn(
  loads: readonly Load[],
  declared: readonly (Declared | undefined)[],
): Uncertain | undefined {
  const decides = declared.every((one) => one?.shown.used === "declared");
  if (loads.length === 0 || !decides) return undefined;
  return sum(
    loads.flatMap(({ works, share }, load) =>
      works.map(({ callsPerMonth }, work) =>
        scale(multiply(callsPerMonth, declared[load]?.wh?.[work] ?? ZERO), share),
      ),
    ),
  );
}

function lifetimeOf({ id, lifetime_years: years }: Component) {
  return years === undefined ? undefined : { years, path: `components.${id}.lifetime_years` };
}
