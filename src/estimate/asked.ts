/** What calls or jobs ask of a component, and what is said of its machines. */

import type { Component } from "../manifest/component.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { givenShare } from "./context.ts";

/** Calls or jobs that ask for a component in a month. */
export interface Asked {
  readonly from: "calls" | "training jobs";
  /** How many. */
  readonly calls: Uncertain;
  /** Hours of replicas full of them, while so many replica-hours run; undefined where nothing says. */
  readonly busyHours: ((replicaHours: Uncertain) => Uncertain) | undefined;
}

/** What they ask for, with what is said of the machines. */
export interface Demand extends Asked {
  /** Declared share of the running time with work, 0 to 1. */
  readonly declared: Uncertain | undefined;
  /** The share to take where neither is known. */
  readonly usual: () => Uncertain;
}

/** A component, the hours of a month of one of its replicas, and what is asked of it. */
export interface Site {
  readonly component: Component;
  readonly one: Uncertain;
  readonly demand: Demand;
}

/** The declared share of the running time in which a component's machines have work. */
export function declaredBusy({ id, busy_pct: busy }: Component): Uncertain | undefined {
  return busy === undefined ? undefined : givenShare(busy, `components.${id}.busy_pct`);
}

/** The hours that the work fills; undefined where they are not known, or only in part. */
export function knownHours({ busyHours }: Demand, hours: Uncertain): Uncertain | undefined {
  const needed = busyHours?.(hours);
  return needed?.values === undefined || needed.missing.length > 0 ? undefined : needed;
}

/** Unless it is known that nobody calls, somebody may. */
export function isAsked({ calls }: Demand): boolean {
  return calls.missing.length > 0 || (likelyOf(calls) ?? 1) > 0;
}
