/** Whether a pull request is still what was read of it: what another run or a person has done since. */

import { isSameHash } from "../reconcile/check-origin.ts";
import type { Plan, ShownChecks } from "../reconcile/reconcile.ts";
import type { PullRequest } from "./event.ts";

/** What was known of the pull request when its comments were read. */
export interface Seen {
  readonly pull: PullRequest;
  /** Whether GitHub said so just before; what an event says may be older than the comments. */
  readonly isFresh: boolean;
  /** How many comments its conversation held; undefined where they could not be read. */
  readonly comments: number | undefined;
  /** Ids of these, and of all comments of its threads. */
  readonly ids: ReadonlySet<number>;
  readonly threadIds: ReadonlySet<number>;
}

export function isSameCommit(
  { pull }: Seen,
  now: Pick<PullRequest, "headSha" | "baseRef">,
): boolean {
  return pull.headSha === now.headSha && pull.baseRef === now.baseRef;
}

/** The same commit and base branch, and nothing more was said. */
export function isSame(seen: Seen, now: PullRequest): boolean {
  return isSameCommit(seen, now) && isSameTalk(seen, now);
}

function isSameTalk({ pull, isFresh, comments }: Seen, now: PullRequest): boolean {
  // To begin threads again that another run has begun would be to ask twice.
  if (pull.threadComments !== now.threadComments) return false;
  // GitHub may count a comment that it does not list.
  const sameCount = [pull.comments, comments, undefined].includes(now.comments);
  // An edited comment changes no count. Other bots' doings move the time too: that costs a reading.
  return sameCount && (!isFresh || pull.updatedAt === now.updatedAt);
}

/** Whether a verdict is to take the place of one of other inputs: of a policy or base, one of the two is older. */
export function replacesOtherInputs(plan: Plan, { own }: Pick<ShownChecks, "own">): boolean {
  const there = own?.origin;
  if (there === undefined) return false;
  return plan.some(
    (change) =>
      (change.do === "createCheck" || change.do === "setStatus") &&
      !isSameHash(there.inputs, change.check.inputs),
  );
}
