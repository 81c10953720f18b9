/** What to write instead, by what a question asks for. Sentences of ours, and words of the question. */

import { example } from "./number-value.ts";
import type { Expected } from "./reply.ts";

export function hintFor({ kind, type, unit, choices, proposed }: Expected): string {
  const accept = proposed === undefined ? "" : ", or yes to accept what is proposed";
  switch (kind) {
    case "yes-no":
      return "Begin with yes, no or n/a, then because and the reason.";
    case "reason":
      return "Give the reason in a sentence that begins with because.";
    case "choice":
      return `Begin with one of these words: ${(choices ?? []).slice(0, 12).join(", ")}${accept}.`;
    case "value":
      return valueHint(type, unit, accept);
  }
}

function valueHint(type: Expected["type"], unit: string | undefined, accept: string): string {
  switch (type) {
    case "number":
      return `Write ${example(unit)}${accept}.`;
    case "date":
      return `Write the day as in 2026-11-22${accept}.`;
    case "bool":
      return "Write true or false.";
    case "text":
      return `Write the value after the word value and a colon${accept}.`;
    case undefined:
      return "This value goes into the manifest. A reply can only say n/a and why.";
  }
}
