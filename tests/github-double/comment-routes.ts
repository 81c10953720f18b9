// Comments of issues and pull requests: oldest first, paged, limited in length (the refusal is
// quoted in jmikedupont2/ai-ticket#51).
import {
  type Answer,
  json,
  notFound,
  page,
  type RepositoryCall,
  type Route,
  refuse,
  refuseField,
  type Schemas,
} from "./exchange.ts";
import { type Comment, loginOf, type PullRequest, takeTime } from "./github-state.ts";
import { nodeId, renderUser, webUrl } from "./render-account.ts";
import { comment } from "./seed.ts";

const any = ["issues", "pull_requests"] as const;
const read = { level: "read", any } as const;
const write = { level: "write", any } as const;

/** Code units, so that the double is never more patient than GitHub. */
const LONGEST_BODY = 65_536;

export const commentRoutes: readonly Route[] = [
  { method: "GET", path: "/issues/:number/comments", needs: read, answer: listComments },
  { method: "POST", path: "/issues/:number/comments", needs: write, answer: createComment },
  { method: "PATCH", path: "/issues/comments/:id", needs: write, answer: updateComment },
  { method: "DELETE", path: "/issues/comments/:id", needs: write, answer: deleteComment },
];

function listComments(call: RepositoryCall): Answer {
  const issue = findIssue(call);
  if (issue === undefined) return notFound();
  const mine = call.repository.comments.filter((each) => each.issue === issue.number);
  const { items, headers } = page(
    call,
    mine.sort((left, right) => left.id - right.id),
  );
  return json(
    items.map((each) => renderComment(call, each)),
    200,
    headers,
  );
}

function createComment(call: RepositoryCall): Answer {
  const { github, repository, token, body } = call;
  const issue = findIssue(call);
  if (issue === undefined || token === undefined) return notFound();
  if (issue.locked) return refuse(403, "Unable to create comment because issue is locked.");
  const text = bodyText(body);
  if (typeof text !== "string") return text;
  const made = comment(github, repository, issue.number, loginOf(token), text);
  return json(renderComment(call, made), 201);
}

function updateComment(call: RepositoryCall): Answer {
  const found = findComment(call);
  if (found === undefined) return notFound();
  const text = bodyText(call.body);
  if (typeof text !== "string") return text;
  found.body = text;
  found.updatedAt = takeTime(call.github);
  return json(renderComment(call, found));
}

function deleteComment(call: RepositoryCall): Answer {
  const found = findComment(call);
  if (found === undefined) return notFound();
  call.repository.comments.splice(call.repository.comments.indexOf(found), 1);
  return { status: 204, body: "", headers: {} };
}

/** The text of a comment, or GitHub's refusal of it. */
function bodyText(body: unknown): string | Answer {
  const text = (body as { body?: unknown } | undefined)?.body;
  const error = { resource: "IssueComment", code: "unprocessable", field: "data" };
  if (typeof text !== "string") {
    return refuseField({ ...error, code: "missing_field", field: "body", message: "is missing" });
  }
  if (text.trim() === "") return refuseField({ ...error, message: "Body cannot be blank" });
  if (text.length <= LONGEST_BODY) return text;
  const message = `Body is too long (maximum is ${LONGEST_BODY} characters)`;
  return refuseField({ ...error, message });
}

/** Only pull requests have comments in the double; an issue without one is unknown. */
function findIssue({ repository, param }: RepositoryCall): PullRequest | undefined {
  return repository.pullRequests.find(({ number }) => number === Number(param("number")));
}

function findComment({ repository, param }: RepositoryCall): Comment | undefined {
  return repository.comments.find(({ id }) => id === Number(param("id")));
}

function renderComment({ url, repository }: RepositoryCall, each: Comment) {
  const api = `${url}/repos/${repository.fullName}/issues`;
  const answer: Schemas["issue-comment"] = {
    id: each.id,
    node_id: nodeId("IssueComment", each.id),
    url: `${api}/comments/${each.id}`,
    html_url: `${webUrl(repository)}/pull/${each.issue}#issuecomment-${each.id}`,
    issue_url: `${api}/${each.issue}`,
    body: each.body,
    user: renderUser(url, each.author),
    created_at: each.createdAt,
    updated_at: each.updatedAt,
    author_association: "NONE",
    performed_via_github_app: null,
  };
  return answer;
}
