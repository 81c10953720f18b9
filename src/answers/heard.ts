/** What came out of listening: words on findings, requests to the bot, and what the bot remembers. */

import type { Remark, Thread } from "../conversation/conversation.ts";
import type { HeardWord, QuestionMemory } from "../conversation/memory.ts";
import type { RememberedReview } from "../conversation/review-memory.ts";
import type { Command } from "../reply/commands.ts";
import type { Question } from "./question.ts";
import type { Statement } from "./statement.ts";

/** A command, and the comment that it stands in. */
export interface Request {
  readonly remark: Remark;
  /** First comment of the thread that it stands in; undefined in the conversation. */
  readonly thread: Remark | undefined;
  readonly command: Command;
  /** The question that it names; undefined where it names none, or none that there is. */
  readonly question: Question | undefined;
}

/** An answer to a number that no question has. */
export interface Misdirected {
  readonly remark: Remark;
  /** First comment of the thread that it stands in; undefined in the conversation. */
  readonly thread: Remark | undefined;
  readonly number: number;
}

export interface Heard {
  readonly statements: readonly Statement[];
  readonly requests: readonly Request[];
  readonly misdirected: readonly Misdirected[];
  /** What is remembered to have been said of each question, by the text of its key, be it there still or not. */
  readonly before: ReadonlyMap<string, readonly HeardWord[]>;
  /** What the scorecard remembers of each question, by the text of its key. */
  readonly remembered: ReadonlyMap<string, QuestionMemory>;
  /** The review that the scorecard shows, and the one before it. */
  readonly review: RememberedReview | undefined;
  /** Threads by the text of the key of the question that they ask; the oldest of each. */
  readonly threads: ReadonlyMap<string, { thread: Thread; memory: QuestionMemory }>;
  /** Threads beyond the first of a question. */
  readonly duplicates: readonly Thread[];
}

export const HEARD_NOTHING: Heard = {
  statements: [],
  requests: [],
  misdirected: [],
  before: new Map(),
  remembered: new Map(),
  review: undefined,
  threads: new Map(),
  duplicates: [],
};
