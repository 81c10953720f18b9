// Comments of issues and pull requests: oldest first, paged, limited in length.
import { isLockedFor, mayEdit } from "./access.ts";
import { bodyText } from "./comment-body.ts";
import type { Comment } from "./conversation.ts";
import { addComment, editText, removeComment } from "./converse.ts";
import {
  type Answer,
  json,
  listed,
  noContent,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
} from "./exchange.ts";
import { loginOf } from "./github-state.ts";
import { findPullRequest } from "./pull-request-routes.ts";
import { renderComment } from "./render-conversation.ts";

const any = ["issues", "pull_requests"] as const;
const read = { level: "read", any } as const;
const write = { level: "write", any } as const;

export const commentRoutes: readonly Route[] = [
  { method: "GET", path: "/issues/:number/comments", needs: read, answer: listComments },
  { method: "POST", path: "/issues/:number/comments", needs: write, answer: createComment },
  { method: "GET", path: "/issues/comments/:id", needs: read, answer: readComment },
  { method: "PATCH", path: "/issues/comments/:id", needs: write, answer: updateComment },
  { method: "DELETE", path: "/issues/comments/:id", needs: write, answer: deleteComment },
];

/** Only pull requests have comments in the double; an issue without one is unknown. */
function listComments(call: RepositoryCall): Answer {
  const issue = findPullRequest(call);
  if (issue === undefined) return notFound();
  const mine = call.repository.comments.filter((each) => each.issue === issue.number);
  mine.sort((left, right) => left.id - right.id);
  return listed(call, mine, (each) => renderComment(call, each));
}

function createComment(call: RepositoryCall): Answer {
  const { github, repository, token, body } = call;
  const issue = findPullRequest(call);
  if (issue === undefined || token === undefined) return notFound();
  if (isLockedFor(repository, issue, token)) return refuse(403, LOCKED);
  const text = bodyText(body);
  if (typeof text !== "string") return text;
  const made = addComment(github, repository, issue.number, loginOf(token), text);
  return json(renderComment(call, made), 201);
}

export const LOCKED = "Unable to create comment because issue is locked.";

function readComment(call: RepositoryCall): Answer {
  const found = findComment(call);
  return found === undefined ? notFound() : json(renderComment(call, found));
}

function updateComment(call: RepositoryCall): Answer {
  const { repository, token } = call;
  const found = findComment(call);
  if (found === undefined || token === undefined) return notFound();
  if (!mayEdit(repository, token, found.author)) return refuse(403, NOT_YOURS);
  const text = bodyText(call.body);
  if (typeof text !== "string") return text;
  editText(call.github, found, loginOf(token), text);
  return json(renderComment(call, found));
}

/** The words are the double's own; only the status is known. */
export const NOT_YOURS = "Must have write access to change what somebody else wrote.";

function deleteComment(call: RepositoryCall): Answer {
  const { repository, token } = call;
  const found = findComment(call);
  if (found === undefined || token === undefined) return notFound();
  if (!mayEdit(repository, token, found.author)) return refuse(403, NOT_YOURS);
  removeComment(repository, found);
  return noContent();
}

export function findComment({ repository, param }: RepositoryCall): Comment | undefined {
  return repository.comments.find(({ id }) => id === Number(param("id")));
}
