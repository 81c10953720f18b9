/** What the pull request shows now: what was said on it, and its check or status on the head commit. */

import * as z from "zod/mini";
import type { Conclusion, ShownCheck, Snapshot } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { isRefusal } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { NOTHING_SAID, readSaid, type Said } from "./said.ts";
import { together } from "./together.ts";

interface Commits {
  readonly headSha: string;
  readonly number: number | undefined;
  /** How many comments its threads hold, where that is known: none need not be read. */
  readonly threadComments: number | undefined;
}

/** What is shown, and why its comments are not in it, where the token may not read them. */
export interface Shown extends Snapshot {
  /** What was said on the pull request; undefined where the token may not read it. */
  readonly said: Said | undefined;
  readonly commentsRefused: unknown;
}

/** A commit status has other words for the same four conclusions. */
export const STATE = {
  success: "success",
  failure: "failure",
  action_required: "pending",
  cancelled: "error",
} as const satisfies Record<Conclusion, string>;

/** The parts of GitHub's answers that are read. A cut answer does not have them: nothing shown is taken for nothing there. */
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
  z.object({
    id: z.number(),
    context: z.string(),
    state: z.string(),
    description: z.nullish(z.string()),
  }),
);
export async function readShown(
  client: Client,
  settings: ForgeSettings,
  commits: Commits,
): Promise<Shown> {
  const { number, headSha } = commits;
  const readVerdict = settings.publish === "check" ? readCheck : readStatus;
  const [said, verdict] = await together([
    orRefusal(
      number === undefined ? NOTHING_SAID : readSaid(client, settings, { ...commits, number }),
    ),
    orRefusal(readVerdict(client, settings, headSha)),
  ]);
  return {
    comments: (said.value?.scorecards ?? []).map(({ id, body }) => ({ id, body })),
    said: said.value,
    commentsRefused: said.refusal,
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
    id: newest.id,
    conclusion: newest.conclusion ?? undefined,
    title: newest.output?.title ?? undefined,
    fingerprint: newest.external_id ?? undefined,
  };
}

/** Ids of all check runs, or commit statuses, of the name on a commit, as far as they are listed on one page. */
export async function readVerdictIds(
  client: Client,
  { place, checkName, publish }: ForgeSettings,
  ref: string,
): Promise<readonly number[]> {
  if (publish === "status") {
    const route = "GET /repos/{owner}/{repo}/commits/{ref}/statuses";
    const { data } = await client.request(route, { ...place, ref, per_page: 100 });
    return Statuses.parse(data).flatMap(({ id, context }) => (context === checkName ? [id] : []));
  }
  const answer = await client.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...place,
    ref,
    check_name: checkName,
    filter: "all",
    per_page: 100,
  });
  return CheckRuns.parse(answer.data).check_runs.map(({ id }) => id);
}

/** The newest commit status of the name. */
export async function readStatus(
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
  const { id, description } = newest;
  return { id, conclusion, title: description ?? undefined, fingerprint: undefined };
}
