/** What widens a range most, and what would narrow it, in one clause. */

import type { DominantUncertainty } from "../estimate/result.ts";

/** `asText` and `asCode` escape: paths hold names that the manifest gives. */
export function narrowingText(
  { text, input, narrowedBy }: DominantUncertainty,
  asText: (text: string) => string,
  asCode: (path: string) => string,
): string {
  const narrower =
    input === undefined
      ? `what would narrow it: ${asText(narrowedBy)}`
      : `to narrow it, give ${asText(narrowedBy)} in ${asCode(input)}`;
  return `${asText(text)}; ${narrower}`;
}
