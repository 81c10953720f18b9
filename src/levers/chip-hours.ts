/** How many hours another chip needs for the same work, over the hours of the present one. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { decodeConstantsOf } from "../coefficients/inference.ts";
import { ONE_PASS } from "../coefficients/one-pass.ts";
import { workOf } from "../estimate/call-energy.ts";
import type { Model } from "../manifest/model.ts";
import type { LeverEvidence } from "./lever.ts";
import type { PublishedRange } from "./published-range.ts";

export interface ChipHours {
  /** Hours of one chip there over hours of one chip here. */
  readonly hours: PublishedRange;
  readonly evidence: readonly LeverEvidence[];
}

/** Energy per output token of B200 over H100, as published for language models. */
const B200_OVER_H100: PublishedRange = { value: 0.65, low: 0.18, high: 1.53 };

/** Chips that nobody has measured are between half and twice what their data sheets say. */
const UNMEASURED = 2;

/** Undefined where some of the models write tokens and others look at their input once. */
export function hoursOn(
  models: readonly Model[],
  from: Accelerator,
  to: Accelerator,
): ChipHours | undefined {
  const writing = models.filter(writesTokens).length;
  if (writing === models.length) return hoursOfTokens(from, to);
  return writing === 0 ? hoursOfPasses(from, to) : undefined;
}

/** As the estimate tells them apart where no step says how much is written. */
export function writesTokens(model: Model): boolean {
  return workOf({ model, step: { use: model.id } }) === "decode";
}

/** A pass takes a least time whatever the chip, and arithmetic on top. */
function hoursOfPasses(from: Accelerator, to: Accelerator): ChipHours {
  const work = from.flops.value / to.flops.value;
  const least = ONE_PASS["one-pass.seconds.text"];
  return {
    hours: { value: Math.sqrt(work), low: Math.min(1, work), high: Math.max(1, work) },
    evidence: [
      {
        says: `By its arithmetic ${to.id} needs ${short(work)} times the hours of ${from.id}, and as many where passes wait for their start.`,
        source: to.flops.source,
        locator: to.flops.locator,
      },
      {
        says: `A pass takes ${least.low} to ${least.high} seconds at least, whatever the size of the model.`,
        source: least.source,
        locator: least.locator,
      },
    ],
  };
}

function hoursOfTokens(from: Accelerator, to: Accelerator): ChipHours {
  const watts = from.tdp.value / to.tdp.value;
  if (from.id === "h100" && to.id === "b200") return measured(watts);
  const [now, then] = [decodeConstantsOf(from), decodeConstantsOf(to)];
  const memory = (then.memory.value / now.memory.value) * watts;
  const work = (then.work.value / now.work.value) * watts;
  const value = Math.sqrt(memory * work);
  return {
    hours: {
      value,
      low: Math.min(memory, work, value / UNMEASURED),
      high: Math.max(memory, work, value * UNMEASURED),
    },
    evidence: [
      {
        says: `By its memory ${to.id} needs ${short(memory)} times the hours of ${from.id} for the same tokens, by its arithmetic ${short(work)} times; between ${short(1 / UNMEASURED)} and ${UNMEASURED} times the mean of both counts as possible.`,
        source: then.memory.source,
        locator: `${then.memory.locator}; chips without measurements: a factor of ${UNMEASURED} either way`,
      },
      {
        says: `${to.id} is rated at ${to.tdp.value} W, and ${from.id} at ${from.tdp.value} W.`,
        source: to.tdp.source,
        locator: to.tdp.locator,
      },
    ],
  };
}

function measured(watts: number): ChipHours {
  const { value, low, high } = B200_OVER_H100;
  return {
    hours: { value: value * watts, low: low * watts, high: high * watts },
    evidence: [
      {
        says: "B200 takes 35 % less energy per token than H100 in the median of language models, from 82 % less to 53 % more.",
        source: "ml-energy-3",
        locator: "B200 against H100, model by model",
      },
    ],
  };
}

/** Arithmetic per watt, dense, 16 bit: TFLOP/s over rated W. */
export function workPerWatt({ flops, tdp }: Accelerator): number {
  return flops.value / tdp.value;
}

/** Families whose chips run the same software. */
export function familyOf({ id }: Accelerator): string {
  return /^(tpu|trainium|inferentia|mi\d|gaudi)/.exec(id)?.[1] ?? "nvidia";
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
