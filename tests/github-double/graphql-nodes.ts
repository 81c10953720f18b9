// What GraphQL queries find: comments, threads, who resolved or edited what.
import type {
  Comment,
  Reaction,
  Review,
  ReviewComment,
  ReviewThread,
  Said,
} from "./conversation.ts";
import type { Call } from "./exchange.ts";
import { loginOf, type PullRequest, type Repository } from "./github-state.ts";
import { problem } from "./graphql-errors.ts";
import { diffOf, isOutdated } from "./place-in-diff.ts";
import { nodeId, renderUser } from "./render-account.ts";

interface Pages {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
}

/** The node with this id, or an error as an answer in its place. */
export function findNode(call: Call, id: string): object {
  for (const repository of call.github.repositories) {
    const viewer = call.token === undefined ? "" : loginOf(call.token);
    const found = canSee(call, repository) ? nodesOf(repository, viewer).get(id) : undefined;
    if (found !== undefined) return found();
  }
  return problem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'.`);
}

function nodesOf(repository: Repository, viewer: string): ReadonlyMap<string, () => object> {
  const { comments, reviewComments, reviews, threads } = repository;
  return new Map([
    ...comments.map((each) => [commentId(each), () => renderComment(each)] as const),
    ...reviewComments.map((each) => [commentId(each), () => renderComment(each)] as const),
    ...reviews.map((each) => [reviewId(each), () => renderReviewNode(each, viewer)] as const),
    ...threads.map((each) => [threadId(each), () => renderThread(repository, each)] as const),
  ]);
}

export function findThread(call: Call, id: string) {
  for (const repository of call.github.repositories.filter((each) => canSee(call, each))) {
    const thread = repository.threads.find((each) => threadId(each) === id);
    const pull = repository.pullRequests.find(({ number }) => number === thread?.pull);
    if (thread !== undefined && pull !== undefined) return { repository, pull, thread };
  }
  return undefined;
}

export function canSee({ token }: Call, repository: Repository): boolean {
  if (!repository.private || token?.kind === "user") return true;
  const { pull_requests, issues } = token?.permissions ?? {};
  return pull_requests !== undefined || issues !== undefined;
}

export function renderPullRequest(repository: Repository, pull: PullRequest): object {
  const threads = repository.threads.filter((each) => each.pull === pull.number);
  const comments = repository.comments.filter(({ issue }) => issue === pull.number);
  return {
    __typename: "PullRequest",
    id: nodeId("PullRequest", pull.number),
    number: pull.number,
    headRefOid: pull.head.sha,
    baseRefName: pull.base.ref,
    comments: (pages: Pages) => connection("comments", comments, pages, renderComment),
    reviewThreads: (pages: Pages) =>
      connection("reviewThreads", threads, pages, (each) => renderThread(repository, each)),
  };
}

export function renderThread(repository: Repository, thread: ReviewThread): object {
  const comments = repository.reviewComments.filter((each) => each.thread === thread.id);
  const [first] = comments;
  const { resolvedBy } = thread;
  return {
    __typename: "PullRequestReviewThread",
    id: threadId(thread),
    path: first?.path ?? "",
    isResolved: resolvedBy !== undefined,
    isOutdated: () => {
      const pull = repository.pullRequests.find(({ number }) => number === thread.pull);
      if (pull === undefined || first === undefined) return false;
      return isOutdated(repository, pull, diffOf(repository, pull), first);
    },
    resolvedBy: resolvedBy === undefined ? null : renderViewer(resolvedBy),
    comments: (pages: Pages) => connection("comments", comments, pages, renderComment),
  };
}

const threadId = ({ id }: ReviewThread): string => nodeId("PullRequestReviewThread", id);

const reviewId = ({ id }: Review): string => nodeId("PullRequestReview", id);

