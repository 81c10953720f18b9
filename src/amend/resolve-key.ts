/** A field as people name it, such as "models.answer.precision.weights", to its path in a manifest. */

import * as z from "zod/mini";
import { FactKind } from "../manifest/amount.ts";
import { Manifest } from "../manifest/manifest.ts";
import { nearest } from "../yaml/nearest.ts";
import type { Path } from "../yaml/parse-yaml.ts";
import { listed, quote } from "../yaml/quote.ts";
import { layersOf, shapesOf } from "../yaml/schema-shapes.ts";
import { fieldIn, idOf, isNamed, type Place } from "./item-names.ts";
import { keysCalled } from "./keys-called.ts";

export type ResolvedKey =
  | {
      readonly ok: true;
      readonly path: Path;
      /** A number that may have a range, text, or anything else. */
      readonly takes: "amount" | "text" | "other";
    }
  | { readonly ok: false; readonly because: string };

const MAX_LENGTH = 300;
const KEY = /^[^.[\]\s]+(?:\.[^.[\]\s]+|\[\d{1,6}\])*$/;

/**
 * An item of a list is named by its id, use or name, by its number from 0 in brackets or after a point, and the second
 * of those with the same name by `~2`. The field may be missing in the manifest; the item may not, unless it has no
 * name and its number is that of the next one.
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
  return { ok: true, path, takes: takenBy(at.schema) };
}

function takenBy(schema: z.core.$ZodType): "amount" | "text" | "other" {
  if (layersOf(schema).some((layer) => FactKind.get(layer)?.kind === "amount")) return "amount";
  const shapes = shapesOf(schema);
  const isText = shapes.some((shape) => shape instanceof z.core.$ZodString);
  const isElse = shapes.some((shape) => OTHER_SCALARS.some((other) => shape instanceof other));
  return isText && !isElse ? "text" : "other";
}

const OTHER_SCALARS = [z.core.$ZodNumber, z.core.$ZodBoolean];

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
  const near = nearest(name, known);
  const meant = near === undefined ? keysCalled(name, { schema: object, value }) : [near];
  const help =
    meant.length === 0
      ? `known keys: ${listed(known)}`
      : `did you mean ${meant.map(quote).join(" or ")}?`;
  return { because: `unknown key ${quote(name)}, ${help}` };
}

function itemOf(schema: z.core.$ZodType, value: unknown, name: string): Step {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const index = /^\d+$/.test(name) ? Number(name) : indexOf(items, name);
  // What has no name, such as a place, may be a new one.
  const end = isNamed(schema) ? items.length : items.length + 1;
  if (index >= 0 && index < end) return { key: index, schema, value: items[index] };
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
