/** A value as its author wrote it to what conditions see of it: numbers, texts, lists, objects. */

import type { FactType, ListType, ObjectType, TextType } from "./fact-type.ts";
import { isPlaceholder } from "./placeholder.ts";

/** Objects inherit nothing, so that a condition finds nothing in them but facts. */
export interface FactObject {
  readonly [name: string]: FactValue;
}
export type FactValue = number | string | boolean | readonly FactValue[] | FactObject | undefined;

/** Undefined when there is nothing, or only a placeholder. Fields that the type does not know are left out. */
export function factView(value: unknown, type: FactType): FactValue {
  switch (type.kind) {
    case "number":
      return numberView(value);
    case "bool":
      return typeof value === "boolean" ? value : undefined;
    case "text":
      return textView(value, type);
    case "list":
      return listView(value, type);
    case "object":
      return isRecord(value) ? objectView(value, type) : undefined;
  }
}

/**
 * What facts inherit from: an object that is empty for ever. With null in its place, the engine would
 * make a hash table of every object, which takes several times the memory.
 */
const NOTHING: object = Object.freeze(Object.create(null));

function emptyObject(): Record<string, FactValue> {
  return Object.create(NOTHING);
}

/** An object that inherits nothing, as conditions see it; with the fields of `base` first. */
export function factObject(
  entries: Readonly<Record<string, FactValue>> = {},
  base?: FactObject,
): FactObject {
  const object = Object.assign(emptyObject(), base);
  for (const name of Object.keys(entries)) {
    const value = entries[name];
    if (value !== undefined) object[name] = value;
  }
  return object;
}

/**
 * Derived facts as conditions see them. What remains of adding fractions in another order is
 * rounded away, so that the order of items decides neither an answer nor a hash.
 */
export function derivedObject(entries: Readonly<Record<string, FactValue>>): FactObject {
  const object = emptyObject();
  for (const name of Object.keys(entries)) {
    const value = entries[name];
    if (value !== undefined) object[name] = typeof value === "number" ? rounded(value) : value;
  }
  return object;
}

function rounded(value: number): number {
  const isShort = Number.isInteger(value) && Math.abs(value) < 1e12;
  return isShort ? value : Number(value.toPrecision(12));
}

export function isFactObject(value: FactValue): value is FactObject {
  return typeof value === "object" && !Array.isArray(value);
}

function numberView(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  const { value: likely } = isRecord(value) ? value : {};
  return typeof likely === "number" ? likely : undefined;
}

/** Evidence is its result; the link stands behind it, so that a condition sees that there is one. */
function textView(value: unknown, { free }: TextType): string | undefined {
  const { result: text = undefined, link } = isRecord(value)
    ? value
    : { result: value, link: undefined };
  if (typeof text !== "string" || (free && isPlaceholder(text))) return undefined;
  return typeof link === "string" && !isPlaceholder(link) ? `${text} (${link})` : text;
}

/** A list of nothing but placeholders is missing; one that its author left empty is empty. */
function listView(value: unknown, { of }: ListType): readonly FactValue[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const views = value.map((element) => factView(element, of)).filter((view) => view !== undefined);
  return views.length === 0 && value.length > 0 ? undefined : views;
}

function objectView(value: Readonly<Record<string, unknown>>, { fields }: ObjectType): FactObject {
  const object = emptyObject();
  for (const name of Object.keys(value)) {
    const type = fields.get(name);
    if (type === undefined) continue;
    const view = factView(value[name], type);
    if (view !== undefined) object[name] = view;
  }
  return object;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
