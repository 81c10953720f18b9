/**
 * A condition text in; a function of facts with a three-way answer out, or every fault with its place.
 * Knows the language and its bounds. What the facts mean, it does not know.
 */

import { ParseError } from "@marcbachmann/cel-js";
import type { RootTypes } from "../facts/scope-types.ts";
import type { Node } from "./condition-tree.ts";
import { factsRead } from "./facts-read.ts";
import { type Answer, answerWithMissing, reasonOf } from "./missing-facts.ts";
import { type Fault, forbidden } from "./permitted.ts";
import { MOST_CHARACTERS, parseText, runnable } from "./run-condition.ts";
import { type LengthOf, stepsOf, totalSteps } from "./steps.ts";
import { typeFaults } from "./type-faults.ts";

export interface Condition {
  readonly text: string;
  /** Facts that it reads, such as "it.placement", "params.max_tokens" or "models.params_b". */
  readonly reads: readonly string[];
  /** Steps that one evaluation may take, which bounds its time. */
  steps(lengthOf: LengthOf): number;
  /** `roots` must be an object without prototype. */
  evaluate(roots: object): Answer;
}

export type Compiled =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks a text against the rules of conditions and the types of the facts that its scope sees. */
export function compileCondition(text: string, types: RootTypes): Compiled {
  if (text.length > MOST_CHARACTERS)
    return refuse(text, `must not have more than ${MOST_CHARACTERS} characters`);
  let root: Node;
  try {
    root = parseText(text).ast;
  } catch (error) {
    return { ok: false, faults: [faultOf(error, text)] };
  }
  const faults = forbidden(root);
  if (faults.length > 0) return { ok: false, faults };
  const mistyped = typeFaults(text, root, types);
  if (mistyped.length > 0) return { ok: false, faults: mistyped };
  return { ok: true, condition: loadCondition(text) };
}

/** A condition that was checked before, as those of shipped packs are when they are built. Nothing is parsed before it is needed. */
export function loadCondition(text: string): Condition {
  const lazy = <T>(make: () => T) => {
    let value: { readonly of: T } | undefined;
    return () => {
      value ??= { of: make() };
      return value.of;
    };
  };
  const root = lazy(() => parseText(text).ast);
  const run = lazy(() => runnable(text));
  const reads = lazy(() => factsRead(root()));
  const steps = lazy(() => stepsOf(root()));
  return {
    text,
    get reads() {
      return reads();
    },
    steps: (lengthOf) => totalSteps(steps(), lengthOf),
    evaluate: (roots) => evaluate(run(), root, roots),
  };
}

function evaluate(run: (roots: object) => unknown, root: () => Node, roots: object): Answer {
  try {
    return { is: run(roots) === true ? "true" : "false" };
  } catch {
    return answerWithMissing(root(), roots);
  }
}

function refuse(text: string, message: string): Compiled {
  return { ok: false, faults: [{ start: 0, end: text.length, message }] };
}

function faultOf(error: unknown, text: string): Fault {
  const { start = 0, end = text.length } = (error instanceof ParseError && error.range) || {};
  return { start, end, message: `is not a condition: ${reasonOf(error)}` };
}
