/** The check runs, or commit statuses, of one name on a commit: the newest, one's own, and those of other pull requests. */

import * as z from "zod/mini";
import { type CheckOrigin, readOrigin } from "../reconcile/check-origin.ts";
import type { Conclusion, ShownCheck, ShownChecks } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { allPages } from "./comments.ts";
import { PullRequestPayload } from "./event.ts";
import { statusOf } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import type { Place } from "./repository.ts";
import { together } from "./together.ts";

export interface Judged {
  readonly headSha: string;
  /** Undefined of a merge group. */
  readonly number: number | undefined;
}

export interface CommitChecks {
  readonly shown: ShownChecks;
  /** Id of the newest, where it runs and is one's own: it is completed, instead of a new one made. */
  readonly running: number | undefined;
}

/** A commit status has other words for the same four conclusions. */
export const STATE = {
  success: "success",
  failure: "failure",
  action_required: "pending",
  cancelled: "error",
} as const satisfies Record<Conclusion, string>;

/** In place of a number: the commit of a merge group is its head for good. */
const MERGE_GROUP = 0;

/** More of one commit are somebody's game. They could only say what the worst one does not. */
const MOST_GREEN = 10;

/** The parts of GitHub's answers that are read. A cut answer does not have them: nothing shown is taken for nothing there. */
const CheckRun = z.object({
  id: z.number(),
  conclusion: z.nullish(z.string()),
  external_id: z.nullish(z.string()),
});
const CheckRuns = z.object({ check_runs: z.array(CheckRun) });
const Statuses = z.array(
  z.object({
    id: z.number(),
    context: z.string(),
    state: z.string(),
    target_url: z.nullish(z.string()),
  }),
);

interface Found extends ShownCheck {
  readonly id: number;
}

/** `hasTwins`: that others share the commit is known, even where the newest check does not say so. */
export async function readChecks(
  client: Client,
  settings: ForgeSettings,
  judged: Judged,
  hasTwins: boolean,
): Promise<CommitChecks> {
  const { number } = judged;
  const isStatus = settings.publish === "status";
  const few = isStatus
    ? await readStatuses(client, settings, judged.headSha)
    : await readRuns(client, settings, judged.headSha, "latest");
  const newest = few[0];
  const isAlone = !hasTwins && (newest === undefined || isOnlyOf(newest.origin, number));
  const all = isAlone || isStatus ? few : await readRuns(client, settings, judged.headSha, "all");
  const own = all.find(({ origin }) => origin !== undefined && origin.number === number);
  const twins = number === undefined ? [] : await readTwins(client, settings.place, all, judged);
  const isOwnRun = newest?.origin?.number === number && newest?.conclusion === undefined;
  return {
    shown: { newest: all[0], own, twins },
    running: isOwnRun && !isStatus ? newest?.id : undefined,
  };
}

function isOnlyOf(origin: CheckOrigin | undefined, number: number | undefined): boolean {
  return origin !== undefined && origin.number === number && origin.twins.length === 0;
}

/** Ids of all of the name on a commit. */
export async function readIds(
  client: Client,
  settings: ForgeSettings,
  headSha: string,
): Promise<readonly number[]> {
  const all =
    settings.publish === "status"
      ? await readStatuses(client, settings, headSha)
      : await readRuns(client, settings, headSha, "all");
  return all.map(({ id }) => id);
}

/** Newest first. `latest` is one where all were made by the same App. */
async function readRuns(
  client: Client,
  { place, checkName }: ForgeSettings,
  ref: string,
  filter: "latest" | "all",
): Promise<Found[]> {
  const route = "GET /repos/{owner}/{repo}/commits/{ref}/check-runs";
  const ask = { ...place, ref, check_name: checkName, filter, per_page: 100 };
  const runs: z.infer<typeof CheckRun>[] = [];
  for (let page = 1; ; page += 1) {
    const { data, headers } = await client.request(route, page === 1 ? ask : { ...ask, page });
    runs.push(...CheckRuns.parse(data).check_runs);
    if (!/\brel="next"/.test(headers.link ?? "")) break;
  }
  return runs
    .sort((one, other) => other.id - one.id)
    .map(({ id, conclusion, external_id: hidden }) => ({
      id,
      conclusion: conclusion ?? undefined,
      origin: readOrigin(hidden ?? ""),
    }));
}

/** Newest first. */
async function readStatuses(
  client: Client,
  { place, checkName }: ForgeSettings,
  ref: string,
): Promise<Found[]> {
  const route = "GET /repos/{owner}/{repo}/commits/{ref}/statuses";
  const all = await allPages((page) =>
    client.request(route, { ...place, ref, per_page: 100, ...(page === 1 ? {} : { page }) }),
  );
  return Statuses.parse(all)
    .filter(({ context }) => context === checkName)
    .map(({ id, state, target_url: address }) => ({
      id,
      conclusion: Object.entries(STATE).find(([, known]) => known === state)?.[0],
      origin: readOrigin(address?.split("#")[1] ?? ""),
    }));
}

/** Of each other pull request that is open and has that very head, its newest. */
async function readTwins(
  client: Client,
  place: Place,
  all: readonly Found[],
  { headSha, number }: Judged,
): Promise<ShownCheck[]> {
  const newest = new Map<number, Found>();
  for (const one of all) {
    const { number: other = MERGE_GROUP } = one.origin ?? { number };
    if (other !== number && !newest.has(other)) newest.set(other, one);
  }
  const isGreen = ([, { origin }]: readonly [number, Found]) => origin?.own === "success";
  const found = [...newest];
  const green = found.filter(isGreen).slice(0, MOST_GREEN);
  // What is not green may be the one that counts: nobody can push it out by opening more.
  const others = [...found.filter((one) => !isGreen(one)), ...green];
  const share = await together(
    others.map(([other]) => other === MERGE_GROUP || hasHead(client, place, other, headSha)),
  );
  return others.flatMap(([, one], at) => (share[at] === true ? [one] : []));
}

async function hasHead(
  client: Client,
  place: Place,
  number: number,
  headSha: string,
): Promise<boolean> {
  try {
    const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
    const { data } = await client.request(route, { ...place, pull_number: number });
    const { state, headSha: now } = PullRequestPayload.parse(data);
    return state === "open" && now === headSha;
  } catch (error) {
    // It was never there: somebody else's check says so.
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Whether a check that has just been published shares its commit with one of a pull request that it does not speak for. */
export async function hasUnknownTwin(
  client: Client,
  settings: ForgeSettings,
  judged: Judged,
  known: readonly number[],
): Promise<boolean> {
  const { shown } = await readChecks(client, settings, judged, true);
  return shown.twins.some(({ origin }) => !known.includes(origin?.number ?? 0));
}
