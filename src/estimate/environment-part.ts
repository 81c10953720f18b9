/** The machines on which a system is built and tested, in a month: laptops, virtual machines, runners. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { ENVIRONMENT } from "../coefficients/environments.ts";
import { COMPUTE, HOST, LIFETIME, USE } from "../coefficients/host.ts";
import { POWER_SHARE } from "../coefficients/inference.ts";
import type { Amount } from "../manifest/amount.ts";
import type { DevelopmentMachine, Environment } from "../manifest/surroundings.ts";
import {
  add,
  derive,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
  ZERO,
} from "../quantity/uncertain.ts";
import { bestRegionsOf } from "./cloud-region.ts";
import { siteOf } from "./component-part.ts";
import { assume, type Context, createLedger, given, type Ledger, note, take } from "./context.ts";
import { cpuFamily, cpuPower } from "./cpu.ts";
import { acceleratorEmbodied, computeEmbodied, lifeHours } from "./embodied.ts";
import { addImpact, type Impact, impactOf, NO_IMPACT, unknownImpact } from "./impact.ts";
import { type Machines, machinePrice } from "./machine-price.ts";
import type { Part } from "./part.ts";
import { placedBy, placeOf, type Site } from "./place.ts";
import { memoryPerVcpu } from "./plain-machine.ts";
import { acceleratorOf } from "./serving.ts";
import { unknownAccelerator } from "./unknown-name.ts";

/** Machines that are on for some hours of the month, whatever they are used for. */
interface Running {
  readonly path: string;
  readonly spec: Pick<
    DevelopmentMachine,
    "accelerator" | "vcpus" | "memory_gb" | "provider" | "placement"
  >;
  /** Machine-hours of the month. */
  readonly hours: Uncertain;
  /** Hours of the month that one of them is on; undefined for shared runners. */
  readonly each: Uncertain | undefined;
  readonly busy: Uncertain;
}

/** Its machines and its CI runs as one part; undefined when the manifest lists neither. */
export function estimateEnvironment(context: Context, environment: Environment): Part | undefined {
  const { name, machines = [], ci } = environment;
  if (machines.length === 0 && ci === undefined) return undefined;
  const ledger = createLedger();
  const running = [
    ...machines.map((machine, i) => machineRunning(context, ledger, environment, machine, i)),
    ...(ci === undefined ? [] : [ciRunning(context, name, ci)]),
  ];
  const found = running.map((one) => estimateRunning(context, ledger, environment, one));
  const [first] = found;
  if (first === undefined) return undefined;
  return {
    id: `environments.${name}.machines`,
    kind: "evaluation",
    subject: name,
    method: "provisioned",
    impact: found.map(({ impact }) => impact).reduce(addImpact, NO_IMPACT),
    active: undefined,
    idle: undefined,
    grid: first.place.grid,
    market: undefined,
    ...bestRegionsOf(first.site),
    declared: undefined,
    boundaries: {
      energy: "development machines and runners while they are on, data centre (PUE)",
      cost: "rented machines; laptops and desktops are not priced",
    },
    ledger,
  };
}

function machineRunning(
  context: Context,
  ledger: Ledger,
  environment: Environment,
  machine: DevelopmentMachine,
  index: number,
): Running {
  const path = `environments.${environment.name}.machines.${index}`;
  const each = hoursOf(context, ledger, environment, machine, path);
  const count = machine.count === undefined ? exactly(1) : given(machine.count, `${path}.count`);
  const busy = assume(context, ledger, ENVIRONMENT["environment.busy-pct"], {
    text: "development machines work 5 to 60 % of the time that they are on",
    input: path,
    scope: path,
  });
  return { path, spec: machine, hours: multiply(count, each), each, busy: scale(busy, 0.01) };
}

/** As declared; else the working hours of a person, or the month, without nights and weekends where they are off. */
function hoursOf(
  context: Context,
  ledger: Ledger,
  { off_hours_shutdown: stopped }: Environment,
  { hours_per_month: hours, accelerator }: DevelopmentMachine,
  path: string,
): Uncertain {
  const input = `${path}.hours_per_month`;
  if (hours !== undefined) return given(hours, input);
  if (accelerator !== undefined && acceleratorOf(accelerator)?.form === "device")
    return assume(context, ledger, ENVIRONMENT["environment.hours.device"], {
      text: "a developer's machine is on for 60 to 180 hours a month",
      input,
      scope: path,
    });
  if (stopped === true)
    return assume(context, ledger, ENVIRONMENT["environment.hours.stopped"], {
      text: "stopped at night and at weekends: 150 to 330 hours a month",
      input,
      scope: path,
    });
  return assume(context, ledger, USE["use.hours-per-month"], {
    text: "development machines in data centres run all month",
    input,
  });
}

function ciRunning(context: Context, name: string, ci: NonNullable<Environment["ci"]>): Running {
  const path = `environments.${name}.ci`;
  const minutes = multiply(
    given(ci.runs_per_month, `${path}.runs_per_month`),
    given(ci.minutes_per_run, `${path}.minutes_per_run`),
  );
  const busy = take(context, ENVIRONMENT["environment.busy-pct.ci"], path);
  return {
    path,
    spec: ci,
    hours: scale(minutes, 1 / 60),
    each: undefined,
    busy: scale(busy, 0.01),
  };
}

