/**
 * A conversation to what was said about which finding, and what was asked of the bot. Who said it, and
 * whether that counts, comes later. Of each person the newest word on a question is taken, and no other.
 */

import type { Conversation, Remark, Thread } from "../conversation/conversation.ts";
import { loginKey } from "../conversation/conversation.ts";
import {
  keyText,
  NEVER_SHOWN,
  type QuestionMemory,
  readMemory,
  type Shown,
  type WordKind,
} from "../conversation/memory.ts";
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
  const { scorecard, remarks } = conversation;
  const memories = scorecard === undefined ? [] : readMemory(scorecard.body);
  const remembered = new Map(memories.map((memory) => [keyText(memory.key), memory]));
  const { threads, duplicates } = threadsByQuestion(conversation.threads);
  const asked = [...memories, ...[...threads.values()].map(({ memory }) => memory)];
  const questionOf: QuestionOf = (memory) =>
    questions.get(keyText(memory.key)) ?? followed(memory, asked, questions);

  const heard: Memories = { remembered, threads, scorecard };
  const spokenIn: Place[] = [
    ...remarks.map((remark) => ({ remark, thread: undefined })),
    ...[...threads.values(), ...duplicates].flatMap(({ thread: { root, replies } }) =>
      replies.map((remark) => ({ remark, thread: root })),
    ),
  ];
  const digests = spokenIn
    .filter(({ remark }) => scorecard !== undefined && remark.at >= scorecard.at)
    .flatMap((place) => digestOf(place, heard, memories, questionOf));
  const requests = spokenIn.flatMap((place) => requestsIn(place, questions));
  const words = [
    ...digests.flatMap(({ word }) => word ?? []),
    ...[...threads.values(), ...duplicates].flatMap((one) => repliesIn(one, heard, questionOf)),
    ...requests.flatMap((request) => spoken(request, heard)),
  ];
  return {
    statements: newest(words).flatMap((word) => stated(word, heard)),
    requests,
    misdirected: digests.flatMap(({ remark, thread, number, isKnown }) =>
      isKnown ? [] : [{ remark, thread, number }],
    ),
    remembered,
    threads,
    duplicates: duplicates.map(({ thread }) => thread),
  };
}

type Place = Pick<Request, "remark" | "thread">;

type QuestionOf = (memory: QuestionMemory) => Question | undefined;

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
    const place = { question, remark, memory: { ...memory, in: thread.root } };
    const said = understood(remark.body, place, heard);
    return said === undefined ? [] : [{ ...place, said }];
  });
}

/** Words on one question, before it is known which of them is a person's newest. */
interface Word {
  readonly question: Question;
  readonly remark: Remark;
  readonly said: Said;
  /** Of the thread that it stands in; undefined for what is remembered by the scorecard. */
  readonly memory: (QuestionMemory & { readonly in: Remark }) | undefined;
}

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

/** A number is what the scorecard gave it: who wrote before there was one cannot have meant it. */
function digestOf(
  { remark, thread }: Place,
  heard: Memories,
  memories: readonly QuestionMemory[],
  questionOf: QuestionOf,
) {
  return parseDigest(remark.body).map((answer) => {
    const { question: number } = answer;
    const memory = memories.find((one) => one.number === number);
    const question = memory && questionOf(memory);
    const place = question && { question, remark, memory: undefined };
    const reply = place && parseDigestAnswer(answer, expectedOf(place, heard), dayOf(remark));
    const said = reply && saidIn(reply);
    const word: Word | undefined = place && said && { ...place, said };
    return { remark, thread, number, isKnown: memory !== undefined, word };
  });
}

type Unheard = Omit<Word, "said">;

function understood(text: string, place: Unheard, heard: Memories): Said | undefined {
  return saidIn(parseReply(text, expectedOf(place, heard), dayOf(place.remark)));
}

/** Yes accepts the value that was proposed when it was said, whatever is proposed since. */
function expectedOf(place: Unheard, heard: Memories): Expected {
  const { proposed } = shownTo(place, heard);
  return { ...place.question.expected(), proposed };
}

function saidIn(reply: Reply): Said | undefined {
  return reply.is === "discussion" ? undefined : reply;
}

