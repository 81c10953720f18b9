/** A zod issue to what the schema asks for, as words that follow "must". */

import * as z from "zod/mini";
import type { Complaint } from "./complaint.ts";
import { listed, quote } from "./quote.ts";

/** "be a number", "be one of a, b", "have at least 1 item". */
export function demand({ issue, schema }: Complaint): string {
  switch (issue.code) {
    case "invalid_type":
      return `be ${typeNoun(issue.expected, schema)}`;
    case "invalid_value":
      return `be ${oneOf(issue.values)}`;
    case "too_small":
      return bound(issue.origin, Number(issue.minimum), "least", issue);
    case "too_big":
      return bound(issue.origin, Number(issue.maximum), "most", issue);
    case "not_multiple_of":
      return `be a multiple of ${issue.divisor}`;
    case "invalid_format":
      return formatDemand(issue);
    case "invalid_union":
      return "options" in issue && issue.options
        ? `be ${oneOf(issue.options)}`
        : "fit exactly one of its allowed forms";
    default:
      return "be something else";
  }
}

/** The keys that a mapping may have, if its schema names them. */
export function knownKeys(schema: unknown): readonly string[] {
  if (schema instanceof z.core.$ZodObject) return Object.keys(schema._zod.def.shape);
  if (!(schema instanceof z.core.$ZodRecord)) return [];
  return [...(schema._zod.def.keyType._zod.values ?? [])].map(String);
}

const FEW_KEYS = 7;

function requiredKeys(schema: unknown): readonly string[] {
  if (!(schema instanceof z.core.$ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema._zod.def.shape;
  return Object.entries(shape).flatMap(([key, field]) =>
    field._zod.optin === undefined ? [key] : [],
  );
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  null: "empty",
  never: "left out",
};

function typeNoun(expected: string, schema: unknown): string {
  if (expected === "object" || expected === "record") return mappingNoun(schema);
  if (expected === "number" && schema instanceof z.core.$ZodNumberFormat) return "a whole number";
  return NOUNS[expected] ?? expected;
}

/** All keys where there are few, else those that it must have. */
function mappingNoun(schema: unknown): string {
  const known = knownKeys(schema);
  const required = known.length > FEW_KEYS ? requiredKeys(schema) : [];
  const keys = required.length > 0 ? required : known;
  return keys.length > 0 ? `a mapping (${listed(keys)})` : "a mapping";
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length === 1 ? listed(words) : `one of ${listed(words)}`;
}

interface Bound {
  readonly inclusive?: boolean;
  readonly exact?: boolean;
}

function bound(
  origin: string,
  limit: number,
  end: "least" | "most",
  { inclusive, exact }: Bound,
): string {
  const unit = UNITS[origin];
  if (!unit) {
    if (inclusive !== false) return `be at ${end} ${limit}`;
    return `be ${end === "least" ? "more" : "less"} than ${limit}`;
  }
  if (end === "least" && limit === 1 && !exact) {
    return origin === "string" ? "not be empty" : `have at least 1 ${unit}`;
  }
  const count = `${limit} ${unit}${limit === 1 ? "" : "s"}`;
  return exact ? `have exactly ${count}` : `have at ${end} ${count}`;
}

const UNITS: Readonly<Record<string, string>> = {
  string: "character",
  array: "item",
  record: "key",
  object: "key",
  map: "key",
  set: "item",
};

function formatDemand(issue: z.core.$ZodIssueInvalidStringFormat): string {
  const { prefix, suffix, includes } = issue as Partial<
    Record<"prefix" | "suffix" | "includes", string>
  >;
  if (prefix !== undefined) return `begin with ${quote(prefix)}`;
  if (suffix !== undefined) return `end with ${quote(suffix)}`;
  if (includes !== undefined) return `contain ${quote(includes)}`;
  const known = FORMATS[issue.format] ?? PATTERNS[issue.pattern ?? ""];
  return known ?? `match the pattern ${issue.pattern ?? issue.format}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  date: "be a date such as 2026-03-31",
  datetime: "be a date and time such as 2026-03-31T12:00:00Z",
  time: "be a time such as 12:00:00",
  url: "be a web address such as https://example.org/page",
  email: "be an email address",
};

/** Patterns that the schemas here use, in words. */
const PATTERNS: Readonly<Record<string, string>> = {
  "/^[a-z][a-z0-9-]*$/": "be made of small letters, digits and hyphens, and begin with a letter",
  "/^[a-z0-9-]+$/": "be made of small letters, digits and hyphens",
  "/^[a-z0-9]+(-[a-z0-9]+)*$/": "be words of small letters and digits, joined by single hyphens",
  "/^[A-Z]{2}$/": "be two capital letters, such as FR",
};
