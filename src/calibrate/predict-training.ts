/** A row about training to energy, carbon or accelerator-hours, by way of a manifest that says what the row says. */

import { createContext, createLedger } from "../estimate/context.ts";
import type { EstimateData } from "../estimate/data.ts";
import { estimate } from "../estimate/estimate.ts";
import { hoursFromTokens } from "../estimate/training-hours.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model, Training } from "../manifest/model.ts";
import { amountOf, chipOf, numberOf, textOf } from "./inputs.ts";
import { figureRange, type Prediction, rangeOf } from "./prediction.ts";
import type { CaseUnit } from "./reported.ts";
import { type Row, testsArithmetic } from "./row.ts";

const DAY = "2026-11-23";

export function predictTraining(row: Row, unit: CaseUnit, data: EstimateData): Prediction {
  const chip = chipOf(row.inputs);
  const { accelerator, named } = chip;
  const power = testsArithmetic(row) ? numberOf(row.inputs, "tdp_w") : undefined;
  if (accelerator === undefined)
    return { reason: `no accelerator called ${named ?? "(none given)"} in the table` };
  const job = jobOf(row, unit, accelerator.id, power);
  if (job.hours_per_run === undefined && job.tokens === undefined)
    return { reason: "neither accelerator-hours nor tokens given" };
  const model = modelOf(row, job);
  if (unit === "accelerator-hours") {
    const manifest = manifestOf(row, model, accelerator.id);
    const context = createContext(manifest, data, DAY);
    return rangeOf(hoursFromTokens(context, createLedger(), model, job, "row", accelerator));
  }
  if (unit === "kgCO2e" && gridOf(row) === undefined && countryOf(row) === undefined)
    return { reason: "neither grid intensity nor country given" };
  const { components } = estimate(manifestOf(row, model, accelerator.id), data, DAY);
  const part = components.find(({ id }) => id === "models.m.training.0");
  const { energyKwh, operationalCarbonKg } = part?.month ?? {};
  return figureRange(unit === "kWh" ? energyKwh : operationalCarbonKg);
}

function jobOf(row: Row, unit: CaseUnit, accelerator: string, power: number | undefined): Training {
  const { inputs } = row;
  const tokens = amountOf(inputs, "tokens");
  const common = { kind: kindOf(row), accelerator, once: true, amortise_months: 1 } as const;
  const hours = hoursOf(row);
  // Where hours are what is reported, they are no input.
  if (unit === "accelerator-hours" || hours === undefined)
    return { ...common, ...(tokens === undefined ? {} : { tokens }) };
  const watts = power === undefined ? {} : { power_w: power };
  return { ...common, accelerators: 1, hours_per_run: hours, ...watts };
}

function hoursOf({ inputs }: Row) {
  const all = amountOf(inputs, "gpu_hours", "accelerator_hours");
  if (all !== undefined) return all;
  const [count, hours] = [numberOf(inputs, "gpu_count"), numberOf(inputs, "hours")];
  return count === undefined || hours === undefined ? undefined : count * hours;
}

/** Published training is from scratch unless the row says otherwise. */
function kindOf({ inputs }: Row): Training["kind"] {
  const method = textOf(inputs, "method") ?? "";
  if (/lora|adapter|peft/i.test(method)) return "adapter";
  return /fine.?tun|sft/i.test(method) ? "fine-tune" : "from-scratch";
}

function modelOf({ inputs }: Row, job: Training): Model {
  const size = amountOf(inputs, "params_b");
  const active = amountOf(inputs, "active_params_b");
  return {
    id: "m",
    name: textOf(inputs, "model") ?? "trained",
    access: "self-hosted",
    training: [job],
    ...(size === undefined ? {} : { params_b: size }),
    ...(active === undefined ? {} : { active_params_b: active }),
  };
}

function manifestOf(row: Row, model: Model, accelerator: string): Manifest {
  const grid = gridOf(row);
  const country = countryOf(row);
  const site: Component = {
    id: "site",
    kind: "training",
    runs: ["m"],
    where: "on-prem",
    accelerator,
    pue: pueOf(row),
    ...(grid === undefined ? {} : { grid_g_kwh: grid }),
    ...(country === undefined ? {} : { placement: [{ country }] }),
  };
  return {
    version: 1,
    product: { name: "row", stage: "pilot", functional_unit: "run" },
    models: [model],
    components: [site],
    flows: [],
  };
}

function gridOf({ inputs }: Row): number | undefined {
  const kilograms = numberOf(inputs, "grid_intensity_kg_per_kwh");
  return kilograms === undefined ? undefined : 1000 * kilograms;
}

/**
 * Energy "(dynamic)", or beside a carbon figure that has the overhead apart, is that of the machines. Carbon
 * without a stated overhead has that of a large operator.
 */
function pueOf({ basis, inputs, reported }: Row): Component["pue"] {
  const source = "the row";
  const apart = /dynamic/i.test(basis) || "co2e_kg_with_pue" in reported;
  const known = apart ? undefined : numberOf(inputs, "pue");
  if (known !== undefined) return { value: known, source };
  if (apart || typeof reported["energy_kwh"] === "number") return { value: 1, source };
  return { value: 1.09, low: 1, high: 1.2, source: "large operators" };
}

const COUNTRIES: readonly (readonly [RegExp, string])[] = [
  [/\bUSA?\b|united states|\bus-(east|west|central)/i, "US"],
  [/france/i, "FR"],
  [/germany/i, "DE"],
  [/sweden/i, "SE"],
  [/united kingdom|\bUK\b/i, "GB"],
  [/china/i, "CN"],
];

function countryOf({ inputs }: Row): string | undefined {
  const region = textOf(inputs, "region") ?? "";
  return COUNTRIES.find(([pattern]) => pattern.test(region))?.[1];
}
