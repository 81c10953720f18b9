/** Machines of the manifest: what they draw while they run, busy and idle, and which calls work on them. */

import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import { add, multiply, scale, sum, type Uncertain, unknown, ZERO } from "../quantity/uncertain.ts";
import { acceleratorMachine } from "./accelerator-machine.ts";
import { shareAmong } from "./allocation.ts";
import type { Asked } from "./asked.ts";
import { bestRegionsOf } from "./cloud-region.ts";
import { type Context, createLedger, given, type Ledger, note } from "./context.ts";
import { impactOf, NO_IMPACT, type Use, unknownImpact } from "./impact.ts";
import type { Machine } from "./machine.ts";
import { machinePrice, type Paid } from "./machine-price.ts";
import type { Part } from "./part.ts";
import { type Place, placeOf, type Site } from "./place.ts";
import { computeMachine, poweredMachine } from "./plain-machine.ts";
import { type Provisioning, provisioningOf, shareOf } from "./provisioning.ts";
import { acceleratorOf } from "./serving.ts";
import { storeMachine } from "./store.ts";
import type { Work } from "./traffic.ts";
import { type Job, type Trained, trainedBy } from "./trainer.ts";
import { unknownAccelerator } from "./unknown-name.ts";

/** A model whose calls a component answers. */
export interface Load {
  readonly model: Model;
  readonly works: readonly Work[];
  /** Share of the model's calls that come here, when several components run it. */
  readonly share: number;
  /** How the calls are shared, where they are. */
  readonly note?: string | undefined;
  /** Facility energy over that of the machines, where the component stands. */
  readonly pue?: Uncertain | undefined;
}

/** A component's part, and what its calls have of the energy at work. */
export interface ComponentResult {
  readonly part: Part;
  readonly useByWork: ReadonlyMap<Work, Use>;
}

/** A component that draws power of its own. `direct` are the steps that use it by its own id, `jobs` what is trained on it. */
export function estimateComponent(
  context: Context,
  component: Component,
  loads: readonly Load[],
  direct: readonly Work[],
  jobs: readonly Job[],
): ComponentResult {
  const ledger = createLedger();
  const site = siteOf(component);
  const place = placeOf(context, ledger, site);
  const provisioning = provisioningOf(context, ledger, component);
  const trained = trainedBy(context, ledger, component, jobs);
  const called = loads.flatMap(({ works: some }) => some);
  const works = [...called, ...direct, ...(trained?.works ?? [])];
  const asked = askedBy(loads, direct, trained);
  const here = loads.map((load) => ({ ...load, pue: place.pue }));
  const machine = machineOf(context, ledger, component, here, provisioning, asked);
  if (machine === undefined) return unknownComponent(context, component, place, site, direct);
  const { busyKw, idleKw, embodied } = machine;
  const { busy, ...running } = machine.running;
  for (const { note: shared } of loads) if (shared !== undefined) note(ledger, shared);
  const working = multiply(running.working, busyKw);
  const resting = multiply(running.resting, idleKw);
  const active = multiply(working, place.pue);
  const cost = machinePrice(context, ledger, paidFor(component), machine.paid);
  const part: Part = {
    id: site.path,
    kind: "component",
    subject: component.id,
    method: "provisioned",
    impact: impactOf(add(working, resting), place, embodied, cost),
    active,
    idle: multiply(resting, place.pue),
    replicas: running.replicas,
    grid: place.grid,
    market: place.market,
    ...bestRegionsOf(site),
    declared: machine.declared,
    boundaries: { energy: machine.boundary, cost: "machines as provisioned" },
    ledger,
  };
  if (works.length === 0) return { part, useByWork: new Map() };
  const carbon = add(multiply(working, place.carbonPerKwh), multiply(embodied, busy));
  const worked = { energy: active, carbon, cost: multiply(cost, busy) };
  return { part, useByWork: shareAmong(works, worked, machine.weights ?? trained?.weights) };
}

