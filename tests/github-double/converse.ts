// What changes a conversation, whoever does it: the routes for tokens, the seeds for people.
import type {
  Comment,
  LinePlace,
  Reaction,
  Review,
  ReviewComment,
  ReviewState,
  Said,
} from "./conversation.ts";
import {
  type GithubState,
  type PullRequest,
  type Repository,
  takeId,
  takeTime,
} from "./github-state.ts";

export interface NewReviewComment {
  readonly path: string;
  readonly place: LinePlace | { readonly subject: "file" };
  readonly commit: string;
  readonly hunk: string;
  readonly body: string;
}

export function addComment(
  github: GithubState,
  repository: Repository,
  issue: number,
  author: string,
  body: string,
): Comment {
  const made: Comment = { ...said(github, author, body), issue };
  repository.comments.push(made);
  touch(repository, issue, made.createdAt);
  return made;
}

/** A review and, as threads of their own, its comments. */
export function addReview(
  github: GithubState,
  repository: Repository,
  pull: PullRequest,
  review: Pick<Review, "author" | "body"> & {
    readonly state?: ReviewState;
    readonly commit?: string;
    readonly comments?: readonly NewReviewComment[];
  },
): { readonly review: Review; readonly comments: readonly ReviewComment[] } {
  const { author, body, state = "COMMENTED", commit = pull.head.sha, comments = [] } = review;
  const made: Review = {
    id: takeId(github),
    pull: pull.number,
    author,
    body,
    state,
    edit: undefined,
    reactions: [],
    commit,
    submittedAt: takeTime(github),
  };
  repository.reviews.push(made);
  touch(repository, pull.number, made.submittedAt);
  const threads = comments.map((each) => {
    const thread = { id: takeId(github), pull: pull.number, resolvedBy: undefined };
    repository.threads.push(thread);
    return addReviewComment(github, repository, made, { ...each, thread: thread.id });
  });
  return { review: made, comments: threads };
}

/** A reply is a review of its own, at the place of the comment that it answers. */
export function addReply(
  github: GithubState,
  repository: Repository,
  pull: PullRequest,
  root: ReviewComment,
  author: string,
  body: string,
): ReviewComment {
  const { review } = addReview(github, repository, pull, { author, body: "" });
  const { path, place, commit, hunk, thread } = root;
  const reply = { path, place, commit, hunk, thread, body, inReplyTo: root.id };
  return addReviewComment(github, repository, review, reply);
}

export function editText(github: GithubState, said: Said, editor: string, body: string): void {
  const at = takeTime(github);
  said.body = body;
  said.updatedAt = at;
  said.edit = { editor, at };
  const number = "issue" in said ? said.issue : "pull" in said ? said.pull : undefined;
  for (const repository of github.repositories) touch(repository, Number(number), at);
}

/** Whatever is said or changed moves the time of its pull request: microsoft/TypeScript-Twoslash-Repro-Action#17. */
function touch({ pullRequests }: Repository, number: number, at: string): void {
  for (const pull of pullRequests) if (pull.number === number) pull.updatedAt = at;
}

export function removeComment({ comments }: Repository, comment: Comment): void {
  comments.splice(comments.indexOf(comment), 1);
}

/** Replies stay, and go on naming the first comment that is no more. */
export function removeReviewComment(repository: Repository, comment: ReviewComment): void {
  const { reviewComments, threads } = repository;
  reviewComments.splice(reviewComments.indexOf(comment), 1);
  if (reviewComments.some(({ thread }) => thread === comment.thread)) return;
  threads.splice(
    threads.findIndex(({ id }) => id === comment.thread),
    1,
  );
}

/** The same person's same reaction is there once: `added` says whether it is new. */
export function addReaction(
  github: GithubState,
  { reactions }: Pick<Said, "reactions">,
  user: string,
  content: Reaction["content"],
): { readonly reaction: Reaction; readonly added: boolean } {
  const before = reactions.find((each) => each.user === user && each.content === content);
  if (before !== undefined) return { reaction: before, added: false };
  const reaction = { id: takeId(github), user, content, createdAt: takeTime(github) };
  reactions.push(reaction);
  return { reaction, added: true };
}

function addReviewComment(
  github: GithubState,
  repository: Repository,
  review: Review,
  comment: NewReviewComment & { readonly thread: number; readonly inReplyTo?: number },
): ReviewComment {
  const { path, place, commit, hunk, thread, body, inReplyTo } = comment;
  const made: ReviewComment = {
    ...said(github, review.author, body),
    // A second later although nobody edited it: so it is in GitHub's own example of a new review
    // comment (octokit/webhooks), and palantir/policy-bot#459 once took that for an edit.
    updatedAt: takeTime(github),
    ...{ pull: review.pull, review: review.id },
    ...{ path, place, commit, hunk, thread, inReplyTo },
  };
  repository.reviewComments.push(made);
  return made;
}

function said(github: GithubState, author: string, body: string): Said {
  const at = takeTime(github);
  return {
    id: takeId(github),
    author,
    body,
    createdAt: at,
    updatedAt: at,
    edit: undefined,
    reactions: [],
  };
}
