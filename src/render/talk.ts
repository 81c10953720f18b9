/** What people said and what is asked, to what the conversation of a pull request should show. */

import type { Advice } from "../advise/advice.ts";
import type { LeverEffect } from "../advise/lever-effects.ts";
import type { Ask } from "../answers/ask.ts";
import { authorityWords } from "../answers/authority.ts";
import type { Considered } from "../answers/consider.ts";
import type {
  Circumstances,
  Conversation,
  DiffLines,
  Thread,
  ThreadState,
} from "../conversation/conversation.ts";
import { questionMarker } from "../reconcile/marker.ts";
import type { DesiredTalk, DesiredThread, ThreadPlace } from "../reconcile/talk.ts";
import { announcement } from "./announcement.ts";
import { askState } from "./ask-state.ts";
import { keepThreads } from "./keep-thread.ts";
import { leverFor } from "./lever-words.ts";
import { questionThread } from "./question-thread.ts";
import { type Answerable, receiptsOf, repliesOf } from "./replies.ts";

/** A conversation, and what is known and wanted of it. */
export interface Talk extends Answerable {
  readonly considered: Considered;
  readonly asks: readonly Ask[];
  readonly conversation: Conversation;
  readonly circumstances: Circumstances;
  readonly diff: DiffLines;
  /** Threads whose question somebody else has rewritten. */
  readonly touched: readonly Thread[];
  /** Whether there is, or will be, a scorecard. */
  readonly hasScorecard: boolean;
  /** Whether the bot resolves threads whose question is answered. */
  readonly resolve: boolean;
}

export interface TalkSettings {
  readonly checkName: string;
  /** What to do next, by the path of the manifest. */
  readonly advice?: Advice | undefined;
}

export function renderTalk(talk: Talk, settings: TalkSettings): DesiredTalk {
  const { considered, asks } = talk;
  const { checkName } = settings;
  const threads = [
    ...asks.flatMap((ask) => threadFor(ask, talk, settings) ?? []),
    ...keepThreads(talk, checkName),
    ...talk.touched.map((at) => ({ at, body: `${questionMarker(checkName)}\n\n${ASKED_ANEW}` })),
  ];
  return {
    threads,
    duplicates: considered.heard.duplicates,
    announcement: announcement(
      talk,
      threads.some(({ at }) => !("root" in at) && at.line !== "file"),
    ),
    replies: repliesOf(talk, checkName),
    receipts: receiptsOf(talk),
  };
}

const ASKED_ANEW =
  "**Asked anew in another thread.** Somebody has edited this comment, so nothing that stands under it counts.";

/** Where a new thread is to begin; undefined where the pull request does not touch the file. */
export function placeOf({ key, finding }: Ask, diff: DiffLines): ThreadPlace | undefined {
  const lines = diff.get(key.manifest);
  if (lines === undefined || finding === undefined) return undefined;
  return { path: key.manifest, line: lines.has(finding.line) ? finding.line : "file" };
}

function threadFor(
  ask: Ask,
  { considered, circumstances, diff, resolve }: Talk,
  { checkName, advice }: TalkSettings,
): DesiredThread | undefined {
  const { thread, question } = ask;
  if (thread === undefined) return undefined;
  const at = thread === "new" ? placeOf(ask, diff) : thread;
  if (at === undefined) return undefined;
  const state = thread === "new" ? undefined : circumstances.threads.get(thread.root.id);
  const become = state && resolve ? becomes(ask, state) : undefined;
  const whoMay =
    question === undefined
      ? ""
      : authorityWords(considered.authorityOf(question.manifest, question.finding));
  const body = questionThread(remembering(ask, become), {
    checkName,
    whoMay,
    line: lineOf(at),
    lever: leverOf(ask, advice),
  });
  return { at, body, become };
}

function leverOf({ question }: Ask, advice: Advice | undefined): LeverEffect | undefined {
  if (question === undefined) return undefined;
  const { manifest, finding } = question;
  return leverFor(finding.check, [finding], advice?.get(manifest.path)?.levers.effects ?? []);
}

/**
 * A thread is resolved once its question is settled. Resolved by whomever, it is reopened once for each time
 * that the question is open: an answer may have been given, and taken back since.
 */
function becomes(ask: Ask, { nodeId, resolved }: ThreadState): DesiredThread["become"] {
  const { is } = askState(ask);
  if (is === "settled" && !resolved) return { do: "resolve", nodeId };
  const mayReopen = ask.threadMemory?.reopened !== true;
  return is === "open" && resolved && mayReopen ? { do: "reopen", nodeId } : undefined;
}

function remembering(ask: Ask, become: DesiredThread["become"]): Ask {
  const { threadMemory: memory } = ask;
  if (memory === undefined) return ask;
  const reopened = become?.do === "reopen" || (memory.reopened && askState(ask).is !== "settled");
  return { ...ask, threadMemory: { ...memory, reopened } };
}

function lineOf(at: Thread | ThreadPlace): number | undefined {
  return typeof at.line === "number" ? at.line : undefined;
}

/** Resolved by a person while the question is open, and not reopened by this run: listed as unanswered. */
export function isResolvedUnanswered(ask: Ask, { circumstances, resolve }: Talk): boolean {
  const { thread } = ask;
  if (thread === undefined || thread === "new" || askState(ask).is !== "open") return false;
  const state = circumstances.threads.get(thread.root.id);
  if (state?.resolved !== true) return false;
  return !resolve || becomes(ask, state)?.do !== "reopen";
}
