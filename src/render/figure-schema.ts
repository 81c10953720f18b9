/** The shape of a figure in the JSON report. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";

const Quantity = z
  .strictObject({
    low: described(z.number(), "5th percentile."),
    likely: described(z.number(), "Median."),
    high: described(z.number(), "95th percentile."),
    unit: z.string(),
    boundary: described(z.string(), "What the figure includes."),
    sources: described(
      z.array(z.string()),
      "Ids of coefficients, and `manifest:` paths of inputs that have a range.",
    ),
    missing: described(
      z.optional(z.array(z.string())),
      "Present when a part is unknown: the figure is then at least this much.",
    ),
  })
  .register(z.globalRegistry, { id: "quantity" });

const Unknown = z
  .strictObject({
    unknown: z.literal(true),
    unit: z.string(),
    missing: described(z.array(z.string()), "Manifest paths that would give the figure."),
  })
  .register(z.globalRegistry, { id: "unknown" });

export const Figure = z.union([Quantity, Unknown]).register(z.globalRegistry, { id: "figure" });

export const Metrics = z
  .strictObject({
    energyKwh: describedCopy(Figure, "Facility energy, PUE included."),
    carbonKg: describedCopy(Figure, "Operation and manufacture."),
    operationalCarbonKg: describedCopy(Figure, "Location-based."),
    embodiedCarbonKg: describedCopy(Figure, "Manufacture of the hardware, over its life."),
    waterL: describedCopy(Figure, "Consumed on site and to make the electricity."),
    costUsd: Figure,
  })
  .register(z.globalRegistry, { id: "metrics" });
