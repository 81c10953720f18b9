import { type Component, namesProduction } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import type { EstimateFacts } from "./estimate-facts.ts";
import type { Count, FlowCounts } from "./flow-counts.ts";
import type { ManifestIndex } from "./manifest-index.ts";
import { said } from "./placeholder.ts";

/** What derived facts are derived from. */
export interface Sources {
  readonly index: ManifestIndex;
  readonly counts: FlowCounts;
  /** Calls per month by steps, by the id that they use. */
  readonly callsPerMonth: ReadonlyMap<string, Count>;
  readonly estimate: EstimateFacts;
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
}

/** Whether a model is reached over an API and its weights are not declared open. */
export function isClosed({ access, open_weights: open }: Model): boolean {
  return access === "api" && open !== true;
}

/** A component without environment belongs to production. */
export function isProduction(environment: string | undefined): boolean {
  const name = said(environment);
  return name === undefined || namesProduction(name);
}

/** Vendors are compared without regard to case. */
export function vendorOf({ vendor }: Model): string | undefined {
  return said(vendor)?.trim().toLowerCase();
}

/** The chip that is named; "none" names none. */
export function acceleratorOf({
  accelerator,
}: {
  readonly accelerator?: string | undefined;
}): string | undefined {
  return said(accelerator);
}

/** Class of a component's chip: a machine that is described without an accelerator has none. */
export function componentClass(component: Component, estimate: EstimateFacts): Count {
  const { compute, power_w: power } = component;
  const accelerator = acceleratorOf(component);
  if (accelerator !== undefined) return estimate.acceleratorClass(accelerator);
  return compute === undefined && power === undefined ? undefined : 0;
}

/** The largest of counts; undefined when there is none, or one is unknown. */
export function largest(counts: readonly Count[]): Count {
  let most: Count;
  for (const count of counts) {
    if (count === undefined) return undefined;
    most = most === undefined ? count : Math.max(most, count);
  }
  return most;
}

/** 100 times a part of a whole; undefined when either is unknown, or there is no whole. */
export function percentOf(part: Count, whole: Count): Count {
  if (part === undefined || whole === undefined || whole <= 0) return undefined;
  return (100 * part) / whole;
}
