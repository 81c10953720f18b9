/** A schema to the kinds of value that it takes, without what only says that it may be left out or made later. */

import * as z from "zod/mini";

/** The schema itself, and what it wraps, from the outside in. */
export function layersOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const inner = innerOf(schema);
  return inner === undefined ? [schema] : [schema, ...layersOf(inner)];
}

/** What a value may be, where it may be of several kinds. */
export function shapesOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const innermost = layersOf(schema).at(-1) ?? schema;
  return innermost instanceof z.core.$ZodUnion
    ? innermost._zod.def.options.flatMap(shapesOf)
    : [innermost];
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  )
    return schema._zod.def.innerType;
  return schema instanceof z.core.$ZodLazy ? schema._zod.def.getter() : undefined;
}
