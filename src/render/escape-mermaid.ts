/** Text of unknown origin to text inside a quoted label of a Mermaid diagram. */

import { shorten, visible } from "./visible-text.ts";

/** Kept as it is: letters, digits and a few marks that mean nothing to Mermaid inside a label. */
const HARMLESS = /[\p{L}\p{M}\p{N} ,/()+%…-]/u;
/** Mermaid reads a label as Markdown and refuses what starts like a list. */
const STARTS_A_LIST = /^[-+]/;

/**
 * All else becomes Mermaid's numbered entities, so no quote, tag, directive, link or
 * Markdown gets through. Its placeholders for entities contain symbols, so they cannot be forged either.
 */
export function escapeMermaid(text: string, most = 40): string {
  const line = shorten(visible(text), most);
  return Array.from(line, (one, index) =>
    HARMLESS.test(one) && !(index === 0 && STARTS_A_LIST.test(one))
      ? one
      : `#${one.codePointAt(0) ?? 0};`,
  ).join("");
}
