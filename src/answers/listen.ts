/**
 * A conversation to what was said about which finding, and what was asked of the bot. Who said it, and
 * whether that counts, comes later. Of each person the newest word on a question is taken, and no other.
 */

import type { Conversation, Remark, Thread } from "../conversation/conversation.ts";
import { loginKey } from "../conversation/conversation.ts";
import {
  type HeardWord,
  isLater,
  keyText,
  NEVER_SHOWN,
  type QuestionMemory,
  readMemory,
  type Shown,
  type WordKind,
} from "../conversation/memory.ts";
import { readReviewMemory } from "../conversation/review-memory.ts";
import { hashText } from "../facts/hash-facts.ts";
import type { Command } from "../reply/commands.ts";
import { parseCommands } from "../reply/parse-commands.ts";
import { parseDigest, parseDigestAnswer } from "../reply/parse-digest.ts";
import { parseReply } from "../reply/parse-reply.ts";
import type { Expected, Reply } from "../reply/reply.ts";
import { followed } from "./follow.ts";
import type { Heard, Request } from "./heard.ts";
import type { Question, Questions } from "./question.ts";
import type { Said, Statement } from "./statement.ts";

export function listen(conversation: Conversation, questions: Questions): Heard {
  const { scorecard, remarks, summaries } = conversation;
  const memories = scorecard === undefined ? [] : readMemory(scorecard.body);
  const remembered = new Map(memories.map((memory) => [keyText(memory.key), memory]));
  const { threads, duplicates } = threadsByQuestion(conversation.threads);
  const asked = [...memories, ...[...threads.values()].map(({ memory }) => memory)];
  const questionOf: QuestionOf = (memory) =>
    questions.get(keyText(memory.key)) ?? followed(memory, asked, questions);
  const before = wordsBefore(asked, questionOf);
  const heard: Memories = { before, remembered, scorecard };

  const askedIn = [...threads.values(), ...duplicates];
  const spokenIn: Place[] = [
    ...[...remarks, ...summaries].map((remark) => ({ remark, thread: undefined })),
    ...askedIn.flatMap(({ thread: { root, replies } }) =>
      replies.map((remark) => ({ remark, thread: root })),
    ),
  ];
  const digests = spokenIn.flatMap((place) => digestOf(place, heard, questionOf));
  const requests = spokenIn.flatMap((place) => requestsIn(place, questions));
  const words = [
    ...digests.flatMap(({ word }) => word ?? []),
    ...askedIn.flatMap((one) => repliesIn(one, heard, questionOf)),
    ...requests.flatMap((request) => spoken(request, heard)),
  ];
  return {
    statements: newest(words).flatMap((word) => stated(word, heard)),
    requests,
    misdirected: digests.flatMap(({ remark, thread, number, isKnown }) =>
      isKnown ? [] : [{ remark, thread, number }],
    ),
    before,
    review: scorecard === undefined ? undefined : readReviewMemory(scorecard.body),
    remembered,
    threads,
    duplicates: duplicates.map(({ thread }) => thread),
  };
}

type Place = Pick<Request, "remark" | "thread">;

interface Memories extends Pick<Heard, "before" | "remembered"> {
  readonly scorecard: Remark | undefined;
}

type QuestionOf = (memory: QuestionMemory) => Question | undefined;

/** Each place that asks a question remembers what was said in all of them, so that none can be lost alone. */
function wordsBefore(asked: readonly QuestionMemory[], questionOf: QuestionOf): Heard["before"] {
  const before = new Map<string, readonly HeardWord[]>();
  for (const memory of asked) {
    const question = questionOf(memory);
    if (question === undefined || memory.heard.length === 0) continue;
    const key = keyText(question.key);
    before.set(key, [...(before.get(key) ?? []), ...memory.heard]);
  }
  return before;
}

function requestsIn(place: Place, questions: Questions): Request[] {
  return parseCommands(place.remark.body).map((command) => ({
    ...place,
    command,
    question: named(command, questions),
  }));
}

function repliesIn({ thread, memory }: AskedIn, heard: Memories, questionOf: QuestionOf): Word[] {
  const question = questionOf(memory);
  if (question === undefined) return [];
  return thread.replies.flatMap((remark) => {
    const unheard = { question, remark, memory };
    const said = understood(remark.body, unheard, heard);
    return said === undefined ? [] : [{ ...unheard, said }];
  });
}

/** Words on one question, before it is known which of them is a person's newest. */
interface Word {
  readonly question: Question;
  readonly remark: Remark;
  readonly said: Said;
  /** Of the thread or the number that asked; undefined for a command, which names the question itself. */
  readonly memory: QuestionMemory | undefined;
}

type Unheard = Omit<Word, "said">;

interface AskedIn {
  readonly thread: Thread;
  readonly memory: QuestionMemory;
}

function threadsByQuestion(all: readonly Thread[]) {
  const threads = new Map<string, AskedIn>();
  const duplicates: AskedIn[] = [];
  for (const thread of all) {
    const [memory] = readMemory(thread.root.body);
    // What a person has emptied of its memory is nobody's question.
    if (memory === undefined) continue;
    const key = keyText(memory.key);
    if (threads.has(key)) duplicates.push({ thread, memory });
    else threads.set(key, { thread, memory });
  }
  return { threads, duplicates };
}

