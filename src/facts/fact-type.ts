/**
 * A zod schema in; what a check condition sees of it out: numbers, texts, booleans, lists and objects.
 * One source, so that a condition, the manifest and the docs cannot disagree about a field.
 */

import * as z from "zod/mini";
import { FactKind } from "../manifest/amount.ts";

interface Described {
  readonly description?: string;
}

/** A text. `free` is any text a person writes; `choices` are the only values it may have. */
export interface TextType extends Described {
  readonly kind: "text";
  readonly free: boolean;
  readonly choices?: readonly string[];
  /** True for a text that is to show something: see `proofOf`. */
  readonly evidence?: true;
}

export interface ListType extends Described {
  readonly kind: "list";
  readonly of: FactType;
}

export interface ObjectType extends Described {
  readonly kind: "object";
  readonly fields: ReadonlyMap<string, FactType>;
}

export type FactType =
  | (Described & { readonly kind: "number" | "bool" })
  | TextType
  | ListType
  | ObjectType;

/** Throws for a schema that conditions cannot see: such a field must not get into the manifest unnoticed. */
export function factTypeOf(schema: z.core.$ZodType): FactType {
  const described = describe(schema);
  const registered = FactKind.get(schema);
  if (registered?.kind === "amount") return { kind: "number", ...described };
  if (registered?.kind === "evidence")
    return { kind: "text", free: true, evidence: true, ...described };
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  )
    return { ...factTypeOf(schema._zod.def.innerType), ...described };
  if (schema instanceof z.core.$ZodObject)
    return { kind: "object", fields: fieldsOf(schema._zod.def.shape), ...described };
  if (schema instanceof z.core.$ZodArray)
    return { kind: "list", of: factTypeOf(schema._zod.def.element), ...described };
  return { ...leafTypeOf(schema), ...described };
}

function leafTypeOf(schema: z.core.$ZodType): FactType {
  if (schema instanceof z.core.$ZodNumber) return { kind: "number" };
  if (schema instanceof z.core.$ZodBoolean) return { kind: "bool" };
  if (schema instanceof z.core.$ZodEnum)
    return {
      kind: "text",
      free: false,
      choices: Object.values(schema._zod.def.entries).map(String),
    };
  if (schema instanceof z.core.$ZodString) return { kind: "text", free: !isFormatted(schema) };
  if (schema instanceof z.core.$ZodStringFormat) return { kind: "text", free: false };
  if (schema instanceof z.core.$ZodLiteral) return literalType([...schema._zod.def.values]);
  if (
    schema instanceof z.core.$ZodUnion &&
    schema._zod.def.options.every((option) => isText(option))
  )
    return { kind: "text", free: false };
  throw new Error(`conditions cannot see a field of type ${schema._zod.def.type}`);
}

function literalType(values: readonly unknown[]): FactType {
  return values.every((value) => typeof value === "number")
    ? { kind: "number" }
    : { kind: "text", free: false, choices: values.map(String) };
}

function isText(schema: z.core.$ZodType): boolean {
  return factTypeOf(schema).kind === "text";
}

/** A text with a pattern is an id, a date or a code, which nobody fills with "TBD". */
function isFormatted(schema: z.core.$ZodString): boolean {
  return schema._zod.def.checks?.some((check) => check._zod.def.check === "string_format") ?? false;
}

function fieldsOf(shape: Readonly<Record<string, z.core.$ZodType>>): ReadonlyMap<string, FactType> {
  return new Map(Object.entries(shape).map(([name, schema]) => [name, factTypeOf(schema)]));
}

function describe(schema: z.core.$ZodType): Described {
  const description = z.globalRegistry.get(schema)?.description;
  return description === undefined ? {} : { description };
}