interface Found {
  readonly site: Site;
  readonly place: ReturnType<typeof placeOf>;
  readonly impact: Impact;
}

function estimateRunning(
  context: Context,
  ledger: Ledger,
  environment: Environment,
  running: Running,
): Found {
  const { path, spec, hours } = running;
  const chip = spec.accelerator === undefined ? undefined : acceleratorOf(spec.accelerator);
  const site = siteOfMachine(context, environment, running, chip);
  const place = placeOf(context, ledger, site);
  if (spec.accelerator !== undefined && chip === undefined) {
    note(ledger, unknownAccelerator(context, spec.accelerator), `${path}.accelerator`);
    return { site, place, impact: unknownImpact(unknown(`${path}.accelerator`)) };
  }
  const { watts, embodied, paid } =
    chip === undefined ? plain(context, ledger, running) : withChip(context, running, chip);
  const energy = scale(multiply(hours, watts), 0.001);
  const inputs = { perHour: path, perMonth: path };
  const cost =
    chip?.form === "device"
      ? ZERO
      : machinePrice(context, ledger, { ...site, purchase: undefined, inputs }, paid);
  return { site, place, impact: impactOf(energy, place, embodied, cost) };
}

interface Drawing {
  /** Mean of one machine while it is on, before PUE. */
  readonly watts: Uncertain;
  readonly embodied: Uncertain;
  readonly paid: Machines;
}

/** Between rest and load, by the share of time at work. */
function mean(rest: Uncertain, load: Uncertain, busy: Uncertain): Uncertain {
  return derive((low, high, share) => low + Math.max(0, high - low) * share, rest, load, busy);
}

function withChip(context: Context, { hours, each, busy }: Running, chip: Accelerator): Drawing {
  const device = chip.form === "device";
  const host = device ? exactly(1) : take(context, HOST["host.provisioned"]);
  const share = device ? exactly(1) : take(context, POWER_SHARE["power-share.serving"]);
  const load = multiply(take(context, chip.tdp), share);
  return {
    watts: multiply(mean(take(context, chip.idle), load, busy), host),
    embodied: device
      ? deviceEmbodied(context, chip, hours, each)
      : acceleratorEmbodied(context, chip, hours, lifeHours(context, "server")),
    paid: { replicaHours: hours, accelerator: { type: chip, count: exactly(1) } },
  };
}

/** Hours of a month that a person works at a machine: what more it is on does not shorten its life. */
const WORKING_HOURS = 160;

/** A person's machine is made for working hours: used all month for the product, it is all the product's. */
function deviceEmbodied(
  context: Context,
  { embodied }: Accelerator,
  hours: Uncertain,
  each: Uncertain | undefined,
): Uncertain {
  const perHour = derive(
    (kg, years, on) => kg / (years * 12 * Math.max(on, WORKING_HOURS)),
    take(context, embodied),
    take(context, LIFETIME["lifetime.device"]),
    each ?? exactly(WORKING_HOURS),
  );
  return multiply(hours, perHour);
}

function plain(context: Context, ledger: Ledger, { path, spec, hours, busy }: Running): Drawing {
  const vcpus = vcpusOf(context, ledger, spec.vcpus, path);
  const memory =
    spec.memory_gb === undefined
      ? multiply(vcpus, memoryPerVcpu(context, ledger, `${path}.memory_gb`))
      : given(spec.memory_gb, `${path}.memory_gb`);
  const family = cpuFamily({ provider: spec.provider });
  const cpu = mean(
    take(context, cpuPower(family, "idle")),
    take(context, cpuPower(family, "busy")),
    busy,
  );
  return {
    watts: add(multiply(vcpus, cpu), multiply(memory, take(context, COMPUTE["memory.power"]))),
    embodied: computeEmbodied(context, vcpus, memory, hours, lifeHours(context, "server")),
    paid: { replicaHours: hours, vcpus, memoryGb: memory },
  };
}

function vcpusOf(
  context: Context,
  ledger: Ledger,
  declared: Amount | undefined,
  path: string,
): Uncertain {
  const input = `${path}.vcpus`;
  if (declared !== undefined) return given(declared, input);
  return assume(context, ledger, ENVIRONMENT["environment.vcpus.ci"], {
    text: "runners have 2 to 8 virtual CPUs",
    input,
    scope: path,
  });
}

/** Where the manifest says; people's machines by themselves; the others where most machines stand. */
function siteOfMachine(
  context: Context,
  { where }: Environment,
  { path, spec: { provider, placement } }: Running,
  chip: Accelerator | undefined,
): Site {
  const inputs = placedBy(`${path}.placement`);
  if (chip?.form === "device")
    return { path, inputs, provider: undefined, placement, where: "device" };
  const rented = where === "on-prem" ? "on-prem" : "cloud";
  const home = provider === undefined && placement === undefined ? context.home : undefined;
  if (home !== undefined && where !== "ci-runner") return { ...siteOf(home), path, inputs };
  return { path, inputs, provider, placement, where: rented };
}
