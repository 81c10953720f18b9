/** Raw text to the faults that make reading it as YAML pointless: its size and its characters. */

import { SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import type { Fault } from "./fault.ts";
import { LIMITS } from "./limits.ts";

export function checkText(text: string): readonly Fault[] {
  const size = sizeUpTo(LIMITS.bytes, text);
  if (size > LIMITS.bytes) return [{ at: 0, say: () => TOO_LARGE }];

  const notText = text.search(/[\0\uFFFD]/);
  if (notText >= 0) return [{ at: notText, say: () => NOT_UTF8 }];

  const controls = [...text.matchAll(CONTROL)];
  return controls.map(({ index, 0: char }) => ({
    at: index,
    say: () => (char === "\r" ? LONE_RETURN : `the character ${char} is not allowed. Remove it.`),
  }));
}

/** A text that carries bytes of another encoding. */
export const NOT_UTF8 = "the file must be UTF-8 text. Save it again with that encoding.";

const TOO_LARGE = "the file is larger than 1 MiB, the limit. Split it or leave data out of it.";

const LONE_RETURN = "a carriage return must be followed by a line feed. End lines with LF or CRLF.";

// Tab, line feed and carriage return with line feed are all the controls that YAML text needs.
// A byte order mark after the first character is left over from files that were joined.
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
const CONTROL = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uFEFF\uFFFE\uFFFF]|\r(?!\n)|\p{Surrogate}/gu;

/** Escape sequences in double quotes can bring in what may not stand in the text itself. */
export function hasControl({ style, fast }: ScalarEvent, value: string): boolean {
  if (fast || style !== SCALAR_STYLE.DOUBLE_QUOTED) return false;
  return /(?![\t\n\r])[\p{Cc}\p{Surrogate}]/u.test(value);
}

function sizeUpTo(limit: number, text: string): number {
  if (text.length > limit || text.length * 3 <= limit) return text.length;
  return new TextEncoder().encode(text).length;
}
