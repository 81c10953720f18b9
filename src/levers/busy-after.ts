/**
 * How busy a machine is once its calls have changed. A declared `busy_pct` is of the calls as they are: it is
 * scaled by what the calls need then over what they need now, both modelled on the same draws.
 */

import { callJoules } from "../estimate/call-energy.ts";
import { type Context, createContext, createLedger } from "../estimate/context.ts";
import { acceleratorOf, sizeOf } from "../estimate/serving.ts";
import { servingOn } from "../estimate/serving-on.ts";
import type { Component } from "../manifest/component.ts";
import type { Step } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { percentiles } from "../quantity/percentiles.ts";
import { divide, scale, sum } from "../quantity/uncertain.ts";
import type { FieldChange, LeverInput } from "./lever.ts";
import { callsByModel, type ModelCall, monthlyCalls } from "./model-calls.ts";
import { type Spread, scaled, shownSpread, spreadOf, toAmount } from "./spread.ts";

/** So many calls of a model in a month. */
export interface Called {
  readonly model: Model;
  readonly step: Step;
  readonly calls: number;
}

export interface Busier {
  readonly changes: readonly FieldChange[];
  readonly assumes: readonly string[];
}

const AS_BEFORE: Busier = { changes: [], assumes: [] };

/** A step's calls as they are; where the volume is not known, per run. */
export function calledNow(call: ModelCall): Called {
  const { model, step, estimate } = call;
  const perRun = estimate?.callsPerRun;
  const runs = perRun !== undefined && "likely" in perRun ? perRun.likely : 1;
  return { model, step, calls: monthlyCalls(call) ?? runs };
}

/**
 * What is declared of the machines that serve these models, when their calls are those of `after`, by the
 * model's id. Undefined when a machine is so changed that what was measured of it says nothing.
 */
export function busyAfter(
  input: LeverInput,
  after: ReadonlyMap<string, readonly Called[]>,
): Busier | undefined {
  const machines = machinesOf(input.manifest);
  const touched = new Set([...after.keys()].flatMap((id) => machines.get(id) ?? []));
  let all = AS_BEFORE;
  for (const machine of [...touched].sort((a, b) => a.at - b.at)) {
    const one = machineAfter(input, machine, after);
    if (one === undefined) return undefined;
    all = {
      changes: [...all.changes, ...one.changes],
      assumes: [...all.assumes, ...one.assumes],
    };
  }
  return all;
}

interface Machine {
  readonly at: number;
  readonly component: Component;
}

const MACHINES = new WeakMap<Manifest, ReadonlyMap<string, readonly Machine[]>>();

/** Components that serve a model, by its id. */
export function machinesOf(manifest: Manifest): ReadonlyMap<string, readonly Machine[]> {
  const known = MACHINES.get(manifest);
  if (known !== undefined) return known;
  const made = new Map<string, Machine[]>();
  for (const [at, component] of (manifest.components ?? []).entries())
    if (component.kind !== "training")
      for (const id of component.runs ?? [])
        made.set(id, [...(made.get(id) ?? []), { at, component }]);
  MACHINES.set(manifest, made);
  return made;
}

function machineAfter(
  input: LeverInput,
  { at, component }: Machine,
  after: ReadonlyMap<string, readonly Called[]>,
): Busier | undefined {
  const { id, busy_pct: busy, accelerator } = component;
  if (busy === undefined || accelerator === undefined) return AS_BEFORE;
  const ratio = workRatio(input, component, after);
  if (ratio === undefined) return undefined;
  const now = spreadOf(busy);
  const then = scaled(now, ratio);
  const path = ["components", at, "busy_pct"];
  return {
    changes: [{ path, value: toAmount(then, 100) }],
    assumes: [
      `The accelerators of ${id} have work ${shownSpread(then)} % of the time instead of ${shownSpread(now)} %, in proportion to the energy of its calls. Their number stays as it is.`,
    ],
  };
}

/** Joules of all calls of a machine then over now. */
function workRatio(
  input: LeverInput,
  component: Component,
  after: ReadonlyMap<string, readonly Called[]>,
): Spread | undefined {
  const accelerator = acceleratorOf(component.accelerator ?? "");
  if (accelerator === undefined) return undefined;
  const runs = new Set(component.runs);
  const byModel = callsByModel(input);
  const now = [...runs].flatMap((id) => (byModel.get(id) ?? []).map(calledNow));
  const then = [
    ...now.filter(({ model }) => !after.has(model.id)),
    ...[...after].flatMap(([id, calls]) => (runs.has(id) ? calls : [])),
  ];
  const context = contextOf(input);
  const ledger = createLedger();
  const serving = servingOn(context, ledger, component, accelerator, [], undefined);
  const joules = (calls: readonly Called[]) =>
    sum(
      calls.map(({ model, step, calls: count }) => {
        const call = { model, size: sizeOf(context, ledger, model), step, path: "calls" };
        return scale(callJoules(context, ledger, call, serving), count);
      }),
    );
  const { values, missing } = divide(joules(then), joules(now));
  if (values === undefined || missing.length > 0) return undefined;
  const { low, likely, high } = percentiles(values);
  return { value: likely, low, high };
}

const CONTEXTS = new WeakMap<Manifest, Context>();

/** Draws are made once for all levers. Of the manifest, only the draft model bears on a call. */
function contextOf({ manifest, data, today }: LeverInput): Context {
  const known = CONTEXTS.get(manifest);
  if (known !== undefined) return known;
  const models = manifest.models.filter(({ used_for: purpose }) => purpose === "draft");
  const made = createContext({ ...manifest, models, components: [], flows: [] }, data, today);
  CONTEXTS.set(manifest, made);
  return made;
}
