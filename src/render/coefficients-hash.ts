import { allCoefficients } from "../coefficients/coefficients.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** SHA-256 of all coefficients that ship, for receipts and for the history. */
export function coefficientsHash(): string {
  return fingerprintOf(JSON.stringify(allCoefficients()));
}
