import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { amount, Country, evidence, Line, Login, percent, Text } from "./amount.ts";

export const Stage = z.enum(["idea", "prototype", "pilot", "production"]);
export type Stage = z.infer<typeof Stage>;

export const Product = described(
  z.strictObject({
    name: describedCopy(Line, "What users call it."),
    summary: described(z.optional(Text), "One or two sentences for a newcomer."),
    stage: describedCopy(Stage, "How far it is. The gate gets stricter from idea to production."),
    functional_unit: describedCopy(Line, "What one unit of value is, such as 'answered question'."),
    pm: described(
      z.optional(Login),
      "Product manager: who is asked about users, scope and budgets.",
    ),
    tech_lead: described(z.optional(Login), "Technical lead: who is asked about how it is built."),
    user_countries: described(
      z.optional(z.array(Country).check(z.maxLength(250))),
      "Where the users are.",
    ),
    scope: z.optional(evidence("What the AI may do, and what it must refuse or hand over.")),
    non_ai_baseline: z.optional(
      evidence("The simplest way without AI that was tried, and why it was not enough."),
    ),
    ai_activation: described(
      z.optional(z.enum(["opt-in", "default-on", "always"])),
      "Whether users ask for the AI, may switch it off, or cannot.",
    ),
    success_metric: z.optional(
      evidence("The user outcome that shows the feature is worth its energy, with a target."),
    ),
  }),
  "What the system is for and who answers for it.",
);
export type Product = z.infer<typeof Product>;

export const Usage = described(
  z.strictObject({
    units_per_month: z.optional(
      amount("Functional units delivered per month, as expected or measured."),
    ),
    peak_to_average: z.optional(
      amount("Busiest hour of a month divided by its average hour.", {
        min: 1,
        max: 10_000,
      }),
    ),
    repeated_pct: z.optional(percent("Share of units that ask for what was asked before.")),
  }),
  "How much the system is used in production.",
);

export const Budgets = described(
  z.strictObject({
    wh_per_unit: z.optional(
      amount("Energy target per functional unit, in Wh, data centre overhead included."),
    ),
    gco2e_per_unit: z.optional(
      amount("Carbon target per functional unit, in gCO2e, location-based, embodied included."),
    ),
    ml_water_per_unit: z.optional(amount("Water target per functional unit, in mL consumed.")),
    usd_per_unit: z.optional(amount("Cost target per functional unit, in US dollars.")),
    kwh_per_month: z.optional(amount("Energy target per month, in kWh.")),
    kgco2e_per_month: z.optional(amount("Carbon target per month, in kgCO2e.")),
    l_water_per_month: z.optional(amount("Water target per month, in litres consumed.")),
    usd_per_month: z.optional(amount("Cost target per month, in US dollars.")),
    usd_per_month_hard_cap: z.optional(
      amount(
        "Spend at which a vendor or gateway stops or degrades the service, in US dollars per month.",
      ),
    ),
    latency_p95_ms: z.optional(
      amount("Response time that counts as good enough, 95th percentile, in milliseconds."),
    ),
    quality: z.optional(evidence("The quality threshold that counts as good enough.")),
  }),
  "Targets, shown against the estimate. Gating budgets belong in the policy.",
);
export type Budgets = z.infer<typeof Budgets>;
