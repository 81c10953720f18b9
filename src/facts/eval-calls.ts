import { likely } from "../manifest/amount.ts";
import type { Environment } from "../manifest/surroundings.ts";
import { type Count, sum, times } from "./flow-counts.ts";
import type { ManifestIndex } from "./manifest-index.ts";

/** Model calls of one run of a flow, by its id. */
type ModelCalls = ReadonlyMap<string, Count>;

/** Model calls per month of an environment's tests; undefined when it does not declare them, and there is a model to call. */
export function evalCalls(
  { evals }: Environment,
  index: ManifestIndex,
  modelCalls: ModelCalls,
): Count {
  if (evals === undefined) return index.models.size === 0 ? 0 : undefined;
  return sum(
    evals.map(({ use, calls, cached_pct: cached }) => {
      const asked = likely(calls) * (1 - (cached === undefined ? 0 : likely(cached)) / 100);
      if (index.models.has(use)) return asked;
      return index.calledFlows.has(use) || index.flows.has(use)
        ? times(asked, modelCalls.get(use))
        : 0;
    }),
  );
}

/** The same over all environments that declare tests; undefined when none does. */
export function allEvalCalls(index: ManifestIndex, modelCalls: ModelCalls): Count {
  const declared = (index.manifest.environments ?? []).filter(({ evals }) => evals !== undefined);
  if (declared.length === 0) return index.models.size === 0 ? 0 : undefined;
  return sum(declared.map((environment) => evalCalls(environment, index, modelCalls)));
}

/** Calls per month that tests make of each model by name. */
export function evalCallsByModel({ manifest, models }: ManifestIndex): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const { evals = [] } of manifest.environments ?? [])
    for (const { use, calls: asked } of evals)
      if (models.has(use)) calls.set(use, likely(asked) + (calls.get(use) ?? 0));
  return calls;
}
