/** Fewer replicas where those that run have little to do. */

import { SCALING } from "../coefficients/idle.ts";
import type { ComponentEstimate } from "../estimate/result.ts";
import { type Amount, likely } from "../manifest/amount.ts";
import { type Component, namesProduction } from "../manifest/component.ts";
import { isUnknown } from "../quantity/quantity.ts";
import { estimatedParts } from "./estimated-parts.ts";
import type { FieldChange, FindLevers, Lever } from "./lever.ts";
import { purposes } from "./purpose.ts";
import { SAME_HOURS, type Stated, sameWork, statedOf } from "./same-work.ts";

export const replicaLevers: FindLevers = ({ manifest, estimate }) => {
  const parts = estimatedParts(estimate);
  const isUsed = purposes(manifest);
  const peak = Math.max(1, likely(manifest.usage?.peak_to_average ?? 1));
  return (manifest.components ?? []).flatMap((component, position): Lever[] => {
    if (!isScalable(component) || !isUsed(component)) return [];
    const part = parts.get(`components.${component.id}`);
    const found = plan(component, part, peak);
    return found === undefined ? [] : [leverOf(component, position, found, peak)];
  });
};

/** Replicas as they could be. */
interface Plan {
  /** Undefined where they follow the load, so that nobody says how many run. */
  readonly mean: number | undefined;
  readonly least: number;
  readonly now: { readonly mean: number | undefined; readonly least: number };
  readonly stated: Stated | undefined;
}

/** Kinds whose replicas are alike and keep nothing: others hold parts of the data, and a majority of them decides. */
const KEEPS_NOTHING: ReadonlySet<string> = new Set([
  "inference",
  "orchestrator",
  "gateway",
  "evaluation",
  "ui",
]);

function isScalable({ kind, where, shared, usd_per_month: price }: Component): boolean {
  const stands = where === undefined || where === "cloud" || where === "on-prem";
  return KEEPS_NOTHING.has(kind) && stands && shared === undefined && price === undefined;
}

/** What one replica is busy with where an autoscaler aims at what is usual. */
const TARGET = SCALING["scaling.target-busy"];

/** Fewer by less than this is no change. */
const FEWER = 0.9;

function plan(
  component: Component,
  part: ComponentEstimate | undefined,
  peak: number,
): Plan | undefined {
  const stated = statedOf(component);
  const work = workOf(part, stated);
  if (work === undefined || part?.replicas?.overloaded === true) return undefined;
  const spare = isProduction(component) ? 2 : 1;
  const most = component.replicas?.max;
  if (stated === undefined) return lowerFloor(component, work, spare);
  const least = Math.min(stated.least, spare);
  const mean = Math.min(stated.mean, meanUnder(work, { least, peak, most }));
  if (mean > FEWER * stated.mean) return undefined;
  return { mean, least, now: stated, stated };
}

/** Replicas that the work would keep busy all the time, at most. */
function workOf(part: ComponentEstimate | undefined, stated: Stated | undefined) {
  if (stated?.busy !== undefined) return (stated.mean * highest(stated.busy)) / 100;
  const needed = part?.replicas?.needed;
  return needed === undefined || isUnknown(needed) ? undefined : needed.high;
}

/** An autoscaler does the rest: only the number that always runs can be too high. */
function lowerFloor(
  { replicas = {}, busy_pct: busy, compute }: Component,
  work: number,
  spare: number,
): Plan | undefined {
  if (replicas.min === undefined || (busy ?? compute?.busy_pct) !== undefined) return undefined;
  const now = likely(replicas.min);
  const least = Math.max(spare, Math.ceil((100 * work) / TARGET.value));
  if (least >= now) return undefined;
  return { mean: undefined, least, now: { mean: undefined, least: now }, stated: undefined };
}

/**
 * Whole replicas for the work at the usual share of time with work, and at least the mean of a load that is at
 * its peak or away, as the estimate counts an autoscaler.
 */
