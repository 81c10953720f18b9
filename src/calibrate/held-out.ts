/** Decode predicted for each architecture by constants that were fitted without it. */

import { acceleratorNamed } from "../coefficients/accelerators.ts";
import { decodeConstantsOf } from "../coefficients/inference.ts";
import { type DecodeCase, decodeCaseOf, factsOf } from "./decode-case.ts";
import { fitDecode, predictDecode } from "./fit-decode.ts";
import type { Row } from "./row.ts";
import { median, share } from "./statistics.ts";

export interface HeldOut {
  readonly case: DecodeCase;
  readonly predicted: number;
}

/** All measured text rows of a chip whose architecture is known. */
export function decodeCases(rows: readonly Row[], chip: string): readonly DecodeCase[] {
  return rows.flatMap((row) => {
    const found = factsOf(row) === undefined ? undefined : decodeCaseOf(row);
    return found?.chip === chip ? [found] : [];
  });
}

/** `groupOf` says what is left out together: an architecture, or a whole family. */
export function heldOut(
  cases: readonly DecodeCase[],
  chip: string,
  groupOf: (one: DecodeCase) => string = ({ architecture }) => architecture,
): readonly HeldOut[] {
  const accelerator = acceleratorNamed(chip);
  if (accelerator === undefined) return [];
  return [...new Set(cases.map(groupOf))].flatMap((left) => {
    const constants = fitDecode(
      cases.filter((one) => groupOf(one) !== left),
      accelerator,
    );
    return cases
      .filter((one) => groupOf(one) === left)
      .map((one) => ({ case: one, predicted: predictDecode(one, constants) }));
  });
}

export interface Score {
  readonly rows: number;
  readonly medianError: number;
  readonly withinTwo: number;
  /** Share within the shipped range of the chip. */
  readonly coverage: number;
}

export function scoreOf(predictions: readonly HeldOut[], chip: string): Score {
  const accelerator = acceleratorNamed(chip);
  const { low = 1, high = 1 } = accelerator ? decodeConstantsOf(accelerator).residual : {};
  const ratios = predictions.map(({ case: one, predicted }) => predicted / one.joules);
  return {
    rows: predictions.length,
    medianError: median(ratios.map((ratio) => Math.abs(ratio - 1))) ?? Number.NaN,
    withinTwo: share(ratios.map((ratio) => ratio >= 0.5 && ratio <= 2)) ?? Number.NaN,
    coverage: share(ratios.map((ratio) => 1 / ratio >= low && 1 / ratio <= high)) ?? Number.NaN,
  };
}
