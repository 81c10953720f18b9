/** The shape of the JSON report: what other tools rely on. */

import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { AdviceReport } from "./advice-schema.ts";
import { Sci, Shift } from "./carbon-schema.ts";
import { Figure, Metrics } from "./figure-schema.ts";
import { MACHINE_KEYS, Machines } from "./machines-schema.ts";
import { Outcome, Severity, Stage, Verdict } from "./outcome-schema.ts";
import { Declared, FlowUse, ModelUse, Prices } from "./use-schema.ts";

const score = described(
  z.optional(z.number()),
  "Percent of the decided weight that is passed; absent while nothing is decided.",
);
const coverage = described(
  z.optional(z.number()),
  "Percent of the applicable weight that is decided; absent when nothing applies.",
);
const Source = z.strictObject({ title: z.string(), url: z.string() });

const Problem = z.strictObject({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  message: z.string(),
});

const Practice = z.strictObject({
  pack: z.string(),
  id: z.string(),
  title: z.string(),
  score,
  coverage,
  counts: described(z.record(Outcome, z.int()), "Findings by outcome."),
});

const NotApplicable = z.strictObject({
  pack: z.string(),
  check: described(z.string(), "Id of the check."),
  practice: z.string(),
  items: described(z.int(), "How many items it does not apply to."),
});

const Finding = z
  .strictObject({
    pack: z.string(),
    check: described(z.string(), "Id of the check."),
    title: described(z.string(), "A sentence that is true when the check is met."),
    practice: z.string(),
    item: described(z.string(), "What it is about: manifest, or an item such as models/answer."),
    outcome: Outcome,
    severity: Severity,
    blocks: described(z.boolean(), "Whether it keeps the pull request from merging."),
    backlog: described(
      z.optional(z.literal(true)),
      "It would, and base has it too: the policy lets it pass for now.",
    ),
    line: z.int(),
    column: z.int(),
    because: described(z.optional(z.string()), "The facts that decided, or what a person said."),
    answered: described(
      z.optional(
        z.strictObject({
          by: describedCopy(z.string(), "Login."),
          on: describedCopy(z.string(), "Day, as YYYY-MM-DD."),
          url: described(z.optional(z.string()), "Where it was said."),
          text: describedCopy(z.string(), "The answer and its reason."),
        }),
      ),
      "Whose word decided, where data did not.",
    ),
    question: z.optional(z.string()),
    missing: described(z.optional(z.array(z.string())), "Manifest paths that would answer it."),
    who: described(
      z.optional(z.enum(["pm", "engineering", "owner"])),
      "Who is asked; owner: of the policy.",
    ),
    fix: z.optional(z.string()),
    mutedBy: described(
      z.optional(
        z.strictObject({ check: z.string(), item: z.string(), why: z.enum(["root", "missing"]) }),
      ),
      "The finding that explains this one. root: it follows, and does not count. missing: it waits for the same data, and counts as undecided.",
    ),
    version: described(z.string(), "Hash of the check."),
    facts: described(z.string(), "Hash of the manifest fields that it rests on."),
    source: z.optional(Source),
  })
  .register(z.globalRegistry, { id: "finding" });

const Assumption = z.strictObject({
  text: z.string(),
  input: described(z.optional(z.string()), "Manifest path that would replace it."),
  coefficient: z.optional(z.string()),
});

const DominantUncertainty = z
  .strictObject({
    cause: z.string(),
    text: z.string(),
    share: described(z.number(), "Share of the variance, 0 to 1."),
    input: described(z.optional(z.string()), "Manifest path that would narrow the range."),
    narrowedBy: described(z.string(), "What to give there, or instead."),
  })
  .register(z.globalRegistry, { id: "dominantUncertainty" });

const Part = z.strictObject({
  id: described(z.string(), "Manifest path of the part."),
  kind: z.enum(["component", "model", "training", "evaluation", "data"]),
  method: z.string(),
  month: Metrics,
  energyShare: z.optional(z.number()),
  ...MACHINE_KEYS,
  declaredEnergy: described(z.optional(Declared), "A stated energy per call against the modelled."),
  gridGPerKwh: Figure,
  shift: described(z.optional(Shift), "A move to a clearly cleaner region of the provider."),
  marketBasedCarbonKg: z.optional(
    describedCopy(Figure, "Operational carbon by contracts: in no total and no budget."),
  ),
  assumptions: z.array(Assumption),
  dominantUncertainty: z.optional(DominantUncertainty),
  missing: z.array(z.string()),
  sources: z.array(z.string()),
});

const Estimate = z.strictObject({
  functionalUnit: z.string(),
  unitsPerMonth: Figure,
  month: Metrics,
  unit: describedCopy(Metrics, "Per functional unit."),
  machines: described(
    z.optional(Machines),
    "All provisioned machines: energy of calls and of waiting add up to theirs.",
  ),
  sci: describedCopy(Sci, "Software Carbon Intensity, ISO/IEC 21031:2024."),
  components: described(
    z.array(Part),
    "Parts that use energy of their own; they add up to the month.",
  ),
  models: described(z.array(ModelUse), "What each model has of the month; not added to it."),
  flows: described(z.array(FlowUse), "What each flow has of the month; not added to it."),
  prices: described(z.optional(Prices), "Price list of API calls, and what was found in it."),
  assumptions: z.array(Assumption),
  dominantUncertainty: z.strictObject({
    energyKwh: z.optional(DominantUncertainty),
    carbonKg: z.optional(DominantUncertainty),
    waterL: z.optional(DominantUncertainty),
    costUsd: z.optional(DominantUncertainty),
  }),
  missing: z.array(z.string()),
  sources: z.array(z.string()),
});

