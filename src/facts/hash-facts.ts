import type { FactItem } from "./fact-items.ts";
import { derivationOf, factsAt } from "./fact-path.ts";
import type { Facts } from "./facts.ts";
import type { Scope } from "./scope.ts";
import { sha256 } from "./sha256.ts";

/** Hex digits of a hash: enough to tell one pack's and one manifest's states apart. */
const DIGITS = 16;
/** Of a single field. It only names what has changed, and decides nothing. */
const MARK_DIGITS = 6;

/**
 * What the hash of a check's facts takes in. A fact that coefficients also decide is replaced by
 * the manifest fields it rests on, so that a release of coefficients voids no answer.
 */
export function fieldsCovered(scope: Scope, covers: readonly string[]): readonly string[] {
  const fields = covers.flatMap((path) => {
    const derivation = derivationOf(scope, path);
    return derivation?.by === "estimate" ? derivation.from : [path];
  });
  return [...new Set(fields)].filter((path) => !path.startsWith("params.")).sort();
}

/** First 16 hex digits of the SHA-256 of the fields as they are for the item. */
export function hashFacts(fields: readonly string[], item: FactItem, facts: Facts): string {
  let text = "";
  for (const field of fields) text += `${field}=${fieldText(field, item, facts)}\n`;
  return hashText(text);
}

/**
 * A mark of each field, to say which has changed once the hash of all has: "=42000" of a number, so that
 * it can be compared, else the first 6 hex digits of its hash.
 */
export function fieldMarks(
  fields: readonly string[],
  item: FactItem,
  facts: Facts,
): Record<string, string> {
  return marksOf(fields, item, facts, (values) =>
    hashText(valuesText(values)).slice(0, MARK_DIGITS),
  );
}

/**
 * The same by which two states of a manifest are told apart: with whole hashes, which decide, and with what
 * stands in many items in the order of the items, so that values which change places are seen.
 */
export function fieldStates(
  fields: readonly string[],
  item: FactItem,
  facts: Facts,
): Record<string, string> {
  return marksOf(fields, item, facts, (values) => hashText(values.map(canonicalJson).join()));
}

/** "=42000" of a field that is one number; of any other what `otherwise` makes of its values. */
function marksOf(
  fields: readonly string[],
  item: FactItem,
  facts: Facts,
  otherwise: (values: readonly unknown[]) => string,
): Record<string, string> {
  const markOf = (values: readonly unknown[]) =>
    values.length === 1 && typeof values[0] === "number" ? `=${values[0]}` : otherwise(values);
  return Object.fromEntries(fields.map((field) => [field, markOf(factsAt(field, item, facts))]));
}

/** Whether a state of `fieldStates` is that of a field that nobody has given. */
export function isMissingState(state: string | undefined): boolean {
  return state === undefined || state === hashText("null") || state === hashText("");
}

/** The number that a mark holds; undefined of any other. */
export function markedNumber(mark: string | undefined): number | undefined {
  return mark?.startsWith("=") ? Number(mark.slice(1)) : undefined;
}

export function hashText(text: string): string {
  return sha256(text).slice(0, DIGITS);
}

/** JSON with sorted keys, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}

/** What all items share is written out once. */
const sharedTexts = new WeakMap<Facts, Map<string, string>>();

function fieldText(field: string, item: FactItem, facts: Facts): string {
  if (/^(it|model|flow)\./.test(field)) return valuesText(factsAt(field, item, facts));
  const shared = sharedTexts.get(facts) ?? new Map<string, string>();
  sharedTexts.set(facts, shared);
  const known = shared.get(field);
  if (known !== undefined) return known;
  // A long text, such as a field of each of a thousand steps, is taken in by its hash.
  const text = hashText(valuesText(factsAt(field, item, facts)));
  shared.set(field, text);
  return text;
}

/** What stands in many items is sorted: to move an item within its list changes nothing. */
function valuesText([first, ...more]: readonly unknown[]): string {
  if (more.length === 0) return canonicalJson(first);
  return [first, ...more].map(canonicalJson).sort().join();
}
