/** Which machines are there for something. */

import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";

/**
 * Whether a component is used: a step, a test or a model's purpose names it, or it says why it is there. One
 * that runs only what nobody calls is no machine to improve, but one to switch off.
 */
export function purposes({
  models,
  flows,
  environments = [],
}: Manifest): (component: Component) => boolean {
  const named = new Set([
    ...flows.flatMap(({ steps }) => steps.map(({ use }) => use)),
    ...environments.flatMap(({ evals = [] }) => evals.map(({ use }) => use)),
    ...models.flatMap(({ id, used_for: purpose }) => (purpose === undefined ? [] : [id])),
    ...models.flatMap(({ fallback }) => fallback ?? []),
  ]);
  return ({ id, kind, runs = [], reason }) => {
    if (kind !== "inference" || runs.length === 0 || reason !== undefined) return true;
    return named.has(id) || runs.some((model) => named.has(model));
  };
}
