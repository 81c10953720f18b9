import * as z from "zod";
import { amount, evidence, Id, likely, percent } from "./amount.ts";
import { described } from "./described.ts";

const Limits = described(
  z.strictObject({
    calls: amount(
      "Most calls in one run of the flow, calls made by its children included.",
    ).optional(),
    tokens: amount("Most tokens in one run, children included.").optional(),
    seconds: amount("Most seconds in one run, children included.").optional(),
    usd: amount("Most US dollars in one run, children included.").optional(),
  }),
  "Hard stops that the software enforces.",
);

const WorkPerCall = described(
  z.strictObject({
    gflop: amount("Floating-point work of one call, in GFLOP.").optional(),
    pixels: amount("Pixels of one image or frame.").optional(),
    frames: amount("Frames of one call.").optional(),
    seconds: amount("Seconds of audio or video of one call.").optional(),
    steps: amount("Denoising steps of one call.").optional(),
  }),
  "Size of one call where the work is not tokens.",
);

export const Step = z
  .strictObject({
    id: described(Id.optional(), "Name of this step; needed when a flow uses the same part twice."),
    use: Id.describe("Id of the model, component or flow that does the work."),
    reach_pct: percent(
      "Share of the flow's runs that come to this step, apart from runs that ended before. Default 100.",
    ).optional(),
    ends_pct: percent(
      "Share of the runs at this step that end here, such as a cache hit. Default 0.",
    ).optional(),
    calls: amount(
      "Mean calls per run that reaches this step, retries included. Default 1.",
    ).optional(),
    calls_p95: amount("95th percentile of calls per run.").optional(),
    repeats: described(
      z.enum(["once", "per-item", "until-done"]).optional(),
      "What decides the number of calls: nothing, the input's items, or the model itself (an agent loop).",
    ),
    limits: Limits.optional(),
    input_tokens: amount(
      "All input tokens of one call: fixed prompt, context, history and the user's text.",
    ).optional(),
    prompt_tokens_fixed: amount(
      "Part of input_tokens that is the same in each call: system prompt, examples, tools.",
    ).optional(),
    context_tokens: amount(
      "Part of input_tokens that is retrieved passages and history.",
    ).optional(),
    cached_input_pct: percent(
      "Share of input_tokens read from the vendor's or server's prefix cache.",
    ).optional(),
    cache_write_pct: percent(
      "Share of input_tokens written to a cache that is billed for writing.",
    ).optional(),
    output_tokens: amount("Output tokens of one call, reasoning tokens not included.").optional(),
    reasoning_tokens: amount("Reasoning tokens of one call, on top of output_tokens.").optional(),
    max_output_tokens: amount("Largest output that one call may produce, in tokens.").optional(),
    prompt_tested: evidence(
      "Which shorter or split prompts were compared, with quality and total tokens.",
    ).optional(),
    work_per_call: WorkPerCall.optional(),
    batch_api: described(
      z.boolean().optional(),
      "True when sent through the vendor's discounted batch interface.",
    ),
  })
  .superRefine((step, context) => {
    const { input_tokens: input, prompt_tokens_fixed: fixed, context_tokens: retrieved } = step;
    if (input === undefined) return;
    const parts =
      (fixed === undefined ? 0 : likely(fixed)) + (retrieved === undefined ? 0 : likely(retrieved));
    if (parts > likely(input))
      context.addIssue({
        code: "custom",
        path: ["input_tokens"],
        message: `is all input, so it must not be less than prompt_tokens_fixed and context_tokens together (${parts})`,
      });
  });
export type Step = z.infer<typeof Step>;

export const Flow = z
  .strictObject({
    id: Id.describe("Name of this flow in the manifest."),
    title: described(z.string().min(1).max(300).optional(), "A name for people."),
    mode: described(
      z.enum(["interactive", "async", "batch"]).optional(),
      "Whether a user waits for it.",
    ),
    per_unit: amount("Runs per functional unit. Default 1.").optional(),
    runs_per_month: amount(
      "Runs per month, where they do not follow the functional unit.",
    ).optional(),
    success_pct: percent(
      "Share of runs that give a usable result; the others are runs too. Default 100.",
    ).optional(),
    steps: described(z.array(Step).min(1).max(500), "What happens, in order."),
  })
  .superRefine((flow, context) => {
    if (flow.per_unit !== undefined && flow.runs_per_month !== undefined)
      context.addIssue({
        code: "custom",
        path: ["runs_per_month"],
        message: "and per_unit declare the same fact: keep one",
      });
  });
export type Flow = z.infer<typeof Flow>;
