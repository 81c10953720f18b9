import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { amount, evidence, Id, Line, marketAmount, placements } from "./amount.ts";

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
    id: described(z.optional(Id), "Name of this job, when a model has several."),
    kind: described(
      z.enum(["from-scratch", "fine-tune", "adapter", "distil"]),
      "What kind of training.",
    ),
    accelerator: described(
      z.optional(Line),
      "Chip, such as nvidia-h100. Leave out for CPU training.",
    ),
    accelerators: z.optional(amount("Accelerators used at once.", { min: 0.01, max: 1e6 })),
    vcpus: z.optional(
      amount("Virtual CPUs used at once, for CPU training.", { min: 0.01, max: 1e6 }),
    ),
    hours_per_run: z.optional(amount("Wall-clock hours of one run.", { min: 1e-4 })),
    tokens: z.optional(
      amount("Tokens of one run, epochs included, where hours are not known.", {
        min: 1000,
        max: 1e18,
      }),
    ),
    power_w: z.optional(
      amount(
        "Mean power of one accelerator over the run in W, its share of the host included; where it was metered or is known.",
        { min: 1, max: 5000 },
      ),
    ),
    runs_per_month: z.optional(
      amount(
        "Runs per month. Failed runs and searches are among them, unless failed_runs_pct and sweep_runs give them.",
        { min: 1e-3 },
      ),
    ),
    once: described(
      z.optional(z.boolean()),
      "True for a job that is not repeated; then runs counts all of it.",
    ),
    runs: z.optional(
      amount(
        "All runs of a job done once. Failed runs and searches are among them, unless failed_runs_pct and sweep_runs give them. Default 1.",
        { min: 1e-3 },
      ),
    ),
    failed_runs_pct: z.optional(
      amount("Share of all accelerator time that runs which fail have, in percent.", { max: 95 }),
    ),
    sweep_runs: z.optional(
      amount(
        "Search for settings before each run, in full runs: ten trials of a tenth of a run each are 1.",
        { max: 1e4 },
      ),
    ),
    research_multiplier: z.optional(
      amount(
        "All compute of the project over that of the runs above, where you want it counted. Default 1: nothing is added.",
        { min: 1, max: 100 },
      ),
    ),
    amortise_months: z.optional(
      amount("Months over which a job done once is spread.", {
        min: 1,
        max: 120,
      }),
    ),
    provider: described(
      z.optional(Line),
      "Cloud provider or site: aws, gcp, azure, or a name of your own.",
    ),
    placement: z.optional(placements("Where it runs.")),
    trigger: described(
      z.optional(z.enum(["drift", "calendar", "manual", "every-commit"])),
      "What starts a run.",
    ),
    schedule: described(
      z.optional(z.enum(["anytime", "off-peak", "carbon-aware"])),
      "Whether the start waits for cheaper or cleaner hours.",
    ),
    early_stopping: described(z.optional(z.boolean()), "A run that no longer improves is stopped."),
    quality_gate: described(
      z.optional(z.boolean()),
      "A new version is shipped only if it beats the old one.",
    ),
    sampled: described(z.optional(z.boolean()), "A smaller subset was tried first."),
    dataset: described(z.optional(Id), "Id of the data set it learns from."),
  })
  .check(
    z.superRefine((job, context) => {
      if (job.once === true && job.runs_per_month !== undefined)
        context.addIssue({
          code: "custom",
          path: ["runs_per_month"],
          message: "is for repeated jobs: use runs for a job done once",
        });
      if (job.power_w !== undefined && job.accelerator === undefined)
        context.addIssue({
          code: "custom",
          path: ["power_w"],
          message: "is of one accelerator: say which",
        });
      if (job.accelerator !== undefined && job.vcpus !== undefined)
        context.addIssue({
          code: "custom",
          path: ["vcpus"],
          message: "is for CPU training: with an accelerator its host is counted already",
        });
    }),
  );
export type Training = z.infer<typeof Training>;

const Price = described(
  z.strictObject({
    input_usd_per_m_tokens: z.optional(amount("US dollars per million input tokens.")),
    cached_input_usd_per_m_tokens: z.optional(
      amount("US dollars per million cached input tokens."),
    ),
    cache_write_usd_per_m_tokens: z.optional(
      amount("US dollars per million tokens written to the cache."),
    ),
    output_usd_per_m_tokens: z.optional(
      amount("US dollars per million output tokens, reasoning included."),
    ),
    usd_per_call: z.optional(amount("US dollars per call, on top of tokens.")),
  }),
  "Your own price, where it differs from the list price.",
);

const MeasuredCall = described(
  z.strictObject({
    input_tokens: z.optional(amount("Input tokens of that call.")),
    output_tokens: z.optional(amount("Output tokens of that call, reasoning included.")),
    boundary: described(
      z.optional(z.enum(["accelerator", "node", "facility"])),
      "What the meter saw: accelerators alone, the node with its host (default), or the facility with its overhead (PUE).",
    ),
  }),
  "The call that wh_per_call is of, where those of the steps are larger or smaller: the figure is scaled to them.",
);

