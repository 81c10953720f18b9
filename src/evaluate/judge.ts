/** One check on one item, to what can be said from the facts alone. */

import type { CompiledCheck } from "../checklist/load-pack.ts";
import type { Proof } from "../facts/evidence.ts";
import type { FactItem } from "../facts/fact-items.ts";
import { factAt } from "../facts/fact-path.ts";
import type { Facts } from "../facts/facts.ts";
import { missingFields } from "../facts/missing-fields.ts";
import type { Scope } from "../facts/scope.ts";

/**
 * Where data is missing: in the condition that says whether the check applies, or in what it then
 * looks at. "evidence": it is there, and nothing shows that it is true.
 */
export type Gap = "when" | "needs" | "section" | "evidence";

/** A text of the manifest that is to show something, and does not. */
export interface Claim {
  /** Path in the manifest, such as "product.scope". */
  readonly field: string;
  readonly proof: Exclude<Proof, { readonly is: "shown" }>;
}

export type Judgement = Applied | { readonly is: "not-applicable" };

/** What a check says of an item that it applies to. */
export type Applied =
  | { readonly is: "pass" | "fail" }
  | {
      readonly is: "question";
      /** Undefined when no data is missing: only a person can say. */
      readonly gap: Gap | undefined;
      /** Facts that are missing, such as "it.d.grid_g_kwh". */
      readonly facts: readonly string[];
      /** Manifest fields that would give them, such as "components[0].placement". */
      readonly missing: readonly string[];
      /** What is said and not shown, where that is the gap. */
      readonly claims?: readonly Claim[];
    }
  | { readonly is: "error"; readonly because: string };

const PASS: Judgement = { is: "pass" };
const FAIL: Judgement = { is: "fail" };
export const NOT_APPLICABLE: Judgement = { is: "not-applicable" };

/** `roots` are what the conditions see: the facts, the item as `it`, and `params`. */
export function judge(
  { check, when, pass }: CompiledCheck,
  item: FactItem,
  facts: Facts,
  roots: object,
): Judgement {
  const applies = when?.evaluate(roots);
  if (applies?.is === "false") return NOT_APPLICABLE;
  if (applies?.is === "missing") return ask("when", applies.facts, check.for, item, facts);
  if (applies?.is === "error") return applies;

  const needed = check.needs.filter((path) => factAt(path, item, facts) === undefined);
  if (needed.length > 0) return ask("needs", needed, check.for, item, facts);
  if (pass === undefined) return { is: "question", gap: undefined, facts: [], missing: [] };

  const met = pass.evaluate(roots);
  if (met.is === "missing") return ask("needs", met.facts, check.for, item, facts);
  if (met.is === "error") return met;
  return met.is === "true" ? PASS : FAIL;
}

function ask(
  gap: Gap,
  lacking: readonly string[],
  scope: Scope,
  item: FactItem,
  facts: Facts,
): Judgement {
  const fields = lacking.flatMap((fact) => missingFields(fact, scope, item, facts));
  return { is: "question", gap, facts: lacking, missing: [...new Set(fields)] };
}
