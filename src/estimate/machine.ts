/** What the kinds of machines have in common: power busy and idle, hours with and without work, manufacture. */

import type { Uncertain } from "../quantity/uncertain.ts";
import type { Running } from "./demand.ts";
import type { Machines } from "./machine-price.ts";
import type { DeclaredEnergy } from "./result.ts";
import type { Work } from "./traffic.ts";

export interface Machine {
  /** kW of one replica with work and without, host included, before PUE. */
  readonly busyKw: Uncertain;
  readonly idleKw: Uncertain;
  readonly running: Running;
  /** kgCO2e of the month. */
  readonly embodied: Uncertain;
  readonly paid: Machines;
  /** What the energy includes, in words. */
  readonly boundary: string;
  readonly declared: DeclaredEnergy | undefined;
  /** How much of the work each call is; undefined: by the number of calls. */
  readonly weights: ReadonlyMap<Work, number> | undefined;
}
