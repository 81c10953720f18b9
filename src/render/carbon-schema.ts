/** The shape of the Software Carbon Intensity and of shifts of place in the JSON report. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { Figure } from "./figure-schema.ts";

const ShiftEnd = z.strictObject({
  region: z.string(),
  gridGPerKwh: described(z.number(), "Average intensity: what a footprint counts."),
  marginalGPerKwh: described(
    z.optional(z.number()),
    "Intensity of the plant that answers a change in load: never part of a footprint.",
  ),
});

export const Shift = z.strictObject({
  from: ShiftEnd,
  to: ShiftEnd,
  text: described(z.string(), "What both intensities mean for the move."),
  sources: z.array(z.string()),
});

const SciScore = z.strictObject({
  boundary: described(z.string(), "What is inside."),
  energyKwh: describedCopy(Figure, "E: energy of what is provisioned, PUE included."),
  intensityGPerKwh: describedCopy(Figure, "I: location-based average, weighted by energy."),
  operationalG: describedCopy(Figure, "O = E x I."),
  embodiedG: describedCopy(Figure, "M: making the hardware, by its share of life."),
  sciG: describedCopy(Figure, "(O + M) per R."),
});

export const Sci = z.strictObject({
  functionalUnit: described(z.string(), "R."),
  unitsPerMonth: Figure,
  whole: describedCopy(SciScore, "All parts, per functional unit."),
  consumer: describedCopy(
    SciScore,
    "Operation and monitoring, without training and tests, per functional unit.",
  ),
  providerCarbonKg: describedCopy(Figure, "Training, tests and development, per month."),
});
