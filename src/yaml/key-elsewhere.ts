/** A key that stands in the wrong place to the places where the schema knows it. */

import * as z from "zod/mini";
import type { Path } from "./parse-yaml.ts";
import { shapesOf } from "./schema-shapes.ts";

/** Names from the top of the file on; what is in every entry of a list or a mapping is below "[]". */
type Place = readonly string[];

/** Deeper than any format goes; what contains itself ends here. */
const DEEPEST = 6;

/** More say nothing. */
const MOST_PLACES = 3;

/**
 * Where else in a file the last key of the path may stand, such as "packs[].enforce": below where it stands, or
 * else the least deep. Empty where it is known nowhere, or in too many places.
 */
export function keyElsewhere(schema: z.core.$ZodType, path: Path): readonly string[] {
  const own = path.slice(0, -1).map((key) => (typeof key === "number" ? "[]" : key));
  const all = placesOf(schema, String(path.at(-1))).filter(
    (place) => written(place.slice(0, -1)) !== written(own),
  );
  const below = all.filter((place) => own.length > 0 && own.every((key, at) => place[at] === key));
  const found = below.length > 0 ? below : all;
  const least = Math.min(...found.map(({ length }) => length));
  const places = [...new Set(found.filter(({ length }) => length === least).map(written))];
  return places.length > MOST_PLACES ? [] : places;
}

function placesOf(schema: z.core.$ZodType, key: string, at: Place = []): readonly Place[] {
  if (at.length > DEEPEST) return [];
  return shapesOf(schema).flatMap((shape) => {
    if (shape instanceof z.core.$ZodArray)
      return placesOf(shape._zod.def.element, key, [...at, "[]"]);
    if (shape instanceof z.core.$ZodRecord)
      return placesOf(shape._zod.def.valueType, key, [...at, "[]"]);
    if (!(shape instanceof z.core.$ZodObject)) return [];
    return Object.entries(shape._zod.def.shape).flatMap(([name, field]) => [
      ...(name === key ? [[...at, name]] : []),
      ...placesOf(field, key, [...at, name]),
    ]);
  });
}

const written = (place: Place): string => place.join(".").replaceAll(".[]", "[]");
