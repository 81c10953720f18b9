// Check runs as a required check sees them: every create makes a new run, the newest run of a
// name counts (github.com/mcnewcp/my-team/issues/102 reports the experiment), only the App that
// made a run may change it (databricks/cli#4563), and a completed run stays completed
// (Mergifyio/mergify#1989, dotnet/arcade#6080: a new conclusion is taken, another status is not).
import { type CheckRunBody, refuseCheckRun } from "./check-run-rules.ts";
import {
  type Answer,
  json,
  notFound,
  page,
  type RepositoryCall,
  type Route,
  refuse,
  refuseRequest,
  type Schemas,
} from "./exchange.ts";
import { findCommit } from "./git-routes.ts";
import { type CheckRun, type Repository, takeId, takeTime } from "./github-state.ts";
import { nodeId, renderApp, webUrl } from "./render-account.ts";

const read = { level: "read", any: ["checks"] } as const;
const write = { level: "write", any: ["checks"], appsOnly: true } as const;

export const checkRunRoutes: readonly Route[] = [
  { method: "GET", path: "/commits/*ref/check-runs", needs: read, answer: listCheckRuns },
  { method: "POST", path: "/check-runs", needs: write, answer: createCheckRun },
  { method: "PATCH", path: "/check-runs/:id", needs: write, answer: updateCheckRun },
];

/**
 * What branch protection says about a required check: the newest run decides, and neutral and
 * skipped let a pull request through.
 */
export function requiredCheck(
  { checkRuns }: Repository,
  sha: string,
  name: string,
): "met" | "blocked" | "missing" {
  const newest = checkRuns.findLast((run) => run.headSha === sha && run.name === name);
  if (newest === undefined) return "missing";
  const { status, conclusion = "" } = newest;
  const passes = ["success", "neutral", "skipped"].includes(conclusion);
  return status === "completed" && passes ? "met" : "blocked";
}

/** Newest first. `latest` drops older runs within a suite only: lewagon/wait-on-check-action#156. */
function listCheckRuns(call: RepositoryCall): Answer {
  const { repository, param, query } = call;
  const ref = param("ref");
  const sha = findCommit(repository, ref);
  if (sha === undefined) return refuse(422, `No commit found for SHA: ${ref}`);
  const matches = (key: string, value: unknown) => [null, `${value}`].includes(query.get(key));
  const runs = repository.checkRuns
    .filter((run) => run.headSha === sha && matches("check_name", run.name))
    .filter((run) => matches("status", run.status) && matches("app_id", run.app.id))
    .sort((left, right) => right.id - left.id);
  const latest = runs.filter(
    (run, at) =>
      runs.findIndex((each) => each.name === run.name && each.suite === run.suite) === at,
  );
  const { items, total, headers } = page(call, query.get("filter") === "all" ? runs : latest);
  const check_runs = items.map((run) => renderCheckRun(call, run));
  return json({ total_count: total, check_runs }, 200, headers);
}

function createCheckRun(call: RepositoryCall): Answer {
  const { github, repository, token } = call;
  if (token?.kind !== "installation") return notFound();
  const refusal = refuseCheckRun(call.body);
  if (refusal !== undefined) return refusal;
  const body = (call.body ?? {}) as CheckRunBody;
  const { name, head_sha: headSha } = body;
  if (name === undefined || headSha === undefined) {
    return refuseRequest(`"${name === undefined ? "name" : "head_sha"}" wasn't supplied.`);
  }
  if (!repository.objects.commits.has(headSha)) {
    return refuse(422, `No commit found for SHA: ${headSha}`);
  }
  const sibling = repository.checkRuns.find(
    (run) => run.headSha === headSha && run.app.id === token.app.id,
  );
  const run: CheckRun = {
    id: takeId(github),
    suite: sibling?.suite ?? takeId(github),
    app: token.app,
    headSha,
    name,
    status: "queued",
    conclusion: undefined,
    externalId: undefined,
    detailsUrl: undefined,
    startedAt: takeTime(github),
    completedAt: undefined,
    output: { title: undefined, summary: undefined, text: undefined },
    annotations: [],
  };
  applyBody(call, run, body);
  repository.checkRuns.push(run);
  return json(renderCheckRun(call, run), 201);
}

function updateCheckRun(call: RepositoryCall): Answer {
  const { repository, token, param } = call;
  if (token?.kind !== "installation") return notFound();
  const run = repository.checkRuns.find(({ id }) => id === Number(param("id")));
  if (run === undefined) return notFound();
  if (run.app.id !== token.app.id) {
    const message = "check run can only be modified by the GitHub App that created it.";
    return refuse(403, `Invalid app_id \`${run.app.id}\` - ${message}`);
  }
  const refusal = refuseCheckRun(call.body);
  if (refusal !== undefined) return refusal;
  applyBody(call, run, (call.body ?? {}) as CheckRunBody);
  return json(renderCheckRun(call, run));
}

/** A conclusion completes a run whatever `status` says; a completed run takes no other status. */
function applyBody(call: RepositoryCall, run: CheckRun, body: CheckRunBody): void {
  run.name = body.name ?? run.name;
  run.externalId = body.external_id ?? run.externalId;
  run.detailsUrl = body.details_url ?? run.detailsUrl;
  run.startedAt = body.started_at ?? run.startedAt;
  run.conclusion = body.conclusion ?? run.conclusion;
  run.status = run.conclusion === undefined ? (body.status ?? run.status) : "completed";
  if (run.status === "completed") {
    run.completedAt = body.completed_at ?? run.completedAt ?? takeTime(call.github);
  }
  if (body.output === undefined) return;
  const { title, summary, text, annotations = [] } = body.output;
  run.output = { title, summary, text: text ?? run.output.text };
  run.annotations.push(...annotations);
}

/** Those that are open with that head; those from forks are not listed on GitHub. */
function pullRequestsOf(
  url: string,
  repository: Repository,
  headSha: string,
): Schemas["check-run"]["pull_requests"] {
  const found = repository.pullRequests.filter(
    ({ state, head }) =>
      state === "open" && head.sha === headSha && head.repository === repository.fullName,
  );
  const self = `${url}/repos/${repository.fullName}`;
  const repo = { id: repository.id, url: self, name: repository.fullName.split("/")[1] ?? "" };
  return found.map(({ number, head, base }) => ({
    id: number,
    number,
    url: `${self}/pulls/${number}`,
    head: { ref: head.ref, sha: head.sha, repo },
    base: { ref: base.ref, sha: base.sha, repo },
  }));
}

function renderCheckRun({ url, repository }: RepositoryCall, run: CheckRun): Schemas["check-run"] {
  const self = `${url}/repos/${repository.fullName}/check-runs/${run.id}`;
  const html = `${webUrl(repository)}/runs/${run.id}`;
  return {
    id: run.id,
    head_sha: run.headSha,
    node_id: nodeId("CheckRun", run.id),
    external_id: run.externalId ?? "",
    url: self,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt ?? null,
    completed_at: run.completedAt ?? null,
    output: {
      title: run.output.title ?? null,
      summary: run.output.summary ?? null,
      text: run.output.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${self}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.suite },
    app: renderApp(url, run.app),
    pull_requests: pullRequestsOf(url, repository, run.headSha),
  };
}
