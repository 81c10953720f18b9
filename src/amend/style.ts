/** How the author of a file writes YAML, so that what is added looks like the rest. */

import type { Node, Part } from "./node.ts";

export interface Style {
  /** Spaces from a key to the keys below it. */
  readonly indent: number;
  /** Spaces from a key to the hyphens of its list; often none. */
  readonly listIndent: number;
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly spacedBraces: boolean;
  /** `[ a ]` rather than `[a]`. */
  readonly spacedBrackets: boolean;
  /** All texts and keys are in double quotes. */
  readonly json: boolean;
}

export function styleOf(text: string, root: Node): Style {
  const seen: Seen = {};
  look(root, undefined, text, seen);
  const { indent = 2 } = seen;
  const { listIndent = indent, braces = true, brackets = false } = seen;
  return {
    indent: Math.min(Math.max(indent, 1), 8),
    listIndent: Math.min(Math.max(listIndent, 0), 8),
    spacedBraces: braces,
    spacedBrackets: brackets,
    json: root.style === "flow" && root.parts[0]?.key?.style === "double",
  };
}

/** What the first of each kind looks like. */
interface Seen {
  indent?: number;
  listIndent?: number;
  braces?: boolean;
  brackets?: boolean;
}

function look(node: Node, key: Node | undefined, text: string, seen: Seen): void {
  if (node.parts.length === 0) return;
  if (node.style === "flow") noteBrackets(node, /\s/.test(text.charAt(node.start + 1)), seen);
  else if (key !== undefined)
    noteIndent(node, columnOf(text, node.start) - columnOf(text, key.start), seen);
  for (const part of node.parts) look(part.value, part.key, text, seen);
}

function noteBrackets({ kind }: Node, isSpaced: boolean, seen: Seen): void {
  if (kind === "mapping") seen.braces ??= isSpaced;
  else seen.brackets ??= isSpaced;
}

function noteIndent({ kind }: Node, indent: number, seen: Seen): void {
  if (kind === "mapping") seen.indent ??= indent;
  else seen.listIndent ??= indent;
}

/** Characters before this one on its line. */
export function columnOf(text: string, at: number): number {
  return at === 0 ? 0 : at - 1 - text.lastIndexOf("\n", at - 1);
}

/** Where the line of this character ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return text.charAt(end - 1) === "\r" && end > at ? end - 1 : end;
}

/** The last of the parts that are written on the line on which their collection begins. */
export function lastOnFirstLine(text: string, { start, parts }: Node): Part | undefined {
  const end = lineEnd(text, start);
  return parts.findLast(({ value }) => value.end <= end);
}
