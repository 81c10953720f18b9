import * as z from "zod";
import { amount, evidence, Id, IsoDate, Line, percent, placements } from "./amount.ts";
import { described } from "./described.ts";

export const DataSet = z.strictObject({
  id: Id.describe("Name of this data set in the manifest."),
  purpose: described(
    Line.optional(),
    "Which feature needs it: training, grounding, logs, evaluation.",
  ),
  gb: amount("Size of one copy, in GB.").optional(),
  growth_gb_month: amount("Growth of one copy per month, in GB.").optional(),
  transfer_gb_month: amount("Data moved between regions or to users per month, in GB.").optional(),
  class: described(
    z.enum(["memory", "ssd", "hdd", "object", "archive"]).optional(),
    "What it is stored on.",
  ),
  copies: amount("Copies you keep besides the provider's own replication. Default 1.", {
    max: 1000,
  }).optional(),
  source: described(
    z.enum(["open", "own", "licensed", "synthetic", "user"]).optional(),
    "Where it comes from.",
  ),
  retention_days: amount("Days until it is deleted.", { max: 36_500 }).optional(),
  format: described(Line.optional(), "File format, such as parquet."),
  compressed: described(z.boolean().optional(), "True when it is compressed at rest."),
  live: described(z.boolean().optional(), "True when it is refreshed continuously."),
  provider: described(Line.optional(), "Who stores it."),
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
  where: described(
    z.enum(["laptop", "ci-runner", "cloud", "on-prem", "same-as-prod"]).optional(),
    "What it runs on.",
  ),
  off_hours_shutdown: described(
    z.boolean().optional(),
    "True when it stops at night and at weekends.",
  ),
  evals: described(
    z.array(Evaluation).max(200).optional(),
    "Model calls made by tests and evaluations.",
  ),
  eval_cached: described(
    z.boolean().optional(),
    "True when identical test calls come from a cache.",
  ),
  eval_reports: described(
    z
      .array(z.enum(["quality", "latency", "cost", "energy"]))
      .max(10)
      .optional(),
    "What the test report shows.",
  ),
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

export const Operations = described(
  z.strictObject({
    monitors: described(
      z.array(Monitor).max(20).optional(),
      "What a dashboard shows next to latency and cost.",
    ),
    dashboard: evidence("Where these figures can be seen.").optional(),
    region_reviewed_on: described(
      IsoDate.optional(),
      "When the choice of regions was last reviewed.",
    ),
    region_reason: evidence(
      "Why the system stays where it is: residency, latency, price, contract.",
    ).optional(),
    hardware_review: evidence("Which hardware was compared on work per watt.").optional(),
    exit_plan: evidence("How to leave each vendor, and when that was last tried.").optional(),
    public_report: evidence("Where performance and energy figures are published.").optional(),
    decisions: described(
      z.array(evidence("Where a decision is recorded.")).max(200).optional(),
      "Records of design decisions.",
    ),
    test_review: evidence(
      "Which redundant tests and evaluations were cut, and when that was last looked at.",
    ).optional(),
    vendor_goals: evidence(
      "What cloud, platform and hardware partners commit to, and what was agreed.",
    ).optional(),
  }),
  "How it is run and looked after.",
);
export type Operations = z.infer<typeof Operations>;
