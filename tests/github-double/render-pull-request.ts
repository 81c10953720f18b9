// A pull request in the two shapes that GitHub gives it: in a list, and on its own.
import { associationOf } from "./access.ts";
import { commitsOf } from "./commit-people.ts";
import type { RepositoryCall, Schemas } from "./exchange.ts";
import { findRepository, type PullRequest } from "./github-state.ts";
import { nodeId, renderRepository, renderUser, webUrl } from "./render-account.ts";

type Simple = Schemas["pull-request-simple"];
type Full = Schemas["pull-request"];

/** GitHub's description forgets that `head.repo` is null once the fork is deleted. */
type Head<P extends Simple | Full> = Omit<P, "head"> & {
  readonly head: Omit<P["head"], "repo"> & { readonly repo: P["head"]["repo"] | null };
};

export function renderPullRequest(
  call: RepositoryCall,
  pull: PullRequest,
): { readonly simple: Head<Simple>; readonly full: Head<Full> } {
  const { repository, url } = call;
  const common = {
    ...renderLinks(call, pull),
    id: repository.id * 1000 + pull.number,
    node_id: nodeId("PullRequest", pull.number),
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: renderUser(url, pull.author),
    body: pull.body,
    labels: [],
    milestone: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: renderHead(call, pull),
    base: renderBase(call, pull),
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    draft: pull.draft,
  };
  const full = {
    ...common,
    merged: pull.merged !== undefined,
    // GitHub computes this in the background: null is a common first answer.
    mergeable: null,
    mergeable_state: "unknown",
    merged_by: pull.merged === undefined ? null : renderUser(url, pull.merged.by),
    comments: repository.comments.filter(({ issue }) => issue === pull.number).length,
    review_comments: repository.reviewComments.filter((each) => each.pull === pull.number).length,
    maintainer_can_modify: false,
    commits: commitsOf(repository, pull).length,
    additions: 0,
    deletions: 0,
    changed_files: 0,
  };
  return { simple: common, full };
}

function renderHead({ github, url }: RepositoryCall, { head }: PullRequest) {
  const from = head.repository === undefined ? undefined : findRepository(github, head.repository);
  const owner = from?.fullName.split("/")[0] ?? "unknown";
  return {
    label: `${owner}:${head.ref}`,
    ref: head.ref,
    sha: head.sha,
    user: renderUser(url, owner),
    repo: from === undefined ? null : renderRepository(url, from),
  };
}

function renderBase({ repository, url }: RepositoryCall, { base }: PullRequest) {
  const owner = repository.fullName.split("/")[0] ?? "";
  return {
    label: `${owner}:${base.ref}`,
    ref: base.ref,
    sha: base.sha,
    user: renderUser(url, owner),
    repo: renderRepository(url, repository),
  };
}

function renderLinks({ repository, url }: RepositoryCall, { number, head }: PullRequest) {
  const api = `${url}/repos/${repository.fullName}`;
  const self = `${api}/pulls/${number}`;
  const issue = `${api}/issues/${number}`;
  const html = `${webUrl(repository)}/pull/${number}`;
  const statuses = `${api}/statuses/${head.sha}`;
  const reviewComment = `${api}/pulls/comments{/number}`;
  return {
    url: self,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${self}/commits`,
    review_comments_url: `${self}/comments`,
    review_comment_url: reviewComment,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    _links: {
      self: { href: self },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${self}/comments` },
      review_comment: { href: reviewComment },
      commits: { href: `${self}/commits` },
      statuses: { href: statuses },
    },
  };
}
