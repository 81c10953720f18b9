/** A plan to calls of the API, one by one. What fails is left to the next run, which plans it again. */

import type { Denied } from "../forge.ts";
import type { Change, Plan } from "../reconcile/reconcile.ts";
import { applyTalk } from "./apply-talk.ts";
import type { Client } from "./client.ts";
import { readRemarks } from "./comments.ts";
import { Beaten, describeFailure, isRefusal } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { recordAnswers, recordHistory } from "./ledger.ts";
import { postOnce, unlessGone } from "./post-once.ts";
import type { CheckPublisher } from "./publish-check.ts";
import type { SecondLook } from "./second-look.ts";

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
  recordHistory: "contents: write",
};

/** What plans are carried out with. */
interface Doing {
  readonly client: Client;
  readonly settings: ForgeSettings;
  readonly checks: CheckPublisher;
  readonly look: SecondLook;
  /** Whether nothing is read again after it. */
  readonly last: boolean;
}

/**
 * Carries out what it can, and says what it could not. A comment that fails in any way holds up
 * neither the check nor the verdict; a check that fails otherwise than by a refusal is thrown.
 */
export async function applyPlan(doing: Doing, plan: Plan): Promise<Denied[]> {
  const { look, last } = doing;
  const denied: Denied[] = [];
  const undone: Undone = { posting: undefined, asking: undefined, reopening: new Map() };
  for (const change of plan) {
    try {
      await look.before(change, last);
      const left = withoutMemoryOf(undone, change);
      if (left === undefined) continue;
      await applyChange(doing, left);
      look.posted(left);
    } catch (error) {
      const isBeaten = error instanceof Beaten;
      if (isVerdict(change) && !isRefusal(error) && !isBeaten) throw error;
      keepUndone(undone, change, error);
      denied.push(deniedOf(change, error));
      // What is left rests on what was read before.
      if (isBeaten) return denied;
    }
  }
  const posted = plan.at(-1);
  await look.atEnd(last).catch((error) => {
    if (posted !== undefined) denied.push(deniedOf(posted, error));
  });
  return denied;
}

/** What the token may never do is not tried again and again. */
function keepUndone(undone: Undone, change: Change, error: unknown): void {
  if (change.do === "postComment") undone.posting = error;
  if (change.do === "ask") undone.asking = error;
  if (change.do === "reopenThread" && !isForbidden(error))
    undone.reopening.set(change.nodeId, error);
}

/** What has failed, and is yet to be done: no comment may remember it as done. */
interface Undone {
  posting: unknown;
  asking: unknown;
  /** By the thread that was to be reopened. */
  readonly reopening: Map<string, unknown>;
}

/**
 * A change without what it would wrongly remember; undefined where nothing is left of it. What was to be more
 * fails with what it rests on.
 */
function withoutMemoryOf(
  { posting, asking, reopening }: Undone,
  change: Change,
): Change | undefined {
  switch (change.do) {
    case "editComment":
      return asking === undefined ? change : unasked(change);
    case "ask":
      // Without a scorecard nobody knows which of several runs asks, or that it was asked.
      if (posting !== undefined) throw posting;
      return change;
    case "askOnFile":
      // Whoever has a thread already is not told any more.
      if (asking !== undefined) throw asking;
      return change;
    case "editThread":
      if (change.reopened !== undefined && reopening.has(change.reopened))
        throw reopening.get(change.reopened);
      return change;
    default:
      return change;
  }
}

/** What was posted in the same plan says so already. */
function unasked(change: Extract<Change, { readonly do: "editComment" }>): Change | undefined {
  return change.id === "posted" ? undefined : { ...change, body: change.unasked ?? change.body };
}

/** GitHub refuses comments in a locked conversation too, whatever the permissions are. */
export function deniedOf(change: Change, error: unknown): Denied {
  const because = describeFailure(error);
  const lacking = isForbidden(error) && !/\blocked\b/i.test(because);
  const permission = lacking ? PERMISSION[change.do] : undefined;
  // Whatever else stood in the way of a record, such as a branch that has moved, another run did.
  const isBeaten = error instanceof Beaten || (isRecord(change) && !lacking);
  return { change: change.do, permission, because, isBeaten };
}

function isRecord({ do: change }: Change): boolean {
  return change === "recordAnswers" || change === "recordHistory";
}

/** GraphQL refuses in an answer that is otherwise good. */
function isForbidden(error: unknown): boolean {
  const { errors } = error as { readonly errors?: readonly { readonly type?: string }[] };
  return isRefusal(error) || (errors?.some(({ type }) => type === "FORBIDDEN") ?? false);
}

/** Whether a change is about the check, or the status that stands for it. */
export function isVerdict({ do: change }: Change): boolean {
  return change === "beginCheck" || change === "createCheck" || change === "setStatus";
}

async function applyChange(
  { client, settings, checks, look, last }: Doing,
  change: Change,
): Promise<void> {
  const { place } = settings;
  switch (change.do) {
    case "postComment":
      look.scorecard = await postComment(client, settings, change.body);
      return;
    case "editComment":
      await client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...place,
        comment_id: change.id === "posted" ? postedBy(look) : change.id,
        body: change.body,
      });
      return;
    case "deleteComment":
      return deleteComment(client, settings, change.id);
    case "beginCheck":
      return checks.begin(change.check);
    case "createCheck":
    case "setStatus":
      return checks.complete(change.check, change.over, () => look.isAlone || last);
    case "recordAnswers":
      return recordAnswers(client, place, change);
    case "recordHistory":
      return recordHistory(client, place, change);
    default:
      return applyTalk(client, settings, change);
  }
}

function postedBy({ scorecard }: SecondLook): number {
  if (scorecard === undefined) throw new Error("GitHub does not say which comment was posted.");
  return scorecard;
}

/** Its id, as far as GitHub tells. */
async function postComment(
  client: Client,
  { place, target }: ForgeSettings,
  body: string,
): Promise<number | undefined> {
  if (target.kind === "commit") throw new Error("a commit has no conversation to comment in");
  const { number } = target;
  let id: number | undefined;
  const post = async () => {
    const { data } = await client.request(
      "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
      { ...place, issue_number: number, body, request: { retries: 0 } },
    );
    id = Number(data.id);
  };
  await postOnce(post, async () => {
    id = (await readRemarks(client, place, number)).findLast((one) => one.body === body)?.id;
    return id !== undefined;
  });
  return id;
}

async function deleteComment(client: Client, { place }: ForgeSettings, id: number): Promise<void> {
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  await unlessGone(client.request(route, { ...place, comment_id: id }));
}