/** What a command says about a finding; others only ask something of the bot. */
function spoken({ remark, command, question }: Request, heard: Memories): Word[] {
  if (question === undefined) return [];
  const place = { question, remark, memory: undefined };
  if (command.name === "waive") {
    const { until, kind, because } = command;
    return [{ ...place, said: { is: "waive", until, kind, because } }];
  }
  if (command.name !== "answer") return [];
  return [{ ...place, said: understood(command.text, place, heard) ?? NOT_UNDERSTOOD }];
}

const NOT_UNDERSTOOD: Said = {
  is: "unclear",
  because: "The command holds no answer that fits the question.",
};

/** The question that a command names: on any manifest, for each has its own products and items. */
function named(command: Command, questions: Questions): Question | undefined {
  if (command.name !== "answer" && command.name !== "waive") return undefined;
  const { check, item } = command;
  const of = [...questions.values()].filter(({ key }) => key.check === check);
  if (item !== undefined) return of.find(({ key }) => key.item === item);
  // Without an item, the check has to have one only.
  return of.length === 1 ? of[0] : of.find(({ key }) => key.item === "manifest");
}

/** Of each person and question the newest; a waiver and an answer are two things. */
function newest(words: readonly Word[]): Word[] {
  const byPerson = new Map<string, Word>();
  for (const word of words) {
    const key = `${keyText(word.question.key)} ${loginKey(word.remark.by)} ${kindOf(word.said)}`;
    const known = byPerson.get(key);
    if (known === undefined || isNewer(word.remark, known.remark)) byPerson.set(key, word);
  }
  return [...byPerson.values()];
}

/** The later of two in one comment is the newer one. */
function isNewer(one: Remark, other: Remark): boolean {
  return one.at > other.at || (one.at === other.at && one.id >= other.id);
}

/** Nothing where a newer word of the same person was heard before, and has been deleted or taken back since. */
function stated(word: Word, heard: Memories): Statement[] {
  const { question, remark, said, memory } = word;
  const before = heardBefore(word, heard).filter(
    ({ by, kind }) => loginKey(by) === loginKey(remark.by) && kind === kindOf(said),
  );
  if (before.some(({ at }) => at > remark.at)) return [];
  const memoryIn = memory?.in ?? (remembered(word, heard) && heard.scorecard);
  return [
    {
      key: question.key,
      by: remark.by,
      on: dayOf(remark),
      said,
      shown: shownTo(word, heard),
      source: { from: "remark", remark, memoryIn },
    },
  ];
}

/** What was heard before keeps what it was said of; anything new is said of what is shown at present. */
function shownTo(place: Unheard, heard: Memories): Shown {
  const { remark, memory } = place;
  // Only what its own place remembers: somebody may have edited another comment of the bot.
  const same = remembered(place, heard)?.heard.find(
    ({ id, text }) => id === remark.id && text === textHash(remark),
  );
  if (same !== undefined) return same.shown;
  if (memory !== undefined) return memory.shown;
  // A scorecard that was deleted and posted again says nothing to those who wrote before.
  const isLater = heard.scorecard !== undefined && remark.at >= heard.scorecard.at;
  return (isLater ? remembered(place, heard)?.shown : undefined) ?? NEVER_SHOWN;
}

function heardBefore({ question }: Unheard, { remembered, threads }: Memories) {
  const key = keyText(question.key);
  return [remembered.get(key), threads.get(key)?.memory].flatMap((one) => one?.heard ?? []);
}

/** The first thread of a question remembers for the second one too. */
function remembered(
  { question, memory }: Unheard,
  { remembered: ofScorecard, threads }: Memories,
): QuestionMemory | undefined {
  const key = keyText(question.key);
  return memory === undefined ? ofScorecard.get(key) : (threads.get(key)?.memory ?? memory);
}

interface Memories extends Pick<Heard, "remembered" | "threads"> {
  readonly scorecard: Remark | undefined;
}

export function kindOf({ is }: Said): WordKind {
  return is === "waive" ? "waive" : "answer";
}

/** Tells an edited remark from the one that was heard. */
export function textHash({ body }: Remark): string {
  return hashText(body);
}

export function dayOf({ at }: Remark): string {
  return at.slice(0, 10);
}
