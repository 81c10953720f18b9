/** What the pull request shows now: the bot's own comments, and its check or status on the head commit. */

import { scorecardMarker } from "../reconcile/marker.ts";
import type { ShownCheck, ShownComment, Snapshot } from "../reconcile/reconcile.ts";
import { STATE } from "./apply-plan.ts";
import type { Client } from "./client.ts";
import type { ForgeSettings } from "./forge.ts";

interface Commits {
  readonly headSha: string;
  readonly number: number | undefined;
}

/** Login of comments made with the token that GitHub gives to a workflow. */
const WORKFLOW_LOGIN = "github-actions[bot]";

export async function readShown(
  client: Client,
  settings: ForgeSettings,
  commits: Commits,
): Promise<Snapshot> {
  const comments =
    commits.number === undefined ? [] : await ownComments(client, settings, commits.number);
  const read = settings.publish === "check" ? readCheck : readStatus;
  return { comments, check: await read(client, settings, commits.headSha) };
}

/** Marker and author both have to be right: anyone can paste a marker. */
async function ownComments(
  client: Client,
  { place, checkName }: ForgeSettings,
  number: number,
): Promise<ShownComment[]> {
  const marker = scorecardMarker(checkName);
  const all = await client.paginate(client.rest.issues.listComments, {
    ...place,
    issue_number: number,
    per_page: 100,
  });
  const marked = all.filter(({ body }) => body?.includes(marker));
  if (marked.length === 0) return [];
  // Nobody but a workflow of this repository can write as its bot, so that login needs no question.
  const byWorkflow = marked.every(({ user }) => user?.login === WORKFLOW_LOGIN);
  const login = byWorkflow ? WORKFLOW_LOGIN : await ownLogin(client);
  return marked
    .filter(({ user }) => user?.login === login)
    .map(({ id, body = "" }) => ({ id, body }))
    .sort((one, other) => one.id - other.id);
}

/**
 * The login that the token posts as. GraphQL knows it for every kind of token; where there is no
 * GraphQL, a personal token can be asked over REST, and what is left is a workflow's own token.
 */
async function ownLogin(client: Client): Promise<string> {
  try {
    const answer = await client.graphql<{ viewer: { login: string } }>("{ viewer { login } }");
    return answer.viewer.login;
  } catch {
    return client.rest.users.getAuthenticated().then(
      ({ data }) => data.login,
      () => WORKFLOW_LOGIN,
    );
  }
}

async function readCheck(
  client: Client,
  { place, checkName }: ForgeSettings,
  ref: string,
): Promise<ShownCheck | undefined> {
  const { data } = await client.rest.checks.listForRef({
    ...place,
    ref,
    check_name: checkName,
    filter: "latest",
    per_page: 100,
  });
  const newest = data.check_runs.toSorted((one, other) => other.id - one.id)[0];
  if (newest === undefined) return undefined;
  return {
    conclusion: newest.conclusion ?? undefined,
    title: newest.output.title ?? undefined,
    fingerprint: newest.external_id ?? undefined,
  };
}

async function readStatus(
  client: Client,
  { place, checkName }: ForgeSettings,
  ref: string,
): Promise<ShownCheck | undefined> {
  const { data } = await client.rest.repos.listCommitStatusesForRef({
    ...place,
    ref,
    per_page: 100,
  });
  const newest = data.find(({ context }) => context === checkName);
  if (newest === undefined) return undefined;
  const conclusion = Object.entries(STATE).find(([, state]) => state === newest.state)?.[0];
  return { conclusion, title: newest.description ?? undefined, fingerprint: undefined };
}
