// The payloads of what people say on a pull request, on the same real examples.
import type { Review, ReviewComment } from "./conversation.ts";
import {
  type EventFacts,
  exampleOf,
  type Payload,
  personOf,
  placed,
  pullRequestOf,
} from "./event-payload.ts";

type Action = "created" | "edited" | "deleted";

/** What an event says beside the text itself. */
interface Happened {
  /** Who did it; the author unless said. */
  readonly sender?: string;
  /** The text before it was edited. */
  readonly before?: string;
}

interface Text {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** A comment in the conversation of a pull request. */
export function issueCommentPayload(
  facts: EventFacts,
  comment: Text,
  action: Action = "created",
  happened: Happened = {},
): Payload {
  const example = exampleOf("issue_comment", action);
  const { number, repository, author } = facts;
  const issue = {
    ...example.issue,
    number,
    user: personOf(author, example.issue?.user),
    // Only issues that are pull requests have this key.
    pull_request: { url: `https://api.github.com/repos/${repository}/pulls/${number}` },
  };
  const { id, body } = comment;
  const said = {
    ...example.comment,
    id,
    body,
    user: personOf(comment.author, example.comment?.user),
  };
  return { ...saidPayload(facts, example, comment, action, happened), issue, comment: said };
}

/** A comment on the diff, or an answer to one. */
export function reviewCommentPayload(
  facts: EventFacts,
  comment: ReviewComment,
  action: Action = "created",
  happened: Happened = {},
): Payload {
  const example = exampleOf("pull_request_review_comment", action);
  const { id, body, path, place, commit, review, hunk, inReplyTo } = comment;
  const line = place.subject === "line" ? place.line : null;
  const said = {
    ...example.comment,
    ...{ id, body, path, line, original_line: line, diff_hunk: hunk },
    ...{ commit_id: commit, original_commit_id: commit, pull_request_review_id: review },
    ...{ subject_type: place.subject, side: place.subject === "line" ? place.side : "RIGHT" },
    ...{ created_at: comment.createdAt, updated_at: comment.updatedAt },
    ...(inReplyTo === undefined ? {} : { in_reply_to_id: inReplyTo }),
    user: personOf(comment.author, example.comment?.user),
  };
  const pull_request = pullRequestOf(facts, example);
  return { ...saidPayload(facts, example, comment, action, happened), pull_request, comment: said };
}

/** States are in lower case here, in upper case over REST; an empty body is null here. */
export function reviewPayload(
  facts: EventFacts,
  review: Review,
  action: "submitted" | "edited" | "dismissed" = "submitted",
  happened: Happened = {},
): Payload {
  // There is no example of an edited review.
  const example = exampleOf("pull_request_review", action === "edited" ? "submitted" : action);
  const { id, body, commit, submittedAt } = review;
  const state = action === "dismissed" ? "dismissed" : review.state.toLowerCase();
  const said = {
    ...example.review,
    ...{ id, state, body: body === "" ? null : body },
    ...{ commit_id: commit, submitted_at: submittedAt },
    user: personOf(review.author, example.review?.user),
  };
  const pull_request = pullRequestOf(facts, example);
  return { ...saidPayload(facts, example, review, action, happened), pull_request, review: said };
}

function saidPayload(
  facts: EventFacts,
  example: Payload,
  { author }: Text,
  action: string,
  { sender = author, before = "" }: Happened,
): Payload {
  return {
    ...placed(example, facts),
    ...{ action, sender: personOf(sender, example.sender) },
    ...(action === "edited" ? { changes: { body: { from: before } } } : {}),
  };
}
