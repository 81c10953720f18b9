/**
 * Why a condition has no answer: which missing facts decide. "a && b" is false when b is, however
 * unknown a is; so a fact is only asked for when the answer hangs on it.
 */

import { hasArgument, type Loop, loopOf, type Node, partsOf } from "./condition-tree.ts";
import { evaluateNode, fieldOf, itemNamed, type Names } from "./evaluate-node.ts";

export type Answer =
  | { readonly is: "true" | "false" }
  /** Missing facts by their place, such as "it.task" or "models[2].params_b". */
  | { readonly is: "missing"; readonly facts: readonly string[] }
  | { readonly is: "error"; readonly because: string };

/** The answers of most evaluations, made once. */
export const TRUE: Answer = { is: "true" };
export const FALSE: Answer = { is: "false" };

interface Found {
  readonly value: unknown;
  readonly place: string;
}

export function answerWithMissing(root: Node, roots: object): Answer {
  return answer(root, { roots });
}

function answer(node: Node, around: Names): Answer {
  switch (node.op) {
    case "&&":
      return combine(
        "false",
        node.args.map((arg) => answer(arg, around)),
      );
    case "||":
      return combine(
        "true",
        node.args.map((arg) => answer(arg, around)),
      );
    case "!_":
      return negate(answer(node.args, around));
    case "?:":
      return choose(node.args, around);
    default: {
      const loop = loopOf(node);
      const each = loop === undefined ? undefined : answersOfItems(loop, around);
      if (each === undefined) return answerLeaf(node, around);
      return combine(loop?.name === "all" ? "false" : "true", each);
    }
  }
}

/** The answer that settles an "and" or an "or" wins over what is missing elsewhere. */
function combine(settles: "true" | "false", answers: readonly Answer[]): Answer {
  const settled = answers.find(({ is }) => is === settles);
  if (settled !== undefined) return settled;
  const facts = answers.flatMap((each) => (each.is === "missing" ? each.facts : []));
  if (facts.length > 0) return { is: "missing", facts: [...new Set(facts)] };
  const error = answers.find(({ is }) => is === "error");
  return error ?? (settles === "true" ? FALSE : TRUE);
}

function negate(answer: Answer): Answer {
  if (answer.is === "true") return FALSE;
  return answer.is === "false" ? TRUE : answer;
}

function choose([condition, yes, no]: readonly [Node, Node, Node], around: Names): Answer {
  const decided = answer(condition, around);
  if (decided.is === "true") return answer(yes, around);
  return decided.is === "false" ? answer(no, around) : decided;
}

/** One answer per item of `all` and `exists` over a list that is there; undefined for other loops. */
function answersOfItems(loop: Loop, around: Names): readonly Answer[] | undefined {
  if (loop.name !== "all" && loop.name !== "exists") return undefined;
  const found = find(loop.list, around);
  if (found === undefined || !Array.isArray(found.value)) return undefined;
  return found.value.map((item, index) =>
    answer(loop.body, within(around, loop.variable, item, `${found.place}[${index}]`)),
  );
}

function answerLeaf(node: Node, around: Names): Answer {
  // Where every part is needed, what is missing is known without running anything.
  const missing = isStrict(node) ? missingIn(node, around) : [];
  if (missing.length > 0) return { is: "missing", facts: [...new Set(missing)] };
  const value = evaluateNode(node, around);
  if (value !== undefined) return value === true ? TRUE : FALSE;
  const facts = missingIn(node, around);
  return facts.length > 0 ? { is: "missing", facts: [...new Set(facts)] } : NO_VALUE;
}

const NO_VALUE: Answer = {
  is: "error",
  because: "its arithmetic has no result: a whole number is divided by 0, or too large",
};

function isStrict(node: Node): boolean {
  const lazy = node.op === "?:" || node.op === "&&" || node.op === "||";
  return !lazy && loopOf(node) === undefined && partsOf(node).every(isStrict);
}

/** Places of facts that a part reads outside of `has()` and that are missing. */
function missingIn(node: Node, around: Names): readonly string[] {
  if (hasArgument(node) !== undefined) return [];
  if (node.op === "id" || node.op === ".") {
    const found = find(node, around);
    return found !== undefined && found.value === undefined ? [found.place] : [];
  }
  const loop = loopOf(node);
  if (loop === undefined) return partsOf(node).flatMap((part) => missingIn(part, around));
  return [...missingIn(loop.list, around), ...missingInBody(loop, around)];
}

function missingInBody(loop: Loop, around: Names): readonly string[] {
  const found = find(loop.list, around);
  // What filter and map make has no place of its own: only other facts of the body are looked at.
  if (found === undefined || !Array.isArray(found.value))
    return missingIn(loop.body, within(around, loop.variable, undefined, undefined));
  return found.value.flatMap((item, index) =>
    missingIn(loop.body, within(around, loop.variable, item, `${found.place}[${index}]`)),
  );
}

/** What a chain of selections leads to; undefined when it is no chain, or starts at something without a place. */
function find(node: Node, around: Names): Found | undefined {
  if (node.op === "id") {
    const name = node.args;
    const item = itemNamed(name, around);
    if (item === undefined) return { value: fieldOf(around.roots, name), place: name };
    return item.place === undefined ? undefined : { value: item.value, place: item.place };
  }
  if (node.op !== ".") return undefined;
  const parent = find(node.args[0], around);
  if (parent === undefined) return undefined;
  const name = node.args[1];
  return { value: fieldOf(parent.value, name), place: `${parent.place}.${name}` };
}

function within(
  { roots, item: outer }: Names,
  variable: string,
  value: unknown,
  place: string | undefined,
): Names {
  return { roots, item: { variable, value, place, outer } };
}
