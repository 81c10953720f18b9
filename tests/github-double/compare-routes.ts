// What parts two commits: where they parted, and what one has that the other has not.
import { filesBetween } from "./changed-files.ts";
import { renderCommit } from "./commit-routes.ts";
import {
  type Answer,
  json,
  notFound,
  page,
  type RepositoryCall,
  type Route,
  type Schemas,
} from "./exchange.ts";
import { commitsBetween, mergeBase } from "./git-objects.ts";
import { findCommit } from "./git-routes.ts";
import { webUrl } from "./render-account.ts";

const needs = { level: "read", any: ["contents"] } as const;

export const compareRoutes: readonly Route[] = [
  { method: "GET", path: "/compare/*basehead", needs, answer: compare },
];

/** Histories that share nothing cannot be compared. Commits come in pages, files with the first. */
function compare(call: RepositoryCall): Answer {
  const { repository, param, url } = call;
  const { objects, fullName } = repository;
  const [base, head] = param("basehead")
    .split("...")
    .map((ref) => objects.commits.get(findCommit(repository, ref) ?? ""));
  if (base === undefined || head === undefined) return notFound();
  const parted = objects.commits.get(mergeBase(objects, base.sha, head.sha) ?? "");
  if (parted === undefined) return notFound();
  const ahead = commitsBetween(objects, base.sha, head.sha);
  const behind = commitsBetween(objects, head.sha, base.sha).length;
  const { items, headers } = page(call, ahead);
  const web = `${webUrl(repository)}/compare/${base.sha}...${head.sha}`;
  const answer: Schemas["commit-comparison"] = {
    url: `${url}/repos/${fullName}/compare/${base.sha}...${head.sha}`,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: renderCommit(call, base),
    merge_base_commit: renderCommit(call, parted),
    status: statusOf(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: items.map((each) => renderCommit(call, each)),
    files: [...filesBetween(call, parted.sha, head.sha)],
  };
  return json(answer, 200, headers);
}

function statusOf(ahead: number, behind: number): Schemas["commit-comparison"]["status"] {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
