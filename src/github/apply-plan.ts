/** A plan to calls of the API, one by one. What fails is left to the next run, which plans it again. */

import type { Denied } from "../main.ts";
import type { Change, Check, Plan } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { describeFailure, isRefusal, statusOf } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { ownComments, readCheck, STATE } from "./shown.ts";

/** What a change needs, as a workflow file spells it. */
const PERMISSION: Record<Change["do"], string> = {
  postComment: "pull-requests: write",
  editComment: "pull-requests: write",
  deleteComment: "pull-requests: write",
  createCheck: "checks: write",
  setStatus: "statuses: write",
};

/** How often something is posted before its failure counts. */
const MOST_POSTS = 3;

/**
 * Carries out what it can, and says what it could not. A comment that fails in any way holds up
 * neither the check nor the verdict; a check that fails otherwise than by a refusal is thrown.
 */
export async function applyPlan(
  client: Client,
  settings: ForgeSettings,
  plan: Plan,
): Promise<Denied[]> {
  const denied: Denied[] = [];
  for (const change of plan) {
    try {
      await applyChange(client, settings, change);
    } catch (error) {
      const verdict = change.do === "createCheck" || change.do === "setStatus";
      if (verdict && !isRefusal(error)) throw error;
      denied.push(deniedOf(change, error));
    }
  }
  return denied;
}

/** GitHub refuses comments in a locked conversation too, whatever the permissions are. */
export function deniedOf(change: Change, error: unknown): Denied {
  const because = describeFailure(error);
  const lacking = isRefusal(error) && !/\blocked\b/i.test(because);
  return { change: change.do, permission: lacking ? PERMISSION[change.do] : undefined, because };
}

async function applyChange(client: Client, settings: ForgeSettings, change: Change): Promise<void> {
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
    case "createCheck":
      return createCheck(client, settings, change.check);
    case "setStatus":
      return setStatus(client, settings, change.check);
    default:
      change satisfies never;
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
    async () => (await ownComments(client, settings, number)).length > 0,
  );
}

async function deleteComment(client: Client, { place }: ForgeSettings, id: number): Promise<void> {
  const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
  // Another run, or a person, may have been faster.
  await client.request(route, { ...place, comment_id: id }).catch((error) => {
    if (statusOf(error) !== 404) throw error;
  });
}

async function setStatus(client: Client, { place }: ForgeSettings, check: Check): Promise<void> {
  const { headSha, conclusion, title, name } = check;
  await client.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
    ...place,
    sha: headSha,
    state: STATE[conclusion],
    description: title,
    context: name,
  });
}

async function createCheck(client: Client, settings: ForgeSettings, check: Check): Promise<void> {
  const { place } = settings;
  await postOnce(
    () =>
      client.request("POST /repos/{owner}/{repo}/check-runs", {
        ...place,
        ...checkRun(check),
        request: { retries: 0 },
      }),
    async () =>
      (await readCheck(client, settings, check.headSha))?.fingerprint === check.fingerprint,
  );
}

/** A lost answer does not say whether the call took effect, so GitHub is asked before the next try. */
async function postOnce(
  post: () => Promise<unknown>,
  isThere: () => Promise<boolean>,
): Promise<void> {
  for (let posts = 1; ; posts += 1) {
    try {
      await post();
      return;
    } catch (error) {
      if ((statusOf(error) ?? 0) < 500 || posts === MOST_POSTS) throw error;
      if (await isThere()) return;
    }
  }
}

function checkRun({ name, headSha, conclusion, title, summary, annotations, fingerprint }: Check) {
  return {
    name,
    head_sha: headSha,
    status: "completed" as const,
    conclusion,
    external_id: fingerprint,
    output: {
      title,
      summary,
      annotations: annotations.map(({ path, line, level, title, message }) => ({
        path,
        start_line: line,
        end_line: line,
        annotation_level: level,
        title,
        message,
      })),
    },
  };
}
