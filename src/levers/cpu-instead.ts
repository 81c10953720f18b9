/** Virtual CPUs instead of an accelerator that mostly waits. */

import { CPU_WORK } from "../coefficients/cpu-work.ts";
import { SCALING } from "../coefficients/idle.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { likely } from "../manifest/amount.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";
import { chipAgainst, chipRestsOn, type Served, withoutOld } from "./chip-change.ts";
import type { FieldChange, Lever } from "./lever.ts";
import { timesRange } from "./published-range.ts";
import type { Workload } from "./workloads.ts";

const SPEED = CPU_WORK["cpu.flops"];
const TARGET = SCALING["scaling.target-busy"];

/** Above this share of its time with work an accelerator is no waste. */
const MOSTLY_IDLE = 0.3;

/** Sizes of virtual machines, in virtual CPUs. */
const SIZES = [2, 4, 8, 16, 32];

/** Seconds that a call may take where a user waits, and where nobody does. */
const PATIENCE = { waited: 1, other: 30 };

export function cpuLever(
  manifest: Manifest,
  served: Served,
  workload: Workload | undefined,
): Lever | undefined {
  const { component, position, chip, busy, weights, models } = served;
  if (workload === undefined || busy >= MOSTLY_IDLE) return undefined;
  const { id, replicas = {}, where } = component;
  const mean = likely(replicas.mean ?? replicas.max ?? 1);
  const hours = likely(component.hours_per_month ?? 730);
  const peak = Math.max(1, likely(manifest.usage?.peak_to_average ?? 1));
  /** Virtual CPUs that the work keeps busy, per replica. */
  const needed = workload.gflop / (1000 * SPEED.value * 3600 * hours * mean);
  const isEnough = (vcpus: number) =>
    needed * peak <= (vcpus * TARGET.value) / 100 &&
    secondsOf(workload.waitedGflop, vcpus) <= PATIENCE.waited &&
    secondsOf(workload.largestGflop, vcpus) <= PATIENCE.other;
  const vcpus = SIZES.find(isEnough);
  if (vcpus === undefined || mean <= 0) return undefined;
  const memory = Math.max(2 * vcpus, Math.ceil(2 * weights) + 2);
  const busyPct = timesRange((100 * needed) / vcpus, speedRange(), 100);
  return {
    kind: "smaller-accelerator",
    item: `components/${id}`,
    option: "cpu",
    title: `Run ${id} on ${vcpus} virtual CPUs instead of ${chip.id}`,
    changes: [
      ...withoutOld(component, position, [
        "accelerator",
        "accelerators_per_replica",
        "busy_pct",
        "concurrency",
        "power_w",
        "usd_per_hour",
        "usd_per_month",
      ]),
      {
        path: ["components", position, "compute"],
        value: { vcpus, memory_gb: memory, busy_pct: busyPct },
      } satisfies FieldChange,
    ],
    // As many fields as a chip has, whether or not they are stated.
    restsOn: [...chipRestsOn(served), ["components", position, "busy_pct"]],
    assumes: [
      `A virtual CPU does ${SPEED.low} to ${SPEED.high} TFLOP a second, and a call two operations per parameter and token: the share of time with work follows from the calls.`,
      "As many replicas run as now.",
      "What was declared of the old machine (busy time, price, power) is taken away; the list price stands instead.",
    ],
    evidence: [
      {
        says: `One virtual CPU does ${SPEED.value} TFLOP a second, from ${SPEED.low} to ${SPEED.high}: an assumption to be measured.`,
        source: SPEED.source,
        locator: SPEED.locator,
      },
      {
        says: `${chip.id} draws ${chip.idle.value} W without work, before its host and a loaded model.`,
        source: chip.idle.source,
        locator: chip.idle.locator,
      },
    ],
    effort: "deployment",
    against: [
      `A call of the largest kind takes about ${rounded(secondsOf(workload.largestGflop, vcpus))} seconds, from ${rounded(secondsOf(workload.largestGflop, vcpus, SPEED.high))} to ${rounded(secondsOf(workload.largestGflop, vcpus, SPEED.low))}: measure it.`,
      ...chipAgainst(manifest, served),
    ],
    checks: checksOf(models, where),
  };
}

function secondsOf(gflop: number, vcpus: number, speed: number = SPEED.value): number {
  return gflop / (1000 * speed * vcpus);
}

/** Time over that at the likely speed. */
function speedRange() {
  return { value: 1, low: SPEED.value / SPEED.high, high: SPEED.value / SPEED.low };
}

function checksOf(models: readonly Model[], where: string | undefined): readonly string[] {
  const jobs = models.flatMap(({ training = [] }) => training);
  const isKnown = jobs.every(
    ({ accelerator, vcpus }) =>
      vcpus !== undefined || acceleratorOf(accelerator ?? "") !== undefined,
  );
  return [
    ...(jobs.length > 0 && isKnown ? ["CH12-D3-01"] : []),
    "CH12-D3-02",
    ...(where === "cloud" ? ["CH12-D3-03"] : []),
    "CH12-D7-01",
  ];
}

function rounded(seconds: number): string {
  return String(Number(seconds.toPrecision(2)));
}
