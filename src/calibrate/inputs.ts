/** Inputs of a row as a manifest would give them. Only the inputs named here are ever read. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import type { Amount } from "../manifest/amount.ts";
import type { Model } from "../manifest/model.ts";
import type { Row } from "./row.ts";

type Inputs = Row["inputs"];

/** A number of more than zero, or a range of two, under the first of the names that has one. */
export function amountOf(inputs: Inputs, ...names: readonly string[]): Amount | undefined {
  return names.map((name) => toAmount(inputs[name])).find((amount) => amount !== undefined);
}

function toAmount(value: unknown): Amount | undefined {
  if (isPositive(value)) return value;
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isPositive)) return undefined;
  const [low, high] = [Math.min(...value), Math.max(...value)];
  return low === high ? low : { value: Math.sqrt(low * high), low, high };
}

/** The same as one number: of a range its middle. */
export function numberOf(inputs: Inputs, ...names: readonly string[]): number | undefined {
  const amount = amountOf(inputs, ...names);
  return typeof amount === "object" ? amount.value : amount;
}

export function textOf(inputs: Inputs, name: string): string | undefined {
  const value = inputs[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

/** What a row says of its chip. */
export interface Chip {
  readonly named: string | undefined;
  /** Undefined when the table of accelerators has no such chip. */
  readonly accelerator: Accelerator | undefined;
  /** Accelerators of the node that stand by while the others work. */
  readonly idle: number;
}

/** "A100-80GB (1 used of 8 in node)" is an A100 of 80 GB with seven idle ones beside it. */
export function chipOf(inputs: Inputs): Chip {
  const named = textOf(inputs, "gpu_type") ?? textOf(inputs, "accelerator");
  if (named === undefined) return { named, accelerator: undefined, idle: 0 };
  const [, used, all] = /(\d+) used of (\d+)/.exec(named) ?? [];
  const words = named
    .replace(/\(.*\)/, "")
    .trim()
    .split(/[\s_-]+/);
  const spellings = words.flatMap((_, start) =>
    words.map((_word, end) => words.slice(start, words.length - end).join("-")),
  );
  const found = spellings.filter(Boolean).map(acceleratorOf);
  return {
    named,
    accelerator: found.find((chip) => chip !== undefined),
    idle: used === undefined ? 0 : Number(all) - Number(used),
  };
}

/** The number format of the weights, whatever the spelling. */
export function precisionOf(inputs: Inputs): Model["precision"] {
  const spelt = textOf(inputs, "weight_precision") ?? textOf(inputs, "precision");
  const weights = FORMATS.find(([pattern]) => pattern.test(spelt ?? ""))?.[1];
  return weights === undefined ? undefined : { weights };
}

type Weights = NonNullable<Model["precision"]>["weights"];

const FORMATS: readonly (readonly [RegExp, Weights])[] = [
  [/mxfp4|nvfp4|fp4/i, "mxfp4"],
  [/int4|awq|gptq|nf4|w4|q4|\b4.?bit/i, "int4"],
  [/fp8|float8|e4m3|e5m2/i, "fp8"],
  [/int8|w8|q8|\b8.?bit/i, "int8"],
  [/bf16|bfloat16|\b16.?bit/i, "bf16"],
  [/fp16|float16|half/i, "fp16"],
  [/fp32|float32|\b32.?bit/i, "fp32"],
];
