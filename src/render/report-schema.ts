/** The shape of the JSON report: what other tools rely on. */

import * as z from "zod";

const Quantity = z
  .strictObject({
    low: z.number().describe("5th percentile."),
    likely: z.number().describe("Median."),
    high: z.number().describe("95th percentile."),
    unit: z.string(),
    boundary: z.string().describe("What the figure includes."),
    sources: z
      .array(z.string())
      .describe("Ids of coefficients, and `manifest:` paths of inputs that have a range."),
    missing: z
      .array(z.string())
      .optional()
      .describe("Present when a part is unknown: the figure is then at least this much."),
  })
  .meta({ id: "quantity" });

const Unknown = z
  .strictObject({
    unknown: z.literal(true),
    unit: z.string(),
    missing: z.array(z.string()).describe("Manifest paths that would give the figure."),
  })
  .meta({ id: "unknown" });

const Figure = z.union([Quantity, Unknown]).meta({ id: "figure" });

const Metrics = z
  .strictObject({
    energyKwh: Figure.describe("Facility energy, PUE included."),
    carbonKg: Figure.describe("Operation and manufacture."),
    operationalCarbonKg: Figure.describe("Location-based."),
    embodiedCarbonKg: Figure.describe("Manufacture of the hardware, over its life."),
    waterL: Figure.describe("Consumed on site and to make the electricity."),
    costUsd: Figure,
  })
  .meta({ id: "metrics" });

const Verdict = z.enum(["pass", "fail", "waiting", "not-applicable", "error"]);
const Severity = z.enum(["blocker", "high", "medium", "low"]);
const Outcome = z.enum([
  "pass",
  "fail",
  "question",
  "accepted",
  "waived",
  "not-applicable",
  "error",
]);
const score = z
  .number()
  .optional()
  .describe("Percent of the decided weight that is passed; absent while nothing is decided.");
const coverage = z
  .number()
  .optional()
  .describe("Percent of the applicable weight that is decided; absent when nothing applies.");
const Source = z.strictObject({ title: z.string(), url: z.string() });

const Problem = z.strictObject({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
});

const Practice = z.strictObject({
  pack: z.string(),
  id: z.string(),
  title: z.string(),
  score,
  coverage,
  counts: z.record(Outcome, z.number().int()).describe("Findings by outcome."),
});

const Finding = z
  .strictObject({
    pack: z.string(),
    check: z.string().describe("Id of the check."),
    title: z.string().describe("A sentence that is true when the check is met."),
    practice: z.string(),
    item: z.string().describe("What it is about: manifest, or an item such as models/answer."),
    outcome: Outcome,
    severity: Severity,
    blocks: z.boolean().describe("Whether it keeps the pull request from merging."),
    line: z.number().int(),
    column: z.number().int(),
    because: z.string().optional().describe("The facts that decided."),
    question: z.string().optional(),
    missing: z.array(z.string()).optional().describe("Manifest paths that would answer it."),
    who: z.enum(["pm", "engineering"]).optional().describe("Who is asked."),
    fix: z.string().optional(),
    mutedBy: z
      .strictObject({ check: z.string(), item: z.string(), why: z.enum(["root", "missing"]) })
      .optional()
      .describe(
        "The finding that explains this one. root: it follows, and does not count. missing: it waits for the same data, and counts as undecided.",
      ),
    version: z.string().describe("Hash of the check."),
    facts: z.string().describe("Hash of the manifest fields that it rests on."),
    source: Source.optional(),
  })
  .meta({ id: "finding" });

const Assumption = z.strictObject({
  text: z.string(),
  input: z.string().optional().describe("Manifest path that would replace it."),
  coefficient: z.string().optional(),
});

const DominantUncertainty = z
  .strictObject({
    cause: z.string(),
    text: z.string(),
    share: z.number().describe("Share of the variance, 0 to 1."),
    input: z.string().optional(),
  })
  .meta({ id: "dominantUncertainty" });

const Part = z.strictObject({
  id: z.string().describe("Manifest path of the part."),
  kind: z.enum(["component", "model", "training", "evaluation", "data"]),
  method: z.string(),
  month: Metrics,
  energyShare: z.number().optional(),
  gridGPerKwh: Figure,
  assumptions: z.array(Assumption),
  dominantUncertainty: DominantUncertainty.optional(),
  missing: z.array(z.string()),
  sources: z.array(z.string()),
});

