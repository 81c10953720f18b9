/** The arithmetic that a month of calls asks of a machine. */

import { workOf } from "../estimate/call-energy.ts";
import { sizeInName } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Flow, Step } from "../manifest/flow.ts";
import type { Model } from "../manifest/model.ts";
import { likelyFigure } from "./estimated-parts.ts";
import type { LeverInput } from "./lever.ts";

/** What one step asks of a model. */
interface Asked {
  readonly calls: number;
  /** Of one call. */
  readonly gflop: number;
  readonly mode: Flow["mode"];
}

export interface Workload {
  /** In a month. */
  readonly gflop: number;
  /** The largest of the calls that a user waits for; 0 when nobody waits. */
  readonly waitedGflop: number;
  /** The largest of all. */
  readonly largestGflop: number;
}

/**
 * Of a component: undefined where one of its models writes tokens, runs elsewhere too, or has calls whose number
 * or size is not known. Tests are left out.
 */
export function workloads(input: LeverInput): (component: Component) => Workload | undefined {
  const asked = askedOfModels(input);
  const hosts = new Map<string, number>();
  for (const { kind, runs = [] } of input.manifest.components ?? [])
    if (kind !== "training") for (const id of runs) hosts.set(id, (hosts.get(id) ?? 0) + 1);
  return ({ runs = [] }) => {
    const all = runs.flatMap((id) => (hosts.get(id) === 1 ? (asked.get(id) ?? []) : [undefined]));
    const known = all.filter((one) => one !== undefined);
    if (known.length === 0 || known.length < all.length) return undefined;
    const waited = known.filter(({ mode }) => mode === undefined || mode === "interactive");
    return {
      gflop: known.reduce((sum, { calls, gflop }) => sum + calls * gflop, 0),
      waitedGflop: Math.max(0, ...waited.map(({ gflop }) => gflop)),
      largestGflop: Math.max(...known.map(({ gflop }) => gflop)),
    };
  };
}

/** What each step asks of its model, by model; undefined where it is not known. */
function askedOfModels({
  manifest,
  estimate,
}: LeverInput): ReadonlyMap<string, readonly (Asked | undefined)[]> {
  const models = new Map(manifest.models.map((model) => [model.id, model]));
  const flows = new Map(estimate.flows.map((flow) => [flow.id, flow]));
  const asked = new Map<string, (Asked | undefined)[]>();
  for (const { id, mode, steps } of manifest.flows)
    for (const [position, step] of steps.entries()) {
      const model = models.get(step.use);
      if (model === undefined) continue;
      const calls = likelyFigure(flows.get(id)?.steps[position]?.callsPerMonth);
      const gflop = gflopOf(model, step);
      const known = asked.get(model.id) ?? [];
      known.push(calls === undefined || gflop === undefined ? undefined : { calls, gflop, mode });
      asked.set(model.id, known);
    }
  return asked;
}

/** As given; else two operations per parameter and token read. */
function gflopOf(model: Model, step: Step): number | undefined {
  const declared = step.work_per_call?.gflop;
  if (workOf({ model, step }) === "decode" || model.task === "speech") return undefined;
  if (declared !== undefined) return likely(declared);
  const { params_b: all, name } = model;
  const billions = all === undefined ? sizeInName(name)?.total : likely(all);
  if (billions === undefined || step.input_tokens === undefined) return undefined;
  return 2 * billions * likely(step.input_tokens);
}
