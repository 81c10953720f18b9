/**
 * A condition text in; a condition out, or every fault with its place.
 * Knows the language and its bounds. What the facts mean, it does not know.
 */

import type { RootTypes } from "../facts/scope-types.ts";
import { type Condition, loadCondition } from "./condition.ts";
import { parseCondition } from "./parse-condition.ts";
import type { Fault } from "./permitted.ts";
import { typeFaults } from "./type-faults.ts";

export type Compiled =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks a text against the rules of conditions and the types of the facts that its scope sees. */
export function compileCondition(text: string, types: RootTypes): Compiled {
  const parsed = parseCondition(text);
  if (!parsed.ok) return parsed;
  const faults = typeFaults(text, parsed.tree, types);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, condition: loadCondition(text, parsed.tree) };
}
