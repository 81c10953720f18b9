/** A manifest's text to what is written where in it, and in which style; or to why nothing can be changed in it. */

import { checkText } from "../yaml/check-text.ts";
import type { Fault } from "../yaml/fault.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readValue } from "../yaml/read-value.ts";
import { type Node, nodesOf } from "./node.ts";
import { type Style, styleOf } from "./style.ts";

export interface Source {
  /** As it was given. */
  readonly whole: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly root: Node;
  readonly style: Style;
  /** Names of anchors that aliases repeat. */
  readonly repeated: ReadonlySet<string>;
}

/** Why something cannot be done, as a sentence without its capital and full stop. */
export interface Refusal {
  readonly refused: string;
}

export const isRefusal = (value: object): value is Refusal => "refused" in value;

export function openSource(given: string): Source | Refusal {
  const text = withoutMark(given);
  const unreadable = checkText(text);
  if (unreadable.length > 0) return refusalOf(unreadable);
  const read = readDocument(text);
  if (!read.ok) return refusalOf(read.faults);
  const { faults } = readValue(read.document);
  if (faults.length > 0) return refusalOf(faults);
  const root = nodesOf(read.document);
  return { whole: given, text, root, style: styleOf(text, root), repeated: aliasesIn(root) };
}

export const MARK = "\uFEFF";

export const withoutMark = (text: string): string =>
  text.startsWith(MARK) ? text.slice(MARK.length) : text;

const refusalOf = ([first]: readonly Fault[]): Refusal => ({
  refused: first === undefined ? "it cannot be read" : first.say().replace(/\.$/, ""),
});

function aliasesIn(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === "alias" && node.anchor !== undefined) names.add(node.anchor);
    for (const { value } of node.parts) visit(value);
  };
  visit(root);
  return names;
}
