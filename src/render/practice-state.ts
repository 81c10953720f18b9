/** How a practice stands, in words and with a symbol that needs no colour. */

import type { PracticeRow } from "../score/score.ts";

export interface PracticeState {
  readonly symbol: "✓" | "✗" | "?" | "!" | "–";
  readonly words: string;
}

/** The worst of its outcomes decides the symbol; the words count what is left to do. */
export function practiceState({ counts, tally }: PracticeRow): PracticeState {
  const { fail, question, error, pass, accepted, waived } = counts;
  const parts = [
    ...(fail > 0 ? [`${fail} to fix`] : []),
    ...(error > 0 ? [`${error} not evaluated`] : []),
    ...(question > 0 ? [`${question} open`] : []),
  ];
  const words = parts.join(", ");
  if (fail > 0) return { symbol: "✗", words };
  if (error > 0) return { symbol: "!", words };
  if (question > 0) return { symbol: "?", words };
  // Its questions wait for data that a question of another practice asks for.
  if (tally.applicable > tally.decided) return { symbol: "?", words: "asked elsewhere" };
  if (waived > 0) return { symbol: "✓", words: `met, ${waived} waived` };
  if (pass + accepted > 0) return { symbol: "✓", words: "met" };
  return { symbol: "–", words: "does not apply" };
}
