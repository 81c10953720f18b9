// The repository itself, its pull requests, and the files that a pull request changes.

import { changedFiles } from "./changed-files.ts";
import {
  type Answer,
  json,
  listed,
  notFound,
  type RepositoryCall,
  type Route,
} from "./exchange.ts";
import type { PullRequest } from "./github-state.ts";
import { renderFullRepository } from "./render-account.ts";
import { renderPullRequest } from "./render-pull-request.ts";

const needs = { level: "read", any: ["pull_requests"] } as const;

export const pullRequestRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "",
    answer: ({ url, repository }) => json(renderFullRepository(url, repository)),
  },
  { method: "GET", path: "/pulls", needs, answer: listPullRequests },
  { method: "GET", path: "/pulls/:number", needs, answer: readPullRequest },
  { method: "GET", path: "/pulls/:number/files", needs, answer: listFiles },
];

/** Newest first unless asked otherwise, as GitHub lists them. */
function listPullRequests(call: RepositoryCall): Answer {
  const { repository, query } = call;
  const state = query.get("state") ?? "open";
  const base = query.get("base");
  const head = query.get("head");
  const found = repository.pullRequests.filter(
    (pull) =>
      (state === "all" || pull.state === state) &&
      (base === null || pull.base.ref === base) &&
      (head === null || labelOf(pull) === head),
  );
  const time = query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  const sign = query.get("direction") === "asc" ? 1 : -1;
  found.sort((left, right) => sign * left[time].localeCompare(right[time]));
  return listed(call, found, (pull) => renderPullRequest(call, pull).simple);
}

function readPullRequest(call: RepositoryCall): Answer {
  const pull = findPullRequest(call);
  return pull === undefined ? notFound() : json(renderPullRequest(call, pull).full);
}

/** GitHub lists 3000 files at most. */
function listFiles(call: RepositoryCall): Answer {
  const pull = findPullRequest(call);
  if (pull === undefined) return notFound();
  return listed(call, changedFiles(call, pull).slice(0, 3000), (file) => file);
}

export function findPullRequest({ repository, param }: RepositoryCall): PullRequest | undefined {
  return repository.pullRequests.find(({ number }) => number === Number(param("number")));
}

const labelOf = ({ head }: PullRequest): string =>
  `${head.repository?.split("/")[0] ?? "unknown"}:${head.ref}`;