const Budget = z.strictObject({
  key: described(z.string(), "As in the policy: increase_pct.… limits what is more than on base."),
  origin: described(z.enum(["policy", "manifest"]), "Limits of the policy block; targets do not."),
  per: z.enum(["unit", "month"]),
  limit: z.number(),
  unit: z.string(),
  state: described(
    z.enum(["met", "over", "undecided", "unknown", "no-base"]),
    "`no-base`: a limit on an increase, where there is nothing to compare with.",
  ),
  sentence: z.string(),
  increase: described(
    z.optional(z.strictObject({ low: z.number(), likely: z.number(), high: z.number() })),
    "Of a limit on an increase: how much more than on base, in percent of that, on the same draws. Absent where that cannot be said.",
  ),
});

const Hurdle = z.strictObject({ verdict: z.enum(["fail", "waiting"]), because: z.string() });

const VendorLetter = z.strictObject({
  vendor: z.string(),
  subject: z.string(),
  text: described(z.string(), "The letter, in plain text."),
  about: described(z.array(z.string()), "Manifest paths of what it asks about."),
});

const Reviewed = z
  .strictObject({
    path: z.string(),
    state: z.literal("reviewed"),
    product: z.string(),
    stage: described(Stage, "Stage it is judged at."),
    verdict: Verdict,
    score,
    coverage,
    hurdles: described(z.array(Hurdle), "What keeps it from merging, apart from single findings."),
    practices: z.array(Practice),
    findings: z.array(Finding),
    notApplicable: described(
      z.array(NotApplicable),
      "Checks with items that they do not apply to; these items have no finding.",
    ),
    budgets: z.array(Budget),
    estimate: Estimate,
    ...AdviceReport,
    vendorLetters: described(
      z.optional(z.array(VendorLetter)),
      "To each vendor that has published nothing of what is used here, and has not been asked.",
    ),
  })
  .register(z.globalRegistry, { id: "reviewedManifest" });

const NotReviewed = z
  .strictObject({
    path: z.string(),
    state: z.enum(["invalid", "removed", "not-judged"]),
    verdict: Verdict,
    problems: z.array(Problem),
  })
  .register(z.globalRegistry, { id: "otherManifest" });

const UsedCoefficient = z.strictObject({
  id: z.string(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  unit: z.string(),
  boundary: z.string(),
  published: described(z.string(), "Date of the publication, or of the version that was read."),
  vintage: described(z.int(), "Year that the data describe."),
  quality: described(
    z.enum(["measured", "vendor", "modelled", "assumed"]),
    "Metered; stated by the maker; derived from other figures; or our own assumption.",
  ),
  old: described(z.optional(z.string()), "Present when the data are old, and why that matters."),
  locator: described(z.string(), "Where in the publication."),
  source: Source,
});

const UsedSource = z.extend(Source, {
  ids: described(z.array(z.string()), "What the figures take from it, by the ids in `sources`."),
});

export const Inputs = described(
  z.strictObject({
    at: described(z.string(), "Day of the review."),
    tool: described(z.string(), "Version of Greenlight."),
    manifests: described(z.record(z.string(), z.string()), "SHA-256 of each manifest, by path."),
    energyReports: described(
      z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
      "SHA-256 of each measured report, by the path of its manifest and the path that it is named by there.",
    ),
    policy: z.strictObject({
      path: z.string(),
      origin: z.string(),
      found: z.boolean(),
      sha256: z.optional(z.string()),
    }),
    packs: z.array(
      z.strictObject({
        id: z.string(),
        version: z.int(),
        sha256: z.string(),
      }),
    ),
    coefficients: described(z.string(), "SHA-256 of all coefficients that ship."),
  }),
  "What the review rests on: equal inputs give equal reports.",
);

const Together = described(
  z.strictObject({
    manifests: z.int(),
    month: z.pick(Metrics, { energyKwh: true, carbonKg: true, waterL: true, costUsd: true }),
    budgets: described(z.array(Budget), "Limits of the policy for a month."),
    hurdles: z.array(Hurdle),
  }),
  "All manifests as one: absent where there is one only.",
);

export const Report = described(
  z.strictObject({
    version: described(z.literal(1), "Version of this format."),
    verdict: Verdict,
    score,
    coverage,
    notices: z.array(z.string()),
    problems: described(z.array(Problem), "Problems of the policy and the packs."),
    manifests: z.array(z.discriminatedUnion("state", [Reviewed, NotReviewed])),
    together: z.optional(Together),
    coefficients: described(z.array(UsedCoefficient), "Coefficients behind the figures."),
    sources: described(z.array(UsedSource), "Publications behind the figures."),
    inputs: Inputs,
  }),
  "Report of a review by Greenlight.",
);
export type Report = z.infer<typeof Report>;
