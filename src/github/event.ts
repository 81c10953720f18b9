/** The event that started a run to the target of the review: which commit, against which branch. */

import * as z from "zod/mini";
import { Explained } from "./failure.ts";

/** What is reviewed. A commit has no comment: merge groups and pushes have no conversation. */
export type Target =
  | { readonly kind: "pull-request"; readonly number: number; readonly known?: PullRequest }
  | {
      readonly kind: "commit";
      readonly headSha: string;
      /** The branch it is for; of a pushed tag its full name. */
      readonly baseRef: string;
      /** Whether it is to be merged there; what was pushed is there already, and gets no check. */
      readonly publishes: boolean;
    };

/** The facts of a pull request that a review rests on. */
export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseRef: string;
  readonly defaultBranch: string;
}

export type Event =
  | { readonly handled: true; readonly target: Target }
  | { readonly handled: false; readonly because: string };

const Repository = z.object({ default_branch: z.string() });

/** The part of GitHub's pull request that is read, in an event as in an answer of the API. */
export const PullRequestPayload = z.pipe(
  z.object({
    number: z.number(),
    head: z.object({ sha: z.string() }),
    base: z.object({ ref: z.string(), repo: Repository }),
  }),
  z.transform(
    ({ number, head, base }): PullRequest => ({
      number,
      headSha: head.sha,
      baseRef: base.ref,
      defaultBranch: base.repo.default_branch,
    }),
  ),
);

const PullRequestEvent = z.object({ pull_request: PullRequestPayload });
const MergeGroupEvent = z.object({
  merge_group: z.object({ head_sha: z.string(), base_ref: z.string() }),
});
const PushEvent = z.object({ after: z.string(), ref: z.string(), repository: Repository });

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
      return handled({ kind: "commit", headSha: group.head_sha, baseRef, publishes: true });
    }
    case "push": {
      const { after, ref } = parsePayload(PushEvent, payload, name);
      const baseRef = ref.replace(/^refs\/heads\//, "");
      if (/^0+$/.test(after)) return { handled: false, because: "The push deleted a branch." };
      return handled({ kind: "commit", headSha: after, baseRef, publishes: false });
    }
    case "workflow_dispatch":
      return {
        handled: false,
        because:
          "A manual run needs the input pull-request: the number of the pull request to review.",
      };
    default:
      return {
        handled: false,
        because: `This release does not act on the event "${name}". Use pull_request_target, pull_request, merge_group, push or workflow_dispatch.`,
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

function handled(target: Target): Event {
  return { handled: true, target };
}
