// The repository itself, its pull requests, and the files that a pull request changes.
import {
  type Answer,
  json,
  notFound,
  page,
  type RepositoryCall,
  type Route,
  type Schemas,
} from "./exchange.ts";
import { type Files, filesOf, mergeBase, type TreeEntry } from "./git-objects.ts";
import type { PullRequest } from "./github-state.ts";
import { diffLines } from "./line-patch.ts";
import { renderRepository, webUrl } from "./render-account.ts";
import { renderPullRequest } from "./render-pull-request.ts";

const needs = { level: "read", any: ["pull_requests"] } as const;

export const pullRequestRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "",
    answer: ({ url, repository }) => json(readRepository(url, repository)),
  },
  { method: "GET", path: "/pulls", needs, answer: listPullRequests },
  { method: "GET", path: "/pulls/:number", needs, answer: readPullRequest },
  { method: "GET", path: "/pulls/:number/files", needs, answer: listFiles },
];

const readRepository = (...from: Parameters<typeof renderRepository>): Schemas["full-repository"] =>
  renderRepository(...from);

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
  const { items, headers } = page(call, found);
  return json(
    items.map((pull) => renderPullRequest(call, pull).simple),
    200,
    headers,
  );
}

function readPullRequest(call: RepositoryCall): Answer {
  const pull = findPullRequest(call);
  return pull === undefined ? notFound() : json(renderPullRequest(call, pull).full);
}

/** GitHub compares with the merge base, and lists 3000 files at most. */
function listFiles(call: RepositoryCall): Answer {
  const { repository } = call;
  const pull = findPullRequest(call);
  if (pull === undefined) return notFound();
  const { objects, branches } = repository;
  const tip = branches.get(pull.base.ref) ?? pull.base.sha;
  const before = filesOf(objects, mergeBase(objects, tip, pull.head.sha));
  const after = filesOf(objects, pull.head.sha);
  const { items, headers } = page(call, changedFiles(call, pull, before, after).slice(0, 3000));
  return json(items, 200, headers);
}

function changedFiles(call: RepositoryCall, pull: PullRequest, before: Files, after: Files) {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = paths.filter((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    return old?.sha !== now?.sha || old?.mode !== now?.mode;
  });
  const removed = changed.filter((path) => !after.has(path));
  const added = changed.filter((path) => !before.has(path));
  const renamed = new Map(
    added.flatMap((path) => {
      const at = removed.findIndex((old) => before.get(old)?.sha === after.get(path)?.sha);
      const [old] = at === -1 ? [] : removed.splice(at, 1);
      return old === undefined ? [] : [[path, old] as const];
    }),
  );
  const sources = new Set(renamed.values());
  return changed
    .filter((path) => !sources.has(path))
    .map((path) => {
      const previous = renamed.get(path);
      const entry = renderFile(call, pull, path, before.get(previous ?? path), after.get(path));
      return previous === undefined
        ? entry
        : { ...entry, status: "renamed" as const, previous_filename: previous };
    });
}

function renderFile(
  { repository, url }: RepositoryCall,
  { head }: PullRequest,
  path: string,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
): Schemas["diff-entry"] {
  const textOf = (entry: TreeEntry | undefined) =>
    entry === undefined ? "" : textOfBytes(repository.objects.blobs.get(entry.sha));
  const [old, now] = [textOf(before), textOf(after)];
  const diff = old === undefined || now === undefined ? undefined : diffLines(old, now);
  const { additions = 0, deletions = 0 } = diff ?? {};
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const patched = diff !== undefined && additions + deletions > 0;
  return {
    sha: (after ?? before)?.sha ?? null,
    filename: path,
    status: before === undefined ? "added" : after === undefined ? "removed" : "modified",
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${webUrl(repository)}/blob/${head.sha}/${encoded}`,
    raw_url: `${webUrl(repository)}/raw/${head.sha}/${encoded}`,
    contents_url: `${url}/repos/${repository.fullName}/contents/${encoded}?ref=${head.sha}`,
    ...(patched ? { patch: diff.patch } : {}),
  };
}

/** Undefined for a submodule and for what git takes for binary. Those have no patch. */
function textOfBytes(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.includes(0) ? undefined : Buffer.from(bytes).toString();
}

function findPullRequest({ repository, param }: RepositoryCall): PullRequest | undefined {
  return repository.pullRequests.find(({ number }) => number === Number(param("number")));
}

const labelOf = ({ head }: PullRequest): string =>
  `${head.repository?.split("/")[0] ?? "unknown"}:${head.ref}`;
