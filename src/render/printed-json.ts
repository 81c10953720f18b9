/** A value to JSON as it is printed: indented, in pieces, and harmless on a terminal and in the log of a runner. */

import { jsonPieces } from "./json-pieces.ts";
import { visibleJson } from "./visible-text.ts";

/** With a final line break. */
export function* printedJson(value: unknown): Generator<string> {
  // A runner reads `##[` anywhere in a log as a command. It can only stand inside a string here, which is in one piece.
  for (const piece of jsonPieces(value)) yield visibleJson(piece.replaceAll("##[", "#\\u0023["));
  yield "\n";
}
