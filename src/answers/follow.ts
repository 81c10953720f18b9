/** What was said of an item that is gone follows to the one that took its place, where that is certain. */

import { keyText, type QuestionKey, type Shown } from "../conversation/memory.ts";
import { keyOf, type Question, type Questions } from "./question.ts";

/** Something that was said or asked of an item. */
export interface Tied {
  readonly key: QuestionKey;
  readonly shown: Shown;
}

/**
 * One item was removed and one with equal facts added: the same check on the new one. `tied` is all that
 * was said or asked, so that two items which vanish together are not taken for one.
 */
export function followed(
  one: Tied,
  tied: readonly Tied[],
  questions: Questions,
): Question | undefined {
  if (questions.has(keyText(one.key))) return undefined;
  const vanished = tied.filter(
    (other) => isAlike(other, one) && !questions.has(keyText(other.key)),
  );
  if (new Set(vanished.map(({ key }) => key.item)).size > 1) return undefined;
  const alike = [...questions.values()].filter(
    (question) => isAlike({ key: question.key, shown: question.shown() }, one) && isAdded(question),
  );
  return alike.length === 1 ? alike[0] : undefined;
}

function isAlike(one: Tied, other: Tied): boolean {
  return (
    one.key.manifest === other.key.manifest &&
    one.key.check === other.key.check &&
    one.key.item.split("/")[0] === other.key.item.split("/")[0] &&
    one.shown.version === other.shown.version &&
    one.shown.facts === other.shown.facts
  );
}

/** An item that base has too took nobody's place. */
function isAdded({ key, manifest }: Question): boolean {
  const text = keyText(key);
  return !manifest
    .findingsOnBase()
    .some((finding) => keyText(keyOf(manifest.path, finding)) === text);
}