const Estimate = z.strictObject({
  functionalUnit: z.string(),
  unitsPerMonth: Figure,
  month: Metrics,
  unit: Metrics.describe("Per functional unit."),
  components: z
    .array(Part)
    .describe("Parts that use energy of their own; they add up to the month."),
  assumptions: z.array(Assumption),
  dominantUncertainty: z.strictObject({
    energyKwh: DominantUncertainty.optional(),
    carbonKg: DominantUncertainty.optional(),
    waterL: DominantUncertainty.optional(),
    costUsd: DominantUncertainty.optional(),
  }),
  missing: z.array(z.string()),
  sources: z.array(z.string()),
});

const Budget = z.strictObject({
  key: z.string(),
  origin: z.enum(["policy", "manifest"]).describe("Limits of the policy block; targets do not."),
  per: z.enum(["unit", "month"]),
  limit: z.number(),
  unit: z.string(),
  state: z.enum(["met", "over", "undecided", "unknown"]),
  sentence: z.string(),
});

const Hurdle = z.strictObject({ verdict: z.enum(["fail", "waiting"]), because: z.string() });

const Reviewed = z
  .strictObject({
    path: z.string(),
    state: z.literal("reviewed"),
    product: z.string(),
    stage: z.enum(["idea", "prototype", "pilot", "production"]).describe("Stage it is judged at."),
    verdict: Verdict,
    score,
    coverage,
    hurdles: z.array(Hurdle).describe("What keeps it from merging, apart from single findings."),
    practices: z.array(Practice),
    findings: z.array(Finding),
    budgets: z.array(Budget),
    estimate: Estimate,
    levers: z.array(z.never()).describe("Not yet in this version."),
  })
  .meta({ id: "reviewedManifest" });

const NotReviewed = z
  .strictObject({
    path: z.string(),
    state: z.enum(["invalid", "removed", "not-judged"]),
    verdict: Verdict,
    problems: z.array(Problem),
  })
  .meta({ id: "otherManifest" });

const UsedCoefficient = z.strictObject({
  id: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  unit: z.string(),
  boundary: z.string(),
  published: z.string(),
  locator: z.string().describe("Where in the publication."),
  source: Source,
});

const UsedSource = Source.extend({
  ids: z.array(z.string()).describe("What the figures take from it, by the ids in `sources`."),
});

const Inputs = z
  .strictObject({
    at: z.string().describe("Day of the review."),
    tool: z.string().describe("Version of Greenlight."),
    manifests: z.record(z.string(), z.string()).describe("SHA-256 of each manifest, by path."),
    policy: z.strictObject({
      path: z.string(),
      origin: z.string(),
      found: z.boolean(),
      sha256: z.string().optional(),
    }),
    packs: z.array(
      z.strictObject({
        id: z.string(),
        version: z.number().int(),
        sha256: z.string(),
      }),
    ),
    coefficients: z.string().describe("SHA-256 of all coefficients that ship."),
  })
  .describe("What the review rests on: equal inputs give equal reports.");

const Together = z
  .strictObject({
    manifests: z.number().int(),
    month: Metrics.pick({ energyKwh: true, carbonKg: true, waterL: true, costUsd: true }),
    budgets: z.array(Budget).describe("Limits of the policy for a month."),
    hurdles: z.array(Hurdle),
  })
  .describe("All manifests as one: absent where there is one only.");

export const Report = z
  .strictObject({
    version: z.literal(1).describe("Version of this format."),
    verdict: Verdict,
    score,
    coverage,
    notices: z.array(z.string()),
    problems: z.array(Problem).describe("Problems of the policy and the packs."),
    manifests: z.array(z.discriminatedUnion("state", [Reviewed, NotReviewed])),
    together: Together.optional(),
    coefficients: z.array(UsedCoefficient).describe("Coefficients behind the figures."),
    sources: z.array(UsedSource).describe("Publications behind the figures."),
    inputs: Inputs,
  })
  .describe("Report of a review by Greenlight.");
export type Report = z.infer<typeof Report>;
