import type { Component } from "../manifest/component.ts";
import type { Flow } from "../manifest/flow.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Model } from "../manifest/model.ts";

/** What points at what in a manifest, looked up once. */
export interface ManifestIndex {
  readonly manifest: Manifest;
  readonly models: ReadonlyMap<string, Model>;
  readonly components: ReadonlyMap<string, Component>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Ids that steps name. */
  readonly calledBySteps: ReadonlySet<string>;
  /** Flows that steps of flows run. */
  readonly calledFlows: ReadonlySet<string>;
  /** Ids that evaluations name. */
  readonly evaluated: ReadonlySet<string>;
  /** Components that run a model, by its id. */
  readonly runsOn: ReadonlyMap<string, readonly Component[]>;
  /** Models that are used: a step or an evaluation calls them, they say what for, or a used model falls back on them. */
  readonly usedModels: ReadonlySet<string>;
}

export function indexManifest(manifest: Manifest): ManifestIndex {
  const models = byId(manifest.models);
  const components = byId(manifest.components ?? []);
  const flows = byId(manifest.flows);
  const calledBySteps = new Set(manifest.flows.flatMap(({ steps }) => steps.map(({ use }) => use)));
  const evaluated = new Set(
    (manifest.environments ?? []).flatMap(({ evals = [] }) => evals.map(({ use }) => use)),
  );
  const isPart = (id: string) => models.has(id) || components.has(id);
  return {
    manifest,
    models,
    components,
    flows,
    calledBySteps,
    calledFlows: new Set([...calledBySteps].filter((id) => flows.has(id) && !isPart(id))),
    evaluated,
    runsOn: componentsByModel(manifest.components ?? []),
    usedModels: usedModels(models, (id) => calledBySteps.has(id) || evaluated.has(id)),
  };
}

function usedModels(
  models: ReadonlyMap<string, Model>,
  isCalled: (id: string) => boolean,
): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { id, used_for: purpose } of models.values())
    if (purpose !== undefined || isCalled(id)) used.add(id);
  // A set that grows while it is walked: a fallback may have a fallback of its own.
  for (const id of used) {
    const fallback = models.get(id)?.fallback;
    if (fallback !== undefined && models.has(fallback)) used.add(fallback);
  }
  return used;
}

function componentsByModel(
  components: readonly Component[],
): ReadonlyMap<string, readonly Component[]> {
  const found = new Map<string, Component[]>();
  for (const component of components)
    for (const id of new Set(component.runs ?? [])) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [component]);
      else known.push(component);
    }
  return found;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
