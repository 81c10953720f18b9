/** Weights in 8 bit, where the chips work in it; whether that saves depends on the requests in flight. */

import { PRECISION_EFFECT } from "../coefficients/inference.ts";
import { LEVERS } from "../coefficients/levers.ts";
import type { LowPrecision } from "../estimate/result.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Model } from "../manifest/model.ts";
import { busyAfter, type Called, calledNow, machinesOf } from "./busy-after.ts";
import { evidenceOf } from "./evidence.ts";
import type { FieldChange, FindLevers, Lever, LeverInput } from "./lever.ts";
import { listed } from "./listed.ts";
import {
  callsByModel,
  figuresOf,
  isMeasured,
  type ModelCall,
  modelsThatMatter,
} from "./model-calls.ts";
import { ASKED } from "./step-checks.ts";

/** Models of one's own in 16 bit or more that steps call. */
export const precisionLevers: FindLevers = (input) => {
  const matters = modelsThatMatter(input);
  const calls = callsByModel(input);
  return input.manifest.models.flatMap((model, at) => {
    const own = calls.get(model.id) ?? [];
    if (own.length === 0 || !matters.has(model.id) || isMeasured(model)) return [];
    return lowered(input, model, at, own) ?? [];
  });
};

type Format = "fp8" | "int8";

/** Chips with arithmetic in 8-bit floating point, by their ids in the table. */
const HAS_FP8: ReadonlySet<string> = new Set([
  ...["h100", "h100-pcie", "h100-nvl", "gh200", "h200", "h20", "b200", "gb200", "b300", "gb300"],
  ...["l4", "l40s", "rtx-6000-ada", "rtx-4090", "rtx-5090", "rtx-pro-6000", "jetson-thor"],
  ...["mi300x", "mi300a", "mi325x", "mi355x", "gaudi2", "gaudi3", "dgx-spark"],
]);

/** Chips whose fast arithmetic includes 8-bit integers, besides those above. */
const HAS_INT8: ReadonlySet<string> = new Set([
  ...["t4", "a10g", "a100-40", "a100-80", "a100-pcie", "a30", "a40", "rtx-a6000", "rtx-a5000"],
  ...["rtx-a4000", "rtx-3090", "jetson-orin-nano", "jetson-orin-nx", "jetson-agx-orin"],
]);

const WIDE: ReadonlySet<string> = new Set(["fp32", "bf16", "fp16"]);

/** Undefined where a model is light already, or where what it runs on is not known to work in 8 bit. */
function lowered(
  input: LeverInput,
  model: Model,
  at: number,
  calls: readonly ModelCall[],
): Lever | undefined {
  const { precision, size_mb: file } = model;
  const hosts = machinesOf(input.manifest).get(model.id) ?? [];
  const machines = hosts.map(({ component }) => component);
  const writes = calls.every((call) => call.writes);
  const format = formatOf(machines, writes);
  if (precision === undefined || !WIDE.has(precision.weights) || format === undefined)
    return undefined;
  if (file !== undefined && likely(file) <= ASKED.tinyModelMb) return undefined;
  const changed = { ...model, precision: { ...precision, weights: format } };
  const after = calls.map((call) => ({ ...calledNow(call), model: changed }));
  const effect = writes ? measuredEffect(input, model, after) : unmeasured(input, model);
  if (effect === undefined) return undefined;
  const { changes, assumes, ...rest } = effect;
  return {
    kind: "precision",
    item: `models/${model.id}`,
    title: `Serve ${model.id} with ${format} weights instead of ${precision.weights}`,
    changes: [
      { path: ["models", at, "precision", "weights"], value: format },
      ...withoutQuality(model, at),
      ...changes,
    ],
    // Another chip may not have that arithmetic.
    restsOn: hosts.map(({ at: position }) => ["components", position, "accelerator"]),
    assumes: [
      `The requests in flight on ${listed(machines.map(({ id }) => id))} stay as they are.`,
      ...assumes,
    ],
    evidence: evidenceFor(format),
    effort: "deployment",
    ...rest,
    against: [
      ...rest.against,
      "Quality can fall: run both forms on the same evaluation set, and enter quality_delta_pct.",
      ...(format === "int8"
        ? [
            "Libraries that convert to 8 bit while serving can need more energy than 16 bit: use a kernel made for it.",
          ]
        : []),
    ],
  };
}

type Effect = Pick<Lever, "changes" | "assumes" | "notEstimated" | "against" | "checks">;

/** Models that write tokens: measured, and dependent on the requests in flight. */
function measuredEffect(
  input: LeverInput,
  model: Model,
  after: readonly Called[],
): Effect | undefined {
  const busier = busyAfter(input, new Map([[model.id, after]]));
  if (busier === undefined) return undefined;
  const low = figuresOf(input).get(model.id)?.lowPrecision;
  return {
    ...busier,
    against: low === undefined ? [] : [capitalised(low.text)],
    checks: isAsked(input, model) ? answered(low) : [],
  };
}

/** Other models, of which the checklist asks that it be tried. */
function unmeasured(input: LeverInput, model: Model): Effect | undefined {
  if (!isAsked(input, model)) return undefined;
  return {
    changes: [],
    assumes: [],
    notEstimated: "No measurements are published for models that write no tokens.",
    against: [],
    checks: answered(figuresOf(input).get(model.id)?.lowPrecision),
  };
}

/** The best format that all chips have which serve the model; passes over images or text are made in integers. */
function formatOf(machines: readonly Component[], writes: boolean): Format | undefined {
  if (machines.length === 0) return undefined;
  const chips = machines.map(({ accelerator }) => acceleratorOf(accelerator ?? "")?.id ?? "");
  if (writes && chips.every((chip) => HAS_FP8.has(chip))) return "fp8";
  return chips.every((chip) => HAS_FP8.has(chip) || HAS_INT8.has(chip)) ? "int8" : undefined;
}

/** What was measured of the form as it is says nothing of another one. */
function withoutQuality({ quality_delta_pct: quality }: Model, at: number): readonly FieldChange[] {
  if (quality === undefined) return [];
  return [{ path: ["models", at, "quality_delta_pct"], value: undefined }];
}

function evidenceFor(format: Format) {
  const measured = evidenceOf(
    PRECISION_EFFECT["precision.effect.medium-batch"],
    "Of models that write tokens, in fp8 against bf16, per token: 30 % more (13 to 56) with 8 to 16 requests in flight, 1 % more (12 less to 32 more) with 17 to 64, 11 % less (0 to 29) with 65 to 256, on H100 and B200.",
  );
  if (format === "fp8") return [measured];
  const library = evidenceOf(
    LEVERS["lever.library-int8"],
    "8-bit integers took 17 to 147 % more energy with the default settings of a library, 3 to 8 % less with pure 8 bit.",
  );
  return [library, measured];
}

/** The checklist asks of models that use a fair share of the energy, and that nobody has made lighter. */
function isAsked(input: LeverInput, { id, optimisations = [] }: Model): boolean {
  const share = figuresOf(input).get(id)?.energyShare ?? 1;
  const light = optimisations.some((one) => one === "pruned" || one === "distilled");
  return 100 * share >= ASKED.smallEnergyPct && !light;
}

/** It fails where low precision saves; where that is not known, a person is asked whether it was tried. */
function answered(low: LowPrecision | undefined): readonly string[] {
  if (low?.gain === "saves") return ["CH12-D5-01"];
  return low?.gain === "unknown" ? ["CH12-D5-07"] : [];
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
