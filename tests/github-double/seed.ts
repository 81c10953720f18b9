// What people do on GitHub, for tests to call: push, open a pull request, merge, comment.
import { identityOf } from "./commit-people.ts";
import { addComment } from "./converse.ts";
import {
  type FileSource,
  type Files,
  filesOf,
  mergeBase,
  storeCommit,
  storeFile,
  storeTree,
} from "./git-objects.ts";
import { type GithubState, type PullRequest, type Repository, takeTime } from "./github-state.ts";

/** Files by path; `undefined` deletes. */
export type Changes = Readonly<Record<string, FileSource | undefined>>;

export interface CommitOptions {
  /** A login, or an address that is nobody's here. `alice` unless said. */
  readonly author?: string;
  /** The author unless said; `web-flow` for what is committed on GitHub's own pages. */
  readonly committer?: string;
  readonly message?: string;
  /** Where the branch begins when there is none yet; without it, empty. */
  readonly from?: string;
}

/**
 * Commits changes on top of a branch, makes the branch if need be (from `from`, else empty),
 * and moves the head of every open pull request from it. Returns the new commit.
 */
export function push(
  github: GithubState,
  repository: Repository,
  branch: string,
  changes: Changes,
  from?: string,
): string {
  const options = from === undefined ? {} : { from };
  return commitAs(github, repository, branch, changes, options);
}

/** Pushes a commit of somebody in particular. */
export function commitAs(
  github: GithubState,
  repository: Repository,
  branch: string,
  changes: Changes,
  { from, ...options }: CommitOptions,
): string {
  const parent = repository.branches.get(branch) ?? from;
  const files = new Map(filesOf(repository.objects, parent));
  for (const [path, source] of Object.entries(changes)) {
    if (source === undefined) files.delete(path);
    else files.set(path, storeFile(repository.objects, path, source));
  }
  const parents = parent === undefined ? [] : [parent];
  const sha = commit(github, repository, files, parents, options);
  moveBranch(github, repository, branch, sha);
  return sha;
}

/** Points a branch at a commit, as a push or a force push does. */
export function moveBranch(
  github: GithubState,
  repository: Repository,
  branch: string,
  sha: string,
): void {
  repository.branches.set(branch, sha);
  for (const pull of github.repositories.flatMap(({ pullRequests }) => pullRequests)) {
    const { head } = pull;
    const ours = head.repository === repository.fullName && head.ref === branch;
    if (!ours || pull.state !== "open") continue;
    pull.head = { ...head, sha };
    pull.updatedAt = takeTime(github);
  }
}

export interface PullRequestOptions {
  readonly head: string;
  /** Where the head branch is; the repository itself unless said. */
  readonly from?: Repository;
  readonly base?: string;
  readonly number?: number;
  readonly author?: string;
  readonly draft?: boolean;
  readonly title?: string;
  readonly body?: string;
}

export function openPullRequest(
  github: GithubState,
  repository: Repository,
  options: PullRequestOptions,
): PullRequest {
  const from = options.from ?? repository;
  const base = options.base ?? repository.defaultBranch;
  const at = takeTime(github);
  const pull: PullRequest = {
    number: options.number ?? nextNumber(repository),
    author: options.author ?? "alice",
    title: options.title ?? "Change the architecture",
    body: options.body ?? null,
    state: "open",
    draft: options.draft ?? false,
    locked: false,
    head: {
      repository: from.fullName,
      ref: options.head,
      sha: branchTip(from, options.head),
    },
    base: { ref: base, sha: branchTip(repository, base) },
    createdAt: at,
    updatedAt: at,
    closedAt: undefined,
    merged: undefined,
  };
  repository.pullRequests.push(pull);
  return pull;
}

/** Somebody says something in the conversation of a pull request. */
export const comment = addComment;

/** A merge commit of two commits: what only one side changed is taken, the head wins a conflict. */
export function mergeCommit(
  github: GithubState,
  repository: Repository,
  base: string,
  head: string,
  by = "alice",
): string {
  const { objects } = repository;
  const before = filesOf(objects, mergeBase(objects, base, head));
  const theirs = filesOf(objects, head);
  const merged = new Map(filesOf(objects, base));
  for (const path of new Set([...before.keys(), ...theirs.keys()])) {
    const entry = theirs.get(path);
    if (entry?.sha === before.get(path)?.sha && entry?.mode === before.get(path)?.mode) continue;
    if (entry === undefined) merged.delete(path);
    else merged.set(path, entry);
  }
  const options = { author: by, committer: "web-flow", message: "Merge pull request" };
  return commit(github, repository, merged, [base, head], options);
}

function commit(
  github: GithubState,
  { objects }: Repository,
  files: Files,
  parents: readonly string[],
  { author = "alice", committer = author, message = "A commit" }: CommitOptions,
): string {
  takeTime(github);
  const seconds = github.clock / 1000;
  return storeCommit(objects, {
    tree: storeTree(objects, files),
    parents,
    author: { ...identityOf(author), seconds },
    committer: { ...identityOf(committer), seconds },
    message,
    signed: committer === "web-flow",
  });
}

function branchTip({ branches, fullName }: Repository, branch: string): string {
  const sha = branches.get(branch);
  if (sha === undefined) throw new Error(`${fullName} has no branch ${branch}`);
  return sha;
}

function nextNumber({ pullRequests }: Repository): number {
  return Math.max(0, ...pullRequests.map(({ number }) => number)) + 1;
}
