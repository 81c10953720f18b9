/** A plan to calls of the API, one by one. What fails is left to the next run, which plans it again. */

import type { Denied } from "../forge.ts";
import type { Change, Plan } from "../reconcile/reconcile.ts";
import { applyTalk } from "./apply-talk.ts";
import type { Client } from "./client.ts";
import { readRemarks } from "./comments.ts";
import { Beaten, describeFailure, isRefusal } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { recordAnswers } from "./ledger.ts";
import { postOnce, unlessGone } from "./post-once.ts";
import type { CheckPublisher } from "./publish-check.ts";

/** What a change needs, as a workflow file spells it. */
const PERMISSION: Record<Change["do"], string> = {
  postComment: "pull-requests: write",
  editComment: "pull-requests: write",
  deleteComment: "pull-requests: write",
  beginCheck: "checks: write",
  createCheck: "checks: write",
  setStatus: "statuses: write",
  ask: "pull-requests: write",
  askOnFile: "pull-requests: write",
  editThread: "pull-requests: write",
  deleteThread: "pull-requests: write",
  reply: "pull-requests: write",
  react: "pull-requests: write",
  resolveThread: "contents: write",
  reopenThread: "contents: write",
  recordAnswers: "contents: write",
};

/**
 * Carries out what it can, and says what it could not. A comment that fails in any way holds up
 * neither the check nor the verdict; a check that fails otherwise than by a refusal is thrown.
 */
export async function applyPlan(
  client: Client,
  settings: ForgeSettings,
  checks: CheckPublisher,
  plan: Plan,
): Promise<Denied[]> {
  const denied: Denied[] = [];
  for (const change of plan) {
    try {
      await applyChange(client, settings, checks, change);
    } catch (error) {
      const verdict = isVerdict(change);
      if (verdict && !isRefusal(error) && !(error instanceof Beaten)) throw error;
      denied.push(deniedOf(change, error));
    }
  }
  return denied;
}

/** GitHub refuses comments in a locked conversation too, whatever the permissions are. */
export function deniedOf(change: Change, error: unknown): Denied {
  const because = describeFailure(error);
  const lacking = (isRefusal(error) || isForbiddenByGraphql(error)) && !/\blocked\b/i.test(because);
  const permission = lacking ? PERMISSION[change.do] : undefined;
  // Whatever else stood in the way of a record, such as a branch that has moved, another run did.
  const isBeaten =
    error instanceof Beaten || (change.do === "recordAnswers" && permission === undefined);
  return { change: change.do, permission, because, isBeaten };
}

/** GraphQL refuses in an answer that is otherwise good. */
function isForbiddenByGraphql(error: unknown): boolean {
  const { errors } = error as { readonly errors?: readonly { readonly type?: string }[] };
  return errors?.some(({ type }) => type === "FORBIDDEN") ?? false;
}

/** Whether a change is about the check, or the status that stands for it. */
export function isVerdict({ do: change }: Change): boolean {
  return change === "beginCheck" || change === "createCheck" || change === "setStatus";
}

async function applyChange(
  client: Client,
  settings: ForgeSettings,
  checks: CheckPublisher,
  change: Change,
): Promise<void> {
  const { place } = settings;
  switch (change.do) {
    case "postComment":
      return postComment(client, settings, change.body);
    case "editComment":
      await client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...place,
        comment_id: change.id,
        body: change.body,
      });
      return;
    case "deleteComment":
      return deleteComment(client, settings, change.id);
    case "beginCheck":
      return checks.begin(change.check);
    case "createCheck":
    case "setStatus":
      return checks.complete(change.check);
    case "recordAnswers":
      return recordAnswers(client, place, change);
    default:
      return applyTalk(client, settings, change);
  }
}

async function postComment(client: Client, settings: ForgeSettings, body: string): Promise<void> {
  const { place, target } = settings;
  if (target.kind === "commit") throw new Error("a commit has no conversation to comment in");
  const { number } = target;
  await postOnce(
    () =>
      client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...place,
        issue_number: number,
        body,
        request: { retries: 0 },
      }),
    async () => (await readRemarks(client, place, number)).some((one) => one.body === body),
  );
}

async function deleteComment(client: Client, { place }: ForgeSettings, id: number): Promise<void> {
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  await unlessGone(client.request(route, { ...place, comment_id: id }));
}
