/** A plan to calls of the API, one by one: a failure leaves a prefix, and the next run plans the rest. */

import type { Denied } from "../main.ts";
import type { Change, Check, Conclusion, Plan } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import type { ForgeSettings } from "./forge.ts";

/** A commit status has other words for the same four conclusions. */
export const STATE = {
  success: "success",
  failure: "failure",
  action_required: "pending",
  cancelled: "error",
} as const satisfies Record<Conclusion, string>;

/** What a change needs, as a workflow file spells it. */
const PERMISSION: Record<Change["do"], string> = {
  postComment: "pull-requests: write",
  editComment: "pull-requests: write",
  deleteComment: "pull-requests: write",
  createCheck: "checks: write",
  setStatus: "statuses: write",
};

/** Carries out what the token may do; says what it may not. Other failures are thrown. */
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
      const { status, message } = error as { status?: number; message?: string };
      if (status !== 403) throw error;
      denied.push({ change: change.do, permission: PERMISSION[change.do], message: message ?? "" });
    }
  }
  return denied;
}

async function applyChange(
  client: Client,
  { place, target }: ForgeSettings,
  change: Change,
): Promise<void> {
  const { issues, checks, repos } = client.rest;
  switch (change.do) {
    case "postComment":
      if (target.kind === "commit") throw new Error("a commit has no conversation to comment in");
      await issues.createComment({ ...place, issue_number: target.number, body: change.body });
      return;
    case "editComment":
      await issues.updateComment({ ...place, comment_id: change.id, body: change.body });
      return;
    case "deleteComment":
      await issues.deleteComment({ ...place, comment_id: change.id });
      return;
    case "createCheck":
      await checks.create({ ...place, ...checkRun(change.check) });
      return;
    case "setStatus": {
      const { headSha, conclusion, title, name } = change.check;
      const state = STATE[conclusion];
      await repos.createCommitStatus({
        ...place,
        sha: headSha,
        state,
        description: title,
        context: name,
      });
      return;
    }
    default:
      change satisfies never;
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
