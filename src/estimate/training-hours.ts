/** A training job to its runs of a month and the accelerator-hours of one run. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { TRAINING } from "../coefficients/host.ts";
import type { Model, Training } from "../manifest/model.ts";
import {
  add,
  derive,
  divide,
  exactly,
  multiply,
  scale,
  type Uncertain,
  unknown,
} from "../quantity/uncertain.ts";
import {
  assume,
  type Context,
  createLedger,
  given,
  givenShare,
  type Ledger,
  note,
  take,
} from "./context.ts";
import { sizeOf } from "./serving.ts";

/**
 * Runs per month, with what comes on top of the runs that count: a search before each, runs that fail, and the
 * research around them where it is asked for. Of a job done once, its runs spread over the months that it serves.
 */
export function runsPerMonth(ledger: Ledger, job: Training, path: string): Uncertain {
  const { sweep_runs: sweep, failed_runs_pct: failed, research_multiplier: research } = job;
  const runs = plannedRuns(ledger, job, path);
  const searched =
    sweep === undefined
      ? runs
      : multiply(runs, add(exactly(1), given(sweep, `${path}.sweep_runs`)));
  const tried =
    failed === undefined
      ? searched
      : multiply(
          searched,
          derive((share) => 1 / (1 - share), givenShare(failed, `${path}.failed_runs_pct`)),
        );
  if (research === undefined) return tried;
  return multiply(tried, given(research, `${path}.research_multiplier`));
}

function plannedRuns(ledger: Ledger, job: Training, path: string): Uncertain {
  if (job.runs_per_month !== undefined) return given(job.runs_per_month, `${path}.runs_per_month`);
  if (job.once !== true && job.runs === undefined) return unknown(`${path}.runs_per_month`);
  const runs = job.runs === undefined ? exactly(1) : given(job.runs, `${path}.runs`);
  if (job.amortise_months !== undefined)
    return divide(runs, given(job.amortise_months, `${path}.amortise_months`));
  note(ledger, "a job done once is spread over twelve months", `${path}.amortise_months`);
  return scale(runs, 1 / 12);
}

/** Accelerator-hours of one run; undefined when the job does not say hours. */
export function declaredHours(job: Training, path: string): Uncertain | undefined {
  if (job.hours_per_run === undefined) return undefined;
  const count =
    job.accelerators === undefined
      ? unknown(`${path}.accelerators`)
      : given(job.accelerators, `${path}.accelerators`);
  return multiply(given(job.hours_per_run, `${path}.hours_per_run`), count);
}

/** FLOP per parameter and token over what the chip achieves end to end. */
export function hoursFromTokens(
  context: Context,
  ledger: Ledger,
  model: Model,
  job: Training,
  path: string,
  accelerator: Accelerator,
): Uncertain {
  if (job.tokens === undefined) return unknown(`${path}.hours_per_run`);
  const size = sizeOf(context, createLedger(), model);
  const adapter = job.kind === "adapter";
  const flop = take(
    context,
    TRAINING[
      adapter ? "training.flop-per-parameter-token.adapter" : "training.flop-per-parameter-token"
    ],
  );
  const utilisation = utilisationOf(context, ledger, size.active, accelerator, path);
  const tokens = given(job.tokens, `${path}.tokens`);
  const work = multiply(scale(size.active, 1e9), tokens, flop);
  return divide(divide(scale(work, 1 / 3600e12), utilisation), take(context, accelerator.flops));
}

/** Virtual-CPU-hours of one run of CPU training. */
export function cpuHours(job: Training, path: string): Uncertain {
  if (job.hours_per_run === undefined) return unknown(`${path}.hours_per_run`);
  return multiply(
    given(job.hours_per_run, `${path}.hours_per_run`),
    given(job.vcpus ?? 0, `${path}.vcpus`),
  );
}

/** Share of the dense peak, end to end: the chip's at 13 billion parameters, rising slowly with size. */
function utilisationOf(
  context: Context,
  ledger: Ledger,
  active: Uncertain,
  accelerator: Accelerator,
  path: string,
): Uncertain {
  const usual = assume(context, ledger, usualUtilisation(accelerator), {
    text: "accelerator-hours follow from parameters and tokens at end-to-end utilisation",
    input: `${path}.hours_per_run`,
    scope: path,
  });
  return derive(
    (share, billions, slope) =>
      Math.min(0.5, Math.max(0.1, share * (Math.max(1e-3, billions) / 13) ** slope)),
    usual,
    active,
    take(context, TRAINING["training.utilisation.size"]),
  );
}

function usualUtilisation({ id }: Accelerator) {
  if (id.startsWith("a100")) return TRAINING["training.utilisation.a100"];
  if (/^g?[hb]\d/.test(id)) return TRAINING["training.utilisation.h100"];
  if (id.startsWith("v100")) return TRAINING["training.utilisation.v100"];
  if (id.startsWith("tpu")) return TRAINING["training.utilisation.tpu"];
  return TRAINING["training.utilisation.other"];
}
