/** The key of a mapping to its text, or to what makes it no key. */

import { isScalar, type ParsedNode, Scalar } from "yaml";
import { hasControl } from "./check-text.ts";
import { excerpt, quote } from "./quote.ts";
import { resolveScalar } from "./resolve-scalar.ts";
import { pathKey, refuse, type Walk } from "./walk.ts";

export interface Key {
  /** As written, also when the key is refused. */
  readonly text: string;
  /** False for a key that is refused, repeated, or free for its author (`x-`). */
  readonly isUsed: boolean;
}

/** Notes in `offsets` where each key of the mapping stands. */
export function readKey(node: ParsedNode, offsets: Map<string, number>, walk: Walk): Key {
  const [at, end] = node.range;
  const text = isScalar(node) ? String(node.value) : excerpt(walk.text.slice(at, end));
  const wrong = whatIsWrong(node, text, walk);
  const first = offsets.get(text);
  offsets.set(text, first ?? at);
  if (wrong === undefined && first === undefined) {
    return { text, isUsed: !text.startsWith("x-") };
  }

  const { positionAt } = walk;
  if (text !== "") walk.path.push(text);
  refuse(
    at,
    () =>
      wrong ?? `this key is already on line ${positionAt(first ?? 0).line}. Keep one of the two.`,
    walk,
  );
  if (text !== "") walk.path.pop();
  return { text, isUsed: false };
}

function whatIsWrong(node: ParsedNode, text: string, walk: Walk): string | undefined {
  if (!isScalar(node)) {
    return "a key must be text. If this is a template such as {{ name }}, put all of it in quotes.";
  }
  if (node.anchor) return "an anchor must stand before a value, not before a key.";
  if (node.type === Scalar.PLAIN) {
    if (text === "") return 'a key is missing before ":".';
    if (text === "<<") {
      walk.incomplete.add(pathKey(walk.path));
      return "merge keys are not supported. Write the keys out, or repeat a whole value with an alias.";
    }
    if (resolveScalar(text) !== text)
      return `a key must be text. Write it in quotes: ${quote(text)}.`;
  }
  if (FORBIDDEN.has(text)) return "this key is not allowed. Choose another name.";
  return hasControl(text) ? "a key must not contain control characters." : undefined;
}

// Names with a meaning of their own on every JavaScript object. `prototype` has one on functions only, and is a stage.
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor"]);
