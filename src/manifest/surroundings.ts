import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { amount, evidence, Id, IsoDate, Line, percent, placements } from "./amount.ts";

export const DataSet = z.strictObject({
  id: describedCopy(Id, "Name of this data set in the manifest."),
  purpose: described(
    z.optional(Line),
    "Which feature needs it: training, grounding, logs, evaluation.",
  ),
  gb: z.optional(amount("Size of one copy, in GB.")),
  growth_gb_month: z.optional(amount("Growth of one copy per month, in GB.")),
  transfer_gb_month: z.optional(amount("Data moved between regions or to users per month, in GB.")),
  class: described(
    z.optional(z.enum(["memory", "ssd", "hdd", "object", "archive"])),
    "What it is stored on.",
  ),
  copies: z.optional(
    amount("Copies you keep besides the provider's own replication. Default 1.", {
      min: 1,
      max: 1000,
    }),
  ),
  source: described(
    z.optional(z.enum(["open", "own", "licensed", "synthetic", "user"])),
    "Where it comes from.",
  ),
  retention_days: z.optional(amount("Days until it is deleted.", { max: 36_500 })),
  format: described(z.optional(Line), "File format, such as parquet."),
  compressed: described(z.optional(z.boolean()), "True when it is compressed at rest."),
  live: described(z.optional(z.boolean()), "True when it is refreshed continuously."),
  provider: described(z.optional(Line), "Who stores it."),
  placement: z.optional(placements("Where it is stored.")),
});
export type DataSet = z.infer<typeof DataSet>;

const Evaluation = z.strictObject({
  use: describedCopy(Id, "Id of the model or flow that is tested."),
  calls: amount("Calls or runs per month made by tests and evaluations.", { min: 1e-3 }),
  input_tokens: z.optional(amount("Input tokens of one call. Default: as in production.")),
  output_tokens: z.optional(amount("Output tokens of one call. Default: as in production.")),
  cached_pct: z.optional(percent("Share answered from a test cache without calling the model.")),
});

/** What a machine of a development environment is, and where. */
const machineFields = {
  accelerator: described(
    z.optional(Line),
    "Chip or device: laptop, desktop, apple-m, nvidia-l4. Leave out for virtual CPUs alone.",
  ),
  vcpus: z.optional(amount("Virtual CPUs of one machine.", { max: 1e5 })),
  memory_gb: z.optional(amount("Memory of one machine, in GB.", { max: 1e6 })),
  provider: described(z.optional(Line), "Cloud provider or vendor, such as aws."),
  placement: z.optional(placements("Where it runs.")),
};

const DevelopmentMachine = z
  .strictObject({
    ...machineFields,
    count: z.optional(amount("Machines of this kind. Default 1.", { max: 1e6 })),
    hours_per_month: z.optional(
      amount(
        "Hours per month that each is on for this product. Default: working hours of a person for laptops and desktops, else the month.",
        { max: 745 },
      ),
    ),
  })
  .check(
    z.superRefine(({ accelerator, vcpus }, context) => {
      if (accelerator === undefined && vcpus === undefined)
        context.addIssue({
          code: "custom",
          path: [],
          message: "needs an accelerator (laptop, apple-m, nvidia-l4) or vcpus",
        });
      if (accelerator !== undefined && vcpus !== undefined)
        context.addIssue({
          code: "custom",
          path: ["vcpus"],
          message: "is for machines without accelerator: with one its host is counted already",
        });
    }),
  );
export type DevelopmentMachine = z.infer<typeof DevelopmentMachine>;

const ContinuousIntegration = z.strictObject({
  ...machineFields,
  runs_per_month: amount("Pipeline runs per month."),
  minutes_per_run: amount("Machine minutes of one run, all jobs together.", { max: 1e6 }),
});

export const Environment = z.strictObject({
  name: describedCopy(Id, "Name: dev, ci, staging, prod or your own."),
  where: described(
    z.optional(z.enum(["laptop", "ci-runner", "cloud", "on-prem", "same-as-prod"])),
    "What it runs on.",
  ),
  off_hours_shutdown: described(
    z.optional(z.boolean()),
    "True when it stops at night and at weekends.",
  ),
  machines: described(
    z.optional(z.array(DevelopmentMachine).check(z.maxLength(50))),
    "Machines that it is developed and tested on, besides components of this environment.",
  ),
  ci: described(
    z.optional(ContinuousIntegration),
    "Runs of build and test pipelines on machines of their own.",
  ),
  evals: described(
    z.optional(z.array(Evaluation).check(z.maxLength(200))),
    "Model calls made by tests and evaluations.",
  ),
  eval_cached: described(
    z.optional(z.boolean()),
    "True when identical test calls come from a cache.",
  ),
  eval_reports: described(
    z.optional(z.array(z.enum(["quality", "latency", "cost", "energy"])).check(z.maxLength(10))),
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
      z.optional(z.array(Monitor).check(z.maxLength(20))),
      "What a dashboard shows next to latency and cost.",
    ),
    dashboard: z.optional(evidence("Where these figures can be seen.")),
    region_reviewed_on: described(
      z.optional(IsoDate),
      "When the choice of regions was last reviewed.",
    ),
    region_reason: z.optional(
      evidence("Why the system stays where it is: residency, latency, price, contract."),
    ),
    hardware_review: z.optional(evidence("Which hardware was compared on work per watt.")),
    exit_plan: z.optional(evidence("How to leave each vendor, and when that was last tried.")),
    public_report: z.optional(evidence("Where performance and energy figures are published.")),
    decisions: described(
      z.optional(z.array(evidence("Where a decision is recorded.")).check(z.maxLength(200))),
      "Records of design decisions.",
    ),
    test_review: z.optional(
      evidence("Which redundant tests and evaluations were cut, and when that was last looked at."),
    ),
    vendor_goals: z.optional(
      evidence("What cloud, platform and hardware partners commit to, and what was agreed."),
    ),
  }),
  "How it is run and looked after.",
);
export type Operations = z.infer<typeof Operations>;