function renderReviewNode(review: Review, viewer: string): object {
  return {
    __typename: "PullRequestReview",
    id: reviewId(review),
    ...renderSaid(review),
    reactionGroups: [...CONTENTS].map(([content, name]) => ({
      content: name,
      viewerHasReacted: review.reactions.some(
        (each) => each.user === viewer && each.content === content,
      ),
    })),
  };
}

/** Names of reactions over GraphQL, by those over REST. */
export const CONTENTS: ReadonlyMap<Reaction["content"], string> = new Map([
  ["+1", "THUMBS_UP"],
  ["-1", "THUMBS_DOWN"],
  ["laugh", "LAUGH"],
  ["confused", "CONFUSED"],
  ["heart", "HEART"],
  ["hooray", "HOORAY"],
  ["rocket", "ROCKET"],
  ["eyes", "EYES"],
]);

export function findReview(call: Call, id: string): Review | undefined {
  return call.github.repositories
    .filter((each) => canSee(call, each))
    .flatMap(({ reviews }) => reviews)
    .find((each) => reviewId(each) === id);
}

function renderComment(said: Comment | ReviewComment): object {
  return { __typename: kindOf(said), id: commentId(said), ...renderSaid(said) };
}

const kindOf = (said: Comment | ReviewComment): string =>
  "issue" in said ? "IssueComment" : "PullRequestReviewComment";

const commentId = (said: Comment | ReviewComment): string => nodeId(kindOf(said), said.id);

function renderSaid({ id, author, body, edit }: Pick<Said, "id" | "author" | "body" | "edit">) {
  return {
    body,
    databaseId: id,
    fullDatabaseId: `${id}`,
    author: renderActor(author),
    // Null until the text is changed, whatever `updatedAt` says: palantir/policy-bot#459.
    lastEditedAt: edit?.at ?? null,
    editor: edit === undefined ? null : renderActor(edit.editor),
  };
}

/** An App is `slug` here and `slug[bot]` over REST: zxkane/autonomous-dev-team#395. */
function renderActor(login: string): object {
  const isBot = login.endsWith("[bot]");
  const name = login.replace(/\[bot\]$/, "");
  return { ...renderViewer(name), __typename: isBot ? "Bot" : "User" };
}

/**
 * `viewer` and `resolvedBy` are declared as `User`, so they cannot be a `Bot`. `viewer` says
 * `slug[bot]` (marocchino/sticky-pull-request-comment takes that off to compare it with an
 * author); that `resolvedBy` does, too, is concluded from its type.
 */
export function renderViewer(login: string): object {
  return { __typename: "User", id: nodeId("User", Number(renderUser("", login).id)), login };
}

function connection<T>(
  name: string,
  all: readonly T[],
  { first: ahead, last, after }: Pages,
  render: (each: T) => object,
): object | Error {
  const first = ahead ?? last;
  if (first === undefined || first === null) {
    const wanted = "You must provide a `first` or `last` value to properly paginate the";
    return problem("MISSING_PAGINATION_BOUNDARIES", `${wanted} \`${name}\` connection.`);
  }
  if (first > 100) {
    const what = `Requesting ${first} records on the \`${name}\` connection`;
    const message = `${what} exceeds the \`first\` limit of 100 records.`;
    return problem("EXCESSIVE_PAGINATION", message);
  }
  const begin = ahead === undefined || ahead === null ? Math.max(0, all.length - first) : 0;
  const start = after === undefined || after === null ? begin : parseCursor(after);
  if (start === undefined) {
    const message = `\`${after}\` does not appear to be a valid cursor.`;
    return problem("INVALID_CURSOR_ARGUMENTS", message);
  }
  const end = Math.min(start + first, all.length);
  return {
    nodes: all.slice(start, end).map(render),
    totalCount: all.length,
    pageInfo: { hasNextPage: end < all.length, endCursor: end > start ? renderCursor(end) : null },
  };
}

const renderCursor = (end: number): string => Buffer.from(`cursor:v2:${end}`).toString("base64");

function parseCursor(cursor: string): number | undefined {
  const found = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, "base64").toString());
  return found === null ? undefined : Number(found[1]);
}
