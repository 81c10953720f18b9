/**
 * A comment's body to what its author says in it: without quotes, code blocks, folded and hidden parts.
 * Inline code stays between two marks, so that a reply can unwrap it and a command cannot hide in it.
 */

import { ownLines } from "./own-lines.ts";
import { BOUNDS } from "./reply.ts";
import { shownInline } from "./shown-inline.ts";

/** Whatever a reader cannot see, and characters that we use as marks. Line ends and tabs stay. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;
/** More marks than any script stacks on a letter; ordering them costs more than they are worth. */
const STACKED_MARKS = /(?<=\p{M}{4})\p{M}+/gu;
const LINE_END = /\r\n?/g;
const OTHER_SPACES = /[\u0085\u2028\u2029\v\f]/g;

export function ownWords(body: string): string {
  const text = body
    .slice(0, BOUNDS.body)
    .replace(LINE_END, "\n")
    .replace(OTHER_SPACES, " ")
    .replace(INVISIBLE, "")
    .replace(STACKED_MARKS, "")
    .normalize("NFC");
  return shownInline(ownLines(text.split("\n")).join("\n"));
}
