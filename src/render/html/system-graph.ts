/** A manifest and its estimate to what the diagram draws: flows with their steps, parts, and what uses what. */

import type { Estimate } from "../../estimate/result.ts";
import { likely } from "../../manifest/amount.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { isUnknown } from "../../quantity/quantity.ts";
import { numberText } from "../figure.ts";
import { count } from "../headline.ts";

/** Boxes of a drawing that is still read: 40 in all. */
const MOST_RUNS = 14;
const MOST_PARTS = 26;
const MOST_STEPS = 12;

/** Something that makes calls: a flow, tests, or training. */
export interface RunBox {
  readonly key: string;
  readonly title: string;
  readonly steps: readonly StepRow[];
  /** Steps that are not shown. */
  readonly more: number;
  /** Of the month's energy, 0 to 1; flows have none of their own. */
  readonly share: number | undefined;
}

export interface StepRow {
  readonly label: string;
  /** "in 40 % of runs, 3 calls"; empty where there is nothing to say. */
  readonly note: string;
  /** Key of the part, or of the flow, that does the work. */
  readonly use: string;
}

export interface PartBox {
  readonly key: string;
  readonly kind: "model" | "component";
  readonly title: string;
  readonly detail: string;
  /** Of the month's energy, 0 to 1; undefined where it is unknown or counted elsewhere. */
  readonly share: number | undefined;
  /** Whether its energy is in that of another part: what runs it, tests that call it, or data that it holds. */
  readonly isElsewhere: boolean;
  /** Keys of the components that a model runs on. */
  readonly hosts: readonly string[];
  /** How far to the right: what runs a model stands behind it. */
  readonly column: 1 | 2;
}

export interface SystemGraph {
  readonly runs: readonly RunBox[];
  readonly parts: readonly PartBox[];
  /** What is left out, largest kept. */
  readonly moreRuns: number;
  readonly moreParts: number;
}

export function systemGraph(manifest: Manifest, estimate: Estimate): SystemGraph {
  const shares: Shares = new Map(
    estimate.components
      .filter(({ method }) => method !== "counted-elsewhere")
      .map((one) => [one.id, one.energyShare]),
  );
  const runs = [...flows(manifest), ...tests(manifest, shares), ...training(manifest, shares)];
  const parts = partsOf(manifest, shares);
  const ofFlow = new Map(
    estimate.flows.map(({ id, month: { energyKwh } }) => [
      id,
      isUnknown(energyKwh) ? -1 : energyKwh.likely,
    ]),
  );
  const total = isUnknown(estimate.month.energyKwh) ? 0 : estimate.month.energyKwh.likely;
  const shownRuns = largest(runs, MOST_RUNS, (one) =>
    one.share === undefined ? (ofFlow.get(one.key) ?? -1) : one.share * total,
  );
  const shownParts = largestParts(parts);
  return {
    runs: shownRuns,
    parts: shownParts,
    moreRuns: runs.length - shownRuns.length,
    moreParts: parts.length - shownParts.length,
  };
}

type Shares = ReadonlyMap<string, number | undefined>;

/** In the order of the manifest. */
function largest<T>(all: readonly T[], most: number, size: (one: T) => number): readonly T[] {
  if (all.length <= most) return all;
  const kept = new Set(all.toSorted((one, other) => size(other) - size(one)).slice(0, most));
  return all.filter((one) => kept.has(one));
}

/** From each column at least half of what is shown, where it has as many: models without what runs them say little. */
function largestParts(parts: readonly PartBox[]): readonly PartBox[] {
  const shares = new Map(parts.map(({ key, share }) => [key, share ?? -1]));
  const size = ({ key, hosts }: PartBox) =>
    Math.max(...[key, ...hosts].map((one) => shares.get(one) ?? -1));
  const [first, second] = ([1, 2] as const).map((at) =>
    parts.filter(({ column }) => column === at),
  );
  const shown = largest(
    first ?? [],
    Math.max(MOST_PARTS / 2, MOST_PARTS - (second ?? []).length),
    size,
  );
  return [...shown, ...largest(second ?? [], MOST_PARTS - shown.length, size)];
}

function flows({ flows: all }: Manifest): RunBox[] {
  const others = new Set(all.map(({ id }) => id));
  return all.map(({ id, title = id, steps }) =>
    run(
      id,
      title,
      steps.map((step) => ({
        label: step.id ?? step.use,
        note: others.has(step.use) ? A_FLOW : noteOf(step),
        use: step.use,
      })),
      undefined,
    ),
  );
}

/** Its steps are drawn with itself. */
const A_FLOW = "a flow";

function noteOf({ reach_pct: reach, calls }: Manifest["flows"][number]["steps"][number]): string {
  const [share, times] = [reach === undefined ? 100 : likely(reach), calls && likely(calls)];
  return [
    ...(share < 100 ? [`in ${numberText(share)} %`] : []),
    ...(times !== undefined && times !== 1 ? [`${numberText(times)} calls`] : []),
  ].join(", ");
}

function tests({ environments = [], flows: all }: Manifest, shares: Shares): RunBox[] {
  const flowIds = new Set(all.map(({ id }) => id));
  return environments.flatMap(({ name, evals = [] }) => {
    if (evals.length === 0) return [];
    const steps = evals.map(({ use }) => ({
      ...{ label: use, use },
      note: flowIds.has(use) ? A_FLOW : "",
    }));
    return [run(`tests ${name}`, `Tests: ${name}`, steps, shares.get(`environments.${name}`))];
  });
}

function training({ models }: Manifest, shares: Shares): RunBox[] {
  return models.flatMap(({ id, training: jobs = [] }) => {
    if (jobs.length === 0) return [];
    const known = jobs.flatMap(
      (job, index) => shares.get(`models.${id}.training.${job.id ?? index}`) ?? [],
    );
    const share = known.length < jobs.length ? undefined : known.reduce((sum, one) => sum + one, 0);
    const steps = [{ label: id, note: jobs.length > 1 ? count(jobs.length, "job") : "", use: id }];
    return [run(`training ${id}`, `Training: ${id}`, steps, share)];
  });
}

function run(
  key: string,
  title: string,
  all: readonly StepRow[],
  share: number | undefined,
): RunBox {
  const steps = all.slice(0, MOST_STEPS);
  return { key, title, steps, more: all.length - steps.length, share };
}

function partsOf({ models, components = [] }: Manifest, shares: Shares): PartBox[] {
  const hostsOf = new Map<string, string[]>();
  for (const { id, runs: served = [] } of components)
    for (const model of served) hostsOf.set(model, [...(hostsOf.get(model) ?? []), id]);
  return [
    ...models.map(
      ({ id, name, access }): PartBox => ({
        key: id,
        kind: "model",
        title: id,
        detail: id === name ? `${access} model` : name,
        share: shares.get(`models.${id}`),
        isElsewhere: !shares.has(`models.${id}`),
        hosts: hostsOf.get(id) ?? [],
        column: 1,
      }),
    ),
    ...components.map(
      ({ id, kind, title = id, runs = [] }): PartBox => ({
        key: id,
        kind: "component",
        title,
        detail: kind,
        share: shares.get(`components.${id}`),
        isElsewhere: !shares.has(`components.${id}`),
        hosts: [],
        column: runs.length > 0 ? 2 : 1,
      }),
    ),
  ];
}
