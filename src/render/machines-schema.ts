/** The shape of working and waiting machines in the JSON report. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { Figure } from "./figure-schema.ts";

const energy = {
  activeEnergyKwh: describedCopy(Figure, "While there is work: what the calls use, PUE included."),
  idleEnergyKwh: describedCopy(Figure, "While there is none: no call causes it."),
};

export const Machines = z.strictObject(energy);

/** What a part has only where its machines are provisioned. */
export const MACHINE_KEYS = {
  activeEnergyKwh: z.optional(energy.activeEnergyKwh),
  idleEnergyKwh: z.optional(energy.idleEnergyKwh),
  replicas: z.optional(
    z.strictObject({
      running: describedCopy(Figure, "Mean replicas over the hours that it runs."),
      needed: z.optional(
        describedCopy(Figure, "As many as the work would keep busy all the time."),
      ),
      overloaded: described(
        z.boolean(),
        "Whether the work is more than runs: energy is then what it needs, cost and manufacture are at least.",
      ),
    }),
  ),
};
