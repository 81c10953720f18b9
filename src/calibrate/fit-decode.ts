/**
 * Measured rows of one chip to the four constants of decode. Residuals are logarithms of predicted over measured,
 * soft at 0.4, each architecture with the same weight; each constant is pulled to a physical value with a
 * standard deviation of a factor of two, which decides what few rows cannot.
 */

import type { Accelerator } from "../coefficients/accelerators.ts";
import type { DecodeCase } from "./decode-case.ts";

export interface Constants {
  /** J per GB, J per billion active parameters, J per launch, J per accelerator and token. */
  readonly memory: number;
  readonly work: number;
  readonly launch: number;
  readonly token: number;
}

const TERMS = ["memory", "work", "launch", "token"] as const;

export function predictDecode(one: DecodeCase, constants: Constants): number {
  return one.effect * TERMS.reduce((sum, term) => sum + one[term] * constants[term], 0);
}

/** Gauss-Newton on the logarithms of the constants, with rows reweighted at each step. */
export function fitDecode(cases: readonly DecodeCase[], chip: Accelerator): Constants {
  const prior = priorOf(chip);
  const weights = weightsOf(cases);
  let constants = prior;
  for (let step = 0; step < STEPS; step++) constants = improve(cases, weights, prior, constants);
  return constants;
}

const STEPS = 60;
/** Residual from which on a row counts less. */
const SOFT = 0.4;

/** 80 % of rated power over bandwidth; two FLOP at 45 % of the peak; 15 and 45 microseconds of rated power. */
function priorOf({ id, tdp, flops, bandwidth }: Accelerator): Constants {
  const watts = tdp.value;
  const gigabytes = bandwidth?.value ?? BANDWIDTH[id] ?? Number.NaN;
  return {
    memory: (0.8 * watts) / gigabytes,
    work: (2 * watts) / flops.value / 0.45 / 1000,
    launch: 15e-6 * watts,
    token: 45.5e-6 * watts,
  };
}

/** GB/s of the measured chips, which need no bandwidth for their estimates. */
const BANDWIDTH: Readonly<Record<string, number>> = { h100: 3350, b200: 8000 };

function weightsOf(cases: readonly DecodeCase[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const { architecture } of cases)
    counts.set(architecture, (counts.get(architecture) ?? 0) + 1);
  const mean = cases.length / counts.size;
  return cases.map(({ architecture }) => mean / (counts.get(architecture) ?? 1));
}

function improve(
  cases: readonly DecodeCase[],
  weights: readonly number[],
  prior: Constants,
  constants: Constants,
): Constants {
  const normal = TERMS.map(() => TERMS.map(() => 0));
  const right = TERMS.map(() => 0);
  const addEquation = (slopes: readonly number[], residual: number, weight: number) => {
    const soft = weight / Math.sqrt(1 + (weight * residual ** 2) / SOFT ** 2);
    for (const [i, a] of slopes.entries()) {
      right[i] = (right[i] ?? 0) - soft * a * residual;
      const row = normal[i] ?? [];
      for (const [j, b] of slopes.entries()) row[j] = (row[j] ?? 0) + soft * a * b;
    }
  };
  for (const [index, one] of cases.entries()) {
    const all = predictDecode(one, constants);
    const slopes = TERMS.map((term) => (one.effect * one[term] * constants[term]) / all);
    addEquation(slopes, Math.log(all / one.joules), weights[index] ?? 1);
  }
  for (const term of TERMS) {
    const slopes = TERMS.map((other) => (other === term ? 1 / Math.LN2 : 0));
    addEquation(slopes, Math.log2(constants[term] / prior[term]), 1);
  }
  const change = solve(normal, right);
  const moved = TERMS.map((term, i) => {
    const by = Math.min(0.5, Math.max(-0.5, change[i] ?? 0));
    return constants[term] * Math.exp(by);
  });
  const [memory = 0, work = 0, launch = 0, token = 0] = moved;
  return { memory, work, launch, token };
}

/** Gaussian elimination of a small positive definite system. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (const [i, pivot] of rows.entries())
    for (const [k, row] of rows.entries()) if (k !== i) clear(row, pivot, i);
  return rows.map((row, i) => (row[rows.length] ?? 0) / (row[i] ?? 1));
}

/** Takes as much of the pivot from a row as makes its column zero. */
function clear(row: number[], pivot: readonly number[], column: number): void {
  const times = (row[column] ?? 0) / (pivot[column] ?? 1);
  for (const [j, value] of pivot.entries()) row[j] = (row[j] ?? 0) - times * value;
}