export const Model = z
  .strictObject({
    id: describedCopy(Id, "Name of this model in the manifest."),
    name: describedCopy(Line, "Name and version as the platform or model hub spells it."),
    access: describedCopy(
      Access,
      "Called over a vendor's API, run by you, or run on the user's device.",
    ),
    vendor: described(z.optional(Line), "Who made the model."),
    platform: described(
      z.optional(Line),
      "Who sells or hosts the API, such as openai or aws-bedrock.",
    ),
    task: described(z.optional(Task), "What it is used for here."),
    generative: described(
      z.optional(z.boolean()),
      "True when it writes text, code, images, audio or video.",
    ),
    used_for: described(
      z.optional(z.enum(["serving", "fallback", "draft", "judge", "labelling"])),
      "Why the model exists when no step calls it.",
    ),
    open_weights: described(z.optional(z.boolean()), "True when the weights can be downloaded."),
    params_b: z.optional(amount("All parameters, in billions.", { min: 1e-6, max: 1e5 })),
    active_params_b: z.optional(
      amount("Parameters used per token (mixture of experts), in billions.", {
        min: 1e-6,
        max: 1e5,
      }),
    ),
    size_mb: z.optional(amount("File size as served, in MB, for small models and trees.")),
    precision: described(
      z.optional(
        z.strictObject({
          weights: described(
            z.enum(["fp32", "bf16", "fp16", "fp8", "int8", "mxfp4", "int4"]),
            "Number format of the weights as served.",
          ),
          kv: described(
            z.optional(z.enum(["bf16", "fp16", "fp8", "int8", "int4"])),
            "Format of the key-value cache.",
          ),
        }),
      ),
      "Precision as served.",
    ),
    optimisations: described(
      z.optional(
        z
          .array(z.enum(["none", "pruned", "distilled", "compiled", "speculative"]))
          .check(z.maxLength(10)),
      ),
      "What was done to make it lighter, besides precision.",
    ),
    quality_delta_pct: z.optional(
      amount("Quality change caused by precision and optimisations, in percent.", {
        min: -100,
        max: 1000,
      }),
    ),
    smaller_tried: z.optional(evidence("The smaller model that was tried, with its result.")),
    fallback: described(
      z.optional(z.union([Id, z.literal("none")])),
      "Id of the model that takes over, or none.",
    ),
    fallback_tested: z.optional(
      evidence("How the fallback did on the evaluation set, or what users get without one."),
    ),
    pinned: described(z.optional(z.boolean()), "True when the version cannot change under you."),
    card: z.optional(evidence("Model card, ML-BOM or energy report.")),
    vendor_energy: z.optional(
      evidence("What the vendor said when asked for energy per request, region and power."),
    ),
    placement: z.optional(placements("Where an API model runs, if you know or choose it.")),
    market_g_kwh: z.optional(
      marketAmount(
        "Carbon intensity by the contracts of an API model's host (market-based), in gCO2e per kWh, with its source: shown beside the location-based figures, never in totals or budgets.",
      ),
    ),
    wh_per_call: z.optional(
      amount(
        "Energy of one call in Wh: accelerator and host, without data centre overhead (PUE), unless measured_call says what the meter saw.",
      ),
    ),
    measured_call: z.optional(MeasuredCall),
    energy_report: described(
      z.optional(Line),
      "Path of a measured report in this repository: a BoAmps report, a Hugging Face model card or a CycloneDX ML-BOM.",
    ),
    price: z.optional(Price),
    training: described(
      z.optional(z.array(Training).check(z.minLength(1), z.maxLength(50))),
      "Training that you do or pay for.",
    ),
  })
  .check(
    z.superRefine((model, context) => {
      const { params_b: all, active_params_b: active, access, placement } = model;
      if (typeof all === "number" && typeof active === "number" && active > all)
        context.addIssue({
          code: "custom",
          path: ["active_params_b"],
          message: "must not be more than params_b",
        });
      if (model.measured_call !== undefined && model.wh_per_call === undefined)
        context.addIssue({
          code: "custom",
          path: ["measured_call"],
          message: "says which call wh_per_call is of: give wh_per_call too",
        });
      if (access !== "api" && model.market_g_kwh !== undefined)
        context.addIssue({
          code: "custom",
          path: ["market_g_kwh"],
          message: "is for API models: give it with the component that runs this model",
        });
      if (access !== "api" && placement !== undefined)
        context.addIssue({
          code: "custom",
          path: ["placement"],
          message: "is for API models: say where the component that runs this model stands",
        });
    }),
  );
export type Model = z.infer<typeof Model>;
