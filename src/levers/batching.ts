/** More requests in flight on each replica, and fewer replicas. */

import { statesEnergy } from "../estimate/declared-energy.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { hasRoom, longestContexts } from "./batching-room.ts";
import { writesTokens } from "./chip-hours.ts";
import { estimatedParts } from "./estimated-parts.ts";
import type { FieldChange, FindLevers, Lever } from "./lever.ts";
import { type PublishedRange, timesRange } from "./published-range.ts";
import { purposes } from "./purpose.ts";
import { meanFor, type Stated, sameWork, statedOf } from "./same-work.ts";

export const batchingLevers: FindLevers = ({ manifest, estimate }) => {
  const parts = estimatedParts(estimate);
  const models = new Map(manifest.models.map((model) => [model.id, model]));
  const contexts = longestContexts(manifest);
  const isUsed = purposes(manifest);
  return (manifest.components ?? []).flatMap((component, position): Lever[] => {
    if (!isServer(component) || !isUsed(component)) return [];
    const isOver = parts.get(`components.${component.id}`)?.replicas?.overloaded === true;
    const served = (component.runs ?? []).flatMap((id) => models.get(id) ?? []);
    if (isOver || !servesText(served) || !hasRoom(component, served, contexts, TIMES)) return [];
    const lever = leverFor(manifest, component, position);
    return lever === undefined ? [] : [lever];
  });
};

function isServer({ kind, where, shared, accelerator }: Component): boolean {
  const chip = acceleratorOf(accelerator ?? "");
  const isOwnSite = where === undefined || where === "cloud" || where === "on-prem";
  return kind === "inference" && isOwnSite && shared === undefined && chip?.form === "server";
}

/** Only of models that write tokens is it measured; and no declared energy, which holds for the present number. */
function servesText(served: readonly Model[]): boolean {
  const main = served.filter(({ used_for: purpose }) => purpose !== "draft");
  return main.length > 0 && main.every(writesTokens) && !served.some(statesEnergy);
}

/** Twice as many requests in flight. */
const TIMES = 2;

/** What doubling does to the energy of a token, by the requests in flight before. */
interface Doubling {
  readonly energy: PublishedRange;
  readonly says: string;
}

/** From 8 to 64 requests energy per token falls 3.9 (2.7 to 5.7) times, which is three doublings. */
const UP_TO_64: Doubling = {
  energy: { value: 3.9 ** (-1 / 3), low: 5.7 ** (-1 / 3), high: 2.7 ** (-1 / 3) },
  says: "From 8 to 64 requests in flight the energy of a token falls to 1/3.9, from 1/2.7 to 1/5.7: by a third with each doubling.",
};

/** From 64 to 256 requests it falls 1.8 (1.3 to 2.9) times, which is two doublings. */
const UP_TO_256: Doubling = {
  energy: { value: 1.8 ** (-1 / 2), low: 2.9 ** (-1 / 2), high: 1.3 ** (-1 / 2) },
  says: "From 64 to 256 requests in flight the energy of a token falls to 1/1.8, from 1/1.3 to 1/2.9: by a quarter with each doubling.",
};

function doublingFrom(requests: number): Doubling | undefined {
  if (requests <= 64 / TIMES) return UP_TO_64;
  return requests >= 64 && requests <= 256 / TIMES ? UP_TO_256 : undefined;
}

/** What requests have to fit into. */
const MEMORY = ["accelerator", "accelerators_per_replica"] as const;

function leverFor(manifest: Manifest, component: Component, position: number): Lever | undefined {
  const { id, concurrency } = component;
  if (concurrency === undefined) return undefined;
  const doubling = doublingFrom(highest(concurrency));
  const stated = statedOf(component);
  const changes = doubling && changesFor(component, position, stated, doubling.energy);
  if (doubling === undefined || changes === undefined) return undefined;
  const [now, then] = [likely(concurrency), likely(concurrency) * TIMES].map(short);
  const latency = manifest.budgets?.latency_p95_ms;
  return {
    kind: "batching",
    item: `components/${id}`,
    title: `Serve ${id} with ${then} requests in flight per replica instead of ${now}`,
    changes: [
      { path: ["components", position, "concurrency"], value: doubled(concurrency) },
      ...changes,
    ],
    restsOn: MEMORY.map((key) => ["components", position, key]),
    assumes: [
      ...(stated === undefined
        ? ["The number of replicas follows the load."]
        : [
            "Requests fill a replica before another one is added: those that always run stay, and of the others fewer are needed.",
          ]),
      ...(stated?.busy === undefined
        ? []
        : [
            "The share of time with work falls as the energy of a token does: work takes fewer hours.",
          ]),
    ],
    evidence: [
      {
        says: doubling.says,
        source: "ml-energy-3",
        locator: "energy per output token of the same model at 8, 64 and 256 requests (derived)",
      },
    ],
    effort: "setting",
    against: [
      `Each answer is written more slowly, as more of them share the chip${latency === undefined ? "" : `; the target for 95 % of the answers is ${likely(latency) / 1000} seconds`}.`,
      "There is less room for a sudden peak until another replica has started.",
      "Long inputs fill the memory sooner when more requests are in flight.",
    ],
    checks: [],
  };
}

/** Undefined where no replica would become unnecessary: then nothing brings more requests together. */
function changesFor(
  { replicas, busy_pct: busy }: Component,
  position: number,
  stated: Stated | undefined,
  energy: PublishedRange,
): readonly FieldChange[] | undefined {
  if (stated === undefined) {
    const follows = replicas?.min !== undefined || replicas?.max !== undefined;
    return follows && busy === undefined ? [] : undefined;
  }
  const mean = meanFor(stated, energy.value);
  if (mean >= stated.mean) return undefined;
  return sameWork(["components", position], stated, mean, energy);
}

function doubled(requests: Amount) {
  return timesRange(requests, { value: TIMES, low: TIMES, high: TIMES });
}

function highest(amount: Amount): number {
  return typeof amount === "number" ? amount : (amount.high ?? amount.value);
}

function short(value: number | undefined): string {
  return String(Number((value ?? 0).toPrecision(2)));
}
