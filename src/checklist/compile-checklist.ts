/** A checklist that was checked, to what the evaluation runs. Nothing is parsed before it is needed. */

import { type Condition, loadCondition } from "../condition/compile-condition.ts";
import { canonicalJson, fieldsCovered, hashText } from "../facts/hash-facts.ts";
import { type AskText, askText } from "./ask-text.ts";
import type { Check, Checklist } from "./checklist.ts";

export interface CompiledPack {
  readonly checklist: Checklist;
  readonly checks: readonly CompiledCheck[];
}

export interface CompiledCheck {
  readonly check: Check;
  /** Hash of when, needs, pass, ask and answer: an answer to another version does not count. */
  readonly version: string;
  readonly when: Condition | undefined;
  readonly pass: Condition | undefined;
  /** The question in words, with the facts of an item filled in. */
  readonly question: AskText;
  /** Manifest fields that its answers rest on. */
  fields(): readonly string[];
}

export function compileChecklist(checklist: Checklist): CompiledPack {
  return { checklist, checks: checklist.checks.map(compileCheck) };
}

/** What ships of a pack: the same checklist, as JSON can hold it, without the checks' own cases. */
export function shippedChecklist(checklist: Checklist): Checklist {
  return { ...checklist, checks: checklist.checks.map((check) => ({ ...check, tests: [] })) };
}

function compileCheck(check: Check): CompiledCheck {
  const { when, needs, pass, ask, answer } = check;
  const conditions = [when, pass].map((text) =>
    text === undefined ? undefined : loadCondition(text),
  );
  let fields: readonly string[] | undefined;
  return {
    check,
    version: hashText(canonicalJson({ when, needs, pass, ask, answer })),
    when: conditions[0],
    pass: conditions[1],
    question: askText(ask),
    fields: () => {
      fields ??= fieldsCovered(check.for, check.covers ?? inputs(needs, conditions));
      return fields;
    },
  };
}

function inputs(
  needs: readonly string[],
  conditions: readonly (Condition | undefined)[],
): readonly string[] {
  return [...needs, ...conditions.flatMap((condition) => condition?.reads ?? [])];
}
