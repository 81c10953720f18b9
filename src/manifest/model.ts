import * as z from "zod";
import { amount, evidence, Id, Line, placements } from "./amount.ts";
import { described } from "./described.ts";

const Access = z.enum(["api", "self-hosted", "on-device"]);

const Task = z.enum([
  "chat",
  "qa",
  "summarise",
  "extract",
  "classify",
  "route",
  "plan",
  "code",
  "translate",
  "embed",
  "rerank",
  "detect",
  "segment",
  "ocr",
  "speech",
  "image-gen",
  "video-gen",
  "forecast",
  "recommend",
  "other",
]);

export const Training = z
  .strictObject({
    id: described(Id.optional(), "Name of this job, when a model has several."),
    kind: described(
      z.enum(["from-scratch", "fine-tune", "adapter", "distil"]),
      "What kind of training.",
    ),
    accelerator: described(
      Line.optional(),
      "Chip, such as nvidia-h100. Leave out for CPU training.",
    ),
    accelerators: amount("Accelerators used at once.", { max: 1e6 }).optional(),
    vcpus: amount("Virtual CPUs used at once, for CPU training.", { max: 1e6 }).optional(),
    hours_per_run: amount("Wall-clock hours of one run.").optional(),
    tokens: amount("Tokens of one run, epochs included, where hours are not known.", {
      max: 1e18,
    }).optional(),
    runs_per_month: amount("Runs per month, failed runs and sweeps included.").optional(),
    once: described(
      z.boolean().optional(),
      "True for a job that is not repeated; then runs counts all of it.",
    ),
    runs: amount(
      "All runs of a job done once, failed runs and sweeps included. Default 1.",
    ).optional(),
    amortise_months: amount("Months over which a job done once is spread.", {
      min: 1,
      max: 120,
    }).optional(),
    provider: described(
      Line.optional(),
      "Cloud provider or site: aws, gcp, azure, or a name of your own.",
    ),
    placement: placements("Where it runs.").optional(),
    trigger: described(
      z.enum(["drift", "calendar", "manual", "every-commit"]).optional(),
      "What starts a run.",
    ),
    schedule: described(
      z.enum(["anytime", "off-peak", "carbon-aware"]).optional(),
      "Whether the start waits for cheaper or cleaner hours.",
    ),
    early_stopping: described(z.boolean().optional(), "A run that no longer improves is stopped."),
    quality_gate: described(
      z.boolean().optional(),
      "A new version is shipped only if it beats the old one.",
    ),
    sampled: described(z.boolean().optional(), "A smaller subset was tried first."),
    dataset: described(Id.optional(), "Id of the data set it learns from."),
  })
  .superRefine((job, context) => {
    if (job.once === true && job.runs_per_month !== undefined)
      context.addIssue({
        code: "custom",
        path: ["runs_per_month"],
        message: "is for repeated jobs: use runs for a job done once",
      });
    if (job.accelerator !== undefined && job.vcpus !== undefined)
      context.addIssue({
        code: "custom",
        path: ["vcpus"],
        message: "is for CPU training: with an accelerator its host is counted already",
      });
  });
export type Training = z.infer<typeof Training>;

const Price = described(
  z.strictObject({
    input_usd_per_m_tokens: amount("US dollars per million input tokens.").optional(),
    cached_input_usd_per_m_tokens: amount("US dollars per million cached input tokens.").optional(),
    cache_write_usd_per_m_tokens: amount(
      "US dollars per million tokens written to the cache.",
    ).optional(),
    output_usd_per_m_tokens: amount(
      "US dollars per million output tokens, reasoning included.",
    ).optional(),
    usd_per_call: amount("US dollars per call, on top of tokens.").optional(),
  }),
  "Your own price, where it differs from the list price.",
);

export const Model = z
  .strictObject({
    id: Id.describe("Name of this model in the manifest."),
    name: Line.describe("Name and version as the platform or model hub spells it."),
    access: Access.describe("Called over a vendor's API, run by you, or run on the user's device."),
    vendor: described(Line.optional(), "Who made the model."),
    platform: described(
      Line.optional(),
      "Who sells or hosts the API, such as openai or aws-bedrock.",
    ),
    task: described(Task.optional(), "What it is used for here."),
    generative: described(
      z.boolean().optional(),
      "True when it writes text, code, images, audio or video.",
    ),
    used_for: described(
      z.enum(["serving", "fallback", "draft", "judge", "labelling"]).optional(),
      "Why the model exists when no step calls it.",
    ),
    open_weights: described(z.boolean().optional(), "True when the weights can be downloaded."),
    params_b: amount("All parameters, in billions.", { max: 1e5 }).optional(),
    active_params_b: amount("Parameters used per token (mixture of experts), in billions.", {
      max: 1e5,
    }).optional(),
    size_mb: amount("File size as served, in MB, for small models and trees.").optional(),
    precision: described(
      z
        .strictObject({
          weights: described(
            z.enum(["fp32", "bf16", "fp16", "fp8", "int8", "mxfp4", "int4"]),
            "Number format of the weights as served.",
          ),
          kv: described(
            z.enum(["bf16", "fp16", "fp8", "int8", "int4"]).optional(),
            "Format of the key-value cache.",
          ),
        })
        .optional(),
      "Precision as served.",
    ),
    optimisations: described(
      z
        .array(z.enum(["none", "pruned", "distilled", "compiled", "speculative"]))
        .max(10)
        .optional(),
      "What was done to make it lighter, besides precision.",
    ),
    quality_delta_pct: amount("Quality change caused by precision and optimisations, in percent.", {
      min: -100,
      max: 1000,
    }).optional(),
    smaller_tried: evidence("The smaller model that was tried, with its result.").optional(),
    fallback: described(
      z.union([Id, z.literal("none")]).optional(),
      "Id of the model that takes over, or none.",
    ),
    fallback_tested: evidence(
      "How the fallback did on the evaluation set, or what users get without one.",
    ).optional(),
    pinned: described(z.boolean().optional(), "True when the version cannot change under you."),
    card: evidence("Model card, ML-BOM or energy report.").optional(),
    vendor_energy: evidence(
      "What the vendor said when asked for energy per request, region and power.",
    ).optional(),
    placement: placements("Where an API model runs, if you know or choose it.").optional(),
    wh_per_call: amount(
      "Energy of one call in Wh: accelerator and host, without data centre overhead (PUE).",
    ).optional(),
    price: Price.optional(),
    training: described(
      z.array(Training).min(1).max(50).optional(),
      "Training that you do or pay for.",
    ),
  })
  .superRefine((model, context) => {
    const { params_b: all, active_params_b: active, access, placement } = model;
    if (typeof all === "number" && typeof active === "number" && active > all)
      context.addIssue({
        code: "custom",
        path: ["active_params_b"],
        message: "must not be more than params_b",
      });
    if (access !== "api" && placement !== undefined)
      context.addIssue({
        code: "custom",
        path: ["placement"],
        message: "is for API models: say where the component that runs this model stands",
      });
  });
export type Model = z.infer<typeof Model>;
