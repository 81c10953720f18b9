import * as z from "zod";
import { amount, evidence, Id, IsoDate, Line, percent, placements } from "./amount.ts";

export const DataSet = z.strictObject({
  id: Id.describe("Name of this data set in the manifest."),
  purpose: Line.optional().describe(
    "Which feature needs it: training, grounding, logs, evaluation.",
  ),
  gb: amount("Size of one copy, in GB.").optional(),
  growth_gb_month: amount("Growth of one copy per month, in GB.").optional(),
  transfer_gb_month: amount("Data moved between regions or to users per month, in GB.").optional(),
  class: z
    .enum(["memory", "ssd", "hdd", "object", "archive"])
    .optional()
    .describe("What it is stored on."),
  copies: amount("Copies you keep besides the provider's own replication. Default 1.", {
    max: 1000,
  }).optional(),
  source: z
    .enum(["open", "own", "licensed", "synthetic", "user"])
    .optional()
    .describe("Where it comes from."),
  retention_days: amount("Days until it is deleted.", { max: 36_500 }).optional(),
  format: Line.optional().describe("File format, such as parquet."),
  compressed: z.boolean().optional().describe("True when it is compressed at rest."),
  live: z.boolean().optional().describe("True when it is refreshed continuously."),
  provider: Line.optional().describe("Who stores it."),
  placement: placements("Where it is stored.").optional(),
});
export type DataSet = z.infer<typeof DataSet>;

const Evaluation = z.strictObject({
  use: Id.describe("Id of the model or flow that is tested."),
  calls: amount("Calls or runs per month made by tests and evaluations."),
  input_tokens: amount("Input tokens of one call. Default: as in production.").optional(),
  output_tokens: amount("Output tokens of one call. Default: as in production.").optional(),
  cached_pct: percent("Share answered from a test cache without calling the model.").optional(),
});

export const Environment = z.strictObject({
  name: Id.describe("Name: dev, ci, staging, prod or your own."),
  where: z
    .enum(["laptop", "ci-runner", "cloud", "on-prem", "same-as-prod"])
    .optional()
    .describe("What it runs on."),
  off_hours_shutdown: z
    .boolean()
    .optional()
    .describe("True when it stops at night and at weekends."),
  evals: z
    .array(Evaluation)
    .max(200)
    .optional()
    .describe("Model calls made by tests and evaluations."),
  eval_cached: z.boolean().optional().describe("True when identical test calls come from a cache."),
  eval_reports: z
    .array(z.enum(["quality", "latency", "cost", "energy"]))
    .max(10)
    .optional()
    .describe("What the test report shows."),
});
export type Environment = z.infer<typeof Environment>;

const Monitor = z.enum([
  "energy",
  "carbon",
  "water",
  "cost",
  "tokens",
  "latency",
  "quality",
  "drift",
  "utilisation",
]);

export const Operations = z
  .strictObject({
    monitors: z
      .array(Monitor)
      .max(20)
      .optional()
      .describe("What a dashboard shows next to latency and cost."),
    dashboard: evidence("Where these figures can be seen.").optional(),
    region_reviewed_on: IsoDate.optional().describe(
      "When the choice of regions was last reviewed.",
    ),
    region_reason: evidence(
      "Why the system stays where it is: residency, latency, price, contract.",
    ).optional(),
    hardware_review: evidence("Which hardware was compared on work per watt.").optional(),
    exit_plan: evidence("How to leave each vendor, and when that was last tried.").optional(),
    public_report: evidence("Where performance and energy figures are published.").optional(),
    decisions: z
      .array(evidence("Where a decision is recorded."))
      .max(200)
      .optional()
      .describe("Records of design decisions."),
    test_review: evidence(
      "Which redundant tests and evaluations were cut, and when that was last looked at.",
    ).optional(),
    vendor_goals: evidence(
      "What cloud, platform and hardware partners commit to, and what was agreed.",
    ).optional(),
  })
  .describe("How it is run and looked after.");
export type Operations = z.infer<typeof Operations>;
