/** The shape of what models, flows and declared figures have of a month in the JSON report. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { Figure } from "./figure-schema.ts";

const share = described(z.optional(z.number()), "Of the month's likely figure, 0 to 1.");

export const ModelUse = z.strictObject({
  id: z.string(),
  callsPerMonth: Figure,
  energyKwh: describedCopy(Figure, "Of its calls and its training, without idle machines."),
  costUsd: Figure,
  energyShare: share,
  costShare: share,
  lowPrecision: described(
    z.optional(
      z.strictObject({
        gain: z.enum(["saves", "no-gain", "unknown"]),
        ratio: describedCopy(Figure, "Energy in 8 bit over energy now."),
        text: z.string(),
      }),
    ),
    "What serving it in 8 bit would change.",
  ),
});

const Use = z.strictObject({ energyKwh: Figure, carbonKg: Figure, costUsd: Figure });

export const FlowUse = z.strictObject({
  id: z.string(),
  runsPerMonth: Figure,
  month: describedCopy(Use, "Of its own steps; flows that it uses count with themselves."),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      use: described(z.string(), "Id of what does the work."),
      basis: described(
        z.enum(["own", "allocated", "flow", "unknown"]),
        "own: adds to the month by itself. allocated: a share of a machine. flow: see the flow used.",
      ),
      callsPerMonth: Figure,
      month: Use,
    }),
  ),
});

export const Declared = z.strictObject({
  declaredWhPerCall: Figure,
  modelledWhPerCall: Figure,
  used: described(
    z.enum(["declared", "modelled", "shares"]),
    "Which of the two decides; shares: it only shares out the energy of a machine.",
  ),
  because: described(z.optional(z.string()), "Why the declared figure does not decide."),
  evidence: described(z.optional(z.string()), "Path of the report that shows it."),
});

export const Prices = z.strictObject({
  package: z.string(),
  version: z.string(),
  recordedOn: described(z.string(), "Day on which the prices were taken."),
  matches: z.array(
    z.strictObject({
      model: described(z.string(), "Id in the manifest."),
      asked: described(z.string(), "Name in the manifest."),
      provider: z.string(),
      matched: described(z.string(), "Model of the price list that it was found as."),
    }),
  ),
});
