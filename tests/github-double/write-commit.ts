// A commit that a token makes: in its own name, unless it is told another.
import { identityOf } from "./commit-people.ts";
import { renderSignature, renderVerification } from "./commit-routes.ts";
import type { RepositoryCall, Schemas } from "./exchange.ts";
import { type Commit, type Signature, storeCommit } from "./git-objects.ts";
import { loginOf, takeTime } from "./github-state.ts";
import { nodeId, webUrl } from "./render-account.ts";

export interface CommitBody {
  readonly message: string;
  readonly author?: unknown;
  readonly committer?: unknown;
}

/** GitHub signs what an App commits without naming anybody. */
export function writeCommit(
  call: RepositoryCall,
  tree: string,
  parents: readonly string[],
  { message, author, committer }: CommitBody,
  defaultCommitter?: string,
): Commit {
  const { github, repository, token } = call;
  const login = token === undefined ? "nobody" : loginOf(token);
  takeTime(github);
  const seconds = github.clock / 1000;
  const by = signatureOf(author) ?? { ...identityOf(login), seconds };
  const stored = defaultCommitter === undefined ? by : { ...identityOf(defaultCommitter), seconds };
  const unnamed = author === undefined && committer === undefined;
  const sha = storeCommit(repository.objects, {
    ...{ tree, parents, message, author: by },
    committer: signatureOf(committer) ?? stored,
    signed: unnamed && (token?.kind === "installation" || defaultCommitter !== undefined),
  });
  const made = repository.objects.commits.get(sha);
  if (made === undefined) throw new Error("The commit was not stored");
  return made;
}

function signatureOf(value: unknown): Signature | undefined {
  const { name, email, date } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (typeof name !== "string" || typeof email !== "string") return undefined;
  const at = typeof date === "string" ? date : "2026-01-05T09:00:00Z";
  return { name, email, seconds: Date.parse(at) / 1000 };
}

export function renderGitCommit(
  { url, repository }: RepositoryCall,
  commit: Commit,
): Schemas["git-commit"] {
  const api = `${url}/repos/${repository.fullName}/git`;
  const html = `${webUrl(repository)}/commit`;
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", Number.parseInt(commit.sha.slice(0, 8), 16)),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/${commit.sha}`,
    author: renderSignature(commit.author),
    committer: renderSignature(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/${sha}`,
    })),
    verification: renderVerification(commit),
  };
}
