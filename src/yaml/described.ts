import * as z from "zod/mini";

/** Gives a schema that nobody else uses its description. */
export function described<Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** A copy, with a description of its own, of a schema that others use too. A copy takes time to make. */
export function describedCopy<Schema extends z.core.$ZodType>(
  schema: Schema,
  description: string,
): Schema {
  return described(z.clone(schema), description);
}
