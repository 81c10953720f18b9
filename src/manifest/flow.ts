import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { amount, evidence, Id, likely, percent } from "./amount.ts";

const Limits = described(
  z.strictObject({
    calls: z.optional(
      amount("Most calls in one run of the flow, calls made by its children included."),
    ),
    tokens: z.optional(amount("Most tokens in one run, children included.")),
    seconds: z.optional(amount("Most seconds in one run, children included.")),
    usd: z.optional(amount("Most US dollars in one run, children included.")),
  }),
  "Hard stops that the software enforces.",
);

const WorkPerCall = described(
  z.strictObject({
    gflop: z.optional(amount("Floating-point work of one call, in GFLOP.")),
    pixels: z.optional(amount("Pixels of one image or frame.")),
    frames: z.optional(amount("Frames of one call.")),
    seconds: z.optional(amount("Seconds of audio or video of one call.")),
    steps: z.optional(amount("Denoising steps of one call.")),
    pages: z.optional(amount("Pages of the document of one call, for models billed by the page.")),
  }),
  "Size of one call where the work is not tokens.",
);

export const Step = z
  .strictObject({
    id: described(
      z.optional(Id),
      "Name of this step; needed when a flow uses the same part twice.",
    ),
    use: describedCopy(Id, "Id of the model, component or flow that does the work."),
    reach_pct: z.optional(
      percent(
        "Share of the flow's runs that come to this step, apart from runs that ended before. Default 100.",
      ),
    ),
    ends_pct: z.optional(
      percent("Share of the runs at this step that end here, such as a cache hit. Default 0."),
    ),
    calls: z.optional(
      amount("Mean calls per run that reaches this step, retries included. Default 1."),
    ),
    calls_p95: z.optional(amount("95th percentile of calls per run.")),
    repeats: described(
      z.optional(z.enum(["once", "per-item", "until-done"])),
      "What decides the number of calls: nothing, the input's items, or the model itself (an agent loop).",
    ),
    limits: z.optional(Limits),
    input_tokens: z.optional(
      amount("All input tokens of one call: fixed prompt, context, history and the user's text."),
    ),
    prompt_tokens_fixed: z.optional(
      amount("Part of input_tokens that is the same in each call: system prompt, examples, tools."),
    ),
    context_tokens: z.optional(
      amount("Part of input_tokens that is retrieved passages and history."),
    ),
    cached_input_pct: z.optional(
      percent("Share of input_tokens read from the vendor's or server's prefix cache."),
    ),
    cache_write_pct: z.optional(
      percent("Share of input_tokens written to a cache that is billed for writing."),
    ),
    cache_ttl: described(
      z.optional(z.enum(["5m", "1h"])),
      "How long written tokens stay in the cache, where the vendor has a price for each. Default 5m.",
    ),
    web_searches: z.optional(amount("Web searches that the vendor makes and bills in one call.")),
    output_tokens: z.optional(amount("Output tokens of one call, reasoning tokens not included.")),
    reasoning_tokens: z.optional(amount("Reasoning tokens of one call, on top of output_tokens.")),
    max_output_tokens: z.optional(amount("Largest output that one call may produce, in tokens.")),
    prompt_tested: z.optional(
      evidence("Which shorter or split prompts were compared, with quality and total tokens."),
    ),
    work_per_call: z.optional(WorkPerCall),
    transfer_mb: z.optional(
      amount("What one call sends to users or to another region, in MB: images, video, files."),
    ),
    batch_api: described(
      z.optional(z.boolean()),
      "True when sent through the vendor's discounted batch interface.",
    ),
  })
  .check(
    z.superRefine((step, context) => {
      const { input_tokens: input, prompt_tokens_fixed: fixed, context_tokens: retrieved } = step;
      const { cached_input_pct: read = 0, cache_write_pct: written = 0 } = step;
      if (likely(read) + likely(written) > 100)
        context.addIssue({
          code: "custom",
          path: ["cache_write_pct"],
          message: `and cached_input_pct are parts of the same input: together at most 100, not ${likely(read) + likely(written)}`,
        });
      if (input === undefined) return;
      const parts =
        (fixed === undefined ? 0 : likely(fixed)) +
        (retrieved === undefined ? 0 : likely(retrieved));
      if (parts > likely(input))
        context.addIssue({
          code: "custom",
          path: ["input_tokens"],
          message: `is all input, so it must not be less than prompt_tokens_fixed and context_tokens together (${parts})`,
        });
    }),
  );
export type Step = z.infer<typeof Step>;

export const Flow = z
  .strictObject({
    id: describedCopy(Id, "Name of this flow in the manifest."),
    title: described(
      z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
      "A name for people.",
    ),
    mode: described(
      z.optional(z.enum(["interactive", "async", "batch"])),
      "Whether a user waits for it.",
    ),
    per_unit: z.optional(
      amount("Runs per functional unit. Default 1; 0 where other flows run it."),
    ),
    runs_per_month: z.optional(
      amount("Runs per month, where they do not follow the functional unit."),
    ),
    success_pct: z.optional(
      percent("Share of runs that give a usable result; the others are runs too. Default 100."),
    ),
    steps: described(
      z.array(Step).check(z.minLength(1), z.maxLength(500)),
      "What happens, in order.",
    ),
  })
  .check(
    z.superRefine((flow, context) => {
      if (flow.per_unit !== undefined && flow.runs_per_month !== undefined)
        context.addIssue({
          code: "custom",
          path: ["runs_per_month"],
          message: "and per_unit declare the same fact: keep one",
        });
    }),
  );
export type Flow = z.infer<typeof Flow>;

/** Whether a flow runs for each functional unit by itself; `nested`: whether other flows run it. */
export function followsUnits(
  { runs_per_month: perMonth, per_unit: perUnit }: Flow,
  nested: boolean,
): boolean {
  return perMonth === undefined && (perUnit !== undefined || !nested);
}
