import * as z from "zod/mini";
import { described, describedCopy } from "../yaml/described.ts";
import { amount, evidence, Id, Line, marketAmount, percent, placements } from "./amount.ts";
import { faultsOf } from "./machine-faults.ts";

const ComponentKind = z.enum([
  "inference",
  "training",
  "orchestrator",
  "gateway",
  "cache",
  "vector-store",
  "database",
  "object-store",
  "queue",
  "etl",
  "ui",
  "edge-device",
  "monitoring",
  "evaluation",
  "other",
]);

const Replicas = described(
  z.strictObject({
    min: z.optional(amount("Replicas that always run; 0 when it scales to zero.", { max: 1e6 })),
    mean: z.optional(amount("Replicas on average over the hours it runs.", { max: 1e6 })),
    max: z.optional(amount("Most replicas it may scale to.", { max: 1e6 })),
    target_busy_pct: z.optional(
      amount("Share of time with work that the autoscaler aims at, in percent. Default: 60.", {
        min: 1,
        max: 100,
      }),
    ),
  }),
  "Copies of the component that run at the same time.",
);

const Compute = z.strictObject({
  cpu: described(z.optional(Line), "CPU family, such as sapphire-rapids or graviton3."),
  vcpus: amount("Virtual CPUs per replica.", { min: 0.01, max: 1e5 }),
  memory_gb: z.optional(amount("Memory per replica, in GB.", { min: 0.001, max: 1e6 })),
  busy_pct: z.optional(percent("Mean CPU use over the hours it runs.")),
});

const STORE_KINDS: ReadonlySet<string> = new Set([
  "vector-store",
  "database",
  "object-store",
  "cache",
]);

export const Component = z
  .strictObject({
    id: describedCopy(Id, "Name of this component in the manifest."),
    kind: describedCopy(ComponentKind, "What it is."),
    title: described(z.optional(Line), "A name for people."),
    runs: described(
      z.optional(z.array(Id).check(z.maxLength(200))),
      "Ids of the models served or trained here.",
    ),
    where: described(
      z.optional(z.enum(["cloud", "on-prem", "edge", "device", "saas"])),
      "Who runs the machines and where.",
    ),
    environment: described(z.optional(Line), "Environment it belongs to. Default: prod."),
    provider: described(z.optional(Line), "Cloud provider or vendor, such as aws."),
    placement: z.optional(placements("Where it runs.")),
    accelerator: described(z.optional(Line), "Chip, such as nvidia-l4 or jetson-orin-nano."),
    accelerators_per_replica: z.optional(
      amount("Accelerators in one replica. Default 1.", {
        max: 1e5,
      }),
    ),
    replicas: z.optional(Replicas),
    hours_per_month: z.optional(
      amount("Hours per month that the mean number of replicas runs. Default: 730.", { max: 745 }),
    ),
    scale_to_zero_after_s: z.optional(
      amount(
        "Seconds without a request until the last replica stops. Default, where replicas.min is 0: 300.",
        { min: 1, max: 1e6 },
      ),
    ),
    cold_start_s: z.optional(
      amount("Seconds from no replica to its first answer. Default: 60.", { max: 1e5 }),
    ),
    concurrency: z.optional(
      amount("Mean requests in flight per replica while it works.", {
        max: 1e6,
      }),
    ),
    busy_pct: z.optional(percent("Share of its running time in which the accelerator has work.")),
    compute: described(z.optional(Compute), "Virtual CPUs and memory of one replica."),
    power_w: described(
      z.optional(
        z.strictObject({
          idle: amount("Watts of one replica without work."),
          busy: amount("Watts of one replica with work.", { min: 0.001 }),
        }),
      ),
      "Measured or rated electric power of one replica, host included.",
    ),
    pue: z.optional(amount("Power usage effectiveness of the site.", { min: 1, max: 5 })),
    grid_g_kwh: z.optional(
      amount("Grid carbon intensity of your own site, in gCO2e per kWh, location-based.", {
        max: 1500,
      }),
    ),
    market_g_kwh: z.optional(
      marketAmount(
        "Carbon intensity by contracts (market-based), in gCO2e per kWh, with its source: shown beside the location-based figures, never in totals or budgets.",
      ),
    ),
    purchase: described(
      z.optional(z.enum(["on-demand", "spot", "reserved", "owned"])),
      "How the machines are paid for.",
    ),
    usd_per_hour: z.optional(amount("Price of one replica for one hour, in US dollars.")),
    usd_per_month: z.optional(amount("Price of the whole component for one month, in US dollars.")),
    lifetime_years: z.optional(amount("Years the hardware is used.", { min: 0.5, max: 20 })),
    shared: described(
      z.optional(
        z.strictObject({
          service: describedCopy(Line, "Name of the shared service."),
          share_pct: percent("Share of it that this product uses."),
        }),
      ),
      "For a part that other products use too.",
    ),
    stores: described(
      z.optional(z.array(Id).check(z.maxLength(200))),
      "Ids of the data sets that a vector store, database, object store or cache serves; they give its size where compute is not known.",
    ),
    interface: described(
      z.optional(z.enum(["open-standard", "portable", "proprietary"])),
      "How hard it is to swap.",
    ),
    deferrable: described(z.optional(z.boolean()), "True when its work can wait for hours."),
    reason: z.optional(
      evidence("Why it is needed, when it looks like a duplicate or as if nothing used it."),
    ),
  })
  .check(
    z.superRefine((component, context) => {
      for (const { path, message } of faultsOf(component))
        context.addIssue({ code: "custom", path: [...path], message });
      if (component.usd_per_hour !== undefined && component.usd_per_month !== undefined)
        context.addIssue({
          code: "custom",
          path: ["usd_per_month"],
          message: "and usd_per_hour declare the same fact: keep one",
        });
      if (component.stores !== undefined && !STORE_KINDS.has(component.kind))
        context.addIssue({
          code: "custom",
          path: ["stores"],
          message: "is for a vector-store, database, object-store or cache",
        });
      if (component.compute?.busy_pct !== undefined && component.power_w !== undefined)
        context.addIssue({
          code: "custom",
          path: ["compute", "busy_pct"],
          message: "and power_w declare the same fact: keep power_w with busy_pct of the component",
        });
    }),
  );
export type Component = z.infer<typeof Component>;

/** What production is called, whatever the case. */
export const PRODUCTION: readonly string[] = ["prod", "production"];

/** Whether a name of an environment is that of production. */
export function namesProduction(environment: string): boolean {
  return PRODUCTION.includes(environment.trim().toLowerCase());
}
