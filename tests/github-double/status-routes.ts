// Commit statuses: an append-only list per commit; the newest of each context counts.
import {
  type Answer,
  json,
  listed,
  page,
  type RepositoryCall,
  type Route,
  refuse,
  refuseField,
  type Schemas,
} from "./exchange.ts";
import { findCommit } from "./git-routes.ts";
import { type CommitStatus, loginOf, takeId, takeTime } from "./github-state.ts";
import { nodeId, renderMinimal, renderUser } from "./render-account.ts";

const read = { level: "read", any: ["statuses"] } as const;
const write = { level: "write", any: ["statuses"] } as const;

export const statusRoutes: readonly Route[] = [
  { method: "GET", path: "/commits/*ref/statuses", needs: read, answer: listStatuses },
  { method: "GET", path: "/commits/*ref/status", needs: read, answer: readCombined },
  { method: "POST", path: "/statuses/:sha", needs: write, answer: createStatus },
];

function listStatuses(call: RepositoryCall): Answer {
  const found = statusesOf(call);
  if ("refusal" in found) return found.refusal;
  return listed(call, found.statuses, (each) => renderStatus(call, each));
}

function readCombined(call: RepositoryCall): Answer {
  const { url, repository } = call;
  const found = statusesOf(call);
  if ("refusal" in found) return found.refusal;
  const { sha } = found;
  const latest = found.statuses.filter(
    ({ context }, at, all) => all.findIndex((each) => each.context === context) === at,
  );
  const states = new Set(latest.map(({ state }) => state));
  const bad = states.has("failure") || states.has("error");
  const { items, headers, total } = page(call, latest);
  const api = `${url}/repos/${repository.fullName}/commits/${sha}`;
  const answer: Schemas["combined-commit-status"] = {
    // Without any status a commit is pending.
    state: bad ? "failure" : states.size === 1 && states.has("success") ? "success" : "pending",
    statuses: items.map((each) => renderSimple(call, each)),
    sha,
    total_count: total,
    repository: renderMinimal(url, repository),
    commit_url: api,
    url: `${api}/status`,
  };
  return json(answer, 200, headers);
}

function createStatus(call: RepositoryCall): Answer {
  const { github, repository, param, token } = call;
  const sha = param("sha");
  const body = (call.body ?? {}) as Partial<Record<StatusField, unknown>>;
  if (!repository.objects.commits.has(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
  const state = STATES.find((each) => each === body.state);
  const error = { resource: "Status", code: "custom", field: "state" };
  if (state === undefined || token === undefined) {
    return refuseField({ ...error, message: "state is not included in the list" });
  }
  const description = textOf(body.description) ?? null;
  if (description !== null && description.length > 140) {
    const message = "description is too long (maximum is 140 characters)";
    return refuseField({ ...error, field: "description", message });
  }
  const made: CommitStatus = {
    id: takeId(github),
    sha,
    creator: loginOf(token),
    state,
    context: textOf(body.context) ?? "default",
    description,
    targetUrl: textOf(body.target_url) ?? null,
    createdAt: takeTime(github),
  };
  repository.statuses.push(made);
  return json(renderStatus(call, made), 201);
}

type StatusField = "state" | "context" | "description" | "target_url";

const STATES = ["error", "failure", "pending", "success"] as const;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Newest first. */
function statusesOf({ repository, param }: RepositoryCall) {
  const ref = param("ref");
  const sha = findCommit(repository, ref);
  if (sha === undefined) return { refusal: refuse(422, `No commit found for SHA: ${ref}`) };
  return { sha, statuses: repository.statuses.filter((each) => each.sha === sha).reverse() };
}

function renderStatus(call: RepositoryCall, status: CommitStatus): Schemas["status"] {
  return { ...renderSimple(call, status), creator: renderUser(call.url, status.creator) };
}

function renderSimple({ url, repository }: RepositoryCall, status: CommitStatus) {
  const answer: Schemas["simple-commit-status"] = {
    id: status.id,
    node_id: nodeId("StatusContext", status.id),
    url: `${url}/repos/${repository.fullName}/statuses/${status.sha}`,
    avatar_url: renderUser(url, status.creator).avatar_url,
    state: status.state,
    context: status.context,
    description: status.description,
    target_url: status.targetUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
  return answer;
}
