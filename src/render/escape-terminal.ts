/** Text of unknown origin to text for a terminal or a log. */

import { shorten, visible } from "./visible-text.ts";

/** Longest text, in characters, that a caller gets without asking for more. */
const USUAL_LENGTH = 1000;

/**
 * One line without control sequences. A GitHub runner reads commands from what a step prints: a line
 * that begins with two colons, or `##[` anywhere; wrapping can put any word at the start of a line.
 * No more than two colons stay together, so that a word can be broken without two of them in front.
 */
export function escapeTerminal(text: string, most = USUAL_LENGTH): string {
  return shorten(visible(text), most)
    .replace(/:(?=::)|(?<=^|\s):(?=:)/g, "\\u{3a}")
    .replaceAll("##[", "#\\u{23}[");
}
