// The payloads that GitHub hands to a workflow: Octokit's collection of real ones, with the few
// fields changed that tell one repository and one pull request from another.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { PullRequest, Repository } from "./github-state.ts";

/** What a payload must say of the place where it happened. */
export interface EventFacts {
  /** As in `acme/shop`. */
  readonly repository: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  readonly number: number;
  readonly author: string;
  readonly draft: boolean;
  readonly head: {
    /** Undefined for a deleted fork. */
    readonly repository: string | undefined;
    readonly ref: string;
    readonly sha: string;
  };
  readonly base: { readonly ref: string; readonly sha: string };
  /** How many comments its review threads hold; none unless said. */
  readonly threadComments?: number;
}

/** The parts of a payload that are set here; the rest is the example's. */
export interface Payload {
  readonly action?: string;
  readonly repository?: object;
  readonly sender?: object;
  readonly number?: number;
  readonly pull_request?: { readonly user?: object; readonly head?: Side; readonly base?: Side };
  readonly issue?: { readonly number?: number; readonly user?: object };
  readonly comment?: { readonly user?: object };
  readonly review?: { readonly user?: object };
  readonly changes?: { readonly body: { readonly from: string } };
  readonly merge_group?: { readonly head_sha?: string };
}

interface Side {
  readonly repo?: object | null;
  readonly user?: object;
}

export function factsOf(repository: Repository, pull: PullRequest): EventFacts {
  const { fullName, defaultBranch, private: secret } = repository;
  const { number, author, draft, head, base } = pull;
  return {
    repository: fullName,
    defaultBranch,
    private: secret,
    number,
    author,
    draft,
    head,
    base,
    threadComments: repository.reviewComments.filter((each) => each.pull === number).length,
  };
}

/** Payload of `pull_request` and `pull_request_target`. */
export function pullRequestPayload(facts: EventFacts, action = "opened"): Payload {
  const known = action === "synchronize" || action === "closed" ? action : "opened";
  const example = exampleOf("pull_request", known);
  const state = action === "closed" ? "closed" : "open";
  const pull_request = { ...pullRequestOf(facts, example), state };
  return { ...placed(example, facts), action, number: facts.number, pull_request };
}

/** The event `closed`: with what came of it when the pull request was merged. */
export function closedPayload(facts: EventFacts, merged?: PullRequest["merged"]): Payload {
  const { pull_request: pull, ...payload } = pullRequestPayload(facts, "closed");
  const pull_request = {
    ...pull,
    merged: merged !== undefined,
    merged_at: merged?.at ?? null,
    merged_by: merged === undefined ? null : personOf(merged.by, pull?.user),
    ...(merged === undefined ? {} : { closed_at: merged.at, merge_commit_sha: merged.commit }),
  };
  const sender = merged === undefined ? payload.sender : personOf(merged.by, payload.sender);
  return { ...payload, pull_request, ...(sender === undefined ? {} : { sender }) };
}

/** The example's pull request, at the place and of the people that the facts name. */
export function pullRequestOf(facts: EventFacts, { pull_request: pull }: Payload) {
  const { head, base, number, draft, author, repository, threadComments = 0 } = facts;
  return {
    ...pull,
    ...{ number, draft, review_comments: threadComments },
    user: personOf(author, pull?.user),
    head: sideOf(facts, head.repository, head, pull?.head),
    base: sideOf(facts, repository, base, pull?.base),
  };
}

/** A push to a branch, with the paths that its commit touched. */
export function pushPayload(
  facts: EventFacts,
  change: {
    readonly branch: string;
    readonly before: string;
    readonly after: string;
    readonly modified?: readonly string[];
  },
): Payload {
  const { branch, before, after, modified = [] } = change;
  const commit = { id: after, message: "Change", added: [], removed: [], modified };
  const pushed = { before, after, created: false, deleted: false, forced: false };
  const what = { ref: `refs/heads/${branch}`, commits: [commit], head_commit: commit };
  return { ...placed(exampleOf("push"), facts), ...pushed, ...what };
}

/** The merge queue asks about a commit of its own, on a branch of its own. */
export function mergeGroupPayload(facts: EventFacts, headSha: string): Payload {
  const example = exampleOf("merge_group");
  const { number, base } = facts;
  const merge_group = {
    ...example.merge_group,
    head_sha: headSha,
    head_ref: `refs/heads/gh-readonly-queue/${base.ref}/pr-${number}-${base.sha}`,
    base_sha: base.sha,
    base_ref: `refs/heads/${base.ref}`,
  };
  return { ...placed(example, facts), merge_group };
}

export function workflowDispatchPayload(facts: EventFacts, inputs: object = {}): Payload {
  const what = { inputs, ref: `refs/heads/${facts.defaultBranch}` };
  return { ...placed(exampleOf("workflow_dispatch"), facts), ...what };
}

/** A schedule has no webhook and so no example: its payload is the schedule and the place. */
export function schedulePayload(facts: EventFacts): Payload {
  const { repository = {} } = placed(exampleOf("push"), facts);
  const what = { schedule: "0 6 * * *", workflow: ".github/workflows/greenlight.yml" };
  return { ...what, repository };
}

/** The examples are 4 MB of JSON: read only when a test asks for one. */
export function examplesOf(event: string): readonly Payload[] {
  const require = createRequire(import.meta.url);
  const file = require.resolve("@octokit/webhooks-examples");
  const all: readonly { readonly name: string; readonly examples: readonly Payload[] }[] =
    JSON.parse(readFileSync(file, "utf8"));
  return all.find(({ name }) => name === event)?.examples ?? [];
}

export function exampleOf(event: string, action?: string): Payload {
  const examples = examplesOf(event);
  const found = examples.find((each) => action === undefined || each.action === action);
  if (found === undefined) throw new Error(`There is no example of ${event} ${action ?? ""}`);
  return found;
}

export function placed(example: Payload, facts: EventFacts): Payload {
  const repository = repositoryOf(facts, facts.repository, example.repository);
  return { ...example, repository, sender: personOf(facts.author, example.sender) };
}

function sideOf(
  facts: EventFacts,
  repository: string | undefined,
  { ref, sha }: { readonly ref: string; readonly sha: string },
  example: Side | undefined,
): Side {
  const owner = repository?.split("/")[0] ?? "unknown";
  const repo = repository === undefined ? null : repositoryOf(facts, repository, example?.repo);
  const side = { label: `${owner}:${ref}`, ref, sha };
  return { ...example, ...side, repo, user: personOf(owner, example?.user) };
}

function repositoryOf(facts: EventFacts, fullName: string, example: object | null | undefined) {
  const [owner = "", name = ""] = fullName.split("/");
  return {
    ...example,
    name,
    full_name: fullName,
    owner: personOf(owner, (example as { owner?: object } | undefined)?.owner),
    private: facts.private,
    fork: fullName !== facts.repository,
    default_branch: facts.defaultBranch,
    url: `https://api.github.com/repos/${fullName}`,
    html_url: `https://github.com/${fullName}`,
  };
}

export function personOf(login: string, example: object | undefined): object {
  return { ...example, login, type: login.endsWith("[bot]") ? "Bot" : "User" };
}
