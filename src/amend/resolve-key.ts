/** A field as people name it, such as "models.answer.precision.weights", to its path in a manifest. */

import * as z from "zod/mini";
import { Manifest } from "../manifest/manifest.ts";
import { nearest } from "../yaml/nearest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { listed, quote } from "../yaml/quote.ts";
import { shapesOf } from "../yaml/schema-shapes.ts";

export type ResolvedKey =
  | { readonly ok: true; readonly path: Path }
  | { readonly ok: false; readonly because: string };

const MAX_LENGTH = 300;
const KEY = /^[^.[\]\s]+(?:\.[^.[\]\s]+|\[\d{1,6}\])*$/;

/**
 * An item of a list is named by its id, use or name, by its number from 0 in brackets or after a point, and the second
 * of those with the same name by `~2`. The field may be missing in the manifest; the item may not.
 */
export function resolveKey(key: string, manifest: Manifest): ResolvedKey {
  if (key.length > MAX_LENGTH || !KEY.test(key))
    return { ok: false, because: `${quote(key)} is no field: write it as models.answer.params_b` };
  const names = key.match(/[^.[\]]+/g) ?? [];
  const path: (string | number)[] = [];
  let at: Place = { schema: Manifest, value: manifest };
  for (const name of names) {
    const next = stepInto(at, name);
    if ("because" in next) {
      const where = path.length === 0 ? "" : `${names.slice(0, path.length).join(".")}: `;
      return { ok: false, because: where + next.because };
    }
    path.push(next.key);
    at = next;
  }
  return { ok: true, path };
}

/** A part of the schema, and the value that the manifest has there. */
interface Place {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

type Step = (Place & { readonly key: string | number }) | { readonly because: string };

function stepInto({ schema, value }: Place, name: string): Step {
  const shapes = shapesOf(schema);
  const list = shapes.find((shape) => shape instanceof z.core.$ZodArray);
  if (list !== undefined) return itemOf(list._zod.def.element, value, name);
  const object = shapes.find((shape) => shape instanceof z.core.$ZodObject);
  return object === undefined
    ? { because: `it has no fields, so not ${quote(name)} either` }
    : fieldOf(object, value, name);
}

function fieldOf(object: z.core.$ZodObject, value: unknown, name: string): Step {
  const { shape } = object._zod.def;
  const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (schema !== undefined) return { key: name, schema, value: fieldIn(value, name) };
  const known = Object.keys(shape);
  const meant = nearest(name, known);
  const help =
    meant === undefined ? `known keys: ${listed(known)}` : `did you mean ${quote(meant)}?`;
  return { because: `unknown key ${quote(name)}, ${help}` };
}

function itemOf(schema: z.core.$ZodType, value: unknown, name: string): Step {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const index = /^\d+$/.test(name) ? Number(name) : indexOf(items, name);
  if (index >= 0 && index < items.length) return { key: index, schema, value: items[index] };
  const ids = items.flatMap((item) => idOf(item) ?? []);
  const meant = nearest(name, ids);
  const help =
    meant !== undefined
      ? `did you mean ${quote(meant)}?`
      : ids.length > 0
        ? `there are ${listed(ids)}`
        : countOf(items.length);
  return { because: `there is no item ${quote(name)}, ${help}` };
}

const countOf = (count: number): string =>
  `the list has ${count} ${count === 1 ? "item" : "items"}`;

function indexOf(items: readonly unknown[], name: string): number {
  const [, id = name, nth = "1"] = /^(.*)~(\d{1,6})$/.exec(name) ?? [];
  const same = items.flatMap((item, index) => (idOf(item) === id ? [index] : []));
  return same[Number(nth) - 1] ?? -1;
}

function idOf(item: unknown): string | undefined {
  const names = ["id", "use", "name"].map((key) => fieldIn(item, key));
  return names.find((name) => typeof name === "string");
}

function fieldIn(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
