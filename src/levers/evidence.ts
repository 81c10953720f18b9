import type { Coefficient } from "../coefficients/coefficient.ts";
import type { LeverEvidence } from "./lever.ts";

/** A published figure, in a sentence. */
export function evidenceOf({ source, locator }: Coefficient, says: string): LeverEvidence {
  return { says, source, locator };
}
