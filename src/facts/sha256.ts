/** A text to its hash. On its own, because what reads no hash, such as a review on a terminal, need not load it. */

import { hash } from "node:crypto";

/** 64 hex digits. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
