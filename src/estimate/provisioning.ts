/** How many replicas of a component run: a number, or bounds between which they follow the load. */

import { USE } from "../coefficients/host.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import {
  derive,
  exactly,
  multiply,
  type Uncertain,
  uncertain,
  ZERO,
} from "../quantity/uncertain.ts";
import {
  assume,
  type Context,
  createLedger,
  given,
  givenShare,
  type Ledger,
  note,
  take,
} from "./context.ts";

export interface Provisioning {
  readonly fleet: Fleet;
  /** Hours of a month in which the component is switched on. */
  readonly hours: Uncertain;
  /** Share of a shared service that the product uses, 0 to 1. */
  readonly share: Uncertain;
  /** Replicas times hours, the share applied, as far as they are known before the load is. */
  readonly replicaHours: Uncertain;
}

/** Replicas that run on average, or the least and the most of them; without a most, as many as it takes. */
export type Fleet =
  | { readonly scaling: "fixed"; readonly replicas: Uncertain }
  | {
      readonly scaling: "follows";
      readonly least: Uncertain;
      readonly most: Uncertain | undefined;
      /** True when nothing runs while nobody asks. */
      readonly toZero: boolean;
    };

/** Share of the hours of a month outside nights and weekends: 10 of 24 hours on 5 of 7 days. */
const WORKING_HOURS = (10 * 5) / (24 * 7);

export function provisioningOf(
  context: Context,
  ledger: Ledger,
  component: Component,
): Provisioning {
  const fleet = fleetOf(context, ledger, component);
  const hours = hoursOf(context, ledger, component);
  const share = shareOf(component);
  const replicas =
    fleet.scaling === "fixed" ? fleet.replicas : usualReplicas(context, createLedger(), component);
  return { fleet, hours, share, replicaHours: multiply(replicas, hours, share) };
}

/** Share of a shared service that the product uses, 0 to 1. */
export function shareOf({ id, shared }: Component): Uncertain {
  if (shared === undefined) return exactly(1);
  return givenShare(shared.share_pct, `components.${id}.shared.share_pct`);
}

function fleetOf(context: Context, ledger: Ledger, component: Component): Fleet {
  const { id, replicas = {} } = component;
  const path = `components.${id}.replicas`;
  const { min, mean, max } = replicas;
  if (mean !== undefined) return { scaling: "fixed", replicas: given(mean, `${path}.mean`) };
  if (max !== undefined && likely(max) <= (min === undefined ? 0 : likely(min)))
    return { scaling: "fixed", replicas: given(max, `${path}.max`) };
  const most = max === undefined ? undefined : given(max, `${path}.max`);
  const toZero = scalesToZero(component);
  if (toZero) return { scaling: "follows", least: ZERO, most, toZero };
  if (min !== undefined)
    return { scaling: "follows", least: given(min, `${path}.min`), most, toZero };
  if (max !== undefined) return { scaling: "follows", least: exactly(1), most, toZero };
  return { scaling: "follows", least: someReplicas(context, ledger, component), most, toZero };
}

function scalesToZero({ replicas, scale_to_zero_after_s: window }: Component): boolean {
  const { min, mean } = replicas ?? {};
  return mean === undefined && (min === undefined ? window !== undefined : likely(min) === 0);
}

/** Mean replicas of a fleet whose load is not known. */
export function usualReplicas(context: Context, ledger: Ledger, component: Component): Uncertain {
  const path = `components.${component.id}.replicas`;
  const { min, max } = component.replicas ?? {};
  if (max !== undefined) return upTo(context, ledger, component, min ?? 0, max);
  if (scalesToZero(component)) {
    note(ledger, "scales to zero: up to one replica on average", `${path}.mean`);
    return uncertain(`manifest:${path}`, { low: 0.02, likely: 0.3, high: 1 });
  }
  if (min === undefined) return someReplicas(context, ledger, component);
  note(
    ledger,
    "mean replicas are the least that always run, sometimes twice as many",
    `${path}.mean`,
  );
  const least = likely(min);
  return uncertain(`manifest:${path}`, { low: least, likely: least, high: 2 * least });
}

/** An autoscaler follows the load, so the mean is the most divided by peak over average. */
function upTo(
  context: Context,
  ledger: Ledger,
  { id }: Component,
  min: Amount,
  max: Amount,
): Uncertain {
  const path = `components.${id}.replicas`;
  const [low, high] = [likely(min), likely(max)];
  note(
    ledger,
    low === 0
      ? "mean replicas anywhere up to the most"
      : `mean replicas between ${low} and ${high}`,
    `${path}.mean`,
  );
  const peak = context.manifest.usage?.peak_to_average;
  const middle =
    peak === undefined
      ? (low + high) / 2
      : Math.min(high, Math.max(low, high / Math.max(1, likely(peak))));
  const least = low > 0 ? low : Math.min(0.1 * high, middle);
  return uncertain(`manifest:${path}`, { low: least, likely: middle, high });
}

function someReplicas(context: Context, ledger: Ledger, { id }: Component): Uncertain {
  return assume(context, ledger, USE["use.replicas"], {
    text: "no replicas given: one, perhaps up to three",
    input: `components.${id}.replicas`,
    scope: id,
  });
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
