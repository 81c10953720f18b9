/**
 * What a pull request should show, what it shows now, and the changes between the two.
 * Knows comments, threads and check runs; knows nothing of carbon or checks, and never touches the network.
 */

import type { Conversation, Remark } from "../conversation/conversation.ts";
import { repliedTo } from "./marker.ts";
import { answerChanges, type DesiredTalk, questionChanges, type TalkChange } from "./talk.ts";

export type Conclusion = "success" | "failure" | "action_required" | "cancelled";

/** A note on lines of a file, shown beside the code. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

/** The one check run of a commit, or the commit status that stands for it. */
export interface Check {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** Hash of all the above: equal fingerprints need no write. */
  readonly fingerprint: string;
}

/** How the verdict is published: GitHub requires both if both carry the same name, so only one is. */
export type Publish = "check" | "status";

export interface Desired {
  /** Body of the scorecard comment; undefined to leave comments alone. */
  readonly comment: string | undefined;
  /** The same where the new questions could not be asked: it must not remember that they were. */
  readonly unasked?: string | undefined;
  /** Whether a comment may be posted where there is none yet. */
  readonly mayPost: boolean;
  readonly check: Check;
  readonly publish: Publish;
  readonly talk: DesiredTalk;
}

export interface ShownComment {
  readonly id: number;
  readonly body: string;
}

export interface ShownCheck {
  readonly id?: number;
  readonly conclusion: string | undefined;
  readonly title: string | undefined;
  readonly fingerprint: string | undefined;
}

export interface Snapshot {
  /** The bot's own scorecard comments, oldest first. */
  readonly comments: readonly ShownComment[];
  /** The newest check run, or commit status, of this name on the head commit. */
  readonly check: ShownCheck | undefined;
}

export type Change =
  | { readonly do: "postComment"; readonly body: string; readonly unasked?: string | undefined }
  | {
      readonly do: "editComment";
      readonly id: number;
      readonly body: string;
      /** In place of the body where an `ask` before it was not carried out. */
      readonly unasked?: string | undefined;
    }
  | { readonly do: "deleteComment"; readonly id: number }
  | {
      readonly do: "createCheck" | "setStatus";
      readonly check: Check;
      /** What it takes the place of: of another one nobody knows whether it is older. */
      readonly over?: number | undefined;
    }
  /** The file of the ledger branch, which outlives pull requests, and what its commit says. */
  | {
      readonly do: "recordAnswers";
      readonly text: string;
      readonly message: string;
      /** What the file held when it was read; undefined where there was none. */
      readonly before: string | undefined;
    }
  | TalkChange;

/** In the order in which they are to be carried out. */
export type Plan = readonly Change[];

/** An empty plan means that the pull request already shows what it should. */
export function reconcile(
  desired: Desired,
  now: Snapshot & { readonly conversation?: Conversation | undefined },
): Plan {
  const { talk, check } = desired;
  return [
    ...questionChanges(talk, check.headSha),
    ...commentChanges(desired, now.comments),
    ...checkChanges(desired, now.check),
    ...(now.conversation === undefined ? [] : answerChanges(talk, now.conversation, check.name)),
    ...(now.conversation === undefined ? [] : secondReplies(now.conversation, check.name)),
  ];
}

/** Two runs at once may both have answered a comment: the older answer stays. */
function secondReplies({ ownReplies, threads }: Conversation, checkName: string): Change[] {
  const secondsOf = (replies: readonly Remark[]) => {
    const inOrder = replies.toSorted((one, other) => one.id - other.id);
    const answered = inOrder.map(({ body }) => repliedTo(body, checkName));
    const isSecond = (to: number | undefined, at: number) =>
      to !== undefined && answered.indexOf(to) < at;
    return inOrder.filter((_, at) => isSecond(answered[at], at));
  };
  return [
    ...secondsOf(ownReplies).map(({ id }) => ({ do: "deleteComment" as const, id })),
    ...threads.flatMap((thread) =>
      secondsOf(thread.ownReplies).map(({ id }) => ({ do: "deleteThread" as const, id })),
    ),
  ];
}

function commentChanges(
  { comment, unasked, mayPost }: Desired,
  shown: readonly ShownComment[],
): Change[] {
  if (comment === undefined) return [];
  const [oldest, ...duplicates] = shown;
  const text = { body: comment, ...(unasked === undefined ? {} : { unasked }) };
  if (oldest === undefined) return mayPost ? [{ do: "postComment", ...text }] : [];
  const plan: Change[] = [];
  if (oldest.body !== comment) plan.push({ do: "editComment", id: oldest.id, ...text });
  // Two runs at once may both have posted: the oldest stays, so that every later run agrees on it.
  for (const { id } of duplicates) plan.push({ do: "deleteComment", id });
  return plan;
}

function checkChanges({ check, publish }: Desired, shown: ShownCheck | undefined): Change[] {
  const sameVerdict = shown?.conclusion === check.conclusion && shown.title === check.title;
  // A commit status holds nothing but a state and a line, so there is no fingerprint to compare.
  const over = shown?.id === undefined ? {} : { over: shown.id };
  if (publish === "status") return sameVerdict ? [] : [{ do: "setStatus", check, ...over }];
  if (sameVerdict && shown.fingerprint === check.fingerprint) return [];
  // Annotations of a check run can only be added to: a changed one is a new run of the same name.
  return [{ do: "createCheck", check, ...over }];
}
