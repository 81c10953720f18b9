/** How the models of a component are served on it: how many accelerators, how many requests at once. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { SERVING } from "../coefficients/inference.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import {
  divide,
  exactly,
  isZero,
  larger,
  multiply,
  scale,
  smaller,
  sum,
  type Uncertain,
} from "../quantity/uncertain.ts";
import { tokensOf } from "./call-energy.ts";
import type { Load } from "./component-part.ts";
import { assume, type Context, createLedger, given, type Ledger, take } from "./context.ts";
import { type Serving, sizeOf } from "./serving.ts";

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
  const seconds = larger(scale(replicaHours, 3600), MOMENT);
  return smaller(larger(divide(multiply(tokens, each), seconds), exactly(1)), exactly(512));
}

/** In seconds; of a fleet that may not run at all. */
const MOMENT = exactly(0.001);

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
