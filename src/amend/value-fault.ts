/** What makes a value impossible to write in a manifest. */

import { LIMITS } from "../yaml/limits.ts";
import { isList, isObject } from "./plain-value.ts";

/** Undefined when there is nothing wrong. */
export function faultOf(value: unknown, depth = 0): string | undefined {
  if (!isList(value) && !isObject(value)) return faultOfScalar(value);
  if (depth >= LIMITS.depth) return `the value is nested more than ${LIMITS.depth} levels deep`;
  const inner = isList(value) ? value : [...Object.keys(value), ...Object.values(value)];
  for (const one of inner) {
    const fault = faultOf(one, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfScalar(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return CONTROL.test(value) ? "the value has control characters in it" : undefined;
    case "number":
      return Number.isFinite(value) ? undefined : "the value must be a finite number";
    case "boolean":
      return undefined;
    default:
      return "the value is missing";
  }
}

const CONTROL = /(?![\t\n\r])[\p{Cc}\p{Surrogate}]/u;
