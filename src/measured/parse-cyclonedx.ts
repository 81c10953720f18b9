/**
 * A CycloneDX bill of materials (1.6 and later) to the energy and carbon of its models' training:
 * `modelCard.considerations.environmentalConsiderations.energyConsumptions` of a component.
 * An `inference` entry has no number of calls, so that no energy per call follows from it.
 */

import * as z from "zod/mini";
import { parseYaml } from "../yaml/parse-yaml.ts";
import type { ReportedModel, ReportedTraining } from "./measured-report.ts";
import type { ParsedReport } from "./parse-report.ts";
import { Amount } from "./reported-value.ts";

const Consumption = z.object({
  activity: z.string().check(z.maxLength(100)),
  activityEnergyCost: z.object({ value: Amount, unit: z.literal("kWh") }),
  co2CostEquivalent: z.optional(z.object({ value: Amount, unit: z.literal("tCO2eq") })),
});
type Consumption = z.infer<typeof Consumption>;

const Consumptions = z.array(Consumption).check(z.maxLength(1000));
const Environmental = z.object({ energyConsumptions: z.optional(Consumptions) });
const Considerations = z.object({ environmentalConsiderations: z.optional(Environmental) });
const ModelCard = z.object({ considerations: z.optional(Considerations) });

const Component = z.object({
  name: z.string().check(z.maxLength(1000)),
  modelCard: z.optional(ModelCard),
  get components() {
    return z.optional(z.array(Component));
  },
});
type Component = z.infer<typeof Component>;

const Bom = z.object({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.optional(z.object({ component: z.optional(Component) })),
  components: z.optional(z.array(Component)),
});

export function parseCyclonedx(path: string, text: string): ParsedReport {
  const parsed = parseYaml(path, text, Bom);
  if (!parsed.ok) return parsed;
  const { metadata, components = [] } = parsed.located.value;
  const own = metadata?.component;
  const models = [...(own === undefined ? [] : [own]), ...components].flatMap(modelsIn);
  return { ok: true, report: { format: "CycloneDX ML-BOM", models } };
}

/** A component and what is in it, as far as they are models. The reader has bounded how deep they nest. */
function modelsIn({ name, modelCard, components = [] }: Component): ReportedModel[] {
  const inside = components.flatMap(modelsIn);
  if (modelCard === undefined) return inside;
  const all = modelCard.considerations?.environmentalConsiderations?.energyConsumptions ?? [];
  const inference = all.some(({ activity }) => activity === "inference");
  const trainings = STAGES.flatMap(([activity, stage]) => {
    const entries = all.filter((one) => one.activity === activity);
    return entries.length === 0 ? [] : [trainingOf(stage, entries)];
  });
  const unusable = [
    ...(inference ? ["its energy of inference comes without a number of calls"] : []),
    ...(all.length === 0 ? ["it has no energyConsumptions"] : []),
  ];
  return [{ name, paramsB: undefined, calls: undefined, trainings, unusable }, ...inside];
}

const STAGES = [
  ["training", "pre-training"],
  ["fine-tuning", "fine-tuning"],
] as const;

/** The format does not say what its energy includes; a bill of materials is taken to state the machines. */
function trainingOf(
  stage: ReportedTraining["stage"],
  entries: readonly Consumption[],
): ReportedTraining {
  const kwh = entries.reduce((sum, one) => sum + one.activityEnergyCost.value, 0);
  const carbon = entries.map((one) => one.co2CostEquivalent?.value);
  const complete = carbon.filter((tonnes) => tonnes !== undefined);
  const tonnes = complete.reduce((sum, one) => sum + one, 0);
  return {
    stage,
    energy: { kwh, boundary: "node", error: 0.25, seconds: undefined, chips: [] },
    // A sum of some entries would not belong to the energy of all.
    kgCo2e: complete.length === carbon.length ? tonnes * 1000 : undefined,
  };
}
