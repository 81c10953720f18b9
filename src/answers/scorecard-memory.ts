/** What the scorecard remembers: its numbered questions, what was said about any finding, and what could be waived. */

import { keyText, type QuestionMemory, writeMemory } from "../conversation/memory.ts";
import { decidable } from "../review/review-manifest.ts";
import type { Ask } from "./ask.ts";
import type { Considered } from "./consider.ts";
import { keyOf } from "./question.ts";

/** Most characters of a comment that are given to memory; the rest is for readers. */
const MOST_MEMORY = 14_000;

/**
 * One hidden line. What does not fit can still be answered once the question is shown. `announced`: whether
 * the people who are asked now have been told.
 */
export function scorecardMemory(
  asks: readonly Ask[],
  { review, decisions }: Considered,
  announced = true,
): string {
  const asked = asks
    .filter(({ number, memory }) => number !== undefined || memory.heard.length > 0)
    .map((ask) => ({ ...ask.memory, asked: ask.memory.asked || isTold(ask, announced) }));
  const known = new Set(asked.map(({ key }) => keyText(key)));
  const failing = review.manifests.flatMap((one) =>
    (decidable(one)?.gate.blocking ?? []).map((finding) => ({
      key: keyOf(one.path, finding),
      finding,
    })),
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
  const counts = ({ key }: QuestionMemory) =>
    decisions.get(keyText(key))?.voices.some(({ standing }) => standing.counts) === true;
  return fitting([...asked, ...waivable], counts);
}

/** Who has a thread was told when it was begun. */
function isTold({ thread }: Ask, announced: boolean): boolean {
  return thread === "new" ? announced : thread !== undefined;
}

/**
 * First the names of single facts go, which only explain; then what nobody has spoken to, and what nobody
 * with a say has, the last first: whoever may comment could crowd out the answers of others.
 */
function fitting(
  memories: readonly QuestionMemory[],
  counts: (memory: QuestionMemory) => boolean,
): string {
  const whole = writeMemory(memories);
  if (whole.length <= MOST_MEMORY) return whole;
  const kept = memories.map((one) =>
    counts(one) ? one : { ...one, shown: { ...one.shown, fields: {} } },
  );
  while (kept.length > 0 && writeMemory(kept).length > MOST_MEMORY) {
    const unheard = kept.findLastIndex(({ heard }) => heard.length === 0);
    const idle = unheard === -1 ? kept.findLastIndex((one) => !counts(one)) : unheard;
    kept.splice(idle === -1 ? kept.length - 1 : idle, 1);
  }
  return writeMemory(kept);
}
