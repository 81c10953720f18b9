// The text of a comment, or GitHub's refusal of it (quoted in jmikedupont2/ai-ticket#51).
import { type Answer, refuseField } from "./exchange.ts";

/** Code units, so that the double is never more patient than GitHub. */
export const LONGEST_BODY = 65_536;

export function bodyText(
  body: unknown,
  resource: "IssueComment" | "PullRequestReviewComment" = "IssueComment",
): string | Answer {
  const text = (body as { body?: unknown } | undefined)?.body;
  const error = { resource, code: "unprocessable", field: "data" };
  if (typeof text !== "string") {
    return refuseField({ ...error, code: "missing_field", field: "body", message: "is missing" });
  }
  if (text.trim() === "") return refuseField({ ...error, message: "Body cannot be blank" });
  if (text.length <= LONGEST_BODY) return text;
  const message = `Body is too long (maximum is ${LONGEST_BODY} characters)`;
  return refuseField({ ...error, message });
}
