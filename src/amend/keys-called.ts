/** A field's bare name to the keys of a manifest that end in it, for people who leave out where it stands. */

import * as z from "zod/mini";
import { shapesOf } from "../yaml/schema-shapes.ts";
import { fieldIn, idOf, isNamed, type Place } from "./item-names.ts";

const MOST_FOUND = 3;
const MOST_STEPS = 5;
/** A name that is nowhere is looked for in vain, in however large a manifest. */
const MOST_PLACES = 20_000;

/** The first few below a place, the shortest first. Of lists, the items that there are. */
export function keysCalled(name: string, from: Place): string[] {
  const found: string[] = [];
  for (const { key, last } of below({ ...from, key: "", last: "" })) {
    if (last === name) found.push(key);
    if (found.length === MOST_FOUND) break;
  }
  return found;
}

interface Named extends Place {
  readonly key: string;
  /** The last name of the key; empty for an item. */
  readonly last: string;
}

/** Level by level. */
function* below(from: Named): Generator<Named> {
  let level = [from];
  let seen = 0;
  for (let steps = 0; steps <= MOST_STEPS && seen < MOST_PLACES; steps += 1) {
    level = level.flatMap(insideOf).slice(0, MOST_PLACES - seen);
    seen += level.length;
    yield* level;
  }
}

function insideOf({ schema, value, key }: Named): Named[] {
  return shapesOf(schema).flatMap((shape) => {
    if (shape instanceof z.core.$ZodArray) return itemsOf(shape._zod.def.element, value, key);
    if (!(shape instanceof z.core.$ZodObject)) return [];
    return Object.entries(shape._zod.def.shape).map(([last, field]) => ({
      schema: field,
      value: fieldIn(value, last),
      key: key === "" ? last : `${key}.${last}`,
      last,
    }));
  });
}

/** A list that is not there may get an item, where items need no name to be called by. */
function itemsOf(schema: z.core.$ZodType, value: unknown, key: string): Named[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const items = given.length === 0 && !isNamed(schema) ? [undefined] : given;
  return items.flatMap((item, index) => {
    const id = idOf(item);
    if (id === undefined && isNamed(schema)) return [];
    return [
      { schema, value: item, key: `${key}${id === undefined ? `[${index}]` : `.${id}`}`, last: "" },
    ];
  });
}
