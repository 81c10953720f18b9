/**
 * Whether a part of the estimate rests on the same inputs in two manifests: then what is unknown of it is
 * the same number in both. It would rather say no than be wrong.
 */

import type { Component } from "../manifest/component.ts";
import type { Manifest } from "../manifest/manifest.ts";

export interface SameInputs {
  /** True when both have the same functional units per month. */
  readonly volume: boolean;
  /** By the id of a part, such as `components.gpu`. */
  part(id: string): boolean;
}

export function sameInputs(base: Manifest, head: Manifest): SameInputs {
  const sameWork = (["usage", "models", "flows", "environments"] as const).every((section) =>
    equal(base[section], head[section]),
  );
  const sameMachines = equal(byId(base.components), byId(head.components));
  const others = sameWork && !sameMachines ? modelsOfChanged(base, head) : new Set<string>();
  return {
    volume: equal(base.usage?.units_per_month, head.usage?.units_per_month),
    part(id) {
      if (!sameWork) return false;
      const [section, name = ""] = id.split(/\.(.*)/s);
      // Models, tests and data sets may stand where most machines do.
      if (section !== "components")
        return sameMachines && equal(dataOf(base, id), dataOf(head, id));
      const [one, other] = [componentOf(base, name), componentOf(head, name)];
      return equal(one, other) && (one?.runs ?? []).every((model) => !others.has(model));
    },
  };
}

/** Models that a changed, added or removed machine runs: their calls may be shared out in another way. */
function modelsOfChanged(base: Manifest, head: Manifest): ReadonlySet<string> {
  const ids = new Set([...(base.components ?? []), ...(head.components ?? [])].map(({ id }) => id));
  const changed = [...ids].filter((id) => !equal(componentOf(base, id), componentOf(head, id)));
  return new Set(
    changed.flatMap((id) => [
      ...(componentOf(base, id)?.runs ?? []),
      ...(componentOf(head, id)?.runs ?? []),
    ]),
  );
}

function componentOf({ components = [] }: Manifest, id: string): Component | undefined {
  return components.find((component) => component.id === id);
}

function dataOf({ data = [] }: Manifest, id: string) {
  return data.find((set) => `data.${set.id}` === id);
}

function byId(items: readonly { readonly id: string }[] = []) {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** Parsed files in the same order; another order of keys counts as a difference. */
function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
