import { isObject, withValue } from "../amend/plain-value.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { FieldChange } from "./lever.ts";

/** The manifest as it would be with these changes, made one after the other. It is not checked against the schema. */
export function withChanges(manifest: Manifest, changes: readonly FieldChange[]): Manifest {
  return changes.reduce<unknown>(
    (root, { path, value }) =>
      value === undefined ? withoutValue(root, path) : withValue(root, path, value),
    manifest,
  ) as Manifest;
}

function withoutValue(root: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return root;
  if (Array.isArray(root)) {
    if (typeof key !== "number" || !(key in root)) return root;
    return rest.length === 0
      ? root.filter((_, index) => index !== key)
      : root.map((item, index) => (index === key ? withoutValue(item, rest) : item));
  }
  if (!isObject(root) || !Object.hasOwn(root, key)) return root;
  if (rest.length > 0) return { ...root, [key]: withoutValue(root[key], rest) };
  return Object.fromEntries(Object.entries(root).filter(([name]) => name !== key));
}
