/** A reply to one of the words that a question lets people choose from. */

import type { ReadValue } from "./number-value.ts";
import { type Unclear, unclear } from "./reply.ts";
import { endsHere, withoutLeadIn } from "./value.ts";

const LONGEST = 320;
const MOST_NAMED = 12;
const WORD_NEXT = /^[\p{L}\p{N}\p{M}_/@'’-]/u;

/** The choice with which the text begins, why it is unclear, or nothing. */
export function readChoice(
  text: string,
  choices: readonly string[],
): ReadValue | Unclear | undefined {
  const start = withoutLeadIn(text).replace(/^["“'‘]/, "");
  const value = longestAt(start, choices);
  if (value === undefined) return nearMiss(start, choices);
  const rest = start.slice(value.length).replace(/^["”'’]/, "");
  const [sentence = ""] = rest.split(/[.!?\n]|\bbecause\b/, 1);
  if (choices.some((other) => other !== value && holds(sentence, other))) return choose(choices);
  return endsHere(rest) ? { value, rest } : choose(choices);
}

/** The longest, so that one choice may begin with another. */
function longestAt(text: string, choices: readonly string[]): string | undefined {
  const start = fold(text.slice(0, LONGEST));
  return choices
    .filter(
      (one) => one !== "" && start.startsWith(fold(one)) && !WORD_NEXT.test(text.slice(one.length)),
    )
    .reduce<string | undefined>(
      (best, one) => (one.length > (best?.length ?? 0) ? one : best),
      undefined,
    );
}

function holds(text: string, choice: string): boolean {
  const [words, wanted] = [fold(text.slice(0, LONGEST)), fold(choice)];
  const at = words.indexOf(wanted);
  return (
    at >= 0 &&
    !WORD_NEXT.test(words.slice(at + wanted.length)) &&
    !/[a-z0-9]$/.test(words.slice(0, at))
  );
}

/** Same length as the text, so that positions hold. */
const fold = (text: string): string =>
  text.replace(/[A-Z]/g, (one) => one.toLowerCase()).replace(/[_ ]/g, "-");

/** A slip of the finger is named, never corrected. */
function nearMiss(text: string, choices: readonly string[]): Unclear | undefined {
  const word = /^[A-Za-z0-9_-]{1,60}/.exec(text)?.[0] ?? "";
  const near = choices.some((one) => isNear(fold(word), fold(one)));
  return near || /^\d{1,2}[.)]?$/.test(text) ? choose(choices) : undefined;
}

function choose(choices: readonly string[]): Unclear {
  const named = choices.slice(0, MOST_NAMED).join(", ");
  return unclear(`Begin with one of these words: ${named}.`);
}

function isNear(word: string, choice: string): boolean {
  const forgiven = Math.min(3, Math.floor(choice.length / 3));
  if (word.length < 3 || Math.abs(word.length - choice.length) > forgiven) return false;
  return errors(word, choice) <= forgiven;
}

/** Letters added, left out or changed. Both words are short. */
function errors(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
