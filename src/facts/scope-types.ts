/** Which facts a condition of each scope sees, and their types: the manifest's own fields, and the derived ones. */

import { Manifest } from "../manifest/manifest.ts";
import type { DerivedFact } from "./derivation.ts";
import { DerivedFacts } from "./derived.ts";
import { type FactType, factTypeOf, type ObjectType } from "./fact-type.ts";
import type { Scope } from "./scope.ts";

/** Types of the roots that a condition may name. */
export type RootTypes = ReadonlyMap<string, FactType>;

/** Parts of the manifest that conditions do not see: they say how it is judged, not what it is. */
const HIDDEN = new Set(["version", "answers", "waivers"]);

let manifestTypes: RootTypes | undefined;

/** Types of the roots that are parts of the manifest. */
export function sectionTypes(): RootTypes {
  manifestTypes ??= new Map(
    Object.entries(Manifest.shape)
      .filter(([name]) => !HIDDEN.has(name))
      .map(([name, schema]) => [name, factTypeOf(schema)]),
  );
  return manifestTypes;
}

/** Whether a fact is a text that is to show something, or a list of such texts. */
export function isEvidence(scope: Scope, path: string): boolean {
  const [root = "", ...keys] = path.split(".");
  let type: FactType | undefined = root === "it" ? itemType(scope) : sectionTypes().get(root);
  for (const key of keys) {
    const inner: FactType | undefined = type?.kind === "list" ? type.of : type;
    type = inner?.kind === "object" ? inner.fields.get(key) : undefined;
  }
  const text = type?.kind === "list" ? type.of : type;
  return text?.kind === "text" && text.evidence === true;
}

/** The fields of an item of a scope, without its derived facts; undefined for the whole manifest. */
function itemType(scope: Scope): ObjectType | undefined {
  switch (scope) {
    case "manifest":
      return undefined;
    case "training":
      return elementType(itemType("models")?.fields, "training");
    case "steps":
      return elementType(itemType("flows")?.fields, "steps");
    default:
      return elementType(sectionTypes(), scope);
  }
}

function derivedType(scope: Scope): ObjectType {
  const facts: Readonly<Record<string, DerivedFact>> = DerivedFacts[scope];
  const fields = Object.entries(facts).map(([name, { type }]) => [name, type] as const);
  return { kind: "object", fields: new Map<string, FactType>(fields) };
}

/** All roots that a condition of the scope sees. Parameters are the names of the pack's thresholds. */
export function rootTypes(scope: Scope, parameters: Iterable<string> = []): RootTypes {
  const roots = new Map<string, FactType>(sectionTypes());
  const item = itemType(scope);
  if (item !== undefined) {
    const fields = new Map<string, FactType>(item.fields).set("d", derivedType(scope));
    roots.set("it", { kind: "object", fields });
  }
  roots.set("d", derivedType("manifest"));
  const thresholds = [...parameters].map((name) => [name, { kind: "number" }] as const);
  return roots.set("params", { kind: "object", fields: new Map(thresholds) });
}

function elementType(fields: RootTypes | undefined, name: string): ObjectType {
  const list = fields?.get(name);
  if (list?.kind !== "list") throw new Error(`${name} is not a list`);
  return objectType(list.of, name);
}

function objectType(type: FactType, name: string): ObjectType {
  if (type.kind !== "object") throw new Error(`${name} is not an object`);
  return type;
}
