// What is said on a pull request, as plain data: comments, reviews and their threads, reactions.
import type { Side } from "./patch-lines.ts";

export const REACTIONS = [
  "+1",
  "-1",
  "laugh",
  "confused",
  "heart",
  "hooray",
  "rocket",
  "eyes",
] as const;

export interface Reaction {
  readonly id: number;
  readonly user: string;
  readonly content: (typeof REACTIONS)[number];
  readonly createdAt: string;
}

/** A text somebody posted, wherever it stands. */
export interface Said {
  readonly id: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  /** Who changed the text last; undefined while it is as it was posted. */
  edit: { readonly editor: string; readonly at: string } | undefined;
  readonly reactions: Reaction[];
}

/** In the conversation. */
export interface Comment extends Said {
  /** Number of the issue or pull request. */
  readonly issue: number;
}

export interface LinePlace {
  readonly subject: "line";
  readonly side: Side;
  readonly line: number;
  /** The first line, of a comment on several. */
  readonly start: { readonly side: Side; readonly line: number } | undefined;
}

/** At a line or a file of the diff. */
export interface ReviewComment extends Said {
  readonly pull: number;
  readonly review: number;
  readonly thread: number;
  /** The first comment of the thread, also when it has been deleted since. */
  readonly inReplyTo: number | undefined;
  readonly path: string;
  /** Where it was when it was posted, in `commit`. */
  readonly place: LinePlace | { readonly subject: "file" };
  readonly commit: string;
  readonly hunk: string;
}

/** It outlives its first comment, and ends with its last. */
export interface ReviewThread {
  readonly id: number;
  readonly pull: number;
  resolvedBy: string | undefined;
}

export type ReviewState = "COMMENTED" | "APPROVED" | "CHANGES_REQUESTED" | "DISMISSED";

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly author: string;
  body: string;
  state: ReviewState;
  /** Who changed the text last, and reactions: over REST neither can be seen. */
  edit: Said["edit"];
  readonly reactions: Reaction[];
  readonly commit: string;
  readonly submittedAt: string;
}

/** A conversation as a repository holds it. */
export interface Conversation {
  readonly comments: Comment[];
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  readonly threads: ReviewThread[];
}

export const emptyConversation = (): Conversation => ({
  comments: [],
  reviews: [],
  reviewComments: [],
  threads: [],
});
