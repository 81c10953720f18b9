import { amend } from "../amend/amend.ts";
import { isObject, type PlainValue } from "../amend/plain-value.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { FieldChange } from "./lever.ts";

/** The file with these changes in its own style; undefined where it leaves no safe place for one of them, or where nothing changes. */
export function changedText(
  { text, manifest }: { readonly text: string; readonly manifest: Manifest },
  changes: readonly FieldChange[],
): string | undefined {
  let changed = text;
  for (const { path, value } of changes) {
    const stated = value === undefined ? undefined : honestly(value, valueAt(manifest, path));
    const amended = stated === undefined ? undefined : amend(changed, path, stated);
    if (amended?.ok !== true) return undefined;
    changed = amended.text;
  }
  return changed === text ? undefined : changed;
}

/** What takes the place of a measurement is none. */
function honestly(value: PlainValue, before: unknown): PlainValue {
  const isAmount = isObject(before) && "value" in before;
  return typeof value === "number" && isAmount ? { value, basis: "estimated" } : value;
}

function valueAt(manifest: Manifest, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (Object(value) as Readonly<Record<string | number, unknown>>)[key],
    manifest,
  );
}
