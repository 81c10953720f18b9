/** Machines that stop while nobody asks, and environments that stop at night. */

import { SCALING } from "../coefficients/idle.ts";
import type { ComponentEstimate } from "../estimate/result.ts";
import { likely } from "../manifest/amount.ts";
import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { estimatedParts, likelyFigure } from "./estimated-parts.ts";
import type { FieldChange, FindLevers, Lever } from "./lever.ts";
import { offHoursLevers } from "./off-hours.ts";
import { purposes } from "./purpose.ts";

export const scaleToZeroLevers: FindLevers = ({ manifest, estimate }) => {
  const parts = estimatedParts(estimate);
  const calls = callsByModel(estimate.models);
  const isUsed = purposes(manifest);
  const machines = (manifest.components ?? []).flatMap((component, position): Lever[] => {
    const part = parts.get(`components.${component.id}`);
    if (!isAlwaysOn(component)) return [];
    const why = pauseOf(component, part, isUsed(component), calls);
    return why === undefined ? [] : [stopping(manifest, component, position, why)];
  });
  return [...machines, ...offHoursLevers(manifest)];
};

/** Why a machine has pauses: nothing uses it, its calls are rare, or its jobs take less time than it runs. */
type Pause = "unused" | "rare calls" | "jobs";

function callsByModel(
  models: readonly {
    readonly id: string;
    readonly callsPerMonth: Parameters<typeof likelyFigure>[0];
  }[],
): ReadonlyMap<string, number | undefined> {
  return new Map(models.map(({ id, callsPerMonth }) => [id, likelyFigure(callsPerMonth)]));
}

/** Rented, with a chip, for this product alone, and with a replica that always runs. */
function isAlwaysOn({
  kind,
  where,
  accelerator,
  shared,
  replicas = {},
  power_w,
  ...paid
}: Component) {
  if (kind !== "inference" && kind !== "training") return false;
  if ((where !== undefined && where !== "cloud") || shared !== undefined) return false;
  if (accelerator === undefined || power_w !== undefined || paid.usd_per_month !== undefined)
    return false;
  const { min, mean, max } = replicas;
  const least = min === undefined ? (mean ?? max) : min;
  if (least === undefined || paid.purchase === "reserved" || paid.purchase === "owned")
    return false;
  return likely(least) > 0;
}

function pauseOf(
  component: Component,
  part: ComponentEstimate | undefined,
  isUsed: boolean,
  calls: ReadonlyMap<string, number | undefined>,
): Pause | undefined {
  if (component.kind === "training") return pauseOfJobs(part);
  if (!isUsed) return "unused";
  let total = 0;
  for (const model of component.runs ?? []) total += calls.get(model) ?? Number.POSITIVE_INFINITY;
  const isKnown =
    component.busy_pct !== undefined || likelyFigure(part?.replicas?.needed) !== undefined;
  const isRare = total > 0 && total * WINDOW.value < SECONDS_PER_MONTH;
  return isKnown && isRare ? "rare calls" : undefined;
}

function pauseOfJobs(part: ComponentEstimate | undefined): Pause | undefined {
  const [needed, running] = [part?.replicas?.needed, part?.replicas?.running].map(likelyFigure);
  if (needed === undefined || running === undefined || needed === 0) return undefined;
  return needed < MOSTLY_IDLE * running ? "jobs" : undefined;
}

/** Jobs that fill less of its time than this leave a machine waiting. */
const MOSTLY_IDLE = 0.7;

/** Calls that come more often than this, at random times, leave no pause. */
const WINDOW = SCALING["scaling.idle-window"];
const SECONDS_PER_MONTH = 730 * 3600;

function stopping(manifest: Manifest, component: Component, position: number, why: Pause): Lever {
  const { id, kind, busy_pct: busy } = component;
  const { title, assumes, evidence, against } = wordsFor(manifest, id)[why];
  return {
    kind: "scale-to-zero",
    item: `components/${id}`,
    title,
    changes: changesFor(component, position, why),
    restsOn: BOUNDS.map((key) => ["components", position, "replicas", key]),
    assumes: [
      ...assumes,
      ...(busy === undefined
        ? []
        : ["The declared busy time was that of a machine that always runs, and is taken away."]),
    ],
    evidence,
    effort: "setting",
    against,
    checks: kind === "inference" && component.where === "cloud" ? ["CH12-D3-03"] : [],
  };
}

/** Between no replica and the most, their number follows the calls. */
const BOUNDS = ["mean", "max"] as const;

type Words = Pick<Lever, "title" | "assumes" | "evidence" | "against">;

function wordsFor({ budgets }: Manifest, id: string): Readonly<Record<Pause, Words>> {
  const start = SCALING["scaling.cold-start"];
  const latency = budgets?.latency_p95_ms;
  const target =
    latency === undefined ? "" : `, and the target is ${likely(latency) / 1000} seconds`;
  return {
    unused: {
      title: `Switch off ${id}, which nothing calls`,
      assumes: [],
      evidence: [],
      against: [
        "Deleting it saves the same and leaves nothing to look after. Keep a copy of what is only on its disk.",
      ],
    },
    "rare calls": {
      title: `Let ${id} stop while nobody calls it`,
      assumes: [
        `It stops after ${WINDOW.low} to ${WINDOW.high} seconds without a call, and calls come at random times.`,
      ],
      evidence: [
        {
          says: `Services that scale to zero stop after ${WINDOW.value} seconds without a request where nothing else is said.`,
          source: WINDOW.source,
          locator: WINDOW.locator,
        },
      ],
      against: [
        `The first call after a pause waits until the machine has started: ${start.low} to ${start.high} seconds are assumed${target}.`,
      ],
    },
    jobs: {
      title: `Start ${id} with its jobs and stop it after them`,
      assumes: [],
      evidence: [],
      against: [
        "A job waits until its machine has started, and a free one has to be found each time.",
      ],
    },
  };
}

/** What it is without the replica that always runs; hours in which it was switched on say nothing any more. */
function changesFor(
  { replicas = {}, busy_pct: busy, kind, hours_per_month: hours }: Component,
  position: number,
  why: Pause,
): readonly FieldChange[] {
  const path = ["components", position] as const;
  const { mean, max } = replicas;
  const gone = (key: string, is: unknown): FieldChange[] =>
    is === undefined ? [] : [{ path: [...path, ...key.split(".")], value: undefined }];
  return [
    { path: [...path, "replicas", "min"], value: 0 },
    ...(why === "unused"
      ? [{ path: [...path, "replicas", "mean"], value: 0 }]
      : gone("replicas.mean", mean)),
    ...(why !== "unused" && max === undefined && mean !== undefined
      ? [{ path: [...path, "replicas", "max"], value: Math.max(1, Math.ceil(likely(mean))) }]
      : []),
    ...gone("busy_pct", busy),
    ...(kind === "training" ? gone("hours_per_month", hours) : []),
  ];
}
