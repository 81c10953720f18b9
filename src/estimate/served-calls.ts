/** Calls of models to the joules of the accelerators that serve them in a month. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Step } from "../manifest/flow.ts";
import {
  add,
  divide,
  isZero,
  multiply,
  scale,
  type Uncertain,
  ZERO,
} from "../quantity/uncertain.ts";
import { likelyOf } from "./allocation.ts";
import { type Call, callJoules } from "./call-energy.ts";
import type { Load } from "./component-part.ts";
import { type Context, createLedger, type Ledger, note } from "./context.ts";
import { declaredEnergy, type Modelled, statesEnergy } from "./declared-energy.ts";
import type { Machine } from "./machine.ts";
import type { Provisioning } from "./provisioning.ts";
import type { DeclaredEnergy } from "./result.ts";
import { type Serving, sizeOf } from "./serving.ts";
import { servingOn } from "./serving-on.ts";
import type { Work } from "./traffic.ts";

/** A look at the calls of a month, and what was assumed for it. */
export type Look = Workload & Ledger;

interface Workload {
  /** Joules of the accelerators in a month. */
  readonly joules: Uncertain;
  readonly declared: DeclaredEnergy | undefined;
  readonly weights: ReadonlyMap<Work, number> | undefined;
}

/** What calls need while so many replica-hours run, and what was assumed for it. */
export function lookAt(
  context: Context,
  component: Component,
  accelerator: Accelerator,
  loads: readonly Load[],
  {
    count,
    host,
    replicaHours,
  }: { readonly count: Uncertain; readonly host: Uncertain; readonly replicaHours: Uncertain },
): Look {
  const ledger = createLedger();
  const called = loads.map((load) => ({
    ...load,
    works: load.works.filter(({ callsPerMonth }) => !isZero(callsPerMonth)),
  }));
  const some = called.filter(({ works }) => works.length > 0);
  if (some.length === 0)
    return { joules: ZERO, declared: undefined, weights: undefined, ...ledger };
  const serving = {
    ...servingOn(context, ledger, component, accelerator, some, replicaHours),
    accelerators: likelyOf(count) ?? 1,
  };
  const decides = component.busy_pct === undefined ? "energy" : "shares";
  const found = workload(context, ledger, some, serving, { host, decides });
  const weights = new Map(found.weights);
  for (const { works } of loads)
    for (const work of works) if (isZero(work.callsPerMonth)) weights.set(work, 0);
  return { ...found, weights, ...ledger };
}

/**
 * True when the energy of a call decides nothing: nobody calls, or it is said how busy the machines are, and
 * the calls are so few that no chip could need longer.
 */
export function isDecided(
  component: Component,
  loads: readonly Load[],
  { fleet, replicaHours }: Provisioning,
): boolean {
  if (loads.length === 0) return true;
  if (fleet.scaling !== "fixed" || !isOneOfAKind(component, loads)) return false;
  const seconds = loads.flatMap(({ works, share }) =>
    works.map(({ step, callsPerMonth }) => share * (likelyOf(callsPerMonth) ?? 0) * longest(step)),
  );
  return seconds.reduce((sum, one) => sum + one, 0) < 3600 * (likelyOf(replicaHours) ?? 0);
}

/** Seconds that a call takes by itself, five tokens written and fifty read a second; longer than any month without tokens. */
function longest(step: Step): number {
  const { input_tokens: input, output_tokens: written = 0, reasoning_tokens: thought = 0 } = step;
  if (input === undefined || step.work_per_call !== undefined) return Number.MAX_VALUE;
  return likely(input) / 50 + (likely(written) + likely(thought)) / 5;
}

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
  for (const { model, works, share, pue } of loads) {
    const size = sizeOf(context, ledger, model);
    const calls: readonly Call[] = works.map(({ step, path }) => ({ model, size, step, path }));
    const each = calls.map((call) => callJoules(context, ledger, call, serving));
    const inWh = (value: Uncertain) => scale(multiply(value, held.host), 1 / 3600);
    const own = declaredEnergy(
      context,
      model,
      {
        ...held,
        pue,
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

/** What the last look at the calls saw: the one at the machines that run. */
export function seenLast(
  ledger: Ledger,
  component: Component,
  loads: readonly Load[],
  looks: readonly Look[],
): Pick<Machine, "declared" | "weights"> {
  const last = looks.at(-1);
  if (last === undefined || isOneOfAKind(component, loads))
    return { declared: undefined, weights: undefined };
  for (const { text, input, coefficient } of last.assumptions)
    note(ledger, text, input, coefficient);
  return { declared: last.declared, weights: last.weights };
}
