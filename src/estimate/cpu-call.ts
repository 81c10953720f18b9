/** One call of a small model that needs no accelerator: trees, linear models and the like. */

import { COMPUTE } from "../coefficients/host.ts";
import { ONE_PASS } from "../coefficients/one-pass.ts";
import type { Model } from "../manifest/model.ts";
import { add, divide, exactly, multiply, scale, type Uncertain } from "../quantity/uncertain.ts";
import type { Call } from "./call-energy.ts";
import { assume, type Context, type Ledger, take } from "./context.ts";
import { cpuPower } from "./cpu.ts";
import { computeEmbodied, lifeHours } from "./embodied.ts";

const CLASSIC_TASKS: ReadonlySet<string> = new Set(["forecast", "recommend", "classify", "route"]);

/** True for a model of which only the file size is known, and whose task trees do. */
export function runsOnCpu(model: Model): boolean {
  const { access, generative, task, params_b: params, size_mb: file } = model;
  if (access !== "self-hosted" || generative === true || task === undefined) return false;
  return file !== undefined && params === undefined && CLASSIC_TASKS.has(task);
}

/** Wh of one call, before PUE: seconds of one virtual CPU at full load, with its memory. */
export function cpuCallWh(context: Context, ledger: Ledger, { model }: Call): Uncertain {
  const seconds = assume(context, ledger, ONE_PASS["one-pass.cpu-seconds"], {
    text: "runs on a CPU: 0.1 to 10 ms of one virtual CPU per call",
    input: "components",
    scope: model.id,
  });
  return scale(multiply(seconds, cpuWatts(context)), 1 / 3600);
}

/** kgCO2e of manufacture per kWh of such calls. */
export function cpuEmbodiedPerKwh(context: Context): Uncertain {
  const hours = divide(exactly(1000), cpuWatts(context));
  const memory = take(context, COMPUTE["memory.per-vcpu"]);
  return computeEmbodied(context, exactly(1), memory, hours, lifeHours(context, "server"));
}

function cpuWatts(context: Context): Uncertain {
  const memory = multiply(
    take(context, COMPUTE["memory.per-vcpu"]),
    take(context, COMPUTE["memory.power"]),
  );
  return add(take(context, cpuPower("other", "busy")), memory);
}
