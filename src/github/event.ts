/** The event that started a run to the target of the review: which commit, against which branch. */

import * as z from "zod/mini";
import { Explained } from "./failure.ts";

/** What is reviewed. A commit has no comment: merge groups and pushes have no conversation. */
export type Target =
  | { readonly kind: "pull-request"; readonly number: number; readonly known?: PullRequest }
  | {
      readonly kind: "commit";
      readonly headSha: string;
      /** The pull request whose answers it carries, where it stands in a merge queue. */
      readonly carries?: number | undefined;
      /** What a merge group is built upon: the branch, or the group before it in the queue. */
      readonly baseSha?: string | undefined;
      /** The branch it is for; of a pushed tag its full name. */
      readonly baseRef: string;
      /** Whether it is to be merged there; what was pushed is there already, and gets no check. */
      readonly publishes: boolean;
      /** Of what was pushed to a branch: the rules of open pull requests may have changed with it. */
      readonly pushed?: { readonly before: string; readonly defaultBranch: string } | undefined;
    };

/** The facts of a pull request that a review rests on. */
export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Whether its head is in another repository: GitHub does not tell which others share it. */
  readonly isFromFork: boolean;
  readonly baseRef: string;
  readonly defaultBranch: string;
  readonly author: string;
  readonly isDraft: boolean;
  readonly state: "open" | "closed" | "merged";
  /** How many comments its review threads hold; undefined where that is not said. */
  readonly threadComments: number | undefined;
  /** How many comments its conversation holds; undefined where that is not said. */
  readonly comments: number | undefined;
  /** When anything was changed or said there. */
  readonly updatedAt: string | undefined;
}

export type Event =
  | { readonly handled: true; readonly target: Target }
  /** Nothing that one pull request started: all that are open are looked at. */
  | { readonly handled: "open pull requests" }
  /** Nothing has gone wrong, and there is nothing to look at. */
  | { readonly handled: "nothing to do"; readonly because: string }
  | { readonly handled: false; readonly because: string };

const Repository = z.object({ default_branch: z.string() });
const Named = z.object({ full_name: z.string() });

/** The part of GitHub's pull request that is read, in an event as in an answer of the API. */
export const PullRequestPayload = z.pipe(
  z.object({
    number: z.number(),
    head: z.object({ sha: z.string(), repo: z.nullish(Named) }),
    base: z.object({ ref: z.string(), repo: z.extend(Repository, Named.shape) }),
    user: z.nullish(z.object({ login: z.string() })),
    draft: z.nullish(z.boolean()),
    state: z.string(),
    merged: z.nullish(z.boolean()),
    review_comments: z.nullish(z.number()),
    comments: z.nullish(z.number()),
    updated_at: z.nullish(z.string()),
  }),
  z.transform(
    ({
      number,
      head,
      base,
      user,
      draft,
      state,
      merged,
      review_comments: threadComments,
      comments,
      updated_at: updatedAt,
    }): PullRequest => ({
      number,
      headSha: head.sha,
      isFromFork: head.repo?.full_name !== base.repo.full_name,
      baseRef: base.ref,
      defaultBranch: base.repo.default_branch,
      author: user?.login ?? "",
      isDraft: draft === true,
      state: merged === true ? "merged" : state === "open" ? "open" : "closed",
      threadComments: threadComments ?? undefined,
      comments: comments ?? undefined,
      updatedAt: updatedAt ?? undefined,
    }),
  ),
);

const PullRequestEvent = z.object({ pull_request: PullRequestPayload });
/** Of any repository that the account of a payload may belong to. */
const Sender = z.object({ sender: z.nullish(z.object({ type: z.nullish(z.string()) })) });
const NamedPullRequest = z.object({ pull_request: z.object({ number: z.number() }) });
const IssueEvent = z.object({
  issue: z.object({ number: z.number(), pull_request: z.nullish(z.object({})) }),
});
const MergeGroupEvent = z.object({
  merge_group: z.object({
    head_sha: z.string(),
    base_sha: z.string(),
    base_ref: z.string(),
    head_ref: z.optional(z.string()),
  }),
});
/** GitHub names a branch of the queue after the last pull request in it. */
const QUEUED = /\/pr-(\d+)-[0-9a-f]+$/;
const PushEvent = z.object({
  before: z.string(),
  after: z.string(),
  ref: z.string(),
  repository: Repository,
});

/** `manual` is the input `pull-request`: a number for runs that no pull request started. */
export function targetOf(name: string, payload: unknown, manual: number | undefined): Event {
  if (manual !== undefined) return handled({ kind: "pull-request", number: manual });
  switch (name) {
    case "pull_request":
    case "pull_request_target": {
      const known = parsePayload(PullRequestEvent, payload, name).pull_request;
      return handled({ kind: "pull-request", number: known.number, known });
    }
    case "merge_group": {
      const group = parsePayload(MergeGroupEvent, payload, name).merge_group;
      const baseRef = group.base_ref.replace(/^refs\/heads\//, "");
      const [, queued] = QUEUED.exec(group.head_ref ?? "") ?? [];
      const carries = queued === undefined ? undefined : Number(queued);
      return handled({
        kind: "commit",
        headSha: group.head_sha,
        baseSha: group.base_sha,
        baseRef,
        publishes: true,
        carries,
      });
    }
    case "issue_comment": {
      const { issue } = parsePayload(IssueEvent, payload, name);
      if (issue.pull_request == null) return nothingToDo("The comment is on an issue.");
      return byPerson(payload, { kind: "pull-request", number: issue.number });
    }
    case "pull_request_review":
    case "pull_request_review_comment": {
      const { number } = parsePayload(NamedPullRequest, payload, name).pull_request;
      return byPerson(payload, { kind: "pull-request", number });
    }
    case "push": {
      const { after, before, ref, repository } = parsePayload(PushEvent, payload, name);
      const baseRef = ref.replace(/^refs\/heads\//, "");
      if (/^0+$/.test(after)) return nothingToDo("The push deleted a branch.");
      const commit = { kind: "commit", headSha: after, baseRef, publishes: false } as const;
      const pushed = { before, defaultBranch: repository.default_branch };
      return handled(baseRef === ref ? commit : { ...commit, pushed });
    }
    case "schedule":
    case "workflow_dispatch":
      return { handled: "open pull requests" };
    default:
      return {
        handled: false,
        because: `This release does not act on the event "${name}". Use pull_request_target, pull_request, issue_comment, pull_request_review, pull_request_review_comment, merge_group, push, schedule or workflow_dispatch.`,
      };
  }
}

function parsePayload<T>(schema: z.core.$ZodType<T>, payload: unknown, name: string): T {
  const parsed = z.safeParse(schema, payload);
  if (parsed.success) return parsed.data;
  const lacking = parsed.error.issues.map(({ path }) => path.join(".") || "everything");
  throw new Explained(
    `The file at GITHUB_EVENT_PATH does not describe the event "${name}": it lacks ${lacking.slice(0, 3).join(", ")}. On a runner GitHub writes that file.`,
  );
}

/** What bots write is no answer, and the bot's own comments change nothing: a run for each would be a loop. */
function byPerson(payload: unknown, target: Target): Event {
  const { sender } = Sender.safeParse(payload).data ?? {};
  return sender?.type === "Bot" ? nothingToDo("A bot wrote it.") : handled(target);
}

function nothingToDo(because: string): Event {
  return { handled: "nothing to do", because };
}

function handled(target: Target): Event {
  return { handled: true, target };
}
