/** The GitHub Action: inputs and event in; comment, check, job summary, outputs and exit code out. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import type { Forge } from "./forge.ts";
import { haveChanged } from "./github/changed-files.ts";
import { type Client, github } from "./github/client.ts";
import { clockOf } from "./github/clock.ts";
import { type Target, targetOf } from "./github/event.ts";
import { describeFailure, Explained, isRateLimit, statusOf } from "./github/failure.ts";
import { githubForge } from "./github/forge.ts";
import { readOpenPullRequests } from "./github/open-pull-requests.ts";
import type { Place } from "./github/repository.ts";
import { main, type Outcome, reportFailure, type Settings } from "./main.ts";
import { branchesOf, floorOf } from "./policy/policy.ts";
import { readEarlier } from "./runner/history.ts";
import { type Inputs, readInputs } from "./runner/inputs.ts";
import { notEvaluated, report, reportSweep } from "./runner/report.ts";
import { type Release, readShipped } from "./shipped/read-shipped.ts";
import { type Sweep, sweep } from "./sweep.ts";

run().catch((error) => notEvaluated(describeFailure(error)));

async function run(): Promise<void> {
  const inputs = readInputs();
  const { GITHUB_EVENT_NAME: event = "" } = process.env;
  const found = targetOf(event, readEvent(), inputs.pullRequest);
  if (found.handled === "nothing to do") return core.info(`Nothing to review. ${found.because}`);
  if (found.handled === false) return notEvaluated(found.because);
  const job = jobOf(inputs);
  if (found.handled === "open pull requests") return reportSweep(await sweepOpen(job, undefined));
  const { target } = found;
  const forge = forgeOf(job, target);
  const outcome = await main(forge, job.settings, job.shipped).catch((error) =>
    explainFailure(forge, job.settings, error),
  );
  if (outcome !== undefined)
    await report(outcome, inputs, await sweepAfterPush(job, target, outcome), job.shipped);
}

/** What a run has to work with, whatever it is about. */
interface Job {
  readonly inputs: Inputs;
  readonly place: Place;
  readonly client: Client;
  /** Reads teams and policies of other repositories; the same client where no other token is given. */
  readonly policyClient: Client;
  readonly settings: Settings;
  readonly shipped: Release;
}

function jobOf(inputs: Inputs): Job {
  const { GITHUB_REPOSITORY = "" } = process.env;
  const [owner = "", repo = ""] = GITHUB_REPOSITORY.split("/");
  if (owner === "" || repo === "")
    throw new Explained("GITHUB_REPOSITORY is not set to owner/name. On a runner GitHub sets it.");
  const baseUrl = process.env["GITHUB_API_URL"] ?? "https://api.github.com";
  const clock = clockOf(process.env["GREENLIGHT_PACING"] === "none" ? 0 : 1000);
  const shipped = readShipped(join(import.meta.dirname, "..", "data"));
  const client = github(inputs.token, baseUrl, { clock });
  const { policyToken, checkName, publish, comment, threads, resolve, packs } = inputs;
  const today = new Date().toISOString().slice(0, 10);
  const earlier = readEarlier(inputs.history);
  return {
    inputs,
    place: { owner, repo },
    client,
    policyClient: policyToken === "" ? client : github(policyToken, baseUrl, { clock }),
    settings: { today, checkName, publish, comment, threads, resolve, packs, earlier },
    shipped,
  };
}

function forgeOf({ inputs, place, client, policyClient }: Job, target: Target): Forge {
  return githubForge(client, {
    place,
    server: process.env["GITHUB_SERVER_URL"],
    target,
    token: inputs.token,
    workflowToken: inputs.workflowToken,
    manifests: inputs.manifests,
    policyPath: inputs.policy,
    workflowPath: workflowPathIn(place),
    checkName: inputs.checkName,
    publish: inputs.publish,
    listedBranches: branchesOf,
    extended: floorOf,
    policyClient,
  });
}

/** A workflow that an organisation requires stands in another repository, and no pull request here changes it. */
function workflowPathIn({ owner, repo }: Place): string | undefined {
  const { GITHUB_WORKFLOW_REF = "" } = process.env;
  const [path = ""] = GITHUB_WORKFLOW_REF.split("@");
  const own = `${owner}/${repo}/`.toLowerCase();
  return path.toLowerCase().startsWith(own) ? path.slice(own.length) : undefined;
}

/** All open pull requests, or those towards one branch. */
async function sweepOpen(job: Job, onto: string | undefined): Promise<Sweep> {
  const open = await readOpenPullRequests(job.client, job.place, onto);
  const each = open.map((known) => {
    const { number } = known;
    return { number, forge: forgeOf(job, { kind: "pull-request", number, known }) };
  });
  return sweep(each, job.settings, job.shipped, {
    turn: turnOf(process.env),
    describe: describeFailure,
    isLasting: (error) => isRateLimit(error) || statusOf(error) === 401,
  });
}

/** Of scheduled runs the day, which grows by one from each to the next; the number of a run grows with every event. */
function turnOf({ GITHUB_EVENT_NAME: event, GITHUB_RUN_NUMBER: run }: NodeJS.ProcessEnv): number {
  return event === "schedule" ? Math.floor(Date.now() / 86_400_000) : Number(run) || 0;
}

/** A policy that is stricter than it was when a pull request passed must not find it green. */
async function sweepAfterPush(
  job: Job,
  target: Target,
  { rulePaths }: Outcome,
): Promise<Sweep | undefined> {
  if (target.kind !== "commit" || target.pushed === undefined) return undefined;
  const { pushed, headSha: after, baseRef } = target;
  const commits = { before: pushed.before, after };
  if (!(await haveChanged(job.client, job.place, commits, rulePaths))) return undefined;
  // The default branch's policy is that of every branch which has none of its own.
  return sweepOpen(job, pushed.defaultBranch === baseRef ? undefined : baseRef);
}

/** The check says it too, unless GitHub does not accept the token at all. */
async function explainFailure(
  forge: Forge,
  settings: Settings,
  error: unknown,
): Promise<undefined> {
  const because = describeFailure(error);
  if (statusOf(error) !== 401) await reportFailure(forge, settings, because).catch(() => false);
  await notEvaluated(because);
}

/** What is missing in the event is said where it is needed. */
function readEvent(): unknown {
  const { GITHUB_EVENT_PATH: path = "" } = process.env;
  if (path === "") return {};
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Explained(
      `The file at GITHUB_EVENT_PATH cannot be read: ${(error as Error).message}. On a runner GitHub writes that file.`,
    );
  }
}
