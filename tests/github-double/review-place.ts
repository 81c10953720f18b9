// The place that a request names for a review comment, and GitHub's words for a place that will
// not do. A review is refused in sentences (parkerbxyz/suggest-changes#64, ubuntu/WSL#244,
// warpdotdev/oz-for-oss#310), a single comment by field (jenkinsci/pipeline-github-plugin#106).
import type { LinePlace } from "./conversation.ts";
import { type Answer, json } from "./exchange.ts";
import type { Side } from "./patch-lines.ts";
import type { Misplaced } from "./place-in-diff.ts";

export type Keys = Readonly<Record<string, unknown>>;

/** Undefined when the request names no line, or names it badly. */
export function linePlace(keys: Keys): LinePlace | undefined {
  const { line, side = "RIGHT", start_line, start_side = side } = keys;
  if (!isLine(line) || !isSide(side) || !isSide(start_side)) return undefined;
  if (start_line === undefined) return { subject: "line", side, line, start: undefined };
  if (!isLine(start_line)) return undefined;
  return { subject: "line", side, line, start: { side: start_side, line: start_line } };
}

const isLine = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

const isSide = (value: unknown): value is Side => value === "LEFT" || value === "RIGHT";

const SENTENCES: Readonly<Record<Misplaced, string>> = {
  path: "Path could not be resolved",
  line: "Pull request review thread line must be part of the diff and Pull request review thread diff hunk can't be blank",
  hunk: "Pull request review thread start line must be part of the same hunk as the line.",
  order: "Pull request review thread start line must precede the end line.",
};

/** It does not say which of the comments is meant. */
export function refuseReview(wrong: Misplaced): Answer {
  return refuseSentence(SENTENCES[wrong]);
}

export function refuseSentence(sentence: string): Answer {
  const documentation_url =
    "https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request";
  const message = "Unprocessable Entity";
  return json({ message, errors: [sentence], documentation_url, status: "422" }, 422);
}

export function refuseSingle(wrong: Misplaced): Answer {
  const resource = "PullRequestReviewComment";
  const thread = "pull_request_review_thread";
  const invalid = { resource, code: "invalid", field: `${thread}.path` };
  const custom = (field: string, message: string) => ({
    resource,
    code: "custom",
    field: `${thread}.${field}`,
    message: `${thread}.${field} ${message}`,
  });
  const missing = { resource, code: "missing_field", field: `${thread}.diff_hunk` };
  const errors = {
    path: [invalid, missing],
    line: [custom("line", "must be part of the diff"), missing],
    hunk: [custom("start_line", "must be part of the same hunk as the line.")],
    order: [custom("start_line", "must precede the end line.")],
  }[wrong];
  const documentation_url =
    "https://docs.github.com/rest/pulls/comments#create-a-review-comment-for-a-pull-request";
  return json({ message: "Validation Failed", errors, documentation_url, status: "422" }, 422);
}
