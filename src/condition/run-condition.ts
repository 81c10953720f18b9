/** Runs condition texts that are known to be allowed, on plain facts. */

import { Environment, type ParseResult } from "@marcbachmann/cel-js";
import { hasArgument, loopOf, type Node, partsOf } from "./condition-tree.ts";
import { MOST_WRITTEN_OUT } from "./steps.ts";

/** Bounds of a condition's text. The parser refuses what exceeds them. */
export const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 24,
  maxListElements: MOST_WRITTEN_OUT,
  maxMapEntries: 8,
  maxCallArguments: 8,
} as const;
export const MOST_CHARACTERS = 500;

/** What a has() over more than one step looks like; no other text needs to be walked for one. */
const LONG_HAS = /\bhas\s*\([^()]*\.[^()]*\.[^()]*\)/;

let dynamic: Environment | undefined;
let roomy: Environment | undefined;

/** Parses without types. Throws the parser's error. */
export function parseText(text: string): ParseResult {
  dynamic ??= new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS });
  return dynamic.parse(text);
}

/** A function of the facts that throws when a fact that decides is missing. */
export function runnable(text: string, parsed = parseText(text)): (roots: object) => unknown {
  if (!LONG_HAS.test(text)) return parsed;
  const stepwise = withStepwiseHas(text, parsed.ast);
  // Written out, has() may need more nodes than an author may write.
  roomy ??= new Environment({
    unlistedVariablesAreDyn: true,
    limits: { ...LIMITS, maxAstNodes: 10_000, maxDepth: 250 },
  });
  return roomy.parse(stepwise);
}

/**
 * In CEL `has(it.replicas.min)` is an error when `it.replicas` is missing. Authors mean "no", so it
 * is run as `has(it.replicas) && has(it.replicas.min)`.
 */
export function withStepwiseHas(text: string, root: Node): string {
  let result = text;
  for (const { start, end, steps } of longHas(root).sort((a, b) => b.start - a.start))
    result = `${result.slice(0, start)}(${steps.join(" && ")})${result.slice(end)}`;
  return result;
}

function longHas(node: Node): { start: number; end: number; steps: string[] }[] {
  const asked = hasArgument(node);
  if (asked === undefined) {
    const loop = loopOf(node);
    const parts = loop === undefined ? partsOf(node) : [loop.list, loop.body];
    return parts.flatMap(longHas);
  }
  const names = selection(asked);
  if (names.length <= 2) return [];
  const steps = names.slice(2).map((_, index) => `has(${names.slice(0, index + 3).join(".")})`);
  return [
    { start: node.start, end: node.end, steps: [`has(${names.slice(0, 2).join(".")})`, ...steps] },
  ];
}

function selection(node: Node): string[] {
  if (node.op === "id") return [node.args];
  return node.op === "." ? [...selection(node.args[0]), node.args[1]] : [];
}
