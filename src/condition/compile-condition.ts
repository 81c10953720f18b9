/**
 * A condition text in; a function of facts with a three-way answer out, or every fault with its place.
 * Knows the language and its bounds. What the facts mean, it does not know.
 */

import { ParseError } from "@marcbachmann/cel-js";
import type { RootTypes } from "../facts/scope-types.ts";
import type { Node } from "./condition-tree.ts";
import { factsRead, unguardedFacts } from "./facts-read.ts";
import { type Answer, answerWithMissing, FALSE, reasonOf, TRUE } from "./missing-facts.ts";
import { type Fault, forbidden } from "./permitted.ts";
import { MOST_CHARACTERS, parseText, runnable } from "./run-condition.ts";
import { type LengthOf, type Steps, stepsOf, totalSteps } from "./steps.ts";
import { typeFaults } from "./type-faults.ts";

export interface Condition {
  readonly text: string;
  /** Facts that it reads, such as "it.placement", "params.max_tokens" or "models.params_b". */
  readonly reads: readonly string[];
  /** Lists that it loops over; their lengths decide how many steps it takes. */
  readonly loops: readonly string[];
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
  let loaded: Loaded | undefined;
  const load = () => {
    loaded ??= loadText(text);
    return loaded;
  };
  return {
    text,
    get reads() {
      return load().reads;
    },
    get loops() {
      return load().loops;
    },
    steps: (lengthOf) => totalSteps(load().steps, lengthOf),
    evaluate: (roots) => evaluate(load(), roots),
  };
}

interface Loaded {
  readonly root: Node;
  readonly run: (roots: object) => unknown;
  readonly reads: readonly string[];
  readonly steps: readonly Steps[];
  readonly loops: readonly string[];
  /** Keys of the facts that must be there for the library to run it; see `evaluate`. */
  readonly decisive: readonly (readonly string[])[];
}

function loadText(text: string): Loaded {
  const parsed = parseText(text);
  const root = parsed.ast;
  const steps = stepsOf(root);
  return {
    root,
    run: runnable(text, parsed),
    reads: factsRead(root),
    steps,
    loops: [...new Set(steps.flatMap(({ lists }) => lists))],
    decisive: unguardedFacts(root).map((path) => path.split(".")),
  };
}

/** An error of the library costs much more than a look at the facts, so missing ones are looked for first. */
function evaluate({ run, root, decisive }: Loaded, roots: object): Answer {
  if (decisive.some((keys) => isMissing(keys, roots))) return answerWithMissing(root, roots);
  try {
    return run(roots) === true ? TRUE : FALSE;
  } catch {
    return answerWithMissing(root, roots);
  }
}

function isMissing(keys: readonly string[], roots: object): boolean {
  let value: unknown = roots;
  for (const key of keys) {
    if (typeof value !== "object" || value === null) return true;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value === undefined;
}

function refuse(text: string, message: string): Compiled {
  return { ok: false, faults: [{ start: 0, end: text.length, message }] };
}

function faultOf(error: unknown, text: string): Fault {
  const { start = 0, end = text.length } = (error instanceof ParseError && error.range) || {};
  return { start, end, message: `is not a condition: ${reasonOf(error)}` };
}
