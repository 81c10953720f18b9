/** Whether what follows an answer takes it back, hangs it on a condition, or answers once more. */

import {
  ARTICLES,
  CONDITIONS,
  FILLERS,
  HEDGES,
  MAYBES,
  NO_NAMES,
  REASON_STARTS,
  RESTRICTIONS,
  RETRACTIONS,
  type Stance,
} from "./answer-words.ts";
import type { Clause } from "./clauses.ts";
import type { Verdict } from "./reply.ts";
import { stanceOf } from "./stance.ts";

export const ASKED_BACK = "It ends with a question mark. Write the answer as a statement.";
const TWO_ANSWERS = "It holds more than one answer, or takes one back. Write the one that holds.";
const CONDITION =
  "A condition is not an answer yet. Write the answer that holds today, and the reason after because.";
const IRONY = "An emoji puts it in doubt. Write the answer in words.";

const DENIALS = /'t$|^not$|^cannot$|^never$|^no$/;
const TAG_WORDS =
  /^(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would)(?:n't)?$|^(?:not|can't|cannot|won't)$/;
const PRONOUNS = new Set(["we", "i", "it", "they", "he", "she", "that", "this"]);
const NEGATIVE_EMOJI = /^(?:👎|❌|🚫|✖|⛔|🔴|:-1:|:thumbsdown:|:x:|:no_entry:)$/u;
const POSITIVE_EMOJI =
  /^(?:👍|✅|✔|☑|💯|🟢|\+1|:\+1:|:thumbsup:|:white_check_mark:|:heavy_check_mark:)$/u;
const IRONIC_EMOJI =
  /^(?:🤔|🙃|😏|😜|🤷|🤨|😉|🤪|🙄|😂|🤣|:thinking:|:upside_down_face:|:smirk:|:shrug:|:wink:|:joy:|:roll_eyes:)$/u;
/** The number of a question in a digest: a second one belongs on a line of its own. */
const QUESTION_NUMBER = /^q\d{1,3}$/;

/** Why the answer does not stand, from the clauses that follow it and the emoji around; or nothing. */
export function doubtIn(
  rest: readonly Clause[],
  emoji: readonly string[],
  answer: Verdict | "value",
): string | undefined {
  if (emojiDoubts(emoji, answer)) return IRONY;
  const words = wordsInOrder(rest);
  const holds = (phrase: string) => words.includes(` ${phrase} `);
  if (RETRACTIONS.some(holds)) return TWO_ANSWERS;
  if (answer !== "value" && HEDGES.some(holds)) return CONDITION;
  return answersTwice(rest, answer) ?? hangsOn(rest, answer);
}

function emojiDoubts(emoji: readonly string[], answer: Verdict | "value"): boolean {
  return emoji.some(
    (one) =>
      IRONIC_EMOJI.test(one) ||
      (answer !== "no" && NEGATIVE_EMOJI.test(one)) ||
      (answer === "no" && POSITIVE_EMOJI.test(one)),
  );
}

/** Each clause in one text with bars between, so that no phrase reaches from one into the next. */
function wordsInOrder(clauses: readonly Clause[]): string {
  return ` ${clauses.map(({ words }) => words.join(" ")).join(" | ")} `;
}

function answersTwice(clauses: readonly Clause[], answer: Verdict | "value"): string | undefined {
  for (const [index, clause] of clauses.entries()) {
    const bare = { ...clause, words: withoutFillers(clause.words) };
    if (QUESTION_NUMBER.test(bare.words[0] ?? "")) return TWO_ANSWERS;
    const stance = stanceOf(bare, clauses[index + 1])?.stance;
    if (stance !== undefined && contradicts(stance, answer)) return TWO_ANSWERS;
    if (answer !== "value" && deniesBriefly(bare.words, answer)) return TWO_ANSWERS;
  }
  return undefined;
}

function contradicts(stance: Stance, answer: Verdict | "value"): boolean {
  return stance !== "doubtful" && stance !== answer;
}

function withoutFillers(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !FILLERS.has(word));
  return start < 0 ? [] : words.slice(start);
}

/** "Yes, we don't" and "no, it is": a short clause that says the opposite. */
function deniesBriefly(words: readonly string[], answer: Verdict): boolean {
  const [pronoun = "", ...rest] = words;
  if (!PRONOUNS.has(pronoun) || rest.length === 0 || rest.length > 3) return false;
  if (!rest.every((word) => TAG_WORDS.test(word))) return false;
  const denied = rest.some((word) => DENIALS.test(word));
  return answer === "yes" ? denied : answer === "no" && !denied;
}

/** Before the reason begins, every word counts; after it, only how later sentences begin. */
function hangsOn(clauses: readonly Clause[], answer: Verdict | "value"): string | undefined {
  let reasoned = false;
  for (const [index, { words, startsSentence }] of clauses.entries()) {
    reasoned ||= index > 0 && startsSentence;
    const counts = startsSentence || !reasoned;
    if (counts && opensRestriction(words, answer)) return CONDITION;
    const because = words.findIndex((word) => REASON_STARTS.has(word));
    if (!reasoned && holdsCondition(words, because)) return CONDITION;
    reasoned ||= because >= 0;
  }
  return undefined;
}

function holdsCondition(words: readonly string[], because: number): boolean {
  const before = because < 0 ? words : words.slice(0, because);
  return before.some((word) => CONDITIONS.has(word));
}

function opensRestriction(words: readonly string[], answer: Verdict | "value"): boolean {
  const [word] = words;
  if (word === undefined || (answer === "no" && namesWhoElse(words))) return false;
  return CONDITIONS.has(word) || restricts(word, answer);
}

/** "No, only the vendor can" says who does, and leaves the no as it is. */
function namesWhoElse(words: readonly string[]): boolean {
  const [only, ...rest] = words;
  const verb = rest.at(-1) ?? "";
  const [first, ...others] = rest.slice(0, -1);
  const names = first !== undefined && ARTICLES.has(first) ? others : rest.slice(0, -1);
  const isName = (word: string) => /^[a-z][a-z-]+$/.test(word) && !NO_NAMES.has(word);
  return (
    only === "only" &&
    ACTS.test(verb) &&
    names.length > 0 &&
    names.length <= 2 &&
    names.every(isName)
  );
}

const ACTS = /^(?:can|could|may|do|does|did|is|are|has|have|will)$/;

/** "No, not yet" is a no. "Yes, not yet" is nothing. */
function restricts(word: string, answer: Verdict | "value"): boolean {
  if (MAYBES.has(word)) return answer !== "value";
  if (!RESTRICTIONS.has(word)) return false;
  return answer === "yes" || !/^(?:not|nicht|pas)$/.test(word);
}
