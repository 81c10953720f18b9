/** What the scorecard remembers: its numbered questions, what was said about any finding, and what could be waived. */

import { keyText, type QuestionMemory, writeMemory } from "../conversation/memory.ts";
import { type Ask, isNewlyAsked } from "./ask.ts";
import type { Considered } from "./consider.ts";
import { keyOf } from "./question.ts";

/** Most characters of a comment that are given to memory; the rest is for readers. */
const MOST_MEMORY = 14_000;

/** One hidden line. What does not fit can still be answered once the question is shown. */
export function scorecardMemory(asks: readonly Ask[], { review }: Considered): string {
  const asked = asks
    .filter(({ number, memory }) => number !== undefined || memory.heard.length > 0)
    .map((ask) => ({ ...ask.memory, asked: ask.memory.asked || isNewlyAsked(ask) }));
  const known = new Set(asked.map(({ key }) => keyText(key)));
  const failing = review.manifests.flatMap((one) =>
    one.state === "reviewed"
      ? one.gate.blocking.map((finding) => ({ key: keyOf(one.path, finding), finding }))
      : [],
  );
  const waivable = failing
    .filter(({ key }) => !known.has(keyText(key)))
    .map(
      ({ key, finding }): QuestionMemory => ({
        key,
        number: undefined,
        since: 0,
        shown: finding.hashes(),
        heard: [],
        asked: false,
        reopened: false,
      }),
    );
  return fitting([...asked, ...waivable]);
}

/** First the names of single facts go, which only explain; then what nobody has spoken to, the last first. */
function fitting(memories: readonly QuestionMemory[]): string {
  const whole = writeMemory(memories);
  if (whole.length <= MOST_MEMORY) return whole;
  const slim = memories.map((one) =>
    one.heard.length > 0 ? one : { ...one, shown: { ...one.shown, fields: {} } },
  );
  const kept = [...slim];
  while (kept.length > 0 && writeMemory(kept).length > MOST_MEMORY) {
    const at = kept.findLastIndex(({ heard }) => heard.length === 0);
    kept.splice(at === -1 ? kept.length - 1 : at, 1);
  }
  return writeMemory(kept);
}
