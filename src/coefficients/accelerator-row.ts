/** What the tables of accelerators and devices have in common: the row, and figures with their sources. */

import type { Quality, Spread } from "./coefficient.ts";
import type { SourceId } from "./sources.ts";

/** 0 none or CPU; 1 edge or inference card; 2 mid class; 3 top class. */
export type AcceleratorClass = 0 | 1 | 2 | 3;

export type HostKind = "eight-way" | "card" | "tpu";

/** A figure and where it stands; without a source of its own it is the chip's. */
export type Figure =
  | Spread
  | {
      readonly is: Spread;
      readonly source: SourceId;
      readonly locator: string;
      readonly quality: Quality;
      /** Date of the figure's own source. */
      readonly published: string;
    };

export interface Row {
  readonly class: AcceleratorClass;
  readonly names: readonly string[];
  readonly form?: "device";
  /** Default: a server of eight. */
  readonly host?: HostKind;
  readonly source: SourceId;
  readonly published: string;
  readonly tdp: Figure;
  readonly idle: Figure;
  readonly memory: Figure;
  readonly bandwidth?: Figure;
  readonly flops: Figure;
  readonly embodied: Figure;
}

export const assumed = (is: Spread, locator = "engineering judgement"): Figure => ({
  is,
  source: "greenlight",
  locator,
  quality: "assumed",
  published: "2026",
});

/** A rule of thumb for server cards whose idle power nobody has published. */
export const idleRule = (tdp: number) =>
  assumed([0.15 * tdp, 0.07 * tdp, 0.25 * tdp], "15 % of the rated power");

export const ccfIdle = (watts: number): Figure => ({
  is: [watts, 0.7 * watts, 1.5 * watts],
  source: "ccf",
  locator: "GPU watts, minimum (CPU ratio applied to the rated power)",
  quality: "modelled",
  published: "2024-03",
});

/** Read from the card itself; the range covers other boards and sites. */
export const measuredIdle = (
  is: Spread,
  source: SourceId,
  locator: string,
  published: string,
): Figure => ({
  is,
  source,
  locator,
  quality: "measured",
  published,
});

export const boavizta = (low: number, likely: number, high: number): Figure => ({
  is: [likely, low, high],
  source: "boavizta",
  locator: "GPU component formula, evaluated for this card",
  quality: "modelled",
  published: "2026",
});
