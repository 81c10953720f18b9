/**
 * The front matter of a Hugging Face model card (hub-docs, `model-cards-co2.md`, as of commit 3a34c0f) to
 * the carbon of the training: `co2_eq_emissions` in grams, as a number or with `emissions` in it.
 */

import * as z from "zod/mini";
import { parseYaml } from "../yaml/parse-yaml.ts";
import type { ReportedTraining } from "./measured-report.ts";
import type { ParsedReport } from "./parse-report.ts";
import { Amount, Figure, Word } from "./reported-value.ts";

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(\r?\n|$)/;

export function isModelCard(text: string): boolean {
  return FRONT_MATTER.test(text);
}

const Emissions = z.union([Amount, z.object({ emissions: Figure, training_type: Word }), z.null()]);

const FrontMatter = z.object({ co2_eq_emissions: z.optional(Emissions) });

export function parseModelCard(path: string, text: string): ParsedReport {
  const [matter = ""] = FRONT_MATTER.exec(text) ?? [];
  // The line that ends the front matter would begin a second document.
  const parsed = parseYaml(path, matter.replace(/\r?\n---[ \t]*(\r?\n)?$/, "\n"), FrontMatter);
  if (!parsed.ok) return parsed;
  const training = trainingOf(parsed.located.value.co2_eq_emissions);
  const model = { name: undefined, paramsB: undefined, calls: undefined };
  const trainings = training === undefined ? [] : [training];
  const unusable = training === undefined ? ["its front matter has no co2_eq_emissions"] : [];
  return {
    ok: true,
    report: { format: "model card", models: [{ ...model, trainings, unusable }] },
  };
}

function trainingOf(stated: z.infer<typeof Emissions> | undefined): ReportedTraining | undefined {
  if (stated === undefined || stated === null) return undefined;
  const grams = typeof stated === "number" ? stated : stated.emissions;
  if (grams === undefined) return undefined;
  const type = typeof stated === "number" ? undefined : stated.training_type;
  return { stage: stageOf(type), energy: undefined, kgCo2e: grams / 1000 };
}

function stageOf(type: string | undefined): ReportedTraining["stage"] {
  if (type === undefined) return undefined;
  if (/fine/i.test(type)) return "fine-tuning";
  return /pre/i.test(type) ? "pre-training" : undefined;
}
