/** What the bot should show and do in a conversation, against what it shows: threads, replies, receipts. */

import type { Conversation, Reaction, Remark, Thread } from "../conversation/conversation.ts";
import { repliedTo } from "./marker.ts";

/** One thread that asks a question. */
export interface DesiredThread {
  /** Its first comment, where there is one; else it is to begin at this place. */
  readonly at: Thread | ThreadPlace;
  readonly body: string;
  /** What is to become of it, where the bot may resolve threads: as it is, unless said. */
  readonly become?: { readonly do: "resolve" | "reopen"; readonly nodeId: string } | undefined;
}

export interface ThreadPlace {
  readonly path: string;
  /** On head; "file" where the line is not in the diff. */
  readonly line: number | "file";
}

/** An answer of the bot to one comment. It is given once, and stays as it was given. */
export interface DesiredReply {
  readonly to: Remark;
  /** First comment of the thread that it belongs into; undefined in the conversation. */
  readonly thread: Remark | undefined;
  readonly body: string;
}

export interface Receipt {
  readonly remark: Remark;
  readonly reaction: Reaction;
}

/** All that is to be seen in the conversation besides the scorecard. */
export interface DesiredTalk {
  readonly threads: readonly DesiredThread[];
  /** Threads that ask what another one asks. */
  readonly duplicates: readonly Thread[];
  /** What new questions are announced with: the one place that mentions whoever is asked. Empty where there is nothing to announce. */
  readonly announcement: string;
  readonly replies: readonly DesiredReply[];
  readonly receipts: readonly Receipt[];
}

export const NO_TALK: DesiredTalk = {
  threads: [],
  duplicates: [],
  announcement: "",
  replies: [],
  receipts: [],
};

export interface NewThread extends ThreadPlace {
  readonly line: number;
  readonly body: string;
}

export type TalkChange =
  /** All new questions on lines, in one review, which notifies once. */
  | {
      readonly do: "ask";
      readonly body: string;
      readonly threads: readonly NewThread[];
      readonly headSha: string;
    }
  | {
      readonly do: "askOnFile";
      readonly path: string;
      readonly body: string;
      readonly headSha: string;
    }
  | {
      readonly do: "editThread";
      readonly id: number;
      readonly body: string;
      /** The thread that has to be reopened first, which the body remembers as done. */
      readonly reopened?: string | undefined;
    }
  | { readonly do: "deleteThread"; readonly id: number }
  | { readonly do: "reply"; readonly thread: number | undefined; readonly body: string }
  | {
      readonly do: "react";
      readonly to: Pick<Remark, "place" | "id" | "nodeId">;
      readonly reaction: Reaction;
    }
  | { readonly do: "resolveThread" | "reopenThread"; readonly nodeId: string };

/** Without the questions that have not been asked yet. */
export function withoutNew(talk: DesiredTalk): DesiredTalk {
  return { ...talk, announcement: "", threads: talk.threads.filter(({ at }) => "root" in at) };
}

/** Questions first, since the scorecard refers to them. */
export function questionChanges(
  { threads, duplicates, announcement }: DesiredTalk,
  headSha: string,
): TalkChange[] {
  const fresh = threads.flatMap(({ at, body }): NewThread[] =>
    "root" in at || at.line === "file" ? [] : [{ path: at.path, line: at.line, body }],
  );
  const asks = fresh.length > 0 || announcement !== "";
  return [
    // Before its comment remembers that it was done.
    ...stateChanges(threads, "reopen"),
    ...(asks ? [{ do: "ask" as const, body: announcement, threads: fresh, headSha }] : []),
    ...threads.flatMap(({ at, body, become }): TalkChange[] => {
      if ("root" in at) {
        const first = become?.do === "reopen" ? { reopened: become.nodeId } : {};
        return at.root.body === body ? [] : [{ do: "editThread", id: at.root.id, body, ...first }];
      }
      return at.line === "file" ? [{ do: "askOnFile", path: at.path, body, headSha }] : [];
    }),
    // A thread that people have spoken in is not thrown away.
    ...duplicates
      .filter(({ replies }) => replies.length === 0)
      .map(({ root }) => ({ do: "deleteThread" as const, id: root.id })),
  ];
}

/** Replies, receipts, and the state of threads: when all else is as it should be. */
export function answerChanges(
  { threads, replies, receipts }: DesiredTalk,
  now: Conversation,
  checkName: string,
): TalkChange[] {
  const changes: TalkChange[] = replies
    .filter(({ to }) => !isAnswered(to, now, checkName))
    .map(({ thread, body }) => ({ do: "reply", thread: thread?.id, body }));
  for (const { remark, reaction } of receipts) {
    const { place, id, nodeId, reactions } = remark;
    if ((reactions[reaction] ?? 0) === 0)
      changes.push({ do: "react", to: { place, id, nodeId }, reaction });
  }
  return [...changes, ...stateChanges(threads, "resolve")];
}

function stateChanges(
  threads: readonly DesiredThread[],
  wanted: "resolve" | "reopen",
): TalkChange[] {
  const change = wanted === "resolve" ? "resolveThread" : "reopenThread";
  return threads.flatMap(({ become }) =>
    become?.do === wanted ? [{ do: change, nodeId: become.nodeId }] : [],
  );
}

/** Whether the bot has replied to a comment. Comments of the conversation and of threads have ids of their own. */
export function isAnswered(
  { id, place }: Pick<Remark, "id" | "place">,
  { ownReplies, threads }: Pick<Conversation, "ownReplies" | "threads">,
  checkName: string,
): boolean {
  const own = place === "thread" ? threads.flatMap((thread) => thread.ownReplies) : ownReplies;
  return own.some(({ body }) => repliedTo(body, checkName) === id);
}
