/** The whole bot: read, review, hear, decide, render, reconcile, apply. */

import type { Considered } from "./answers/consider.ts";
import { keptAfterMerge } from "./answers/ledger.ts";
import { hear, prepareTalk, type Speaking } from "./converse.ts";
import type { Denied, Forge, Reading } from "./forge.ts";
import type { Plan, Publish } from "./reconcile/reconcile.ts";
import { reconcile } from "./reconcile/reconcile.ts";
import { renderFailureCheck } from "./render/failure-check.ts";
import { renderPullRequest } from "./render/pull-request.ts";
import type { Talk } from "./render/talk.ts";
import { type PackFile, packPaths, resolvePolicy } from "./review/packs.ts";
import { type Review, review, type Shipped } from "./review/review.ts";

export interface Settings extends Speaking {
  readonly publish: Publish;
  /** Packs that the action's input adds to those of the policy. */
  readonly packs: readonly string[];
}

export interface Outcome {
  readonly review: Review;
  readonly talk: Talk | undefined;
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
    const byData = review({ manifests, policyFile, policy, packFiles, today }, shipped);
    const understood = await hear(forge, byData, now);
    const { considered, ledger } = understood;
    const talk = await prepareTalk(forge, understood, now, settings, shipped);
    const outcome = { review: considered.review, talk, superseded: false };

    const plan = planFor(considered, talk, now, ledger, settings);
    if (plan.length === 0) return { ...outcome, plan, denied: [] };
    // A verdict belongs to one commit and one base branch, whose policy counts: both are looked at
    // again before anything is written. The event of a run that is started again may be months old.
    const last = reading === MOST_READINGS;
    if (await forge.isCurrent(last)) {
      const denied = await forge.apply(plan);
      // What another run has written meanwhile is newer than what was judged, or it stands in the way.
      if (last || !denied.some(({ beaten }) => beaten)) return { ...outcome, plan, denied };
    } else if (last) return { ...outcome, plan: [], denied: [], superseded: true };
  }
}

/** Most reviews use shipped packs only, and never load what reads others. */
async function readPackFiles(forge: Forge, paths: readonly string[]): Promise<PackFile[]> {
  if (paths.length === 0) return [];
  const { readPackFile } = await import("./review/pack-file.ts");
  return (await forge.readPacks(paths)).map(readPackFile);
}

/** What is closed is left as it is; of what is merged, the answers are kept. */
function planFor(
  considered: Considered,
  talk: Talk | undefined,
  now: Reading,
  ledger: string | undefined,
  settings: Settings,
): Plan {
  const { conversation, publishes, speaks, shown } = now;
  if (!publishes) return [];
  const isOver = speaks && conversation !== undefined && conversation.state !== "open";
  if (isOver) {
    const kept = conversation.state === "merged" ? keptAfterMerge(considered, ledger) : undefined;
    return kept === undefined || kept.text === ledger
      ? []
      : [{ do: "recordAnswers", ...kept, before: ledger }];
  }
  const wanted = renderPullRequest(considered.review, now, settings, talk);
  return reconcile(wanted, { ...shown, conversation });
}
