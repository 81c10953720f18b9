/** Condition text to a tree, with the CEL library's parser. Nothing else of a review needs the library. */

import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import type { Node } from "./condition-tree.ts";
import { type Fault, forbidden } from "./permitted.ts";
import { MOST_WRITTEN_OUT } from "./steps.ts";

/** Bounds of a condition's text. The parser refuses what exceeds them. */
export const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 24,
  maxListElements: MOST_WRITTEN_OUT,
  maxMapEntries: 8,
  maxCallArguments: 8,
} as const;
const MOST_CHARACTERS = 500;

type ParsedText =
  | { readonly ok: true; readonly tree: Node }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks a text against the rules of conditions, without types. */
export function parseCondition(text: string): ParsedText {
  if (text.length > MOST_CHARACTERS) {
    const message = `must not have more than ${MOST_CHARACTERS} characters`;
    return { ok: false, faults: [{ start: 0, end: text.length, message }] };
  }
  try {
    const root = parseText(text);
    const faults = forbidden(root);
    return faults.length > 0 ? { ok: false, faults } : { ok: true, tree: plainTree(root) };
  } catch (error) {
    return { ok: false, faults: [faultOf(error, text)] };
  }
}

let environment: Environment | undefined;

/** Throws the parser's error. */
function parseText(text: string): ASTNode {
  environment ??= new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS });
  return environment.parse(text).ast;
}

function plainTree({ op, args, start, end }: ASTNode): Node {
  if (typeof args === "bigint") return { op: "int", args: String(args), start, end };
  return { op, args: plainOperand(args), start, end } as Node;
}

function plainOperand(operand: unknown): unknown {
  if (Array.isArray(operand)) return operand.map(plainOperand);
  return typeof operand === "object" && operand !== null ? plainTree(operand as ASTNode) : operand;
}

function faultOf(error: unknown, text: string): Fault {
  const { start = 0, end = text.length } = (error instanceof ParseError && error.range) || {};
  return { start, end, message: `is not a condition: ${reasonOf(error)}` };
}

/** The first line of an error of the library: the rest draws the text with a pointer. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
