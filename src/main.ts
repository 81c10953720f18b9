/** The whole bot: read, review, render, reconcile, apply. And the port that it needs. */

import type { Plan, Publish, Snapshot } from "./reconcile/reconcile.ts";
import { reconcile } from "./reconcile/reconcile.ts";
import { renderFailureCheck } from "./render/failure-check.ts";
import { renderPullRequest } from "./render/pull-request.ts";
import { type PackFile, packPaths, resolvePolicy } from "./review/packs.ts";
import { type Review, review, type Shipped } from "./review/review.ts";
import type { ManifestPair, PolicyFile, SourceFile } from "./review/source-file.ts";

/** All that a review rests on, and what the pull request shows, at one moment. */
export interface Reading {
  readonly headSha: string;
  readonly baseRef: string;
  readonly manifests: readonly ManifestPair[];
  readonly policy: PolicyFile;
  readonly shown: Snapshot;
  /** Whether there is a pull request to comment on. */
  readonly conversation: boolean;
  /** Whether a check is published; a push has none. */
  readonly publishes: boolean;
}

/** A change of the plan that was not made. It never changes the verdict. */
export interface Denied {
  readonly change: Plan[number]["do"];
  /** The permission that the token lacks; undefined when something else stood in the way. */
  readonly permission: string | undefined;
  /** What stood in the way, as a sentence; it may quote an answer of the API. */
  readonly because: string;
}

/** All the bot asks of the outside world. `github/` answers in production. */
export interface Forge {
  read(): Promise<Reading>;
  /** Pack files from where the policy was read. */
  readPacks(paths: readonly string[]): Promise<readonly SourceFile[]>;
  /** Whether that commit is still the head, and is still to be merged into that branch. */
  isCurrent(reading: Pick<Reading, "headSha" | "baseRef">): Promise<boolean>;
  apply(plan: Plan): Promise<readonly Denied[]>;
  /** The commit to report on when nothing could be read, as far as it is known. */
  readonly knownHead: string | undefined;
}

export interface Settings {
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
  readonly checkName: string;
  readonly publish: Publish;
  readonly comment: "always" | "on-change" | "never";
  /** Packs that the action's input adds to those of the policy. */
  readonly packs: readonly string[];
}

export interface Outcome {
  readonly review: Review;
  readonly plan: Plan;
  readonly denied: readonly Denied[];
  /** True when head or base moved on each time: the run of the newer event reports instead. */
  readonly superseded: boolean;
}

/** How often a run starts again because head or base has moved while it was judging. */
const MOST_READINGS = 3;

/**
 * For a run that failed before it could judge: a required check that stays silent blocks for ever
 * without a reason. Returns whether the check was published.
 */
export async function reportFailure(
  forge: Forge,
  { checkName, publish }: Settings,
  because: string,
): Promise<boolean> {
  if (forge.knownHead === undefined) return false;
  const check = renderFailureCheck(because, forge.knownHead, checkName);
  const plan: Plan = [{ do: publish === "check" ? "createCheck" : "setStatus", check }];
  return (await forge.apply(plan)).length === 0;
}

export async function main(forge: Forge, settings: Settings, shipped: Shipped): Promise<Outcome> {
  for (let reading = 1; ; reading += 1) {
    const now = await forge.read();
    const { manifests, policy: policyFile } = now;
    const policy = resolvePolicy(policyFile, settings.packs);
    const packFiles = await readPackFiles(forge, packPaths(policy, shipped.packs));
    const { today } = settings;
    const result = review({ manifests, policyFile, policy, packFiles, today }, shipped);
    const plan = now.publishes
      ? reconcile(renderPullRequest(result, now, settings), now.shown)
      : [];
    if (plan.length === 0) return { review: result, plan, denied: [], superseded: false };

    // A verdict belongs to one commit and one base branch, whose policy counts: both are looked at
    // again before anything is written. The event of a run that is started again may be months old.
    if (await forge.isCurrent(now))
      return { review: result, plan, denied: await forge.apply(plan), superseded: false };
    if (reading === MOST_READINGS)
      return { review: result, plan: [], denied: [], superseded: true };
  }
}

/** Most reviews use shipped packs only, and never load what reads others. */
async function readPackFiles(forge: Forge, paths: readonly string[]): Promise<PackFile[]> {
  if (paths.length === 0) return [];
  const { readPackFile } = await import("./review/pack-file.ts");
  return (await forge.readPacks(paths)).map(readPackFile);
}
