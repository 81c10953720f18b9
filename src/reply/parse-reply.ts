/** A reply in the thread of a question to what it says. What is not plainly an answer is never taken for one. */

import { REASON_STARTS } from "./answer-words.ts";
import { readChoice } from "./choice.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { ASKED_BACK, doubtIn } from "./doubt.ts";
import { groundsIn } from "./grounds.ts";
import { hintFor } from "./hints.ts";
import type { ReadValue } from "./number-value.ts";
import { readReassignment } from "./reassign.ts";
import { type Expected, type Reply, type Unclear, unclear, type Verdict } from "./reply.ts";
import { type Said, saidIn } from "./said.ts";
import { type Found, stanceOf } from "./stance.ts";
import { proposedValue, readValue } from "./value.ts";

const DISCUSSION: Reply = { is: "discussion" };
/** "!yes" is not yes. */
const BEGINS_WITH_WORD = /^\p{L}/u;
const LEAST_REASON_WORDS = 2;

/** `on` is the day of the comment, as YYYY-MM-DD. */
export function parseReply(body: string, expected: Expected, on: string): Reply {
  const said = saidIn(body);
  if (said.boxed) return unclear(`A ticked box is not read. ${hintFor(expected)}`);
  if (said.text === "") {
    return said.emoji.length > 0
      ? unclear(`An emoji is not read. ${hintFor(expected)}`)
      : DISCUSSION;
  }
  if (/^[+-]1[.!]?$/.test(said.text)) return unclear(hintFor(expected));
  const found = BEGINS_WITH_WORD.test(said.text)
    ? stanceOf(said.clauses[0], said.clauses[1])
    : undefined;
  const handed = readReassignment(said.addressed, on);
  if (handed !== undefined) return reassigned(handed, found);
  return readAnswer(said, found, expected);
}

/** "No, ask @otto" both answers and does not. */
function reassigned(handed: Reply, found: Found | undefined): Reply {
  const answers = found !== undefined && found.stance !== "unknown" && found.stance !== "doubtful";
  if (!answers) return handed;
  return unclear("It both answers and hands the question over. Write only the one that is meant.");
}

function readAnswer(said: Said, found: Found | undefined, expected: Expected): Reply {
  const asked = askedFor(said, said.text, expected);
  if (asked !== undefined && (found === undefined || isOwnWord(asked, expected)))
    return toReply(said, asked);
  if (found === undefined) return readReason(said, expected);
  switch (found.stance) {
    case "unknown":
      return unclear(
        `If somebody else knows, write: ask @name by Friday. If not: ${hintFor(expected)}`,
      );
    case "doubtful":
      return unclear(hintFor(expected));
    default:
      return readVerdict(said, found.stance, found.length, expected);
  }
}

/** Yes, no and true may be words of the question's own; a text that reads yes accepts what is proposed. */
const isOwnWord = (asked: ReadValue | Unclear, { kind, type }: Expected): boolean =>
  !("is" in asked) && (kind === "choice" || type === "bool");

function askedFor(said: Said, text: string, expected: Expected): ReadValue | Unclear | undefined {
  if (expected.kind === "choice") return readChoice(text, expected.choices ?? []);
  return expected.kind === "value" ? readValue(said, text, expected) : undefined;
}

