/**
 * The work of a month against the machines for it: how many replicas run, and for how long they work and
 * wait. Knows nothing of watts. Too few machines never make the work less.
 */

import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import { percentiles } from "../quantity/percentiles.ts";
import {
  add,
  derive,
  divide,
  exactly,
  larger,
  multiply,
  smaller,
  type Uncertain,
  unknown,
} from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { type Demand, isAsked, knownHours, type Site } from "./asked.ts";
import { follow, needsOf } from "./autoscaling.ts";
import { type Context, type Ledger, note } from "./context.ts";
import { type Provisioning, usualReplicas } from "./provisioning.ts";

/** Replica-hours of a month, the share of a shared service applied. */
export interface Running {
  /** In which the machines run and are paid for. */
  readonly hours: Uncertain;
  /** With work: what the work needs, also where that is more than runs. */
  readonly working: Uncertain;
  readonly resting: Uncertain;
  /** Share of the hours with work, 0 to 1. */
  readonly busy: Uncertain;
  readonly replicas: ReplicaCount;
}

export interface ReplicaCount {
  readonly running: Uncertain;
  /** As many as the work would keep busy all the time; undefined where the work is not known. */
  readonly needed: Uncertain | undefined;
  readonly overloaded: boolean;
}

export function runningOf(
  context: Context,
  ledger: Ledger,
  component: Component,
  { fleet, hours, share, replicaHours }: Provisioning,
  demand: Demand,
): Running {
  const site = { component, one: multiply(hours, share), demand };
  if (fleet.scaling === "fixed") return steady(context, ledger, site, replicaHours);
  const followed = follow(context, ledger, site, fleet);
  if (followed !== undefined) return runningAt(ledger, site, followed);
  const replicas = usualReplicas(context, ledger, component);
  return steady(context, ledger, site, multiply(replicas, site.one));
}

/** Machines that run for so many hours, whatever is asked of them. */
function steady(context: Context, ledger: Ledger, site: Site, hours: Uncertain): Running {
  const { component, demand } = site;
  if (isNone(hours) && isAsked(demand)) return nothingRuns(site, hours);
  const needed = knownHours(demand, hours);
  if (needed !== undefined && isTooMuch(needed, hours, demand.declared))
    return overloaded(ledger, site, hours, needsOf(context, ledger, site, hours));
  const busy = busyShare(ledger, component, demand, hours, needed);
  const replicas = {
    running: replicasOf(hours, site),
    needed: needed === undefined ? undefined : replicasOf(needed, site),
    overloaded: false,
  };
  return { ...workAndRest(hours, busy), replicas };
}

/** Machines that follow the work, as far as they may. */
function runningAt(
  ledger: Ledger,
  site: Site,
  { running, working }: { readonly running: Uncertain; readonly working: Uncertain },
): Running {
  const { one, demand, component } = site;
  note(
    ledger,
    `the number of replicas follows the ${demand.from}`,
    `components.${component.id}.replicas.mean`,
  );
  const hours = multiply(running, one);
  if (isNone(hours) && isAsked(demand)) return nothingRuns(site, hours);
  if (isTooMuch(working, hours, undefined)) return overloaded(ledger, site, hours, working);
  const replicas = { running, needed: replicasOf(working, site), overloaded: false };
  if (demand.declared !== undefined) return { ...workAndRest(hours, demand.declared), replicas };
  return { ...workAndRest(hours, shareOf(working, hours)), working, replicas };
}

function busyShare(
  ledger: Ledger,
  { id }: Component,
  { declared, from, usual }: Demand,
  hours: Uncertain,
  needed: Uncertain | undefined,
): Uncertain {
  if (declared !== undefined) return declared;
  if (needed === undefined) return usual();
  note(ledger, `share of time with work follows from the ${from}`, `components.${id}.busy_pct`);
  return shareOf(needed, hours);
}

function shareOf(working: Uncertain, hours: Uncertain): Uncertain {
  return smaller(divide(working, larger(hours, MOMENT)), exactly(1));
}

/** As many replicas as have so many hours. */
function replicasOf(hours: Uncertain, { one, component }: Site): Uncertain {
  return divide(hours, one, `components.${component.id}.hours_per_month`);
}

/** Hours, or shares of them, that are as good as none. */
const NONE = 1e-12;

function isNone(hours: Uncertain): boolean {
  return (likelyOf(hours) ?? 1) < NONE;
}

/** In hours; of machines that may not run at all. */
const MOMENT = exactly(1e-9);

function workAndRest(hours: Uncertain, busy: Uncertain): Omit<Running, "replicas"> {
  const rest = derive((share) => Math.max(0, 1 - share), busy);
  return { hours, busy, working: multiply(hours, busy), resting: multiply(hours, rest) };
}

/**
 * More work than machines: it is done by machines that nobody has counted. Energy is what the work needs;
 * what the machines cost and took to make is "at least".
 */
function overloaded(ledger: Ledger, site: Site, hours: Uncertain, needed: Uncertain): Running {
  const { component, demand } = site;
  const input = `components.${component.id}.replicas`;
  const [asked, there] = [replicasOf(needed, site), replicasOf(hours, site)];
  const counts = `about ${short(asked)} busy all the time, against ${short(there)}`;
  note(ledger, `the ${demand.from} need more than these replicas can do: ${counts}`, input);
  if (demand.declared !== undefined)
    note(ledger, "busy_pct is refused: the work needs more", `components.${component.id}.busy_pct`);
  return {
    hours: add(larger(hours, needed), unknown(input)),
    working: needed,
    resting: derive((all, full) => Math.max(0, all - full), hours, needed),
    busy: exactly(1),
    replicas: { running: there, needed: asked, overloaded: true },
  };
}

/** Work for machines that never run is a contradiction: what the work needs is the least that there is. */
function nothingRuns(site: Site, hours: Uncertain): Running {
  const { component, demand, one } = site;
  const missing = unknown(zeroInput(component));
  const needed = knownHours(demand, isNone(one) ? exactly(730) : one);
  const least = needed === undefined ? missing : add(needed, missing);
  const replicas = {
    running: hours,
    needed: needed === undefined ? undefined : replicasOf(needed, site),
    overloaded: true,
  };
  return { hours: least, working: least, resting: missing, busy: exactly(1), replicas };
}

/** Which input says that nothing runs. */
function zeroInput({ id, hours_per_month: hours, shared, replicas }: Component): string {
  const path = `components.${id}`;
  if (hours !== undefined && likely(hours) < NONE) return `${path}.hours_per_month`;
  if (shared !== undefined && likely(shared.share_pct) < 100 * NONE)
    return `${path}.shared.share_pct`;
  return `${path}.replicas.${replicas?.mean === undefined ? "max" : "mean"}`;
}

/** A declared share of time stands, unless even the least that the work can need is more than runs. */
function isTooMuch(needed: Uncertain, hours: Uncertain, declared: Uncertain | undefined): boolean {
  const { values } = divide(needed, larger(hours, MOMENT));
  if (values === undefined) return false;
  const ratio = percentiles(values);
  return (declared === undefined ? ratio.likely : ratio.low) > 1;
}

function short(count: Uncertain): string {
  const likely = likelyOf(count);
  return likely === undefined ? "an unknown number" : String(Number(likely.toPrecision(2)));
}
