/** The host of small cards, which draws power of its own while the cards rest. */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { COMPUTE, HOST } from "../coefficients/host.ts";
import type { Component } from "../manifest/component.ts";
import { add, larger, multiply, scale, type Uncertain } from "../quantity/uncertain.ts";
import { assume, type Context, type Ledger, take } from "./context.ts";
import type { Machine } from "./machine.ts";
import { cpuFamily, cpuPower, sizeOfCompute } from "./plain-machine.ts";

/**
 * Watts of the host of small cards without work: its virtual CPUs and memory, else a stated range.
 * Undefined for large servers and devices, whose host goes with their accelerators.
 */
export function hostAtRest(
  context: Context,
  ledger: Ledger,
  component: Component,
  { form, host }: Accelerator,
  count: Uncertain,
): Uncertain | undefined {
  if (form === "device" || host !== "card") return undefined;
  const path = `components.${component.id}.compute`;
  const { compute } = component;
  if (compute === undefined) {
    const each = assume(context, ledger, HOST["host.card-idle"], {
      text: "host of a small card: 8 to 30 W at rest, and 100 to 300 kg to make",
      input: path,
    });
    return multiply(each, count);
  }
  const { vcpus, memory } = sizeOfCompute(context, ledger, path, compute);
  return add(
    multiply(vcpus, take(context, cpuPower(cpuFamily(component), "idle"))),
    multiply(memory, take(context, COMPUTE["memory.power"])),
  );
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
  const least = add(busyWatts, atRest);
  return {
    busyKw: kw(larger(busy, least)),
    idleKw: kw(add(idleWatts, atRest)),
  };
}
