/**
 * Head of a comparison under the names of base: an item that only base has and an item that only head has
 * are the same under a new name when all else of them is equal. Draws are seeded by names, so that without
 * this a new name alone would be a difference.
 */

import type { Manifest } from "../manifest/manifest.ts";

export interface Aligned {
  readonly aligned: Manifest;
  /** The id of a part, such as `components.gpu`, as head has it. */
  nameInHead(id: string): string;
  /** The key of an item, such as `models/chat` or `steps/ask/chat`, as head has it. */
  keyInHead(key: string): string;
}

export function alignNames(base: Manifest, head: Manifest): Aligned {
  // Components and flows name models, so that models come first.
  const models = renames(base.models, head.models);
  const withModels = renamed(head, "models", models);
  const components = renames(base.components, withModels.components);
  const withComponents = renamed(withModels, "components", components);
  const flows = renames(base.flows, withComponents.flows);
  const withFlows = renamed(withComponents, "flows", flows);
  const data = renames(base.data, withFlows.data);
  const sections = { models, components, flows, data };
  const newNames = new Map(
    Object.entries(sections).flatMap(([section, names]) =>
      [...names].map(([now, before]) => [`${section}.${before}`, now] as const),
    ),
  );
  const inHead = (section: string, name: string) => newNames.get(`${section}.${name}`) ?? name;
  return {
    aligned: renamed(withFlows, "data", data),
    nameInHead(id) {
      const [section = "", name = "", ...rest] = id.split(".");
      return [section, inHead(section, name), ...rest].join(".");
    },
    keyInHead(key) {
      const [kind = "", name, ...rest] = key.split("/");
      if (name === undefined || newNames.size === 0) return key;
      if (kind !== "steps")
        return [kind, inHead(kind === "training" ? "models" : kind, name), ...rest].join("/");
      // The last part is what the step uses, and which of several: "chat~2".
      const [use = "", ...nth] = rest.join("/").split("~");
      const used = inHead("models", inHead("components", use));
      return `${kind}/${inHead("flows", name)}/${[used, ...nth].join("~")}`;
    },
  };
}

type Names = ReadonlyMap<string, string>;
type Section = "models" | "components" | "flows" | "data";
type Named = { readonly id: string };

/** Name in head to name in base, where one item fits one item. */
function renames(before: readonly Named[] = [], now: readonly Named[] = []): Names {
  const gone = only(before, now);
  const fresh = only(now, before);
  const pairs = [...fresh].flatMap(([content, [name, ...twins]]) => {
    const [old, ...more] = gone.get(content) ?? [];
    const single = twins.length === 0 && more.length === 0;
    return name !== undefined && old !== undefined && single ? [[name, old] as const] : [];
  });
  return new Map(pairs);
}

/** Ids of items that the other list lacks, by what the items say. */
function only(items: readonly Named[], others: readonly Named[]): Map<string, string[]> {
  const known = new Set(others.map(({ id }) => id));
  const found = new Map<string, string[]>();
  for (const item of items) {
    if (known.has(item.id)) continue;
    const content = JSON.stringify({ ...item, id: "" });
    found.set(content, [...(found.get(content) ?? []), item.id]);
  }
  return found;
}

/** The manifest with an item's new name everywhere that it is named. */
function renamed(manifest: Manifest, section: Section, names: Names): Manifest {
  if (names.size === 0) return manifest;
  const named = <T extends Named>(item: T): T => ({ ...item, id: nameOf(item.id) });
  const nameOf = (id: string) => names.get(id) ?? id;
  const uses = <T extends { readonly use: string }>(step: T): T => ({
    ...step,
    use: nameOf(step.use),
  });
  switch (section) {
    case "data": {
      const data = (manifest.data ?? []).map(named);
      if (manifest.components === undefined) return { ...manifest, data };
      const components = manifest.components.map((component) =>
        component.stores === undefined
          ? component
          : { ...component, stores: component.stores.map(nameOf) },
      );
      return { ...manifest, data, components };
    }
    case "flows":
      return usedAs({ ...manifest, flows: manifest.flows.map(named) }, uses);
    case "components":
      return usedAs({ ...manifest, components: (manifest.components ?? []).map(named) }, uses);
    case "models": {
      const runs = (manifest.components ?? []).map((component) =>
        component.runs === undefined
          ? component
          : { ...component, runs: component.runs.map(nameOf) },
      );
      const components = manifest.components === undefined ? {} : { components: runs };
      return usedAs({ ...manifest, models: manifest.models.map(named), ...components }, uses);
    }
  }
}

/** Steps and tests name what they use. */
function usedAs(
  manifest: Manifest,
  uses: <T extends { readonly use: string }>(step: T) => T,
): Manifest {
  const { flows, environments } = manifest;
  const tested = environments?.map((one) =>
    one.evals === undefined ? one : { ...one, evals: one.evals.map(uses) },
  );
  return {
    ...manifest,
    flows: flows.map((flow) => ({ ...flow, steps: flow.steps.map(uses) })),
    ...(tested === undefined ? {} : { environments: tested }),
  };
}
