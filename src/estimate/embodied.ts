/** Manufacture of hardware, spread over its life and shared by use (ISO/IEC 21031). */

import type { Accelerator } from "../coefficients/accelerators.ts";
import { EMBODIED, LIFETIME } from "../coefficients/host.ts";
import type { Amount } from "../manifest/amount.ts";
import { add, derive, divide, multiply, scale, type Uncertain } from "../quantity/uncertain.ts";
import { type Context, given, take } from "./context.ts";

const HOURS_PER_YEAR = 8760;

/** Hours that hardware of a kind is used in its life. */
export function lifeHours(
  context: Context,
  form: "server" | "device",
  declared?: { readonly years: Amount; readonly path: string },
): Uncertain {
  if (declared !== undefined) return scale(given(declared.years, declared.path), HOURS_PER_YEAR);
  return scale(take(context, LIFETIME[`lifetime.${form}`]), HOURS_PER_YEAR);
}

/** kgCO2e of accelerator-hours: the accelerator and, in a server, its share of the host. */
export function acceleratorEmbodied(
  context: Context,
  accelerator: Accelerator,
  hours: Uncertain,
  life: Uncertain,
): Uncertain {
  const chip = take(context, accelerator.embodied);
  const whole =
    accelerator.form === "device"
      ? chip
      : add(chip, take(context, EMBODIED[HOST_OF[accelerator.host]]));
  return divide(multiply(hours, whole), life);
}

const HOST_OF = {
  "eight-way": "embodied.accelerator-host",
  card: "embodied.card-host",
  tpu: "embodied.tpu-host",
} as const;

/** Up to this many watts a box of unknown kind may be a device; what draws more is a server, or many. */
const DEVICE_WATTS = 300;

/**
 * kgCO2e of the hours of a box of which only the power is known: a device, and above 300 W a mass of
 * hardware that grows with the power.
 */
export function boxEmbodied(
  context: Context,
  busyKw: Uncertain,
  hours: Uncertain,
  life: Uncertain,
): Uncertain {
  const whole = derive(
    (device, perWatt, kw) => device + perWatt * Math.max(0, kw * 1000 - DEVICE_WATTS),
    take(context, EMBODIED["embodied.device"]),
    take(context, EMBODIED["embodied.watt"]),
    busyKw,
  );
  return divide(multiply(hours, whole), life);
}

/** kgCO2e of the vCPU-hours and memory of plain compute. */
export function computeEmbodied(
  context: Context,
  vcpus: Uncertain,
  memoryGb: Uncertain,
  hours: Uncertain,
  life: Uncertain,
): Uncertain {
  const cpu = multiply(vcpus, take(context, EMBODIED["embodied.vcpu"]));
  const memory = multiply(memoryGb, take(context, EMBODIED["embodied.memory"]));
  return divide(multiply(hours, add(cpu, memory)), life);
}
