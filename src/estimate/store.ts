/** A vector store, database or cache of which only the data is known, to the machines that hold it at hand. */

import { COMPUTE } from "../coefficients/host.ts";
import { STORES } from "../coefficients/stores.ts";
import type { Component } from "../manifest/component.ts";
import {
  add,
  derive,
  multiply,
  scale,
  sum,
  type Uncertain,
  unknown,
} from "../quantity/uncertain.ts";
import { type Asked, declaredBusy } from "./asked.ts";
import { assume, type Context, type Ledger, take } from "./context.ts";
import { cpuFamily, cpuPower } from "./cpu.ts";
import { sizeOfData } from "./data-size.ts";
import { runningOf } from "./demand.ts";
import { computeEmbodied, lifeHours } from "./embodied.ts";
import type { Machine } from "./machine.ts";
import type { Provisioning } from "./provisioning.ts";

type StoreKind = "vector-store" | "database" | "cache";

const TEXT: Readonly<Record<StoreKind, string>> = {
  "vector-store": "an index of vectors takes 0.5 to 3 times their size in memory",
  database: "a database keeps 5 to 60 % of its data in memory",
  cache: "a cache takes 1.2 to 2.5 times its data in memory",
};

/** Undefined for what is no store, or names no data. */
export function storeMachine(
  context: Context,
  ledger: Ledger,
  component: Component,
  provisioning: Provisioning,
  asked: Asked,
): Machine | undefined {
  const { kind, stores = [] } = component;
  if (!isStore(kind) || stores.length === 0) return undefined;
  const { vcpus, memory } = sizeOfStore(context, ledger, component, kind);
  const input = `components.${component.id}.compute`;
  const running = runningOf(context, ledger, component, provisioning, {
    ...asked,
    declared: declaredBusy(component),
    usual: () =>
      scale(
        assume(context, ledger, STORES["store.busy-pct"], {
          text: "a store works 2 to 40 % of the time",
          input: `${input}.busy_pct`,
          scope: component.id,
        }),
        0.01,
      ),
  });
  const memoryWatts = multiply(memory, take(context, COMPUTE["memory.power"]));
  const family = cpuFamily(component);
  const of = (state: "idle" | "busy") =>
    scale(add(multiply(vcpus, take(context, cpuPower(family, state))), memoryWatts), 0.001);
  return {
    busyKw: of("busy"),
    idleKw: of("idle"),
    running,
    embodied: computeEmbodied(context, vcpus, memory, running.hours, lifeHours(context, "server")),
    paid: { replicaHours: running.hours, vcpus, memoryGb: memory },
    boundary: "machines that would hold the data at hand, idle time included, data centre (PUE)",
    declared: undefined,
    weights: undefined,
  };
}

function isStore(kind: Component["kind"]): kind is StoreKind {
  return kind === "vector-store" || kind === "database" || kind === "cache";
}

/** Of one replica: memory for the data, and virtual CPUs that come with so much memory, at least one. */
function sizeOfStore(
  context: Context,
  ledger: Ledger,
  { id, stores = [], where }: Component,
  kind: StoreKind,
): { readonly vcpus: Uncertain; readonly memory: Uncertain } {
  const input = `components.${id}.compute`;
  const kept = sum(stores.map((name) => sizeOfStored(context, id, name)));
  const perGb = assume(context, ledger, STORES[`store.memory.${kind}`], {
    text: TEXT[kind],
    input,
    scope: id,
  });
  const memory = multiply(kept, perGb);
  const each = take(context, STORES["store.gb-per-vcpu"], id);
  const vcpus = derive((gb, per) => Math.max(1, gb / per), memory, each);
  if (where !== "saas") return { vcpus, memory };
  const share = assume(context, ledger, STORES["store.shared"], {
    text: "a serverless store shares its machines: 10 to 100 % of what the data would take alone",
    input,
    scope: id,
  });
  return { vcpus: multiply(vcpus, share), memory: multiply(memory, share) };
}

function sizeOfStored(context: Context, component: string, name: string): Uncertain {
  const set = context.manifest.data?.find(({ id }) => id === name);
  return set === undefined ? unknown(`components.${component}.stores`) : sizeOfData(set);
}
