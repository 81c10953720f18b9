/** What the pull request shows now: the bot's own comments, and its check or status on the head commit. */

import * as z from "zod/mini";
import { scorecardMarker } from "../reconcile/marker.ts";
import type { Conclusion, ShownCheck, ShownComment, Snapshot } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { isRateLimit, isRefusal, statusOf } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import type { Place } from "./repository.ts";
import { together } from "./together.ts";

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
    body: z.nullish(z.string()),
    user: z.nullish(z.object({ login: z.string() })),
  }),
);
type Comments = z.infer<typeof Comments>;
const CheckRuns = z.object({
  check_runs: z.array(
    z.object({
      id: z.number(),
      conclusion: z.nullish(z.string()),
      external_id: z.nullish(z.string()),
      output: z.nullish(z.object({ title: z.nullish(z.string()) })),
    }),
  ),
});
const Statuses = z.array(
  z.object({ context: z.string(), state: z.string(), description: z.nullish(z.string()) }),
);
const Viewer = z.object({ viewer: z.object({ login: z.string() }) });

export async function readShown(
  client: Client,
  settings: ForgeSettings,
  commits: Commits,
): Promise<Shown> {
  const readVerdict = settings.publish === "check" ? readCheck : readStatus;
  const [comments, verdict] = await together([
    orRefusal(commits.number === undefined ? [] : ownComments(client, settings, commits.number)),
    orRefusal(readVerdict(client, settings, commits.headSha)),
  ]);
  return {
    comments: comments.value ?? [],
    commentsRefused: comments.refusal,
    // Who may not read checks may not write them either, which the summary then says.
    check: verdict.value,
  };
}

interface Read<T> {
  readonly value?: T;
  readonly refusal?: unknown;
}

async function orRefusal<T>(read: T | Promise<T>): Promise<Read<T>> {
  try {
    return { value: await read };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { refusal: error };
  }
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
  const all = await readComments(client, place, number);
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

/** Page by page, as long as GitHub says that there is one more. */
async function readComments(client: Client, place: Place, number: number): Promise<Comments> {
  const all: Comments = [];
  for (let page = 1; ; page += 1) {
    const { data, headers } = await client.request(
      "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
      { ...place, issue_number: number, per_page: 100, page },
    );
    all.push(...Comments.parse(data));
    if (!/\brel="next"/.test(headers.link ?? "")) return all;
  }
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
    if (error instanceof z.core.$ZodError || isRateLimit(error) || (status ?? 0) >= 500)
      throw error;
    // The token of an App's installation is nobody's: GitHub refuses, and others name the account.
    if (token.startsWith("ghs_")) return WORKFLOW_LOGIN;
    return client.request("GET /user").then(
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
  const answer = await client.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
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
  const answer = await client.request("GET /repos/{owner}/{repo}/commits/{ref}/statuses", {
    ...place,
    ref,
    per_page: 100,
  });
  const newest = Statuses.parse(answer.data).find(({ context }) => context === checkName);
  if (newest === undefined) return undefined;
  const conclusion = Object.entries(STATE).find(([, state]) => state === newest.state)?.[0];
  return { conclusion, title: newest.description ?? undefined, fingerprint: undefined };
}
