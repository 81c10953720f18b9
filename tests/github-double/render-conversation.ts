// Comments, reviews and reactions in the shapes of GitHub's REST answers.
import { associationOf } from "./access.ts";
import {
  type Comment,
  REACTIONS,
  type Reaction,
  type Review,
  type ReviewComment,
  type Said,
} from "./conversation.ts";
import type { RepositoryCall, Schemas } from "./exchange.ts";
import type { PullRequest } from "./github-state.ts";
import { currentPosition, type Diff } from "./place-in-diff.ts";
import { nodeId, renderUser, webUrl } from "./render-account.ts";

type Place = Pick<RepositoryCall, "repository" | "url">;

/** GitHub's description forgets that the lines of an outdated comment are null. */
export type ReviewCommentAnswer = Omit<
  Schemas["pull-request-review-comment"],
  "line" | "original_line" | "position" | "original_position"
> & {
  readonly line: number | null;
  readonly original_line: number | null;
  readonly position: number | null;
  readonly original_position: number | null;
};

export function renderComment(place: Place, each: Comment): Schemas["issue-comment"] {
  const { url, repository } = place;
  const api = `${url}/repos/${repository.fullName}/issues`;
  const self = `${api}/comments/${each.id}`;
  return {
    ...renderSaid(place, each, self),
    node_id: nodeId("IssueComment", each.id),
    html_url: `${webUrl(repository)}/pull/${each.issue}#issuecomment-${each.id}`,
    issue_url: `${api}/${each.issue}`,
    performed_via_github_app: null,
  };
}

export function renderReviewComment(
  place: Place,
  pull: PullRequest,
  diff: Diff,
  each: ReviewComment,
): ReviewCommentAnswer {
  const { url, repository } = place;
  const self = `${url}/repos/${repository.fullName}/pulls/comments/${each.id}`;
  const html = `${webUrl(repository)}/pull/${pull.number}#discussion_r${each.id}`;
  const pullUrl = `${url}/repos/${repository.fullName}/pulls/${pull.number}`;
  return {
    ...renderSaid(place, each, self),
    ...renderPosition(place, pull, diff, each),
    node_id: nodeId("PullRequestReviewComment", each.id),
    html_url: html,
    pull_request_review_id: each.review,
    pull_request_url: pullUrl,
    path: each.path,
    diff_hunk: each.hunk,
    original_commit_id: each.commit,
    subject_type: each.place.subject,
    ...(each.inReplyTo === undefined ? {} : { in_reply_to_id: each.inReplyTo }),
    _links: { self: { href: self }, html: { href: html }, pull_request: { href: pullUrl } },
  };
}

/** While it is not outdated a comment names the newest head as its commit: ejc3/fcvm#748. */
function renderPosition(
  { repository }: Place,
  pull: PullRequest,
  diff: Diff,
  comment: ReviewComment,
) {
  const { place, commit } = comment;
  if (place.subject === "file") {
    const nowhere = { line: null, original_line: null, start_line: null, start_side: null };
    const rows = { position: 1, original_position: 1, original_start_line: null };
    return { ...nowhere, ...rows, side: "RIGHT" as const, commit_id: pull.head.sha };
  }
  const now = currentPosition(repository, pull, diff, comment);
  return {
    commit_id: now === undefined ? commit : pull.head.sha,
    line: now?.line ?? null,
    start_line: now?.startLine ?? null,
    position: now?.position ?? null,
    original_line: place.line,
    original_start_line: place.start?.line ?? null,
    original_position: comment.hunk.split("\n").length - 1,
    side: place.side,
    start_side: place.start?.side ?? null,
  };
}

export function renderReview(
  { url, repository }: Place,
  review: Review,
): Schemas["pull-request-review"] {
  const html = `${webUrl(repository)}/pull/${review.pull}#pullrequestreview-${review.id}`;
  const pullUrl = `${url}/repos/${repository.fullName}/pulls/${review.pull}`;
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: renderUser(url, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: associationOf(repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
  };
}

export function renderReaction(url: string, each: Reaction): Schemas["reaction"] {
  return {
    id: each.id,
    node_id: nodeId("Reaction", each.id),
    user: renderUser(url, each.user),
    content: each.content,
    created_at: each.createdAt,
  };
}

function renderSaid({ url, repository }: Place, each: Said, self: string) {
  return {
    id: each.id,
    url: self,
    body: each.body,
    user: renderUser(url, each.author),
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    author_association: associationOf(repository, each.author),
    reactions: renderRollup(`${self}/reactions`, each.reactions),
  };
}

function renderRollup(url: string, reactions: readonly Reaction[]): Schemas["reaction-rollup"] {
  const counts = REACTIONS.map((content) => [
    content,
    reactions.filter((each) => each.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}
