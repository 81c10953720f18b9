/** A manifest and values for its fields to its changed text, or all that is wrong with them. */

import { amend } from "../amend/amend.ts";
import { isObject, isSame, type PlainValue } from "../amend/plain-value.ts";
import { readPlainValue } from "../amend/read-plain-value.ts";
import { type ResolvedKey, resolveKey } from "../amend/resolve-key.ts";
import { parseManifest } from "../manifest/manifest.ts";
import { readNumberValue } from "../reply/number-value.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";

export interface Assignment {
  /** "models.answer.precision.weights", with ids or numbers of items. */
  readonly key: string;
  /** As a person wrote it: "0.4", "0.4..0.6", "int8", "{ min: 1 }". */
  readonly value: string;
}

export type ChangedManifest =
  | { readonly ok: true; readonly text: string; readonly paths: readonly Path[] }
  /** Sentences of ours about what cannot be read; they may quote a key or a value. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** A number replaces an amount with its range: whoever asks what 1,000 would change means 1,000. */
export function changedManifest(
  { manifest, text: original, path: file }: ReviewedManifest,
  assignments: readonly Assignment[],
): ChangedManifest {
  const faults: string[] = [];
  const paths: Path[] = [];
  let text = original;
  for (const one of assignments) {
    const made = applied(one, text, manifest, paths);
    if ("fault" in made) faults.push(made.fault);
    else {
      text = made.text;
      paths.push(made.path);
    }
  }
  // What could be read is held against the schema even where the rest could not: all is said at once.
  const parsed = text === original ? SOUND : parseManifest(file, text);
  if (!parsed.ok) faults.push(...parsed.problems.map(({ message }) => message));
  return faults.length > 0
    ? { ok: false, faults: [...new Set(faults)] }
    : { ok: true, text, paths };
}

/** What a manifest has at a path; undefined where it has nothing. */
export function valueAt(manifest: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    manifest,
  );
}

const SOUND = { ok: true } as const;

type Applied = { readonly text: string; readonly path: Path } | { readonly fault: string };

/** The text with one more value; `paths` are those that are set already. */
function applied(
  { key, value }: Assignment,
  text: string,
  manifest: ReviewedManifest["manifest"],
  paths: readonly Path[],
): Applied {
  const resolved = resolveKey(key, manifest);
  if (!resolved.ok) return { fault: resolved.because };
  const { path } = resolved;
  if (paths.some((known) => isWithin(known, path) || isWithin(path, known)))
    return { fault: `${key}: it is set twice` };
  const read = readFor(resolved, value);
  const amended = read.ok ? set(text, path, read.value, valueAt(manifest, path)) : read;
  return amended.ok ? { text: amended.text, path } : { fault: `${key}: ${amended.because}` };
}

type Read = ReturnType<typeof readPlainValue>;

function readFor({ takes }: ResolvedKey & { ok: true }, written: string): Read {
  const read = readPlainValue(written);
  if (takes === "amount") return readAmount(written, read);
  // Where a text belongs, what YAML would take for something else is a text too.
  const isText = read.ok && (typeof read.value === "string" || typeof read.value === "object");
  return takes === "text" && !isText && LINE.test(written) ? { ok: true, value: written } : read;
}

const LINE = /^[^\p{Cc}\p{Cs}]+$/u;

/** "0.4..0.6" and "30k" are read as in a reply. */
function readAmount(written: string, read: Read): Read {
  if (read.ok && typeof read.value !== "string") return read;
  const number = readNumberValue(written.trim(), undefined);
  if (number === undefined) return read;
  if ("is" in number) return { ok: false, because: number.because };
  const { value, low, high, rest } = number;
  if (rest.trim() !== "" || typeof value !== "number") return read;
  return low === undefined || high === undefined
    ? { ok: true, value }
    : { ok: true, value: { value, low, high } };
}

function set(text: string, path: Path, value: PlainValue, old: unknown) {
  if (isSame(old, value)) return { ok: true as const, text };
  if (typeof value !== "number" || !isObject(old) || old["value"] === value)
    return amend(text, path, value);
  const { low: _, high: __, ...rest } = old as Readonly<Record<string, PlainValue>>;
  const isBare = Object.keys(rest).every((key) => key === "value");
  return amend(text, path, isBare ? value : { ...rest, value });
}

function isWithin(outer: Path, inner: Path): boolean {
  return outer.every((key, index) => inner[index] === key);
}
