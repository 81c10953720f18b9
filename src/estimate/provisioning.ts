/** How much of a component runs: replicas, hours, and the share that this product uses. */

import { USE } from "../coefficients/host.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import { derive, exactly, multiply, type Uncertain, uncertain } from "../quantity/uncertain.ts";
import { assume, type Context, given, givenShare, type Ledger, note, take } from "./context.ts";

export interface Provisioning {
  readonly replicas: Uncertain;
  readonly hours: Uncertain;
  /** Replicas times hours, the share of a shared service applied. */
  readonly replicaHours: Uncertain;
  /** Share of the running time in which training jobs run; undefined where none are known. */
  readonly training?: Uncertain | undefined;
}

/** Share of the hours of a month outside nights and weekends: 10 of 24 hours on 5 of 7 days. */
const WORKING_HOURS = (10 * 5) / (24 * 7);

export function provisioningOf(
  context: Context,
  ledger: Ledger,
  component: Component,
): Provisioning {
  const replicas = replicasOf(context, ledger, component);
  const hours = hoursOf(context, ledger, component);
  return { replicas, hours, replicaHours: multiply(replicas, hours, shareOf(component)) };
}

/** Share of a shared service that the product uses, 0 to 1. */
export function shareOf({ id, shared }: Component): Uncertain {
  if (shared === undefined) return exactly(1);
  return givenShare(shared.share_pct, `components.${id}.shared.share_pct`);
}

function replicasOf(context: Context, ledger: Ledger, { id, replicas }: Component): Uncertain {
  const path = `components.${id}.replicas`;
  const { min, mean, max } = replicas ?? {};
  if (mean !== undefined) return given(mean, `${path}.mean`);
  if (min !== undefined && max !== undefined) {
    const [low, high] = [likely(min), likely(max)];
    if (low === high) return exactly(low);
    note(ledger, `mean replicas between ${low} and ${high}`, `${path}.mean`);
    return uncertain(`manifest:${path}`, { low, likely: between(context, low, high), high });
  }
  if (min !== undefined && likely(min) > 0) {
    note(
      ledger,
      "mean replicas are the least that always run, sometimes twice as many",
      `${path}.mean`,
    );
    const least = likely(min);
    return uncertain(`manifest:${path}`, { low: least, likely: least, high: 2 * least });
  }
  if (max !== undefined) {
    note(ledger, "mean replicas anywhere up to the most", `${path}.mean`);
    const most = likely(max);
    return uncertain(`manifest:${path}`, { low: 0.1 * most, likely: 0.5 * most, high: most });
  }
  return assume(context, ledger, USE["use.replicas"], {
    text: "no replicas given: one, perhaps up to three",
    input: path,
    scope: id,
  });
}

/** An autoscaler follows the load, so the mean is the most divided by peak over average. */
function between(context: Context, low: number, high: number): number {
  const peak = context.manifest.usage?.peak_to_average;
  if (peak === undefined) return (low + high) / 2;
  return Math.min(high, Math.max(low, high / likely(peak)));
}

function hoursOf(context: Context, ledger: Ledger, component: Component): Uncertain {
  const { id, hours_per_month: hours } = component;
  const input = `components.${id}.hours_per_month`;
  if (hours !== undefined) return given(hours, input);
  const always = take(context, USE["use.hours-per-month"]);
  if (!stopsOffHours(context, component)) {
    note(ledger, "always on", input, "use.hours-per-month");
    return always;
  }
  note(ledger, "stopped at night and at weekends", input, "use.hours-per-month");
  return derive((all) => all * WORKING_HOURS, always);
}

/** A component without an environment is in production. */
function stopsOffHours(context: Context, { environment = "prod" }: Component): boolean {
  const { environments = [] } = context.manifest;
  const production = PRODUCTION.test(environment);
  const named = environments.find(({ name }) =>
    production ? PRODUCTION.test(name) : name === environment,
  );
  return named?.off_hours_shutdown === true;
}

const PRODUCTION = /^prod(uction)?$/;
