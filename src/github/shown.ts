/** What the pull request shows now: the bot's own comments, and its check or status on the head commit. */

import * as z from "zod";
import { scorecardMarker } from "../reconcile/marker.ts";
import type { Conclusion, ShownCheck, ShownComment, Snapshot } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { isRefusal, statusOf } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";

interface Commits {
  readonly headSha: string;
  readonly number: number | undefined;
}

/** What is shown, and why its comments are not in it, where the token may not read them. */
export interface Shown extends Snapshot {
  readonly commentsRefused: unknown;
}

/** A commit status has other words for the same four conclusions. */
export const STATE = {
  success: "success",
  failure: "failure",
  action_required: "pending",
  cancelled: "error",
} as const satisfies Record<Conclusion, string>;

/** Login of comments made with the token that GitHub gives to a workflow. */
const WORKFLOW_LOGIN = "github-actions[bot]";

/** The parts of GitHub's answers that are read. A cut answer does not have them: nothing shown is taken for nothing there. */
const Comments = z.array(
  z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
  }),
);
const CheckRuns = z.object({
  check_runs: z.array(
    z.object({
      id: z.number(),
      conclusion: z.string().nullish(),
      external_id: z.string().nullish(),
      output: z.object({ title: z.string().nullish() }).nullish(),
    }),
  ),
});
const Statuses = z.array(
  z.object({ context: z.string(), state: z.string(), description: z.string().nullish() }),
);
const Viewer = z.object({ viewer: z.object({ login: z.string() }) });

export async function readShown(
  client: Client,
  settings: ForgeSettings,
  commits: Commits,
): Promise<Shown> {
  let [comments, commentsRefused]: [ShownComment[], unknown] = [[], undefined];
  try {
    if (commits.number !== undefined)
      comments = await ownComments(client, settings, commits.number);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    commentsRefused = error;
  }
  const read = settings.publish === "check" ? readCheck : readStatus;
  // Who may not read checks may not write them either, which the summary then says.
  const check = await read(client, settings, commits.headSha).catch((error) => {
    if (!isRefusal(error)) throw error;
    return undefined;
  });
  return { comments, commentsRefused, check };
}

/**
 * Oldest first. Marker and author both have to be right: anyone can paste a marker. And the marker
 * has to come first: another workflow of the same bot may quote what somebody has pasted.
 */
export async function ownComments(
  client: Client,
  { place, checkName, token }: ForgeSettings,
  number: number,
): Promise<ShownComment[]> {
  const marker = scorecardMarker(checkName);
  const all = await client.paginate(
    client.rest.issues.listComments,
    { ...place, issue_number: number, per_page: 100 },
    ({ data }) => Comments.parse(data),
  );
  const marked = all.filter(({ body }) => body?.startsWith(marker));
  if (marked.length === 0) return [];
  // Nobody but a workflow of this repository can write as its bot, so that login needs no question.
  const byWorkflow = marked.every(({ user }) => user?.login === WORKFLOW_LOGIN);
  const login = byWorkflow ? WORKFLOW_LOGIN : await ownLogin(client, token);
  return marked
    .filter(({ user }) => user?.login === login)
    .map(({ id, body }) => ({ id, body: body ?? "" }))
    .sort((one, other) => one.id - other.id);
}

/**
 * The login that the token posts as. GraphQL knows it for every kind of token; where there is no
 * GraphQL, a personal token can be asked over REST, and what is left is a workflow's own token.
 */
async function ownLogin(client: Client, token: string): Promise<string> {
  try {
    return Viewer.parse(await client.graphql("{ viewer { login } }")).viewer.login;
  } catch (error) {
    // An outage is no answer: to guess here would be to post a second comment beside the first.
    const status = statusOf(error);
    if (error instanceof z.ZodError || status === 429 || (status ?? 0) >= 500) throw error;
    // The token of an App's installation is nobody's: GitHub refuses, and others name the account.
    if (token.startsWith("ghs_")) return WORKFLOW_LOGIN;
    return client.rest.users.getAuthenticated().then(
      ({ data }) => data.login,
      () => WORKFLOW_LOGIN,
    );
  }
}

/** The newest check run of the name on a commit, whatever became of it. */
export async function readCheck(
  client: Client,
  { place, checkName }: ForgeSettings,
  ref: string,
): Promise<ShownCheck | undefined> {
  const answer = await client.rest.checks.listForRef({
    ...place,
    ref,
    check_name: checkName,
    filter: "latest",
    per_page: 100,
  });
  const newest = CheckRuns.parse(answer.data).check_runs.sort((one, other) => other.id - one.id)[0];
  if (newest === undefined) return undefined;
  return {
    conclusion: newest.conclusion ?? undefined,
    title: newest.output?.title ?? undefined,
    fingerprint: newest.external_id ?? undefined,
  };
}

async function readStatus(
  client: Client,
  { place, checkName }: ForgeSettings,
  ref: string,
): Promise<ShownCheck | undefined> {
  const answer = await client.rest.repos.listCommitStatusesForRef({
    ...place,
    ref,
    per_page: 100,
  });
  const newest = Statuses.parse(answer.data).find(({ context }) => context === checkName);
  if (newest === undefined) return undefined;
  const conclusion = Object.entries(STATE).find(([, state]) => state === newest.state)?.[0];
  return { conclusion, title: newest.description ?? undefined, fingerprint: undefined };
}
