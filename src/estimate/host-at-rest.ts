/** What accelerators and their hosts draw without work, and at least with it. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { COMPUTE, HOST } from "../coefficients/host.ts";
import { HOST_IDLE, LOADED_IDLE, loadedIdleOf } from "../coefficients/idle.ts";
import type { Component } from "../manifest/component.ts";
import { add, larger, multiply, scale, type Uncertain } from "../quantity/uncertain.ts";
import { assume, type Context, type Ledger, once, take } from "./context.ts";
import { cpuFamily, cpuPower } from "./cpu.ts";
import type { Machine } from "./machine.ts";
import { sizeOfCompute } from "./plain-machine.ts";

/** Watts of one accelerator without work. In servers, one that holds a model draws more. */
export function chipAtRest(context: Context, chip: Accelerator, loaded: boolean): Uncertain {
  const bare = () => take(context, chip.idle);
  if (!loaded || chip.form === "device") return bare();
  const measured = loadedIdleOf(chip.id);
  if (measured !== undefined) return take(context, measured);
  return once(context, `idle.loaded|${chip.id}`, () =>
    add(bare(), multiply(take(context, chip.tdp), take(context, LOADED_IDLE["idle.loaded.share"]))),
  );
}

/**
 * Watts of the host of so many accelerators without work: its virtual CPUs and memory, else a stated range.
 * Undefined for devices, whose host goes with the accelerator.
 */
export function hostAtRest(
  context: Context,
  ledger: Ledger,
  component: Component,
  { form, host }: Accelerator,
  count: Uncertain,
): Uncertain | undefined {
  if (form === "device") return undefined;
  const path = `components.${component.id}.compute`;
  const { compute } = component;
  if (compute !== undefined) {
    const { vcpus, memory } = sizeOfCompute(context, ledger, path, compute);
    return add(
      multiply(vcpus, take(context, cpuPower(cpuFamily(component), "idle"))),
      multiply(memory, take(context, COMPUTE["memory.power"])),
    );
  }
  if (host !== "card") return multiply(take(context, HOST_IDLE[`idle.host.${host}`]), count);
  const each = assume(context, ledger, HOST["host.card-idle"], {
    text: "host of a small card: 8 to 30 W at rest, and 100 to 300 kg to make",
    input: path,
  });
  return multiply(each, count);
}

/** A host at rest by itself is a floor under the factor that stands for it at work. */
export function withHost(
  busyWatts: Uncertain,
  idleWatts: Uncertain,
  host: Uncertain,
  atRest: Uncertain | undefined,
): Pick<Machine, "busyKw" | "idleKw"> {
  const kw = (watts: Uncertain) => scale(watts, 0.001);
  const busy = multiply(busyWatts, host);
  if (atRest === undefined) return { busyKw: kw(busy), idleKw: kw(multiply(idleWatts, host)) };
  return {
    busyKw: kw(larger(busy, add(busyWatts, atRest))),
    idleKw: kw(add(idleWatts, atRest)),
  };
}
