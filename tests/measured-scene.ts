// A model with calls, perhaps on a machine, perhaps with reports: what is estimated, and which figure decides.
import { readFileSync } from "node:fs";
import { estimate } from "../src/estimate/estimate.ts";
import type { Component } from "../src/manifest/component.ts";
import type { Step } from "../src/manifest/flow.ts";
import type { Model } from "../src/manifest/model.ts";
import { parseReport } from "../src/measured/parse-report.ts";
import { isUnknown } from "../src/quantity/quantity.ts";
import { manifestOf, partOf, TODAY } from "./estimate-manifest.ts";

export const api: Model = { id: "chat", name: "gpt-4o", access: "api" };
const llama: Model = {
  id: "chat",
  name: "llama2-13b",
  access: "self-hosted",
  params_b: 13,
  precision: { weights: "fp16" },
  generative: true,
};

export interface Scene {
  readonly model: Model;
  /** Input and output tokens of each step; 1,000 calls a month each. */
  readonly calls?: readonly (readonly [input: number, output: number])[];
  readonly component?: Component;
  /** Text of reports by their paths. */
  readonly reports?: Readonly<Record<string, string>>;
}

export function estimateOf({ model, calls = [[100, 300]], component, reports = {} }: Scene) {
  const steps = calls.map(([input_tokens, output_tokens], index): Step => {
    return { id: `step-${index}`, use: "chat", input_tokens, output_tokens };
  });
  const manifest = manifestOf({
    models: [model],
    components: component === undefined ? [] : [component],
    flows: [{ id: "ask", runs_per_month: 1000, steps }],
  });
  const read = Object.entries(reports).map(
    ([path, text]) => [path, parseReport(path, text)] as const,
  );
  return estimate(manifest, { reports: new Map(read) }, TODAY);
}

export function modelPart(scene: Scene) {
  return partOf(estimateOf(scene), "models.chat");
}

/** Which figure decides, and why not the declared one. */
export function verdict(scene: Scene): string {
  const { declaredEnergy } = modelPart(scene);
  return declaredEnergy === undefined ? "none" : (declaredEnergy.because ?? declaredEnergy.used);
}

export function energyOf(scene: Scene) {
  const { energyKwh } = modelPart(scene).month;
  if (isUnknown(energyKwh)) throw new Error(energyKwh.missing.join());
  return energyKwh;
}

export const fixture = (name: string) => readFileSync(`tests/fixtures/measured/${name}`, "utf8");
export const boamps = (changes: object = {}) =>
  JSON.stringify({ ...JSON.parse(fixture("boamps-llm.json")), ...changes });
export const measures = (kwh: number, seconds?: number, method = "codecarbon") => [
  { measurementMethod: method, powerConsumption: kwh, measurementDuration: seconds },
];
export const reported = (text: string, model: Partial<Model> = {}): Scene => ({
  model: { ...llama, ...model, energy_report: "docs/energy.json" },
  calls: [[11, 828]],
  reports: { "docs/energy.json": text },
});
