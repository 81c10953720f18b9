/** A receipt with the hash of itself, and as text: equal receipts are equal byte for byte. */

import { canonicalJson } from "../facts/hash-facts.ts";
import { sha256 } from "../facts/sha256.ts";
import { printedJson } from "../render/printed-json.ts";
import type { Receipt } from "./receipt-schema.ts";

export function seal(open: Omit<Receipt, "sha256">): Receipt {
  return { ...open, sha256: hashOf(open) };
}

/** The hash that a receipt should hold. */
export function sealOf({ sha256: _, ...open }: Receipt): string {
  return hashOf(open);
}

export function renderReceipt(receipt: Receipt): string {
  return [...printedJson(receipt)].join("");
}

/** SHA-256 of a value as canonical JSON, in the manner of RFC 8785. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
