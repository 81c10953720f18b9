/**
 * Which parts of an estimate a change of the manifest can touch at all: the others need not be worked out again.
 * It would rather name a part too many than one too few.
 */

import { isSame } from "../quantity/difference.ts";
import type { Context } from "./context.ts";
import { followChange, isEqual } from "./follow-change.ts";
import type { Traffic, Work } from "./traffic.ts";

/** Whether the part of an item may differ: "components", "models", "environments", "data", "flows" or "usage", and an id. */
export type Touched = (section: string, id: string) => boolean;

/** A manifest with what is called in it. */
export interface Called {
  readonly context: Context;
  readonly traffic: Traffic;
}

export const EVERYTHING: Touched = () => true;

export function touchedBy(base: Called, head: Called): Touched {
  // Where most machines stand is where stands what has no place of its own.
  const homeMoved = !isEqual(base.context.home, head.context.home);
  const components = changed(base.context.components, head.context.components);
  const models = changed(base.context.models, head.context.models);
  const environments = changed(environmentsOf(base), environmentsOf(head));
  const flows = changed(base.context.flows, head.context.flows);
  const data = changed(dataOf(base), dataOf(head));
  const machinesMoved = components.size > 0;
  for (const use of usesThatDiffer(base.traffic, head.traffic)) {
    components.add(use);
    models.add(use);
    for (const id of flowsWith(use, [base, head])) flows.add(id);
  }
  // What is described nowhere is a part of its own, where it is used.
  if (!isSameIds(base, head)) return EVERYTHING;
  followChange({ components, models, environments, data, flows }, base, head);
  // Tests of one environment are one part, whatever models they call.
  const testsMoved = homeMoved || models.size > 0 || environments.size > 0;
  return (section, id) => {
    switch (section) {
      case "components":
        return components.has(id);
      case "models":
        return models.has(id);
      case "environments":
        return testsMoved;
      case "data":
        return homeMoved || machinesMoved || data.has(id);
      // Whether there is a volume at all.
      case "usage":
        return true;
      default:
        return homeMoved || flows.has(id) || !isSameRuns(base.traffic, head.traffic, id);
    }
  };
}

/** Whether it touches a part, such as "models.chat.training.0". Only names of environments hold dots, and all of those go together. */
export function touchesPart(touched: Touched, id: string): boolean {
  const [section = "", item = ""] = id.split(".", 2);
  return touched(section, item);
}

type Items = ReadonlyMap<string, unknown>;

/** Ids of what is not the same in both. */
function changed(base: Items, head: Items): Set<string> {
  const ids = new Set([...base.keys(), ...head.keys()]);
  return new Set([...ids].filter((id) => !isEqual(base.get(id), head.get(id))));
}

/** Models and components that are called otherwise, or as often by other steps. */
function usesThatDiffer(base: Traffic, head: Traffic): readonly string[] {
  const uses = new Set([...base.worksByUse.keys(), ...head.worksByUse.keys()]);
  return [...uses].filter((use) => {
    const [one = [], other = []] = [base.worksByUse.get(use), head.worksByUse.get(use)];
    return one.length !== other.length || !one.every((work, i) => isSameWork(work, other[i]));
  });
}

/** What is described nowhere is open in the first flow that uses it, which may be another one now. */
function flowsWith(use: string, both: readonly Called[]): readonly string[] {
  return both.flatMap(({ context }) =>
    context.components.has(use) || context.models.has(use)
      ? []
      : [...context.flows.values()].flatMap(({ id, steps }) =>
          steps.some((step) => step.use === use) ? [id] : [],
        ),
  );
}

function isSameWork(one: Work, other: Work | undefined): boolean {
  return (
    one.path === other?.path &&
    one.environment === other.environment &&
    isEqual(one.step, other.step) &&
    isSame(one.callsPerMonth, other.callsPerMonth)
  );
}

function isSameRuns(base: Traffic, head: Traffic, id: string): boolean {
  const [one, other] = [base, head].map(({ flows }) => flows.find(({ flow }) => flow.id === id));
  if (one === undefined || other === undefined) return one === other;
  return isSame(one.runsPerMonth, other.runsPerMonth);
}

function isSameIds(base: Called, head: Called): boolean {
  return (
    (["components", "models", "flows"] as const).every((section) =>
      isEqual([...base.context[section].keys()], [...head.context[section].keys()]),
    ) && isEqual([...dataOf(base).keys()], [...dataOf(head).keys()])
  );
}

/** Several may share a name. */
function environmentsOf({ context }: Called): Items {
  const byName = new Map<string, unknown[]>();
  for (const one of context.manifest.environments ?? [])
    byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return byName;
}

function dataOf({ context }: Called): Items {
  return new Map((context.manifest.data ?? []).map((one) => [one.id, one]));
}
