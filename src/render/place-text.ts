/** Where findings stand, as `architecture.yaml:34, 43 and 2 more lines`. */

import { codeSpan } from "./escape-markdown.ts";

const MOST_LINES = 3;

export function placeText(path: string, findings: readonly { readonly line: number }[]): string {
  const lines = [...new Set(findings.map(({ line }) => line))];
  const more = lines.length - MOST_LINES;
  const named = codeSpan(`${path}:${lines.slice(0, MOST_LINES).join(", ")}`);
  return more > 0 ? `${named} and ${more} more` : named;
}
