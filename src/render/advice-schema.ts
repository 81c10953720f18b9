/** The shape of advice in the JSON report: levers, the shortest way to a pass, and what changed. */

import * as z from "zod/mini";
import { described } from "../yaml/described.ts";
import { DeltaReport, Difference } from "./delta-schema.ts";
import { Verdict } from "./outcome-schema.ts";

const MonthDifference = described(
  z
    .strictObject({
      energyKwh: Difference,
      carbonKg: Difference,
      waterL: Difference,
      costUsd: Difference,
    })
    .register(z.globalRegistry, { id: "monthDifference" }),
  "The month with the change less the month without, on the same draws.",
);

const FieldChange = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])),
  value: described(z.optional(z.unknown()), "Absent where the field goes away."),
});

const LeverReport = z
  .strictObject({
    id: described(z.string(), "Kind, item and option: the same in every report."),
    kind: z.string(),
    item: described(z.string(), "Item of the manifest, as findings name it."),
    title: z.string(),
    month: z.optional(MonthDifference),
    notEstimated: described(z.optional(z.string()), "Why there is no figure."),
    saving: described(
      z.number(),
      "Mean of the shares of the month's energy, carbon and cost that certainly go away; what grows counts against it.",
    ),
    changes: z.array(FieldChange),
    assumes: z.array(z.string()),
    evidence: z.array(
      z.strictObject({
        says: z.string(),
        source: z.strictObject({ title: z.string(), url: z.string() }),
        locator: z.string(),
      }),
    ),
    effort: z.enum(["setting", "deployment", "development", "training"]),
    against: z.array(z.string()),
    checks: described(z.array(z.string()), "Ids of the checks that it answers."),
  })
  .register(z.globalRegistry, { id: "lever" });

const GreenStep = z.strictObject({
  do: z.enum(["change", "answer", "fix"]),
  lever: described(z.optional(z.string()), "Id of the lever."),
  findings: z.array(z.strictObject({ check: z.string(), item: z.string() })),
});

/** Keys of a manifest's report. */
export const AdviceReport = {
  levers: described(z.array(LeverReport), "What could be changed, the greatest saving first."),
  leversTogether: described(
    z.optional(
      z.strictObject({
        levers: described(z.array(z.string()), "Ids of the levers."),
        month: MonthDifference,
        saving: z.number(),
      }),
    ),
    "The best that goes together, estimated as one change: single savings do not add up.",
  ),
  pathToGreen: described(
    z.optional(
      z.strictObject({
        steps: z.array(GreenStep),
        leadsTo: Verdict,
        left: described(z.array(z.string()), "What is in the way even then."),
      }),
    ),
    "The fewest changes and answers that turn the verdict; absent where the gate is open.",
  ),
  delta: z.optional(DeltaReport),
};
