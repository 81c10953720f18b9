/** A row about one request to the energy that the product's own estimator gives it, from its inputs alone. */

import { SERVING } from "../coefficients/inference.ts";
import { type Call, callJoules } from "../estimate/call-energy.ts";
import { createContext, createLedger, given, take } from "../estimate/context.ts";
import { type Serving, sizeInName, sizeOf } from "../estimate/serving.ts";
import type { Step } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { multiply, scale, type Uncertain, uncertain } from "../quantity/uncertain.ts";
import { amountOf, type Chip, chipOf, numberOf, precisionOf, textOf } from "./inputs.ts";
import { type Prediction, rangeOf } from "./prediction.ts";
import type { CaseUnit } from "./reported.ts";
import type { Row } from "./row.ts";
import { usualPrompt } from "./usual-prompt.ts";

/** `unit` is J per output token, or Wh per request. */
export function predictCall(row: Row, unit: CaseUnit): Prediction {
  const { inputs } = row;
  const chip = chipOf(inputs);
  const name = textOf(inputs, "model");
  if (name === undefined && amountOf(inputs, "params_b", "active_params_b") === undefined)
    return { reason: "no model and no size given" };
  if (chip.accelerator === undefined)
    return { reason: `no accelerator called ${chip.named ?? "(none given)"} in the table` };
  const work = workOf(row, unit);
  if (work === undefined) return { reason: "output tokens not given" };
  const model = modelOf(row, work.task);
  const context = createContext(NO_MANIFEST, {}, "2026-11-23");
  const size = sizeOf(context, createLedger(), model);
  const call: Call = { model, size, step: work.step, path: "row" };
  const batch = amountOf(inputs, "batch_avg", "concurrency", "batch", "batch_max");
  const serving: Serving = {
    path: "row",
    accelerator: chip.accelerator,
    accelerators: numberOf(inputs, "gpu_count"),
    batch:
      batch === undefined
        ? take(context, SERVING["serving.batch.self-hosted"])
        : given(batch, "row.batch"),
  };
  const joules = beyondChip(
    row,
    chip,
    work.task,
    callJoules(context, createLedger(), call, serving),
  );
  const tokens = numberOf(inputs, "output_tokens_avg", "output_tokens") ?? 1;
  return rangeOf(scale(joules, unit === "J/output token" ? 1 / tokens : 1 / 3600));
}

const NO_MANIFEST: Manifest = {
  version: 1,
  product: { name: "row", stage: "pilot", functional_unit: "request" },
  models: [],
  flows: [],
};

interface Work {
  readonly step: Step;
  readonly task: NonNullable<Model["task"]>;
}

/** Undefined for text that is written without saying how much. */
function workOf(row: Row, unit: CaseUnit): Work | undefined {
  const { kind, inputs } = row;
  const output = amountOf(inputs, "output_tokens_avg", "output_tokens");
  const input = amountOf(inputs, "input_tokens_avg", "input_tokens", "prompt_tokens");
  const name = textOf(inputs, "model") ?? "";
  if (output !== undefined) {
    const tokens = { input_tokens: input ?? usualPrompt(row), output_tokens: output };
    // What is counted as output is all that was written, reasoning included.
    return { task: "chat", step: { use: "m", ...tokens, reasoning_tokens: 0 } };
  }
  if (unit === "J/output token") return undefined;
  const seen = input === undefined ? {} : { input_tokens: input };
  if (LOOKS_ONCE.test(name))
    return {
      task: kind === "embedding" && input !== undefined ? "embed" : "classify",
      step: { use: "m", ...seen },
    };
  if (kind === "embedding") return { task: "embed", step: { use: "m", ...seen } };
  if (kind === "image" || kind === "video") return drawing(inputs);
  return undefined;
}

/** Families of encoders and detectors, which write no tokens. */
const LOOKS_ONCE =
  /bert|electra|mpnet|minilm|resnet|\bvit\b|vit-|deit|convnext|yolo|detr|swin|clip|\bbge\b|\be5\b|\bgte\b/i;

function drawing(inputs: Row["inputs"]): Work {
  const [height, width] = [numberOf(inputs, "height"), numberOf(inputs, "width")];
  const frames = amountOf(inputs, "frames");
  const steps = amountOf(inputs, "steps");
  const work = {
    ...(height === undefined || width === undefined ? {} : { pixels: height * width }),
    ...(frames === undefined ? {} : { frames }),
    ...(steps === undefined ? {} : { steps }),
  };
  const task = frames === undefined ? "image-gen" : "video-gen";
  return { task, step: { use: "m", work_per_call: work } };
}

function modelOf({ inputs }: Row, task: Work["task"]): Model {
  const name = textOf(inputs, "model") ?? "unnamed";
  const size = amountOf(inputs, "params_b");
  const active = amountOf(inputs, "active_params_b");
  const precision = precisionOf(inputs);
  return {
    id: "m",
    name,
    access: "self-hosted",
    task,
    ...(size === undefined && sizeInName(name) !== undefined ? {} : { params_b: size }),
    ...(active === undefined ? {} : { active_params_b: active }),
    ...(precision === undefined ? {} : { precision }),
  } as Model;
}

/**
 * Meters that see the whole node, such as CodeCarbon, count idle neighbours, processors and memory: about 54 W
 * for each idle A100 and 580 W of host, beside the share of its power that the one at work draws.
 */
function beyondChip(
  { basis, inputs }: Row,
  { accelerator, idle }: Chip,
  task: Work["task"],
  joules: Uncertain,
): Uncertain {
  if (idle > 0 && accelerator !== undefined) {
    const works = accelerator.tdp.value * (task === "classify" || task === "embed" ? 0.4 : 0.8);
    const all = 1 + (54 * idle + 580) / works;
    return multiply(joules, uncertain("row.node", { low: all / 2, likely: all, high: all * 2 }));
  }
  const node = basis === "measured_codecarbon" || textOf(inputs, "node") !== undefined;
  return node
    ? multiply(joules, uncertain("row.host", { low: 1.2, likely: 1.45, high: 1.8 }))
    : joules;
}
