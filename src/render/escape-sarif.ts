/**
 * Text of unknown origin to a message of SARIF, which is plain text with two exceptions: `[text](target)` is a
 * link, and `{0}` a placeholder. GitHub takes backquotes for code besides.
 */

import { shorten, visible } from "./visible-text.ts";

/** GitHub cuts descriptions of rules at 1,024 characters. */
const MOST = 1000;

/** One line. What escapes adds is not counted, but cannot make it longer than GitHub takes. */
export function escapeSarif(text: string, most = MOST): string {
  const line = shorten(visible(text), most);
  const whole = escaped(line);
  return whole.length <= MOST ? whole : escaped(shorten(line, Math.floor(most / 2)));
}

function escaped(line: string): string {
  return line
    .replaceAll("`", "'")
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/[{}]/g, "$&$&");
}
