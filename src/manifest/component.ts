import * as z from "zod";
import { amount, evidence, Id, Line, percent, placements } from "./amount.ts";
import { described } from "./described.ts";

const ComponentKind = z.enum([
  "inference",
  "training",
  "orchestrator",
  "gateway",
  "cache",
  "vector-store",
  "database",
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
    min: amount("Replicas that always run; 0 when it scales to zero.", { max: 1e6 }).optional(),
    mean: amount("Replicas on average over the hours it runs.", { max: 1e6 }).optional(),
    max: amount("Most replicas it may scale to.", { max: 1e6 }).optional(),
  }),
  "Copies of the component that run at the same time.",
);

const Compute = z.strictObject({
  cpu: described(Line.optional(), "CPU family, such as sapphire-rapids or graviton3."),
  vcpus: amount("Virtual CPUs per replica.", { max: 1e5 }),
  memory_gb: amount("Memory per replica, in GB.", { max: 1e6 }).optional(),
  busy_pct: percent("Mean CPU use over the hours it runs.").optional(),
});

export const Component = z
  .strictObject({
    id: Id.describe("Name of this component in the manifest."),
    kind: ComponentKind.describe("What it is."),
    title: described(Line.optional(), "A name for people."),
    runs: described(z.array(Id).max(200).optional(), "Ids of the models served or trained here."),
    where: described(
      z.enum(["cloud", "on-prem", "edge", "device", "saas"]).optional(),
      "Who runs the machines and where.",
    ),
    environment: described(Line.optional(), "Environment it belongs to. Default: prod."),
    provider: described(Line.optional(), "Cloud provider or vendor, such as aws."),
    placement: placements("Where it runs.").optional(),
    accelerator: described(Line.optional(), "Chip, such as nvidia-l4 or jetson-orin-nano."),
    accelerators_per_replica: amount("Accelerators in one replica. Default 1.", {
      max: 1e5,
    }).optional(),
    replicas: Replicas.optional(),
    hours_per_month: amount(
      "Hours per month that the mean number of replicas runs. Default: 730.",
      { max: 745 },
    ).optional(),
    concurrency: amount("Mean requests in flight per replica while it works.", {
      max: 1e6,
    }).optional(),
    busy_pct: percent("Share of its running time in which the accelerator has work.").optional(),
    compute: described(Compute.optional(), "Virtual CPUs and memory of one replica."),
    power_w: described(
      z
        .strictObject({
          idle: amount("Watts of one replica without work."),
          busy: amount("Watts of one replica with work."),
        })
        .optional(),
      "Measured or rated electric power of one replica, host included.",
    ),
    pue: amount("Power usage effectiveness of the site.", { min: 1, max: 5 }).optional(),
    grid_g_kwh: amount(
      "Grid carbon intensity of your own site, in gCO2e per kWh, location-based.",
      { max: 1500 },
    ).optional(),
    purchase: described(
      z.enum(["on-demand", "spot", "reserved", "owned"]).optional(),
      "How the machines are paid for.",
    ),
    usd_per_hour: amount("Price of one replica for one hour, in US dollars.").optional(),
    usd_per_month: amount("Price of the whole component for one month, in US dollars.").optional(),
    lifetime_years: amount("Years the hardware is used.", { min: 0.5, max: 20 }).optional(),
    shared: described(
      z
        .strictObject({
          service: Line.describe("Name of the shared service."),
          share_pct: percent("Share of it that this product uses."),
        })
        .optional(),
      "For a part that other products use too.",
    ),
    interface: described(
      z.enum(["open-standard", "portable", "proprietary"]).optional(),
      "How hard it is to swap.",
    ),
    deferrable: described(z.boolean().optional(), "True when its work can wait for hours."),
    reason: evidence(
      "Why it is needed, when it looks like a duplicate or as if nothing used it.",
    ).optional(),
  })
  .superRefine((component, context) => {
    if (component.usd_per_hour !== undefined && component.usd_per_month !== undefined)
      context.addIssue({
        code: "custom",
        path: ["usd_per_month"],
        message: "and usd_per_hour declare the same fact: keep one",
      });
    if (component.compute?.busy_pct !== undefined && component.power_w !== undefined)
      context.addIssue({
        code: "custom",
        path: ["compute", "busy_pct"],
        message: "and power_w declare the same fact: keep power_w with busy_pct of the component",
      });
  });
export type Component = z.infer<typeof Component>;