function meanUnder(
  work: number,
  {
    least,
    peak,
    most,
  }: { readonly least: number; readonly peak: number; readonly most: Amount | undefined },
): number {
  const top = most === undefined ? Number.POSITIVE_INFINITY : likely(most);
  const count = (load: number) =>
    Math.max(least, Math.min(top, Math.ceil((100 * load) / TARGET.value - 1e-9)));
  const bursts = (count(work * peak) + (peak - 1) * least) / peak;
  return Number(Math.max(count(work), bursts).toPrecision(3));
}

/** The number is of machines that do so much each. */
const MACHINE = ["accelerator", "accelerators_per_replica", "concurrency", "replicas"] as const;

function leverOf(component: Component, position: number, found: Plan, peak: number): Lever {
  const { id, where } = component;
  const path = ["components", position] as const;
  const { mean, least, now, stated } = found;
  const floor: FieldChange[] =
    component.replicas?.min === undefined || least === now.least
      ? []
      : [{ path: [...path, "replicas", "min"], value: least }];
  const running =
    stated === undefined || mean === undefined ? [] : sameWork(path, stated, mean, SAME_HOURS);
  const declaresNoMean = stated !== undefined && component.replicas?.mean === undefined;
  return {
    kind: "replicas",
    item: `components/${id}`,
    title:
      mean === undefined
        ? `Let ${id} go down to ${least} replicas instead of ${now.least}`
        : `Run ${id} with ${mean} replicas on average instead of ${now.mean}`,
    changes: [...floor, ...running],
    restsOn: MACHINE.map((key) => [...path, key]),
    assumes: [
      ...(mean === undefined
        ? []
        : [
            `Replicas are added when those that run are busy ${TARGET.value} % of the time, and the busiest hour has ${peak} times the mean load.`,
          ]),
      ...(declaresNoMean ? ["The number of replicas follows the load between its bounds."] : []),
      ...(stated?.busy === undefined ? [] : ["The work is the same, so that each is busier."]),
    ],
    evidence: [
      {
        says: `Autoscalers aim at ${TARGET.value} % where nothing else is said.`,
        source: TARGET.source,
        locator: TARGET.locator,
      },
    ],
    effort: "setting",
    against: [
      ...(least > 1
        ? [
            `${least} replicas stay for failover: if they are needed for more than that, so are the others.`,
          ]
        : ["One replica is no failover."]),
      "Answers take longer in a sudden peak, until more replicas have started.",
      ...(where === "on-prem"
        ? ["Machines of your own save only what is switched off, or what others can then use."]
        : []),
    ],
    checks: checksOf(component, found),
  };
}

/** Defaults of the pack: busy enough for an accelerator, and for CPUs. */
const BUSY_PCT = 30;
const BUSY_CPU_PCT = 15;

function checksOf(component: Component, plan: Plan): readonly string[] {
  const { kind, where, accelerator } = component;
  const busy = busyUnder(plan);
  const serves = kind === "inference" && accelerator !== undefined && busy >= BUSY_PCT;
  const works = (kind === "orchestrator" || kind === "gateway") && busy >= BUSY_CPU_PCT;
  return [
    ...(serves ? ["CH12-D3-02"] : []),
    ...(serves && where === "cloud" ? ["CH12-D3-03"] : []),
    ...(scales(component, plan.least) ? ["CH12-D3-04"] : []),
    ...(works ? ["CH12-D3-09"] : []),
  ];
}

/** Likely share of the time with work, in percent; 0 where nobody says. */
function busyUnder({ mean, stated }: Plan): number {
  if (stated?.busy === undefined || mean === undefined) return 0;
  return (likely(stated.busy) * stated.mean) / mean;
}

const FOLLOWS_LOAD: ReadonlySet<string> = new Set(["inference", "orchestrator", "gateway"]);

function scales(component: Component, least: number): boolean {
  const { kind, where, replicas } = component;
  if (!isProduction(component) || where !== "cloud" || !FOLLOWS_LOAD.has(kind)) return false;
  return replicas?.min !== undefined && replicas.max !== undefined && likely(replicas.max) > least;
}

function isProduction({ environment }: Component): boolean {
  return environment === undefined || namesProduction(environment);
}

function highest(amount: Amount): number {
  return typeof amount === "number" ? amount : (amount.high ?? amount.value);
}
