/** What items of lists are called by, in a manifest and in its schema. */

import * as z from "zod/mini";
import { shapesOf } from "../yaml/schema-shapes.ts";

/** A part of the schema, and the value that the manifest has there. */
export interface Place {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

const NAMES = ["id", "use", "name"];

/** Whether items of this kind have a name to be called by. */
export function isNamed(schema: z.core.$ZodType): boolean {
  return shapesOf(schema).some(
    (shape) =>
      shape instanceof z.core.$ZodObject &&
      NAMES.some((name) => Object.hasOwn(shape._zod.def.shape, name)),
  );
}

export function idOf(item: unknown): string | undefined {
  const names = NAMES.map((key) => fieldIn(item, key));
  return names.find((name) => typeof name === "string");
}

export function fieldIn(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
