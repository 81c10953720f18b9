import { amend } from "../amend/amend.ts";
import { isObject, type PlainValue } from "../amend/plain-value.ts";
import { isRefusal, openSource, type Refusal, type Source } from "../amend/source.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import type { FieldChange } from "./lever.ts";

/** A manifest and the text that it was read from. */
interface Written {
  readonly text: string;
  readonly manifest: Manifest;
}

/**
 * The file with these changes in its own style; undefined where it leaves no safe place for one of them, or where
 * nothing changes.
 */
export function changedText(written: Written, changes: readonly FieldChange[]): string | undefined {
  const known = CHANGED.get(written) ?? new Map();
  CHANGED.set(written, known);
  if (!known.has(changes)) known.set(changes, textWith(written, changes));
  return known.get(changes);
}

/** The comment, its threads and the reports show the same patches. */
const CHANGED = new WeakMap<Written, Map<readonly FieldChange[], string | undefined>>();

function textWith(written: Written, changes: readonly FieldChange[]): string | undefined {
  let source = sourceOf(written);
  for (const { path, value } of changes) {
    if (value === undefined || isRefusal(source)) return undefined;
    const amended = amend(source, path, honestly(value, valueAt(written.manifest, path)));
    if (!amended.ok) return undefined;
    source = amended.source;
  }
  return isRefusal(source) || source.whole === written.text ? undefined : source.whole;
}

/** Reading a file takes longer than changing it. */
function sourceOf(written: Written): Source | Refusal {
  const source = SOURCES.get(written) ?? openSource(written.text);
  SOURCES.set(written, source);
  return source;
}

const SOURCES = new WeakMap<Written, Source | Refusal>();

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
