// Branches as references: read, made, moved. Other references are unknown.
import {
  type Answer,
  json,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  refuseRequest,
  type Schemas,
} from "./exchange.ts";
import { isAncestor } from "./git-objects.ts";
import { nodeId } from "./render-account.ts";
import { moveBranch } from "./seed.ts";

const read = { level: "read", any: ["contents"] } as const;
const write = { level: "write", any: ["contents"] } as const;

export const refRoutes: readonly Route[] = [
  { method: "GET", path: "/git/ref/heads/*branch", needs: read, answer: readRef },
  { method: "POST", path: "/git/refs", needs: write, answer: createRef },
  { method: "PATCH", path: "/git/refs/heads/*branch", needs: write, answer: updateRef },
];

function readRef(call: RepositoryCall): Answer {
  const branch = call.param("branch");
  const sha = call.repository.branches.get(branch);
  return sha === undefined ? notFound() : json(renderRef(call, branch, sha));
}

function createRef(call: RepositoryCall): Answer {
  const { github, repository } = call;
  const { ref, sha } = (call.body ?? {}) as { readonly ref?: unknown; readonly sha?: unknown };
  const branch = /^refs\/heads\/(.+)$/.exec(`${ref}`)?.[1];
  if (branch === undefined) return refuseRequest(`The double knows branches only, not ${ref}.`);
  if (repository.branches.has(branch)) return refuse(422, "Reference already exists");
  const commit = repository.objects.commits.get(`${sha}`);
  // octokit/octokit.js#562.
  if (commit === undefined) return refuse(422, "Object does not exist");
  moveBranch(github, repository, branch, commit.sha);
  return json(renderRef(call, branch, commit.sha), 201);
}

/** A branch that is not there is a 422 here: solana-foundation/solana-developer-platform#602. */
function updateRef(call: RepositoryCall): Answer {
  const { github, repository, param } = call;
  const { sha, force } = (call.body ?? {}) as { readonly sha?: unknown; readonly force?: unknown };
  const branch = param("branch");
  const before = repository.branches.get(branch);
  if (before === undefined) return refuse(422, "Reference does not exist");
  const commit = repository.objects.commits.get(`${sha}`);
  if (commit === undefined) return refuse(422, "Object does not exist");
  // philschatz/octokit.js#21.
  if (force !== true && !isAncestor(repository.objects, before, commit.sha)) {
    return refuse(422, "Update is not a fast forward");
  }
  moveBranch(github, repository, branch, commit.sha);
  return json(renderRef(call, branch, commit.sha));
}

function renderRef(
  { url, repository }: RepositoryCall,
  branch: string,
  sha: string,
): Schemas["git-ref"] {
  const api = `${url}/repos/${repository.fullName}/git`;
  return {
    ref: `refs/heads/${branch}`,
    node_id: nodeId("Ref", repository.id),
    url: `${api}/refs/heads/${branch}`,
    object: { type: "commit", sha, url: `${api}/commits/${sha}` },
  };
}
