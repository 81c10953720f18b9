/** The CPU that a component names, and the watts of one of its virtual CPUs. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { CPU_FAMILIES, CPUS } from "../coefficients/cpus.ts";
import type { Component } from "../manifest/component.ts";
import { cloudOf } from "./cloud-region.ts";

/** The family of a component's CPU in the table: as named, else the mean of the provider. */
export function cpuFamily({ compute, provider }: Pick<Component, "compute" | "provider">): string {
  return familyNamed(compute?.cpu) ?? cloudOf(provider) ?? "other";
}

/** The family that a name stands for, whatever the spelling; undefined when the table has none. */
export function familyNamed(cpu: string | undefined): string | undefined {
  if (cpu === undefined) return undefined;
  const plain = cpu
    .toLowerCase()
    .trim()
    .replace(/\((r|tm)\)/g, "")
    .replace(/^standard[-_]/, "")
    .replace(/[\s_]+/g, "-");
  return CPU_FAMILIES.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Watts of one virtual CPU of a family. */
export function cpuPower(family: string, state: "idle" | "busy"): Coefficient {
  const rows: Readonly<Record<string, Coefficient | undefined>> = CPUS;
  return rows[`cpu.${family}.${state}`] ?? CPUS[`cpu.other.${state}`];
}
