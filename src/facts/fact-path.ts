/** Paths of facts: as conditions name them ("it.d.bits"), and in a manifest ("models[2].params_b"). */

import type { Path } from "../yaml/parse-yaml.ts";
import type { Derivation } from "./derivation.ts";
import { derivedFact } from "./derived.ts";
import type { FactItem } from "./fact-items.ts";
import { type FactValue, isFactObject } from "./fact-view.ts";
import type { Facts } from "./facts.ts";
import type { Scope } from "./scope.ts";

/** "models[2].params_b" to its keys and indexes. */
export function parsePath(text: string): Path {
  if (!text.includes("[")) return keysOf(text);
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
  const [root, second = "", third = ""] = path.split(".");
  if (root === "d") return derivedFact("manifest", second);
  return root === "it" && second === "d" ? derivedFact(scope, third) : undefined;
}

/** The value at a path that starts at a root, `it`, `model` or `flow`; lists are seen through without index. */
export function factAt(path: string, item: FactItem, facts: Facts): FactValue {
  const keys = keysOf(path);
  return valueAt(rootValue(keys[0] ?? "", item, facts), keys, 1);
}

/** The same, as the separate values that the path leads to through lists, in the order of the lists. */
export function factsAt(path: string, item: FactItem, facts: Facts): readonly FactValue[] {
  const keys = keysOf(path);
  return leaves(rootValue(keys[0] ?? "", item, facts), keys, 1);
}

/** The value at a path in the manifest, as conditions see it. */
export function manifestFactAt(path: Path, { roots }: Facts): FactValue {
  return valueAt(roots, path, 0);
}

const keysByPath = new Map<string, readonly string[]>();

/** Keys of a path as conditions name facts. There are as many such paths as facts, so they are kept. */
export function keysOf(path: string): readonly string[] {
  const known = keysByPath.get(path);
  if (known !== undefined) return known;
  const keys = path.split(".");
  keysByPath.set(path, keys);
  return keys;
}

function rootValue(root: string, item: FactItem, facts: Facts): FactValue {
  if (root === "it") return item.it;
  if (root === "model") return item.model && valueAt(facts.roots, item.model, 0);
  if (root === "flow") return item.flow && valueAt(facts.roots, item.flow, 0);
  return facts.roots[root];
}

/** Of a list without index, the values of all its elements; undefined when none has one. */
function valueAt(start: FactValue, keys: Path, from: number): FactValue {
  let value = start;
  for (let position = from; position < keys.length && value !== undefined; position += 1) {
    const key = keys[position] ?? "";
    if (!Array.isArray(value)) value = isFactObject(value) ? value[key] : undefined;
    else if (typeof key === "number") value = value[key];
    else return valuesIn(value, keys, position);
  }
  return value;
}

function valuesIn(list: readonly FactValue[], keys: Path, position: number): FactValue {
  const values = list.map((element) => valueAt(element, keys, position));
  return values.some((one) => one !== undefined) ? values : undefined;
}

function leaves(value: FactValue, keys: Path, from: number): readonly FactValue[] {
  const key = keys[from];
  if (key === undefined || value === undefined) return [value];
  if (Array.isArray(value))
    return value.flatMap((element: FactValue) => leaves(element, keys, from));
  return leaves(isFactObject(value) ? value[key] : undefined, keys, from + 1);
}
