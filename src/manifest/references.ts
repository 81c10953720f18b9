/** What a manifest names and does not describe: ids that point nowhere, and what was probably meant. */

import { nearest } from "../yaml/nearest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { Component } from "./component.ts";
import type { Flow } from "./flow.ts";
import type { Manifest } from "./manifest.ts";
import type { Model } from "./model.ts";
import type { Environment } from "./surroundings.ts";

/** An id that nothing in the manifest has. */
export interface Dangling {
  readonly id: string;
  /** Where it is written. */
  readonly path: Path;
  /** The id of something that could stand there, where one is spelt nearly the same. */
  readonly meant: string | undefined;
}

/**
 * Every place that points nowhere, in the order of steps, models, components, environments. A list of data sets
 * that is left out is a question of its own, so that what points into it does not dangle. Names of environments
 * are free: one dangles only when it looks like another that is misspelt.
 */
export function danglingReferences(manifest: Manifest): readonly Dangling[] {
  const { models, components = [], flows, data, environments = [] } = manifest;
  const modelIds = idsOf(models);
  const partIds = idsOf([...models, ...components, ...flows]);
  const dataIds = data && idsOf(data);
  const names = new Set([...PRODUCTION, ...environments.map(({ name }) => name)]);
  const all = [
    ...ofFlows(flows),
    ...ofModels(models),
    ...ofComponents(components),
    ...ofTests(environments),
  ];
  const known = { part: partIds, model: modelIds, data: dataIds, environment: names };
  const hints = createHints();
  return all.flatMap(({ id, path, to }) => {
    const candidates = known[to];
    if (candidates === undefined || candidates.has(id)) return [];
    const meant = hints(id, candidates);
    return to === "environment" && !isMisspelt(id, meant) ? [] : [{ id, path, meant }];
  });
}

/** Comparing with every id takes time, so that only so many are looked for. */
const MOST_HINTS = 50;

function createHints(): (id: string, candidates: ReadonlySet<string>) => string | undefined {
  const found = new Map<string, string | undefined>();
  return (id, candidates) => {
    if (!found.has(id) && found.size < MOST_HINTS) found.set(id, nearest(id, candidates));
    return found.get(id);
  };
}

interface Reference {
  readonly id: string;
  readonly path: Path;
  readonly to: "part" | "model" | "data" | "environment";
}

const idsOf = (items: readonly { readonly id: string }[]) => new Set(items.map(({ id }) => id));

function ofFlows(flows: readonly Flow[]): readonly Reference[] {
  return flows.flatMap(({ steps }, flow) =>
    steps.map(({ use }, step) => ({
      id: use,
      path: ["flows", flow, "steps", step, "use"],
      to: "part" as const,
    })),
  );
}

function ofModels(models: readonly Model[]): readonly Reference[] {
  return models.flatMap(({ fallback, training = [] }, model) => [
    ...(fallback === undefined || fallback === "none"
      ? []
      : [{ id: fallback, path: ["models", model, "fallback"], to: "model" as const }]),
    ...training.flatMap(({ dataset }, job) =>
      dataset === undefined
        ? []
        : [
            {
              id: dataset,
              path: ["models", model, "training", job, "dataset"],
              to: "data" as const,
            },
          ],
    ),
  ]);
}

function ofComponents(components: readonly Component[]): readonly Reference[] {
  return components.flatMap(({ runs = [], stores = [], environment }, component) => [
    ...runs.map((id, at) => ({
      id,
      path: ["components", component, "runs", at],
      to: "model" as const,
    })),
    ...stores.map((id, at) => ({
      id,
      path: ["components", component, "stores", at],
      to: "data" as const,
    })),
    ...(environment === undefined
      ? []
      : [
          {
            id: environment,
            path: ["components", component, "environment"],
            to: "environment" as const,
          },
        ]),
  ]);
}

function ofTests(environments: readonly Environment[]): readonly Reference[] {
  return environments.flatMap(({ evals = [] }, environment) =>
    evals.map(({ use }, at) => ({
      id: use,
      path: ["environments", environment, "evals", at, "use"],
      to: "part" as const,
    })),
  );
}

const PRODUCTION = ["prod", "production"];

/** `Production` is read as it is meant, and is no mistake. */
function isMisspelt(name: string, meant: string | undefined): boolean {
  return meant !== undefined && meant !== name.trim().toLowerCase();
}
