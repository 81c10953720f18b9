import * as z from "zod";

/**
 * Gives a schema that nobody else uses its description. `.describe()` would copy the schema for it,
 * and three hundred copies took a sixth of the time of loading.
 */
export function described<Schema extends z.ZodType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}
