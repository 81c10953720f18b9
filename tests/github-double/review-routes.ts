// Reviews: a text and its comments, posted as one or not at all.
import { isLockedFor } from "./access.ts";
import { LONGEST_BODY } from "./comment-body.ts";
import type { ReviewState } from "./conversation.ts";
import { addReview, type NewReviewComment } from "./converse.ts";
import {
  type Answer,
  json,
  listed,
  notFound,
  type RepositoryCall,
  type Route,
  refuseRequest,
} from "./exchange.ts";
import { loginOf, type PullRequest } from "./github-state.ts";
import { type Diff, diffOf, findPlace } from "./place-in-diff.ts";
import { findPullRequest } from "./pull-request-routes.ts";
import { renderReview } from "./render-conversation.ts";
import { type Keys, linePlace, refuseReview, refuseSentence } from "./review-place.ts";

const any = ["pull_requests"] as const;
const read = { level: "read", any } as const;
const write = { level: "write", any } as const;

export const reviewRoutes: readonly Route[] = [
  { method: "GET", path: "/pulls/:number/reviews", needs: read, answer: listReviews },
  { method: "POST", path: "/pulls/:number/reviews", needs: write, answer: createReview },
];

/** Oldest first. Single comments and replies are reviews, too, with an empty body. */
function listReviews(call: RepositoryCall): Answer {
  const pull = findPullRequest(call);
  if (pull === undefined) return notFound();
  const mine = call.repository.reviews.filter((each) => each.pull === pull.number);
  return listed(call, mine, (each) => renderReview(call, each));
}

function createReview(call: RepositoryCall): Answer {
  const { github, repository, token } = call;
  const pull = findPullRequest(call);
  if (pull === undefined || token === undefined) return notFound();
  // Another status than for a single comment: marcusquinn/aidevops#30280.
  if (isLockedFor(repository, pull, token)) return refuseSentence("lock prevents review");
  const { event, body = "", commit_id: commit = pull.head.sha } = (call.body ?? {}) as Keys;
  const state = STATES.get(event);
  if (state === undefined) return refuseRequest("The double keeps no pending reviews.");
  if (typeof body !== "string" || typeof commit !== "string") return refuseRequest("Bad keys.");
  if (!repository.objects.commits.has(commit)) return refuseSentence("Commit is not part of it");
  const comments = commentsOf(call, pull, commit);
  if (!Array.isArray(comments)) return comments as Answer;
  if (body.trim() === "" && comments.length === 0 && state !== "APPROVED") {
    return refuseSentence("Review body can't be blank");
  }
  if (body.length > LONGEST_BODY) return refuseSentence("Body is too long");
  const author = loginOf(token);
  const made = addReview(github, repository, pull, { author, body, state, commit, comments });
  return json(renderReview(call, made.review));
}

const STATES: ReadonlyMap<unknown, ReviewState> = new Map([
  ["COMMENT", "COMMENTED"],
  ["APPROVE", "APPROVED"],
  ["REQUEST_CHANGES", "CHANGES_REQUESTED"],
]);

/** All comments of a review that is asked for, or the refusal of the first that will not do. */
function commentsOf(
  call: RepositoryCall,
  pull: PullRequest,
  commit: string,
): readonly NewReviewComment[] | Answer {
  const { comments = [] } = (call.body ?? {}) as Keys;
  if (!Array.isArray(comments)) return refuseRequest("For 'properties/comments', not an array.");
  const diff = diffOf(call.repository, pull, commit);
  const found: NewReviewComment[] = [];
  for (const keys of comments) {
    const made = commentOf(diff, commit, keys);
    if ("status" in made) return made;
    found.push(made);
  }
  return found;
}

const KNOWN = new Set(["path", "position", "body", "line", "side", "start_line", "start_side"]);

function commentOf(diff: Diff, commit: string, keys: Keys): NewReviewComment | Answer {
  // `subject_type`, too: a comment on a file can only be posted on its own.
  const unknown = Object.keys(keys).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) return refuseRequest(`"${unknown}" is not a permitted key.`);
  const { path, body } = keys;
  if (typeof path !== "string") return refuseRequest(`"path" wasn't supplied.`);
  if (typeof body !== "string") return refuseRequest(`"body" wasn't supplied.`);
  if (body.trim() === "" || body.length > LONGEST_BODY) return refuseSentence("Body is invalid");
  const place = linePlace(keys);
  if (place === undefined) return refuseRequest(`"line" wasn't supplied.`);
  const found = findPlace(diff, path, place);
  return "wrong" in found
    ? refuseReview(found.wrong)
    : { path, place, commit, hunk: found.hunk, body };
}
