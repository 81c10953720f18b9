/** What a schema says of the field at a path. */

import * as z from "zod/mini";
import type { Path } from "./parse-yaml.ts";
import { layersOf, shapesOf } from "./schema-shapes.ts";

/** The description nearest to the value: that of the field, not of what it is made of. */
export function fieldDescription(schema: z.core.$ZodType, path: Path): string | undefined {
  let candidates: readonly z.core.$ZodType[] = [schema];
  for (const key of path)
    candidates = candidates.flatMap(shapesOf).flatMap((one) => below(one, key));
  for (const candidate of candidates) {
    const found = layersOf(candidate).map((layer) => z.globalRegistry.get(layer)?.description);
    const first = found.find((description) => description !== undefined);
    if (first !== undefined) return first;
  }
  return undefined;
}

function below(schema: z.core.$ZodType, key: string | number): readonly z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element];
  if (schema instanceof z.core.$ZodRecord) return [schema._zod.def.valueType];
  if (!(schema instanceof z.core.$ZodObject)) return [];
  const { shape } = schema._zod.def;
  const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
  return field === undefined ? [] : [field];
}