/** Calls of models, of the component itself, and training jobs. */
function askedBy(
  loads: readonly Load[],
  direct: readonly Work[],
  trained: Trained | undefined,
): Asked {
  const calls = sum([
    ...loads.flatMap(({ works, share }) =>
      works.map(({ callsPerMonth }) => scale(callsPerMonth, share)),
    ),
    ...[...direct, ...(trained?.works ?? [])].map(({ callsPerMonth }) => callsPerMonth),
  ]);
  if (trained === undefined) return { from: "calls", calls, busyHours: undefined };
  return { from: "training jobs", calls, busyHours: () => trained.hours };
}

/** A component whose energy is counted with what it runs: training jobs, or calls without known machines. */
export function countedElsewhere(
  context: Context,
  component: Component,
  reason: string,
): ComponentResult {
  const ledger = createLedger();
  const site = siteOf(component);
  note(ledger, reason);
  const cost = monthlyPrice(component) ?? ZERO;
  const part: Part = {
    ...emptyPart(component, site, ledger, placeOf(context, createLedger(), site)),
    method: "counted-elsewhere",
    impact: { ...NO_IMPACT, cost },
  };
  return { part, useByWork: new Map() };
}

function paidFor(component: Component): Paid {
  const path = `components.${component.id}`;
  const inputs = { perHour: `${path}.usd_per_hour`, perMonth: `${path}.usd_per_month` };
  return { ...component, inputs, share: shareOf(component) };
}

/** The declared price of a month, for the share of it that the product uses. */
function monthlyPrice(component: Component): Uncertain | undefined {
  const { id, usd_per_month: paid } = component;
  if (paid === undefined) return undefined;
  return multiply(given(paid, `components.${id}.usd_per_month`), shareOf(component));
}

export function siteOf(component: Component): Site {
  const path = `components.${component.id}`;
  return {
    path,
    inputs: { place: `${path}.placement`, pue: `${path}.pue`, grid: `${path}.grid_g_kwh` },
    provider: component.provider,
    placement: component.placement,
    where: component.where,
    pue: component.pue,
    grid: component.grid_g_kwh,
    market: component.market_g_kwh,
  };
}

function machineOf(
  context: Context,
  ledger: Ledger,
  component: Component,
  loads: readonly Load[],
  provisioning: Provisioning,
  asked: Asked,
): Machine | undefined {
  if (component.power_w !== undefined)
    return poweredMachine(
      context,
      ledger,
      component,
      component.power_w,
      loads,
      provisioning,
      asked,
    );
  const accelerator =
    component.accelerator === undefined ? undefined : acceleratorOf(component.accelerator);
  if (accelerator !== undefined)
    return acceleratorMachine(context, ledger, component, accelerator, loads, provisioning, asked);
  if (component.accelerator !== undefined) return undefined;
  if (component.compute === undefined)
    return storeMachine(context, ledger, component, provisioning, asked);
  return computeMachine(context, ledger, component, component.compute, provisioning, asked);
}

/** Neither power, nor a known accelerator, nor virtual CPUs. */
function unknownComponent(
  context: Context,
  component: Component,
  place: Place,
  site: Site,
  direct: readonly Work[],
): ComponentResult {
  const ledger = createLedger();
  const { accelerator } = component;
  const input = `${site.path}.${accelerator === undefined ? "compute" : "power_w"}`;
  const why =
    accelerator === undefined
      ? "nothing says on what it runs; stored data is counted with the data sets"
      : unknownAccelerator(context, accelerator);
  const text = `energy of ${component.id} is not known: ${why}`;
  note(ledger, text, input);
  const energy = unknown(input);
  const cost = monthlyPrice(component) ?? unknown(`${site.path}.usd_per_month`);
  const use: Use = { energy, carbon: energy, cost: energy };
  return {
    part: {
      ...emptyPart(component, site, ledger, place),
      impact: { ...unknownImpact(energy), cost },
    },
    useByWork: new Map(direct.map((work) => [work, use])),
  };
}

function emptyPart(component: Component, site: Site, ledger: Ledger, place: Place): Part {
  return {
    id: site.path,
    kind: "component",
    subject: component.id,
    method: "unknown",
    impact: NO_IMPACT,
    active: undefined,
    idle: undefined,
    grid: place.grid,
    market: place.market,
    ...bestRegionsOf(site),
    declared: undefined,
    boundaries: { energy: "machines as provisioned", cost: "machines as provisioned" },
    ledger,
  };
}
