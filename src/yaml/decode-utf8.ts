/** Bytes of a file to its text, or to the place where they stop being UTF-8. */

import { NOT_UTF8 } from "./check-text.ts";
import { listProblems } from "./fault.ts";
import type { Problem } from "./parse-yaml.ts";

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A byte order mark is left out of the text, so that columns count from the first character. */
export function decodeUtf8(file: string, bytes: Uint8Array): Decoded {
  const refuse = (text: string, at: number, message: string): Decoded => ({
    ok: false,
    problems: listProblems(file, text, [{ at, say: () => message }]),
  });
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return refuse("", 0, UTF16);
  }
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder("utf-8").decode(bytes);
    return refuse(text, text.indexOf("\uFFFD"), NOT_UTF8);
  }
}

const UTF16 = "the file is UTF-16, and must be UTF-8 text. Save it again with that encoding.";

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
