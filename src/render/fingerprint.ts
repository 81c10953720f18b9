/** A text to its hash. On its own, because what shows no hash, such as a review on a terminal, need not load it. */

import { hash } from "node:crypto";

/** SHA-256 as 64 hex digits. */
export function fingerprintOf(text: string): string {
  return hash("sha256", text, "hex");
}
