/** The shape of what differs between two reviews, in JSON. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { Figure } from "./figure-schema.ts";
import { Outcome, Severity, Stage, Verdict } from "./outcome-schema.ts";

const bothSides = <T extends z.core.$ZodType>(side: T) =>
  z.strictObject({ before: side, after: side });

const Range = z.strictObject({ low: z.number(), likely: z.number(), high: z.number() });
const Missing = z.strictObject({ base: z.array(z.string()), head: z.array(z.string()) });

const KnownDifference = z
  .strictObject({
    low: described(z.number(), "5th percentile of after less before, draw by draw."),
    likely: described(z.number(), "Median."),
    high: described(z.number(), "95th percentile."),
    unit: z.string(),
    certainty: described(
      z.enum(["less", "more", "same", "undecided"]),
      "Less and more: in 95 of 100 draws, whatever is missing. Same: in every draw, with nothing missing.",
    ),
    ratio: described(
      z.optional(Range),
      "After over before; absent where before can be zero, or something is missing.",
    ),
    missing: described(
      z.optional(Missing),
      "Manifest paths without which a side is at least what it is.",
    ),
  })
  .register(z.globalRegistry, { id: "knownDifference" });

const UnknownDifference = z
  .strictObject({
    unknown: z.literal(true),
    unit: z.string(),
    certainty: z.literal("undecided"),
    missing: Missing,
  })
  .register(z.globalRegistry, { id: "unknownDifference" });

export const Difference = z
  .union([KnownDifference, UnknownDifference])
  .register(z.globalRegistry, { id: "difference" });

const FigureChange = z
  .strictObject({ before: Figure, after: Figure, difference: Difference })
  .register(z.globalRegistry, { id: "figureChange" });

const FigureChanges = z
  .strictObject({
    energyKwh: FigureChange,
    carbonKg: FigureChange,
    waterL: FigureChange,
    costUsd: FigureChange,
  })
  .register(z.globalRegistry, { id: "figureChanges" });

const PartChange = z.strictObject({
  id: described(z.string(), "Manifest path of the part, by its name after the change."),
  change: z.enum(["added", "removed", "changed"]),
  month: z.strictObject({
    energyKwh: Difference,
    carbonKg: Difference,
    operationalCarbonKg: Difference,
    embodiedCarbonKg: Difference,
    waterL: Difference,
    costUsd: Difference,
  }),
});

const BudgetSide = z.optional(
  z.strictObject({
    limit: z.number(),
    unit: z.string(),
    state: z.enum(["met", "over", "undecided", "unknown", "no-base"]),
  }),
);

const BudgetChange = z.strictObject({
  key: z.string(),
  origin: z.enum(["policy", "manifest"]),
  before: BudgetSide,
  after: BudgetSide,
});

const State = z.strictObject({
  outcome: described(
    z.union([Outcome, z.literal("absent")]),
    "Absent: there is no such item, or no such check.",
  ),
  explained: described(z.boolean(), "Whether another finding stands for it."),
  gates: described(z.boolean(), "Whether the merge is stopped by it, or waits for it."),
});

const FindingChange = z.strictObject({
  pack: z.string(),
  check: described(z.string(), "Id of the check."),
  title: described(z.string(), "A sentence that is true when the check is met."),
  item: z.string(),
  severity: Severity,
  direction: z.enum(["worse", "better", "neither"]),
  before: State,
  after: State,
  question: described(z.optional(z.string()), "What is asked after the change."),
});

const percentages = bothSides(z.optional(z.number()));

export const DeltaReport = described(
  z.strictObject({
    verdict: bothSides(Verdict),
    stage: bothSides(Stage),
    score: percentages,
    coverage: percentages,
    functionalUnit: bothSides(z.string()),
    unitsPerMonth: bothSides(Figure),
    month: FigureChanges,
    unit: describedCopy(FigureChanges, "Per functional unit, each side by its own volume."),
    parts: described(z.array(PartChange), "Parts whose month differs, the weightiest first."),
    budgets: described(z.array(BudgetChange), "Budgets of another limit or another state."),
    findings: described(z.array(FindingChange), "Findings that came out otherwise, worse first."),
  }),
  "What differs between two reviews of one manifest.",
).register(z.globalRegistry, { id: "delta" });
export type DeltaReport = z.infer<typeof DeltaReport>;
