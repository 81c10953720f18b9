/** Paths of facts: as conditions name them ("it.d.bits"), and in a manifest ("models[2].params_b"). */

import type { Path } from "../yaml/parse-yaml.ts";
import { type Derivation, Derived } from "./derivation.ts";
import { DerivedFacts } from "./derived.ts";
import type { FactItem } from "./fact-items.ts";
import { type FactValue, isFactObject } from "./fact-view.ts";
import type { Facts } from "./facts.ts";
import type { Scope } from "./scope.ts";

/** "models[2].params_b" to its keys and indexes. */
export function parsePath(text: string): Path {
  return text.split(/[.[]/).map((key) => (key.endsWith("]") ? Number(key.slice(0, -1)) : key));
}

/** Keys and indexes to "models[2].params_b". */
export function formatPath(path: Path): string {
  let text = "";
  for (const key of path)
    if (typeof key === "number") text += `[${key}]`;
    else text += text === "" ? key : `.${key}`;
  return text;
}

/** How a derived fact comes about; undefined for a field of the manifest. */
export function derivationOf(scope: Scope, path: string): Derivation | undefined {
  const keys = path.split(".");
  const name = keys[0] === "it" && keys[1] === "d" ? keys[2] : undefined;
  const shape: Readonly<Record<string, { readonly def: { readonly innerType: unknown } }>> =
    name === undefined ? DerivedFacts.manifest.shape : DerivedFacts[scope].shape;
  const derived = name ?? (keys[0] === "d" ? keys[1] : undefined);
  const schema = derived === undefined ? undefined : shape[derived]?.def.innerType;
  return schema === undefined
    ? undefined
    : Derived.get(schema as Parameters<typeof Derived.get>[0]);
}

/** The value at a path that starts at a root, `it`, `model` or `flow`; lists are seen through without index. */
export function factAt(path: string, item: FactItem, facts: Facts): FactValue {
  const [root = "", ...keys] = parsePath(path);
  return valueAt(rootValue(String(root), item, facts), keys);
}

function rootValue(root: string, item: FactItem, facts: Facts): FactValue {
  if (root === "it") return item.it;
  if (root === "model") return item.model && valueAt(facts.roots, item.model);
  if (root === "flow") return item.flow && valueAt(facts.roots, item.flow);
  return facts.roots[root];
}

/** Of a list without index, the values of all its elements; undefined when none has one. */
function valueAt(value: FactValue, [key, ...rest]: Path): FactValue {
  if (key === undefined || value === undefined) return value;
  if (Array.isArray(value) && typeof key === "string") {
    const values = value.map((element: FactValue) => valueAt(element, [key, ...rest]));
    return values.some((one) => one !== undefined) ? values : undefined;
  }
  const next = Array.isArray(value)
    ? value[Number(key)]
    : isFactObject(value)
      ? value[key]
      : undefined;
  return valueAt(next, rest);
}