function digestOf(place: Place, heard: Memories, questionOf: QuestionOf) {
  const { remark } = place;
  const { scorecard } = heard;
  if (scorecard === undefined || remark.at < scorecard.at) return [];
  const meant = [...heard.remembered.values()].filter((one) => couldMean(place, one, scorecard));
  return parseDigest(remark.body).map((answer) => {
    const { question: number } = answer;
    const memory = meant.find((one) => one.number === number);
    const question = memory && questionOf(memory);
    const unheard = question && { question, remark, memory };
    const reply = unheard && parseDigestAnswer(answer, expectedOf(unheard, heard), dayOf(remark));
    const said = reply && saidIn(reply);
    const word: Word | undefined = unheard && said && { ...unheard, said };
    return { ...place, number, isKnown: memory !== undefined, word };
  });
}

/** A number is what the scorecard gave it: who wrote before there was one cannot have meant it. */
function couldMean({ remark }: Place, { since }: QuestionMemory, scorecard: Remark): boolean {
  // Ids of comments grow within the conversation; those of threads and reviews are counted apart.
  return remark.place === "conversation" ? since < remark.id : remark.at > scorecard.at;
}

function understood(text: string, unheard: Unheard, heard: Memories): Said | undefined {
  return saidIn(parseReply(text, expectedOf(unheard, heard), dayOf(unheard.remark)));
}

/** Yes accepts the value that was proposed when it was said, whatever is proposed since. */
function expectedOf(unheard: Unheard, heard: Memories): Expected {
  const { proposed } = shownTo(unheard, heard);
  return { ...unheard.question.expected(), proposed };
}

function saidIn(reply: Reply): Said | undefined {
  return reply.is === "discussion" ? undefined : reply;
}

/** What a command says about a finding; others only ask something of the bot. */
function spoken({ remark, command, question }: Request, heard: Memories): Word[] {
  if (question === undefined) return [];
  const unheard = { question, remark, memory: undefined };
  if (command.name === "waive") {
    const { until, kind, because } = command;
    return [{ ...unheard, said: { is: "waive", until, kind, because } }];
  }
  if (command.name !== "answer") return [];
  return [{ ...unheard, said: understood(command.text, unheard, heard) ?? NOT_UNDERSTOOD }];
}

const NOT_UNDERSTOOD: Said = {
  is: "unclear",
  because: "The command holds no answer that fits the question.",
};

/** The question that a command names; none where several manifests have it, for it cannot be told which is meant. */
function named(command: Command, questions: Questions): Question | undefined {
  if (command.name !== "answer" && command.name !== "waive") return undefined;
  const { check, item = "manifest" } = command;
  const ofCheck = [...questions.values()].filter(({ key }) => key.check === check);
  // Without an item, the check has to have one only.
  const isOnly = command.item === undefined && ofCheck.length === 1;
  const meant = isOnly ? ofCheck : ofCheck.filter(({ key }) => key.item === item);
  return meant.length === 1 ? meant[0] : undefined;
}

/** Of each person and question the newest; a waiver and an answer are two things. */
function newest(words: readonly Word[]): Word[] {
  const byPerson = new Map<string, Word>();
  for (const word of words) {
    const key = `${keyText(word.question.key)} ${loginKey(word.remark.by)} ${kindOf(word.said)}`;
    const known = byPerson.get(key);
    // The later of two in one comment is the newer one.
    if (known === undefined || !isLater(known.remark, word.remark)) byPerson.set(key, word);
  }
  return [...byPerson.values()];
}

/** Nothing where a newer word of the same person was heard before, and has been deleted or taken back since. */
function stated(word: Word, heard: Memories): Statement[] {
  const { question, remark, said } = word;
  const own = heardOf(question, heard).filter(
    ({ by, kind }) => loginKey(by) === loginKey(remark.by) && kind === kindOf(said),
  );
  if (own.some((one) => isLater(one, remark))) return [];
  return [
    {
      key: question.key,
      by: remark.by,
      on: dayOf(remark),
      said,
      shown: shownTo(word, heard),
      source: { from: "remark", remark },
    },
  ];
}

/** What was heard before keeps what it was said of; anything new is said of what is shown at present. */
function shownTo({ question, remark, memory }: Unheard, heard: Memories): Shown {
  const same = heardOf(question, heard).find(
    ({ id, text }) => id === remark.id && text === textHash(remark),
  );
  const known = same ?? memory;
  if (known !== undefined) return known.shown;
  // A scorecard that was deleted and posted again says nothing to those who wrote before.
  const isLaterThanIt = heard.scorecard !== undefined && remark.at >= heard.scorecard.at;
  const ofScorecard = isLaterThanIt ? heard.remembered.get(keyText(question.key)) : undefined;
  return ofScorecard?.shown ?? NEVER_SHOWN;
}

function heardOf({ key }: Question, { before }: Memories): readonly HeardWord[] {
  return before.get(keyText(key)) ?? [];
}

export function kindOf({ is }: Said): WordKind {
  return is === "waive" ? "waive" : "answer";
}

/** Tells an edited remark from the one that was heard. */
export function textHash({ body }: Remark): string {
  return hashText(body);
}

function dayOf({ at }: Remark): string {
  return at.slice(0, 10);
}
