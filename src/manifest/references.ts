/** What a manifest names and does not describe: ids that point nowhere, and what was probably meant. */

import { nearest } from "../yaml/nearest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { type Component, namesProduction, PRODUCTION } from "./component.ts";
import type { Flow } from "./flow.ts";
import type { Manifest } from "./manifest.ts";
import type { Model } from "./model.ts";
import type { Environment } from "./surroundings.ts";

/** An id that nothing in the manifest has. */
export interface Dangling {
  readonly id: string;
  /** Where it is written. */
  readonly path: Path;
  readonly to: Reference["to"];
  /** The id of something that could stand there, where one is spelt nearly the same. */
  readonly meant: string | undefined;
}

/**
 * Every place that points nowhere, in the order of steps, models, components, environments. A list of data sets
 * that is left out is a question of its own, so that what points into it does not dangle. Names of environments
 * are free: one dangles only when it is production, misspelt.
 */
export function danglingReferences(manifest: Manifest): readonly Dangling[] {
  const { models, components = [], flows, data, environments = [] } = manifest;
  const known = {
    part: idsOf([...models, ...components, ...flows]),
    model: idsOf(models),
    data: data && idsOf(data),
  };
  const hints = createHints();
  const all = [
    ...ofFlows(flows),
    ...ofModels(models),
    ...ofComponents(components),
    ...ofTests(environments),
  ];
  return all.flatMap(({ id, path, to }): Dangling[] => {
    if (to === "environment") {
      const meant = misspeltProduction(id);
      return meant === undefined ? [] : [{ id, path, to, meant }];
    }
    const candidates = known[to];
    if (candidates === undefined || candidates.has(id)) return [];
    return [{ id, path, to, meant: hints(to, id, candidates) }];
  });
}

/** Comparing with every id takes time, so that only so many are looked for. */
const MOST_HINTS = 50;

function createHints() {
  const found = new Map<string, string | undefined>();
  return (to: string, id: string, candidates: ReadonlySet<string>): string | undefined => {
    const key = `${to} ${id}`;
    if (!found.has(key) && found.size < MOST_HINTS) found.set(key, nearest(id, candidates));
    return found.get(key);
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

/** Letters alone, and about as many: prod-eu and product are names of their own. */
function misspeltProduction(name: string): string | undefined {
  const plain = name.trim().toLowerCase();
  if (namesProduction(plain) || !/^[a-z]+$/.test(plain)) return undefined;
  const meant = nearest(plain, PRODUCTION);
  return meant !== undefined && Math.abs(meant.length - plain.length) <= 1 ? meant : undefined;
}
