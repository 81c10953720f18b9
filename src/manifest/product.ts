import * as z from "zod";
import { amount, Country, evidence, Line, Login, percent, Text } from "./amount.ts";
import { described } from "./described.ts";

export const Stage = z.enum(["idea", "prototype", "pilot", "production"]);
export type Stage = z.infer<typeof Stage>;

export const Product = described(
  z.strictObject({
    name: Line.describe("What users call it."),
    summary: described(Text.optional(), "One or two sentences for a newcomer."),
    stage: Stage.describe("How far it is. The gate gets stricter from idea to production."),
    functional_unit: Line.describe("What one unit of value is, such as 'answered question'."),
    pm: described(
      Login.optional(),
      "Product manager: who is asked about users, scope and budgets.",
    ),
    tech_lead: described(Login.optional(), "Technical lead: who is asked about how it is built."),
    user_countries: described(z.array(Country).max(250).optional(), "Where the users are."),
    scope: evidence("What the AI may do, and what it must refuse or hand over.").optional(),
    non_ai_baseline: evidence(
      "The simplest way without AI that was tried, and why it was not enough.",
    ).optional(),
    ai_activation: described(
      z.enum(["opt-in", "default-on", "always"]).optional(),
      "Whether users ask for the AI, may switch it off, or cannot.",
    ),
    success_metric: evidence(
      "The user outcome that shows the feature is worth its energy, with a target.",
    ).optional(),
  }),
  "What the system is for and who answers for it.",
);
export type Product = z.infer<typeof Product>;

export const Usage = described(
  z.strictObject({
    units_per_month: amount(
      "Functional units delivered per month, as expected or measured.",
    ).optional(),
    peak_to_average: amount("Busiest hour of a month divided by its average hour.", {
      min: 1,
      max: 10_000,
    }).optional(),
    repeated_pct: percent("Share of units that ask for what was asked before.").optional(),
  }),
  "How much the system is used in production.",
);

export const Budgets = described(
  z.strictObject({
    wh_per_unit: amount(
      "Energy target per functional unit, in Wh, data centre overhead included.",
    ).optional(),
    gco2e_per_unit: amount(
      "Carbon target per functional unit, in gCO2e, location-based, embodied included.",
    ).optional(),
    ml_water_per_unit: amount("Water target per functional unit, in mL consumed.").optional(),
    usd_per_unit: amount("Cost target per functional unit, in US dollars.").optional(),
    kwh_per_month: amount("Energy target per month, in kWh.").optional(),
    kgco2e_per_month: amount("Carbon target per month, in kgCO2e.").optional(),
    l_water_per_month: amount("Water target per month, in litres consumed.").optional(),
    usd_per_month: amount("Cost target per month, in US dollars.").optional(),
    usd_per_month_hard_cap: amount(
      "Spend at which a vendor or gateway stops or degrades the service, in US dollars per month.",
    ).optional(),
    latency_p95_ms: amount(
      "Response time that counts as good enough, 95th percentile, in milliseconds.",
    ).optional(),
    quality: evidence("The quality threshold that counts as good enough.").optional(),
  }),
  "Targets, shown against the estimate. Gating budgets belong in the policy.",
);
export type Budgets = z.infer<typeof Budgets>;
