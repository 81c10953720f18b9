/** A path into a manifest with the ids of its items instead of their numbers. */

import type { Manifest } from "../manifest/manifest.ts";

/** `models[0].vendor_energy` becomes `models.rewrite.vendor_energy`; what has no id keeps its number. */
export function fieldName(path: string, manifest: Manifest): string {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const names: string[] = [];
  let value: unknown = manifest;
  for (const key of keys) {
    value = child(value, key);
    names.push(/^\d+$/.test(key) ? (idOf(value) ?? key) : key);
  }
  return names.join(".");
}

function child(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function idOf(item: unknown): string | undefined {
  const named = ["id", "use", "name"].map((key) => child(item, key));
  return named.find((name) => typeof name === "string");
}