function toReply(said: Said, read: ReadValue | Unclear): Reply {
  if ("is" in read) return read;
  const { value, low, high, rest } = read;
  if (/^\s*\?/.test(rest)) return unclear(ASKED_BACK);
  const [next, ...later] = clausesOf(rest);
  if (next?.asked === true && /^\s*[,:;(–—-]/.test(rest)) return unclear(ASKED_BACK);
  const clauses = next === undefined ? [] : [next, ...later];
  const doubt = doubtIn(clauses, said.emoji, "value") ?? secondValue(rest);
  if (doubt !== undefined) return unclear(doubt);
  const range = low === undefined || high === undefined ? {} : { low, high };
  return { is: "value", value, ...range, ...groundsIn(rest) };
}

/** A list of figures is not one figure. */
function secondValue(rest: string): string | undefined {
  return /\n\s*[-+~]?\d|^\s*[,;]\s*(?:or |oder )?\d/.test(rest)
    ? "It holds more than one value. Write the one that counts, or a low and a high as in 300 to 400."
    : undefined;
}

function readVerdict(said: Said, is: Verdict, length: number, expected: Expected): Reply {
  const [first, ...later] = said.clauses;
  if (first?.asked === true || asksForAssent(later[0])) return unclear(ASKED_BACK);
  const left = first === undefined ? [] : [{ ...first, words: first.words.slice(length) }];
  const doubt = doubtIn([...left, ...later], said.emoji, is);
  if (doubt !== undefined) return unclear(doubt);
  const rest = afterAnswer(said, is, length);
  const grounds = groundsIn(rest);
  if (is === "not-applicable" || expected.kind === "yes-no") return { is, ...grounds };
  if (expected.kind === "reason") {
    return grounds.reason === undefined ? unclear(hintFor(expected)) : { is, ...grounds };
  }
  return valueAfter(said, is, rest, expected);
}

/** "Yes. Right?" asks; "Yes. Does that help you?" is another matter. */
const asksForAssent = (next: Clause | undefined): boolean =>
  next?.asked === true && next.words.length <= 2;

/** Yes accepts what is proposed; after yes or no may come the value itself. */
function valueAfter(said: Said, is: "yes" | "no", rest: string, expected: Expected): Reply {
  const own = rest.replace(/^[\s,.;:!–—-]+/, "");
  const asked = own === "" ? undefined : askedFor(said, own, expected);
  if (asked !== undefined) return toReply(said, asked);
  const value = proposedValue(expected);
  if (expected.type === "bool") return boolFrom(is, rest, value);
  if (is === "no" || value === undefined) return unclear(hintFor(expected));
  return { is: "value", value, ...groundsIn(rest) };
}

/** Where false is proposed, yes may accept it or mean true. */
function boolFrom(is: "yes" | "no", rest: string, proposed: unknown): Reply {
  if (proposed === false) return unclear("Write true or false, and the reason after a comma.");
  return { is: "value", value: is === "yes", ...groundsIn(rest) };
}

/** The text behind the answer and behind clauses that only repeat it. */
function afterAnswer(said: Said, is: Verdict, length: number): string {
  const [first, ...later] = said.clauses;
  if (first === undefined) return "";
  if (first.words.length > length) return skipWords(said.text, length);
  let end = first.end;
  for (const [index, clause] of later.entries()) {
    if (!repeats(clause, later[index + 1], is)) break;
    end = clause.end;
  }
  return said.text.slice(end);
}

function repeats(clause: Clause, after: Clause | undefined, is: Verdict): boolean {
  const found = stanceOf(clause, after);
  return found?.length === clause.words.length && found.stance === is;
}

function skipWords(text: string, count: number): string {
  let rest = text.trimStart();
  for (let word = 0; word < count; word += 1) rest = rest.replace(/^\S+\s*/, "");
  return rest;
}

function readReason(said: Said, expected: Expected): Reply {
  const first = said.clauses[0];
  if (first === undefined || first.asked || !startsReason(said.text, first.words[0])) {
    return DISCUSSION;
  }
  const { reason, evidence } = groundsIn(said.text);
  const tooShort = reason === undefined || reason.split(" ").length < LEAST_REASON_WORDS;
  if (expected.kind !== "reason" || tooShort || first.words[0] === "since") {
    return unclear(hintFor(expected));
  }
  return evidence === undefined ? { is: "reason", reason } : { is: "reason", reason, evidence };
}

/** "Reason" alone is a word like others. "Since when" is no reason, so "since" only gets a hint. */
function startsReason(text: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  if (/^(?:reason|grund|since)$/.test(word)) return OPENS_REASON.test(text);
  return REASON_STARTS.has(word);
}

const OPENS_REASON =
  /^(?:(?:reason|grund)(?:\s?[:-]|\s(?:is|being)\s)|since (?:we|it|the|they|our|there|this)\s)/i;
