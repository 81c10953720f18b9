/** What people said and what is asked, to what the conversation of a pull request should show. */

import type { Ask } from "../answers/ask.ts";
import { authorityWords } from "../answers/authority.ts";
import type { Considered } from "../answers/consider.ts";
import {
  type Circumstances,
  type Conversation,
  type DiffLines,
  type Thread,
} from "../conversation/conversation.ts";
import type { DesiredTalk, DesiredThread, ThreadPlace } from "../reconcile/talk.ts";
import { announcement } from "./announcement.ts";
import { askState } from "./ask-state.ts";
import { questionThread } from "./question-thread.ts";
import { type Answerable, receiptsOf, repliesOf } from "./replies.ts";

/** A conversation, and what is known and wanted of it. */
export interface Talk extends Answerable {
  readonly considered: Considered;
  readonly asks: readonly Ask[];
  readonly conversation: Conversation;
  readonly circumstances: Circumstances;
  readonly diff: DiffLines;
  /** Whether there is, or will be, a scorecard. */
  readonly hasScorecard: boolean;
}

export interface TalkSettings {
  readonly checkName: string;
  /** Whether the bot resolves threads whose question is answered. */
  readonly resolve: boolean;
}

export function renderTalk(talk: Talk, { checkName, resolve }: TalkSettings): DesiredTalk {
  const { considered, asks } = talk;
  const threads = asks.flatMap((ask) => threadFor(ask, talk, checkName, resolve) ?? []);
  return {
    threads,
    duplicates: considered.heard.duplicates,
    announcement: announcement(talk),
    replies: repliesOf(talk, checkName),
    receipts: receiptsOf(talk),
  };
}

/** Where a new thread is to begin; undefined where the pull request does not touch the file. */
export function placeOf({ key, finding }: Ask, diff: DiffLines): ThreadPlace | undefined {
  const lines = diff.get(key.manifest);
  if (lines === undefined || finding === undefined) return undefined;
  return { path: key.manifest, line: lines.has(finding.line) ? finding.line : "file" };
}

function threadFor(
  ask: Ask,
  { considered, circumstances, diff }: Talk,
  checkName: string,
  resolve: boolean,
): DesiredThread | undefined {
  const { thread } = ask;
  if (thread === undefined) return undefined;
  const at = thread === "new" ? placeOf(ask, diff) : thread;
  if (at === undefined) return undefined;
  const state = thread === "new" ? undefined : circumstances.threads.get(thread.root.id);
  const isOpen = askState(ask).is === "open";
  const reopens = isOpen && mayReopen(ask, state) && resolve;
  const resolves = !isOpen && askState(ask).is === "settled" && resolve && state?.resolved === false;
  const memory = ask.threadMemory;
  const remembering: Ask =
    memory === undefined || !reopens
      ? ask
      : { ...ask, threadMemory: { ...memory, reopened: true } };
  const manifest = ask.question?.manifest;
  const body = questionThread(remembering, {
    checkName,
    whoMay: manifest === undefined ? "" : authorityWords(considered.authorityOf(manifest)),
    line: lineOf(at),
  });
  const become = state && (reopens ? "reopen" : resolves ? "resolve" : undefined);
  return { at, body, become: become && { do: become, nodeId: state.nodeId } };
}

function lineOf(at: Thread | ThreadPlace): number | undefined {
  return typeof at.line === "number" ? at.line : undefined;
}

/** Once, where a person has resolved it and nothing is answered. */
function mayReopen(
  { threadMemory }: Ask,
  state: { readonly resolved: boolean; readonly resolvedBy: string | undefined } | undefined,
): boolean {
  return state?.resolved === true && threadMemory?.reopened !== true && state.resolvedBy !== "";
}

/** Resolved by a person while the question is open: listed as unanswered. */
export function isResolvedUnanswered(ask: Ask, { circumstances }: Talk): boolean {
  const { thread } = ask;
  if (thread === undefined || thread === "new" || askState(ask).is !== "open") return false;
  return circumstances.threads.get(thread.root.id)?.resolved === true;
}

