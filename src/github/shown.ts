/** What the pull request shows now: what was said on it, and its check or status on the head commit. */

import { NO_CHECKS, type Snapshot } from "../reconcile/reconcile.ts";
import type { Client } from "./client.ts";
import { type CommitChecks, readChecks } from "./commit-checks.ts";
import { isRefusal } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { NOTHING_SAID, readSaid, type Said } from "./said.ts";
import { together } from "./together.ts";

interface Commits {
  readonly headSha: string;
  /** Of the pull request whose conversation is read: of a merge group, one of those in it. */
  readonly number: number | undefined;
  /** Of the pull request that is judged; undefined of a merge group. */
  readonly judges: number | undefined;
  /** How many comments its threads hold, where that is known: none need not be read. */
  readonly threadComments: number | undefined;
  /** Whether other pull requests are known to share the head. */
  readonly hasTwins: boolean;
}

/** What is shown, and why its comments are not in it, where the token may not read them. */
export interface Shown extends Snapshot {
  /** What was said on the pull request; undefined where the token may not read it. */
  readonly said: Said | undefined;
  readonly commentsRefused: unknown;
  /** The check run that is under way, where there is one to complete. */
  readonly running: number | undefined;
}

export async function readShown(
  client: Client,
  settings: ForgeSettings,
  commits: Commits,
): Promise<Shown> {
  const { number, headSha, judges, hasTwins } = commits;
  const [said, verdict]: [Read<Said>, Read<CommitChecks>] = await together([
    orRefusal(
      number === undefined ? NOTHING_SAID : readSaid(client, settings, { ...commits, number }),
    ),
    orRefusal(readChecks(client, settings, { headSha, number: judges }, hasTwins)),
  ]);
  return {
    comments: (said.value?.scorecards ?? []).map(({ id, body }) => ({ id, body })),
    said: said.value,
    commentsRefused: said.refusal,
    // Who may not read checks may not write them either, which the summary then says.
    checks: verdict.value?.shown ?? NO_CHECKS,
    running: verdict.value?.running,
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
