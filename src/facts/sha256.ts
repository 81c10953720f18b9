/** A text to its hash. On its own, because what reads no hash, such as a review on a terminal, need not load it. */

import { createHash, hash } from "node:crypto";

/** 64 hex digits. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** The same of a text in pieces, which is never held as a whole. */
export function sha256OfPieces(pieces: Iterable<string>): string {
  const sum = createHash("sha256");
  for (const piece of pieces) sum.update(piece);
  return sum.digest("hex");
}
