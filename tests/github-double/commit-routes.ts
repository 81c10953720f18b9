// Commits as GitHub shows them: with the accounts that their addresses belong to.
import { filesBetween } from "./changed-files.ts";
import { commitsOf, loginOfEmail } from "./commit-people.ts";
import {
  type Answer,
  json,
  listed,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  type Schemas,
} from "./exchange.ts";
import type { Commit, Signature } from "./git-objects.ts";
import { findCommit } from "./git-routes.ts";
import { findPullRequest } from "./pull-request-routes.ts";
import { nodeId, renderUser, webUrl } from "./render-account.ts";

const pulls = { level: "read", any: ["pull_requests"] } as const;
const contents = { level: "read", any: ["contents"] } as const;

export const commitRoutes: readonly Route[] = [
  { method: "GET", path: "/pulls/:number/commits", needs: pulls, answer: listCommits },
  { method: "GET", path: "/commits/*ref", needs: contents, answer: readCommit },
];

/** Oldest first, and never more than the first 250. */
function listCommits(call: RepositoryCall): Answer {
  const pull = findPullRequest(call);
  if (pull === undefined) return notFound();
  const first = commitsOf(call.repository, pull).slice(0, 250);
  return listed(call, first, (each) => renderCommit(call, each));
}

/** With the files that it changed since its first parent, and without the figures that GitHub adds. */
function readCommit(call: RepositoryCall): Answer {
  const { repository, param } = call;
  const sha = findCommit(repository, param("ref"));
  const found = sha === undefined ? undefined : repository.objects.commits.get(sha);
  if (found === undefined) return refuse(422, `No commit found for SHA: ${param("ref")}`);
  const files = [...filesBetween(call, found.parents[0], found.sha)];
  return json({ ...renderCommit(call, found), files });
}

export function renderCommit(call: RepositoryCall, commit: Commit): Schemas["commit"] {
  const { url, repository } = call;
  const api = `${url}/repos/${repository.fullName}`;
  const { sha, tree, author, committer, message } = commit;
  const self = `${api}/commits/${sha}`;
  const accountOf = ({ email }: Signature) => {
    const login = loginOfEmail(email);
    return login === undefined ? null : renderUser(url, login);
  };
  return {
    url: self,
    sha,
    node_id: nodeId("Commit", Number.parseInt(sha.slice(0, 8), 16)),
    html_url: `${webUrl(repository)}/commit/${sha}`,
    comments_url: `${self}/comments`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author: renderSignature(author),
      committer: renderSignature(committer),
      message,
      comment_count: 0,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      verification: renderVerification(commit),
    },
    author: accountOf(author),
    committer: accountOf(committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${webUrl(repository)}/commit/${parent}`,
    })),
  };
}

export function renderSignature({ name, email, seconds }: Signature) {
  const date = new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
  return { name, email, date };
}

export function renderVerification({ signed, committer }: Commit) {
  const text = signed ? "-----BEGIN PGP SIGNATURE-----" : null;
  return {
    verified: signed,
    reason: signed ? "valid" : "unsigned",
    signature: text,
    payload: text,
    verified_at: signed ? renderSignature(committer).date : null,
  };
}
