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
  type WordKind,
} from "../conversation/memory.ts";
import { hashText } from "../facts/hash-facts.ts";
import type { Command } from "../reply/commands.ts";
import { parseCommands } from "../reply/parse-commands.ts";
import { parseDigest, parseDigestAnswer } from "../reply/parse-digest.ts";
import { parseReply } from "../reply/parse-reply.ts";
import type { Reply } from "../reply/reply.ts";
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
  const before = wordsBefore(asked, questionOf);

  const digests = remarks.flatMap((remark) => digestOf(remark, memories, questionOf));
  const spokenIn = [
    ...remarks.map((remark) => ({ remark, thread: undefined })),
    ...[...threads.values()].flatMap(({ thread: { root, replies } }) =>
      replies.map((remark) => ({ remark, thread: root })),
    ),
  ];
  const requests = spokenIn.flatMap((place) => requestsIn(place, questions));
  const words = [
    ...digests.flatMap(({ word }) => word ?? []),
    ...[...threads.values()].flatMap((one) => repliesIn(one, questionOf)),
    ...requests.flatMap(spoken),
  ];
  return {
    statements: newest(words).flatMap((word) => stated(word, { before, remembered })),
    requests,
    misdirected: digests.flatMap(({ remark, number, isKnown }) =>
      isKnown ? [] : [{ remark, number }],
    ),
    before,
    remembered,
    threads,
    duplicates,
  };
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

function requestsIn(place: Pick<Request, "remark" | "thread">, questions: Questions): Request[] {
  return parseCommands(place.remark.body).map((command) => ({
    ...place,
    command,
    question: named(command, questions),
  }));
}

function repliesIn(
  { thread, memory }: { readonly thread: Thread; readonly memory: QuestionMemory },
  questionOf: QuestionOf,
): Word[] {
  const question = questionOf(memory);
  if (question === undefined) return [];
  return thread.replies.flatMap((remark) => {
    const said = understood(remark.body, question, remark);
    return said === undefined ? [] : [{ question, remark, said, memory }];
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

function threadsByQuestion(all: readonly Thread[]): Pick<Heard, "threads" | "duplicates"> {
  const threads = new Map<string, { thread: Thread; memory: QuestionMemory }>();
  const duplicates: Thread[] = [];
  for (const thread of all) {
    const [memory] = readMemory(thread.root.body);
    // What a person has emptied of its memory is nobody's question.
    if (memory === undefined) continue;
    const key = keyText(memory.key);
    if (threads.has(key)) duplicates.push(thread);
    else threads.set(key, { thread, memory });
  }
  return { threads, duplicates };
}

function digestOf(remark: Remark, memories: readonly QuestionMemory[], questionOf: QuestionOf) {
  return parseDigest(remark.body).map((answer) => {
    const { question: number } = answer;
    const memory = memories.find((one) => one.number === number && one.since < remark.id);
    const question = memory && questionOf(memory);
    const reply = question && parseDigestAnswer(answer, question.expected(), dayOf(remark));
    const said = reply && saidIn(reply);
    const word: Word | undefined =
      question === undefined || said === undefined ? undefined : { question, remark, said, memory };
    return { remark, number, isKnown: memory !== undefined, word };
  });
}

function understood(text: string, question: Question, remark: Remark): Said | undefined {
  return saidIn(parseReply(text, question.expected(), dayOf(remark)));
}

function saidIn(reply: Reply): Said | undefined {
  return reply.is === "discussion" ? undefined : reply;
}

/** What a command says about a finding; others only ask something of the bot. */
function spoken({ remark, command, question }: Request): Word[] {
  if (question === undefined) return [];
  if (command.name === "waive") {
    const { until, kind, because } = command;
    return [{ question, remark, memory: undefined, said: { is: "waive", until, kind, because } }];
  }
  if (command.name !== "answer") return [];
  const said = understood(command.text, question, remark) ?? NOT_UNDERSTOOD;
  return [{ question, remark, memory: undefined, said }];
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
function stated(
  { question, remark, said, memory }: Word,
  heard: Pick<Heard, "before" | "remembered">,
): Statement[] {
  const key = keyText(question.key);
  const known = memory ?? heard.remembered.get(key);
  const before = (heard.before.get(key) ?? []).filter(
    ({ by, kind }) => loginKey(by) === loginKey(remark.by) && kind === kindOf(said),
  );
  if (before.some((word) => isLater(word, remark))) return [];
  const same = before.find(({ id, text }) => id === remark.id && text === textHash(remark));
  return [
    {
      key: question.key,
      by: remark.by,
      on: dayOf(remark),
      said,
      // What was heard before keeps what it was said of; anything new is said of what is shown at present.
      shown: (same ?? known)?.shown ?? NEVER_SHOWN,
      source: { from: "remark", remark },
    },
  ];
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
