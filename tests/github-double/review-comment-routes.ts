// Review comments one by one: listed, posted, answered, edited, deleted.
import { isLockedFor, mayEdit } from "./access.ts";
import { bodyText } from "./comment-body.ts";
import { LOCKED, NOT_YOURS } from "./comment-routes.ts";
import type { LinePlace, ReviewComment } from "./conversation.ts";
import { addReply, addReview, editText, removeReviewComment } from "./converse.ts";
import {
  type Answer,
  json,
  listed,
  noContent,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  refuseRequest,
} from "./exchange.ts";
import { loginOf, type PullRequest, type Token } from "./github-state.ts";
import { diffOf, findPlace } from "./place-in-diff.ts";
import { findPullRequest } from "./pull-request-routes.ts";
import { renderReviewComment } from "./render-conversation.ts";
import { type Keys, linePlace, refuseSingle } from "./review-place.ts";

const any = ["pull_requests"] as const;
const read = { level: "read", any } as const;
const write = { level: "write", any } as const;

export const reviewCommentRoutes: readonly Route[] = [
  { method: "GET", path: "/pulls/:number/comments", needs: read, answer: listComments },
  { method: "POST", path: "/pulls/:number/comments", needs: write, answer: createComment },
  { method: "POST", path: "/pulls/:number/comments/:id/replies", needs: write, answer: reply },
  { method: "GET", path: "/pulls/comments/:id", needs: read, answer: readComment },
  { method: "PATCH", path: "/pulls/comments/:id", needs: write, answer: updateComment },
  { method: "DELETE", path: "/pulls/comments/:id", needs: write, answer: deleteComment },
];

/** Oldest first. A direction counts only together with `sort`. */
function listComments(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const pull = findPullRequest(call);
  if (pull === undefined) return notFound();
  const sort = query.get("sort");
  const sign = sort !== null && query.get("direction") === "desc" ? -1 : 1;
  const found = repository.reviewComments
    .filter((each) => each.pull === pull.number)
    .sort((left, right) =>
      sort === "updated"
        ? sign * left.updatedAt.localeCompare(right.updatedAt)
        : sign * (left.id - right.id),
    );
  const diff = diffOf(repository, pull);
  return listed(call, found, (each) => renderReviewComment(call, pull, diff, each));
}

function createComment(call: RepositoryCall): Answer {
  const keys = (call.body ?? {}) as Keys;
  const { in_reply_to: root } = keys;
  const start = startWriting(call);
  if ("refusal" in start) return start.refusal;
  if (root !== undefined) return answerTo(call, start, Number(root));
  const { path, commit_id: commit, subject_type: subject = "line" } = keys;
  if (typeof path !== "string") return refuseRequest(`"path" wasn't supplied.`);
  if (typeof commit !== "string") return refuseRequest(`"commit_id" wasn't supplied.`);
  const place = subject === "file" ? WHOLE_FILE : linePlace(keys);
  if (place === undefined) return refuseShape(keys);
  return createAt(call, start, { path, commit, place });
}

const WHOLE_FILE = { subject: "file" } as const;

/** GitHub's checker speaks of all kinds of comments that it knows: octokit/octokit.rb#1748, #1717. */
function refuseShape({ subject_type: subject }: Keys): Answer {
  const unknown = subject === undefined || subject === "line" || subject === "file";
  return refuseRequest(
    `No subschema in "oneOf" matched.`,
    `"position" wasn't supplied.`,
    `"in_reply_to" wasn't supplied.`,
    `"subject_type" is not a permitted key.`,
    `"line" wasn't supplied.`,
    ...(unknown ? [] : [`${subject} is not a member of ["line", "file"].`]),
  );
}

interface Writing {
  readonly pull: PullRequest;
  readonly token: Token;
  readonly text: string;
}

function startWriting(call: RepositoryCall): Writing | { readonly refusal: Answer } {
  const { repository, token, body } = call;
  const pull = findPullRequest(call);
  if (pull === undefined || token === undefined) return { refusal: notFound() };
  if (isLockedFor(repository, pull, token)) return { refusal: refuse(403, LOCKED) };
  const text = bodyText(body, "PullRequestReviewComment");
  return typeof text === "string" ? { pull, token, text } : { refusal: text };
}

function createAt(
  call: RepositoryCall,
  { pull, token, text }: Writing,
  at: {
    readonly path: string;
    readonly commit: string;
    readonly place: LinePlace | { readonly subject: "file" };
  },
): Answer {
  const { github, repository } = call;
  const diff = diffOf(repository, pull, at.commit);
  const found = findPlace(diff, at.path, at.place);
  if ("wrong" in found) return refuseSingle(found.wrong);
  const author = loginOf(token);
  const comments = [{ ...at, hunk: found.hunk, body: text }];
  const made = addReview(github, repository, pull, { author, body: "", comments });
  return json(renderAll(call, pull, made.comments)[0], 201);
}

function reply(call: RepositoryCall): Answer {
  const start = startWriting(call);
  return "refusal" in start ? start.refusal : answerTo(call, start, Number(call.param("id")));
}

/** Replies to replies are not supported, says the documentation. */
function answerTo(call: RepositoryCall, { pull, token, text }: Writing, id: number): Answer {
  const { github, repository } = call;
  const root = repository.reviewComments.find((each) => each.id === id);
  if (root?.pull !== pull.number || root.inReplyTo !== undefined) return notFound();
  const made = addReply(github, repository, pull, root, loginOf(token), text);
  return json(renderAll(call, pull, [made])[0], 201);
}

function readComment(call: RepositoryCall): Answer {
  const found = findReviewComment(call);
  return found === undefined ? notFound() : json(renderOne(call, found));
}

function updateComment(call: RepositoryCall): Answer {
  const { github, repository, token } = call;
  const found = findReviewComment(call);
  if (found === undefined || token === undefined) return notFound();
  if (!mayEdit(repository, token, found.author)) return refuse(403, NOT_YOURS);
  const text = bodyText(call.body, "PullRequestReviewComment");
  if (typeof text !== "string") return text;
  editText(github, found, loginOf(token), text);
  return json(renderOne(call, found));
}

function deleteComment(call: RepositoryCall): Answer {
  const { repository, token } = call;
  const found = findReviewComment(call);
  if (found === undefined || token === undefined) return notFound();
  if (!mayEdit(repository, token, found.author)) return refuse(403, NOT_YOURS);
  removeReviewComment(repository, found);
  return noContent();
}

export function findReviewComment({
  repository,
  param,
}: RepositoryCall): ReviewComment | undefined {
  return repository.reviewComments.find(({ id }) => id === Number(param("id")));
}

function renderOne(call: RepositoryCall, comment: ReviewComment) {
  const pull = call.repository.pullRequests.find(({ number }) => number === comment.pull);
  return pull === undefined ? undefined : renderAll(call, pull, [comment])[0];
}

function renderAll(call: RepositoryCall, pull: PullRequest, comments: readonly ReviewComment[]) {
  const diff = diffOf(call.repository, pull);
  return comments.map((each) => renderReviewComment(call, pull, diff, each));
}
