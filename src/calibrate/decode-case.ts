/** A measured row of text generation to the terms that the constants of decode multiply. */

import type { ArchitectureFacts } from "../coefficients/architectures.ts";
import { PRECISION_EFFECT } from "../coefficients/inference.ts";
import {
  architectureOf,
  contextRead,
  launchesPerStep,
  weightsRead,
} from "../estimate/architecture.ts";
import { effectAt } from "../estimate/decode-energy.ts";
import { chipOf, numberOf, precisionOf, textOf } from "./inputs.ts";
import type { Row } from "./row.ts";
import { isMediaOrCode, USUAL_PROMPT } from "./usual-prompt.ts";

/** J per output token is `effect * (memory * k1 + work * k2 + launch * k3 + token * k4)`. */
export interface DecodeCase {
  readonly id: string;
  readonly chip: string;
  /** Family with its total and active parameters: what is left out together. */
  readonly architecture: string;
  readonly memory: number;
  readonly work: number;
  readonly launch: number;
  readonly token: number;
  /** 8 bit over 16 bit at this batch, as published. */
  readonly effect: number;
  readonly joules: number;
}

/** Undefined for rows that are not text generation measured on accelerators with all that the terms need. */
export function decodeCaseOf(row: Row, facts = factsOf(row)): DecodeCase | undefined {
  const { id, inputs, reported } = row;
  const name = textOf(inputs, "model");
  const chip = chipOf(inputs).accelerator?.id;
  const joules = reported["j_per_output_token"];
  const needed = [
    numberOf(inputs, "params_b"),
    numberOf(inputs, "active_params_b"),
    numberOf(inputs, "batch_avg"),
    numberOf(inputs, "gpu_count"),
    numberOf(inputs, "output_tokens_avg"),
  ];
  const [total, active, batch, count, output] = needed;
  if (row.basis !== "measured_gpu" || typeof joules !== "number" || isMediaOrCode(row))
    return undefined;
  if (!total || !active || !batch || !count || !output || !name || !chip) return undefined;
  const lowered = precisionOf(inputs)?.weights === "fp8";
  const prompt = USUAL_PROMPT.value;
  const read = weightsRead(facts, total, active, 2, batch) / batch;
  return {
    id,
    chip,
    architecture: `${familyOf(name)} ${total}B${active < total ? `-A${active}B` : ""}`,
    memory: read + (facts === undefined ? 0 : contextRead(facts, prompt + output / 2, 2)),
    work: active * (1 + (PREFILL * prompt) / output),
    launch: (count * launchesPerStep(facts, total, active)) / batch,
    token: count,
    effect: lowered ? effectOf8Bit(batch) : 1,
    joules,
  };
}

/** Likely value of `inference.*.prefill`: rows report prompts within the energy of their output. */
const PREFILL = 1.2;

export function factsOf({ inputs }: Row): ArchitectureFacts | undefined {
  const total = numberOf(inputs, "params_b");
  return total === undefined ? undefined : architectureOf(textOf(inputs, "model") ?? "", total);
}

export function familyOf(name: string): string {
  const bare = name.toLowerCase().replace(/^.*\//, "");
  return /qwen3|gemma-3|nemotron/.exec(bare)?.[0] ?? bare.replace(/[-_].*/, "");
}

function effectOf8Bit(batch: number): number {
  const at = (size: "small" | "medium" | "large") =>
    PRECISION_EFFECT[`precision.effect.${size}-batch`].value;
  return effectAt(batch, at("small"), at("medium"), at("large"));
}
