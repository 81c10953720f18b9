/** The key of a mapping to its text, or to what makes it no key. */

import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import { hasControl } from "./check-text.ts";
import { after, endOf, startOf } from "./document.ts";
import { excerpt, quote } from "./quote.ts";
import { resolveScalar } from "./resolve-scalar.ts";
import { pathKey, refuse, type Walk } from "./walk.ts";

export interface Key {
  /** As written, also when the key is refused. */
  readonly text: string;
  /** False for a key that is refused, repeated, or free for its author (`x-`). */
  readonly isUsed: boolean;
}

/** Reads the next event. Notes in `seen` at which index each key of the mapping stands. */
export function readKey(seen: Map<string, number>, walk: Walk): Key {
  const { document, next: index, positionAt } = walk;
  const event = document.events[index];
  walk.next = after(document.events, index);
  const text = textOfKey(event, index, walk);
  const wrong = whatIsWrong(event, text, walk);
  const first = seen.get(text);
  if (first === undefined) seen.set(text, index);
  if (wrong === undefined && first === undefined) {
    return { text, isUsed: !text.startsWith("x-") };
  }

  const repeated = () =>
    `this key is already on line ${positionAt(startOf(document, first ?? index)).line}. Keep one of the two.`;
  if (text !== "") walk.path.push(text);
  refuse(index, () => wrong ?? repeated(), walk);
  if (text !== "") walk.path.pop();
  return { text, isUsed: false };
}

function textOfKey(event: Event | undefined, index: number, { document }: Walk): string {
  if (event?.type === EVENT_ID.SCALAR) return document.textOf(event);
  return excerpt(document.text.slice(startOf(document, index), endOf(document, index)));
}

function whatIsWrong(event: Event | undefined, text: string, walk: Walk): string | undefined {
  if (event?.type !== EVENT_ID.SCALAR) {
    return "a key must be text. If this is a template such as {{ name }}, put all of it in quotes.";
  }
  if (event.anchorStart >= 0) return "an anchor must stand before a value, not before a key.";
  const unquoted =
    event.style === SCALAR_STYLE.PLAIN ? whatIsWrongUnquoted(event, text, walk) : undefined;
  if (unquoted !== undefined) return unquoted;
  if (FORBIDDEN.has(text)) return "this key is not allowed. Choose another name.";
  return hasControl(event, text) ? "a key must not contain control characters." : undefined;
}

function whatIsWrongUnquoted(event: ScalarEvent, text: string, walk: Walk): string | undefined {
  if (text === "") return 'a key is missing before ":".';
  if (text === "<<") {
    walk.incomplete.add(pathKey(walk.path));
    return "merge keys are not supported. Write the keys out, or repeat a whole value with an alias.";
  }
  const number = /^\d{1,15}$/.test(text) ? splitNumber(event, walk) : undefined;
  if (number !== undefined)
    return `a comma ends a value between braces. Write ${number} for this number.`;
  return resolveScalar(text) === text
    ? undefined
    : `a key must be text. Write it in quotes: ${quote(text)}.`;
}

// Names with a meaning of their own on every JavaScript object. `prototype` has one on functions only, and is a stage.
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor"]);

/**
 * The number that a comma has made a value and keys of, as in `{ units: 40,000 }` and `{ size: 1,5 }`. Groups
 * of three are thousands, unless they begin with a zero.
 */
function splitNumber(
  { valueStart, valueEnd }: ScalarEvent,
  { document }: Walk,
): string | undefined {
  const before = document.text.slice(Math.max(0, valueStart - 40), Math.max(0, valueStart));
  const after = document.text.slice(valueEnd, valueEnd + 40);
  const [, start] = /:\s*([-+]?\d+(?:,\d{3})*,)$/.exec(before) ?? [];
  if (start === undefined) return undefined;
  const end = /^(?:,\d{3}(?!\d))*/.exec(after)?.[0] ?? "";
  const written = `${start}${document.text.slice(valueStart, valueEnd)}${end}`;
  if (/^[-+]?[1-9]\d{0,2}(?:,\d{3})+$/.test(written)) return written.replaceAll(",", "");
  return /^[-+]?\d+,\d+$/.test(written) ? written.replace(",", ".") : undefined;
}
