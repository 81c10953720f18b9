/** A schema to a table of its fields. */

import * as z from "zod/mini";
import { markdownTable } from "./markdown-table.ts";

interface Field {
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly items?: Field;
  readonly anyOf?: readonly Field[];
  readonly type?: string;
  readonly default?: unknown;
  readonly $ref?: string;
}

/** Every field of a schema, with its path, what it may hold, and what it means. */
export function fieldTable(schema: z.core.$ZodType): string {
  const root = z.toJSONSchema(schema, { io: "input" }) as Field;
  return markdownTable(["field", "holds", "required", "meaning"], fieldRows(root, "")).join("\n");
}

function fieldRows(field: Field, path: string): string[][] {
  const { properties = {}, required = [] } = field.items ?? field;
  const prefix = path === "" ? "" : `${path}${field.items === undefined ? "." : "[]."}`;
  return Object.entries(properties).flatMap(([name, child]) => {
    const own = prefix + name;
    const row = [
      `\`${own}\``,
      holds(child),
      required.includes(name) ? "yes" : "",
      child.description ?? "",
    ];
    return [row, ...fieldRows(child, own)];
  });
}

function holds({
  enum: choices,
  items,
  anyOf,
  type,
  properties,
  default: fallback,
  $ref,
}: Field): string {
  const suffix =
    fallback === undefined || typeof fallback === "object" ? "" : ` (default ${fallback})`;
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(", ") + suffix;
  if ($ref?.includes("amount_")) return "amount";
  if ($ref?.includes("evidence")) return "evidence";
  if (items !== undefined) return `list${items.enum === undefined ? "" : ` of ${holds(items)}`}`;
  if (properties !== undefined) return "mapping";
  if (anyOf !== undefined) return [...new Set(anyOf.map(holds))].join(" or ");
  return `${type ?? "value"}${suffix}`;
}
