/**
 * What a pull request should show, what it shows now, and the changes between the two.
 * Knows comments, threads and check runs; knows nothing of carbon or checks, and never touches the network.
 */

import type { Conversation, Remark } from "../conversation/conversation.ts";
import { type CheckOrigin, isSameHash } from "./check-origin.ts";
import { repliedTo } from "./marker.ts";
import {
  answerChanges,
  type DesiredTalk,
  questionChanges,
  type TalkChange,
  withoutNew,
} from "./talk.ts";

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
  /** Whose review it is; undefined of a merge group. */
  readonly number: number | undefined;
  /** What that review says by itself: the commit shows the worst of all pull requests that have it as head. */
  readonly own: Conclusion;
  /** Those other pull requests. */
  readonly twins: readonly number[];
  /** Hash of what was judged, and by which rules. */
  readonly inputs: string;
}

/** That a review is under way which may end otherwise than the last one. */
export type BegunCheck = Pick<Check, "name" | "headSha" | "number" | "inputs">;

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
  /** Undefined while it runs. */
  readonly conclusion: string | undefined;
  /** Undefined where it is not of this making. */
  readonly origin: CheckOrigin | undefined;
}

/** The check runs, or commit statuses, of this name on the head commit. */
export interface ShownChecks {
  /** The one that GitHub goes by. */
  readonly newest: ShownCheck | undefined;
  /** The newest that speaks of the pull request under review. */
  readonly own: ShownCheck | undefined;
  /** The newest of each other open pull request with the same head. */
  readonly twins: readonly ShownCheck[];
}

export const NO_CHECKS: ShownChecks = { newest: undefined, own: undefined, twins: [] };

export interface Snapshot {
  /** The bot's own scorecard comments, oldest first. */
  readonly comments: readonly ShownComment[];
  readonly checks: ShownChecks;
  /** True where another first run was faster with its scorecard: that one asks what is new, so that nobody is asked twice. */
  readonly leavesAsking?: boolean;
}

export type Change =
  | { readonly do: "postComment"; readonly body: string }
  | {
      readonly do: "editComment";
      /** "posted": the one that this plan has posted. */
      readonly id: number | "posted";
      readonly body: string;
      /** In place of the body where an `ask` before it was not carried out. */
      readonly unasked?: string | undefined;
    }
  | { readonly do: "deleteComment"; readonly id: number }
  /** Before anything else, where what is shown is green and may no longer be true. */
  | { readonly do: "beginCheck"; readonly check: BegunCheck }
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
  /** Files beside it: reviews of the default branch, and what is shown of the newest. */
  | {
      readonly do: "recordHistory";
      /** The first is the history. */
      readonly files: readonly { readonly path: string; readonly text: string }[];
      readonly message: string;
      /** What the history held when it was read; undefined where there was none. */
      readonly before: string | undefined;
      /** What was reviewed: once its branch has moved on, the run of the newer push records. */
      readonly headSha: string;
      readonly branch: string;
    }
  | TalkChange;

/** In the order in which they are to be carried out. */
export type Plan = readonly Change[];

/** Whether a change adds what there should be one of, and another run may add at the same moment. */
export function isPosting({ do: change }: Change): boolean {
  return change === "postComment" || change === "ask" || change === "askOnFile";
}

/** An empty plan means that the pull request already shows what it should. */
export function reconcile(
  desired: Desired,
  now: Snapshot & { readonly conversation?: Conversation | undefined },
): Plan {
  const { check } = desired;
  const talk = now.leavesAsking === true ? withoutNew(desired.talk) : desired.talk;
  const checks = checkChanges(desired, now.checks);
  const comments = commentChanges(desired, now);
  // Whoever could merge by what is shown must not, while the rest is being written.
  const isUrgent = now.checks.newest?.conclusion === "success" && check.conclusion !== "success";
  return [
    ...(isUrgent ? checks : []),
    ...comments.first,
    ...questionChanges(talk, check.headSha),
    ...comments.last,
    ...(isUrgent ? [] : checks),
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

interface CommentChanges {
  readonly first: readonly Change[];
  /** Once the questions are asked. */
  readonly last: readonly Change[];
}

function commentChanges(
  { comment, unasked, mayPost }: Desired,
  { comments, leavesAsking = false }: Snapshot,
): CommentChanges {
  if (comment === undefined) return { first: [], last: [] };
  const text = leavesAsking ? { body: unasked ?? comment } : textOf(comment, unasked);
  const [oldest, ...duplicates] = comments;
  if (oldest === undefined) return mayPost ? newComment(text) : { first: [], last: [] };
  const last: Change[] = [];
  if (oldest.body !== text.body) last.push({ do: "editComment", id: oldest.id, ...text });
  // Two runs at once may both have posted: the oldest stays, so that every later run agrees on it.
  for (const { id } of duplicates) last.push({ do: "deleteComment", id });
  return { first: [], last };
}

interface Text {
  readonly body: string;
  readonly unasked?: string;
}

const textOf = (body: string, unasked: string | undefined): Text =>
  unasked === undefined ? { body } : { body, unasked };

/**
 * Of several first runs at the same moment, the one whose scorecard is the oldest asks: so it is posted before
 * anything is asked, and remembers afterwards that it was.
 */
function newComment(text: Text): CommentChanges {
  const { body, unasked } = text;
  if (unasked === undefined) return { first: [{ do: "postComment", body }], last: [] };
  const first = [{ do: "postComment", body: unasked }] as const;
  return { first, last: [{ do: "editComment", id: "posted", ...text }] };
}

function checkChanges({ check, publish }: Desired, { newest, own }: ShownChecks): Change[] {
  const isShown =
    newest?.conclusion === check.conclusion &&
    isSameHash(own?.origin?.fingerprint, check.fingerprint);
  if (isShown) return [];
  const over = newest?.id === undefined ? {} : { over: newest.id };
  // Annotations of a check run can only be added to: a changed one is a new run of the same name.
  return [{ do: publish === "check" ? "createCheck" : "setStatus", check, ...over }];
}

/** Whether a green check may be that of other inputs: of another policy or base, or of another pull request. */
export function mayBeStale({ newest, own }: ShownChecks, inputs: string): boolean {
  return newest?.conclusion === "success" && !isSameHash(own?.origin?.inputs, inputs);
}
