/**
 * What a manifest states of its machines and cannot be, left out of it: the estimate then uses what it would
 * without, and says so. Only what would pass for a measurement is looked at: power, overhead, grid.
 */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { HOST } from "../coefficients/host.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Assumption } from "./result.ts";
import { acceleratorOf } from "./serving.ts";

/** A manifest without the figures that cannot be, and what is said of them, by the path of their part. */
export interface Believed {
  readonly manifest: Manifest;
  readonly refused: ReadonlyMap<string, readonly Assumption[]>;
}

type Key = "power_w" | "pue" | "grid_g_kwh";

/** The manifest itself when there is nothing to refuse. */
export function believe(manifest: Manifest): Believed {
  const refused = new Map<string, readonly Assumption[]>();
  const components = manifest.components?.map((component) => {
    const faults = faultsOf(component);
    if (faults.length === 0) return component;
    const path = `components.${component.id}`;
    const notes = faults.map(([key, because]) => ({
      text: `${key} of ${component.id} is refused: ${because}`,
      input: `${path}.${key}`,
      coefficient: undefined,
    }));
    refused.set(path, notes);
    return without(
      component,
      faults.map(([key]) => key),
    );
  });
  if (refused.size === 0 || components === undefined) return { manifest, refused };
  return { manifest: { ...manifest, components }, refused };
}

function without(component: Component, keys: readonly Key[]): Component {
  const kept = Object.entries(component).filter(([key]) => !keys.includes(key as Key));
  return Object.fromEntries(kept) as Component;
}

type Fault = readonly [key: Key, because: string];

function faultsOf(component: Component): readonly Fault[] {
  const { power_w: power, pue, grid_g_kwh: grid, where } = component;
  if (power === undefined && pue === undefined && grid === undefined) return [];
  const faults: readonly (readonly [Key, string | undefined])[] = [
    ["power_w", powerFault(component)],
    ["pue", pue === undefined || isOutside(where) ? undefined : pueFault(pue)],
    ["grid_g_kwh", grid === undefined ? undefined : gridFault(grid)],
  ];
  return faults.flatMap(([key, because]) => (because === undefined ? [] : [[key, because]]));
}

/** Half of what the chip alone draws at rest; and somewhat more than it draws rated, in the largest host. */
const BELOW_IDLE = 0.5;
const ABOVE_RATED = 1.3;

/** Watts that a whole machine around one small chip may draw. */
const AROUND = { server: 600, device: 150 } as const;

function powerFault(component: Component): string | undefined {
  const { power_w: power, accelerator, accelerators_per_replica: declared } = component;
  const chip = accelerator === undefined ? undefined : acceleratorOf(accelerator);
  if (power === undefined || chip === undefined) return undefined;
  const count = declared === undefined ? 1 : likely(declared);
  const { least, most } = boundsOf(chip, count);
  const text = count === 1 ? chip.id : `${count} ${chip.id}`;
  for (const watts of [power.idle, power.busy]) {
    if (ends(watts).low < least)
      return `${ends(watts).low} W are less than ${text} without work needs, ${round(least)} W`;
    if (ends(watts).high > most)
      return `${ends(watts).high} W are more than a machine with ${text} can draw, ${round(most)} W`;
  }
  return undefined;
}

function boundsOf({ idle, tdp, form }: Accelerator, count: number) {
  const rated = tdp.high * count * HOST["host.provisioned"].high;
  return { least: BELOW_IDLE * idle.low * count, most: ABOVE_RATED * (rated + AROUND[form]) };
}

/** Nothing is cooled around a device: its overhead is one. */
function isOutside(where: Component["where"]): boolean {
  return where === "edge" || where === "device";
}

/** The best large sites report 1.03 to 1.1 over a year. */
function pueFault(pue: Amount): string | undefined {
  if (likely(pue) >= 1.02 || hasSource(pue)) return undefined;
  return `${likely(pue)} is better than the best sites, and names no source`;
}

/** Even wind and water come with a few grams, life cycle included. */
function gridFault(grid: Amount): string | undefined {
  if (likely(grid) === 0) return "no grid is without any carbon";
  if (likely(grid) >= 1 || hasSource(grid)) return undefined;
  return `${likely(grid)} g/kWh is cleaner than any grid, and names no source`;
}

function hasSource(amount: Amount): boolean {
  return typeof amount === "object" && amount.source !== undefined;
}

function ends(amount: Amount) {
  if (typeof amount === "number") return { low: amount, high: amount };
  const { value, low = value, high = value } = amount;
  return { low, high };
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
