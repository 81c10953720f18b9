// What people do in a conversation, for tests to call. A mistake in a test throws.
import type { Comment, Reaction, Review, ReviewComment, Said } from "./conversation.ts";
import {
  addReaction,
  addReply,
  addReview,
  editText,
  removeComment,
  removeReviewComment,
} from "./converse.ts";
import {
  type GithubState,
  type PullRequest,
  type Repository,
  type Role,
  type TeamMembership,
  takeTime,
} from "./github-state.ts";
import { diffOf, findPlace } from "./place-in-diff.ts";
import { mergeCommit, moveBranch } from "./seed.ts";

/** Somebody asks something on a line of the diff, or on the whole file. */
export function startThread(
  github: GithubState,
  repository: Repository,
  pull: PullRequest,
  author: string,
  at: { readonly path: string; readonly line?: number; readonly body: string },
): ReviewComment {
  const { path, line, body } = at;
  const place =
    line === undefined
      ? ({ subject: "file" } as const)
      : ({ subject: "line", side: "RIGHT", line, start: undefined } as const);
  const found = findPlace(diffOf(repository, pull), path, place);
  if ("wrong" in found) throw new Error(`The ${found.wrong} is not in the diff: ${path}:${line}`);
  const comment = { path, place, commit: pull.head.sha, hunk: found.hunk, body };
  const made = addReview(github, repository, pull, { author, body: "", comments: [comment] });
  return present(made.comments[0], "The review has no comment");
}

/** Somebody answers in a thread, whichever comment of it is named. */
export function reply(
  github: GithubState,
  repository: Repository,
  thread: ReviewComment,
  author: string,
  body: string,
): ReviewComment {
  const pull = present(
    repository.pullRequests.find(({ number }) => number === thread.pull),
    "There is no such pull request",
  );
  const id = thread.inReplyTo ?? thread.id;
  const root = repository.reviewComments.find((each) => each.id === id) ?? { ...thread, id };
  return addReply(github, repository, pull, root, author, body);
}

/** Somebody changes a text, their own unless another editor is named. */
export function edit(github: GithubState, said: Said, body: string, editor = said.author): void {
  editText(github, said, editor, body);
}

export function deleteSaid(repository: Repository, said: Comment | ReviewComment): void {
  if ("issue" in said) removeComment(repository, said);
  else removeReviewComment(repository, said);
}

export function react(
  github: GithubState,
  said: Said,
  user: string,
  content: Reaction["content"],
): Reaction {
  return addReaction(github, said, user, content).reaction;
}

/** Somebody presses "Resolve conversation". */
export function resolve(repository: Repository, comment: ReviewComment, by: string): void {
  threadOf(repository, comment).resolvedBy = by;
}

export function unresolve(repository: Repository, comment: ReviewComment): void {
  threadOf(repository, comment).resolvedBy = undefined;
}

function threadOf({ threads }: Repository, comment: ReviewComment) {
  const found = threads.find(({ id }) => id === comment.thread);
  return present(found, "The thread is gone");
}

/** Somebody submits a review without comments on lines. */
export function review(
  github: GithubState,
  repository: Repository,
  pull: PullRequest,
  author: string,
  said: Pick<Review, "body"> & { readonly state?: Review["state"] },
): Review {
  return addReview(github, repository, pull, { author, ...said }).review;
}

/** Somebody changes the text above a review. */
export function editReview(github: GithubState, said: Review, body: string, editor: string): void {
  said.body = body;
  said.edit = { editor, at: takeTime(github) };
}

export function setDraft(github: GithubState, pull: PullRequest, draft: boolean): void {
  pull.draft = draft;
  pull.updatedAt = takeTime(github);
}

export function close(github: GithubState, pull: PullRequest): void {
  const at = takeTime(github);
  pull.state = "closed";
  pull.closedAt = at;
  pull.updatedAt = at;
}

/** Merges with a merge commit, which becomes the tip of the base branch and is returned. */
export function merge(
  github: GithubState,
  repository: Repository,
  pull: PullRequest,
  by: string,
): string {
  const tip = present(repository.branches.get(pull.base.ref), "The base branch is gone");
  const commit = mergeCommit(github, repository, tip, pull.head.sha, by);
  close(github, pull);
  moveBranch(github, repository, pull.base.ref, commit);
  pull.merged = { by, at: pull.closedAt ?? "", commit };
  return commit;
}

export function setRole({ roles }: Repository, login: string, role: Role | "none"): void {
  if (role === "none") roles.delete(login.toLowerCase());
  else roles.set(login.toLowerCase(), role);
}

/** The team as in `acme/platform`. It comes to be with its first member. */
export function joinTeam(
  { teams }: GithubState,
  team: string,
  login: string,
  membership: Partial<TeamMembership> = {},
): void {
  const members = teams.get(team.toLowerCase()) ?? new Map<string, TeamMembership>();
  members.set(login.toLowerCase(), { state: "active", role: "member", ...membership });
  teams.set(team.toLowerCase(), members);
}

function present<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new Error(problem);
  return value;
}
