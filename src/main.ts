/** The whole bot: read, review, hear, decide, render, reconcile, apply. */

import { type Advice, adviceBeside } from "./advise/advice.ts";
import { reviewState } from "./advise/review-state.ts";
import { type Considered, dueIn } from "./answers/consider.ts";
import { keptAfterMerge } from "./answers/ledger.ts";
import { type RememberedReview, rememberReview } from "./conversation/review-memory.ts";
import { hear, prepareTalk, type Speaking } from "./converse.ts";
import { sha256 } from "./facts/sha256.ts";
import type { Denied, Forge, Reading } from "./forge.ts";
import { findLevers } from "./levers/levers.ts";
import type { Grounds } from "./receipt/github-receipt.ts";
import type { Plan, Publish, Snapshot } from "./reconcile/reconcile.ts";
import { isPosting, mayBeStale, reconcile } from "./reconcile/reconcile.ts";
import type { Recorded } from "./record.ts";
import { renderFailureCheck } from "./render/failure-check.ts";
import { renderPullRequest } from "./render/pull-request.ts";
import type { Talk } from "./render/talk.ts";
import { amongTwins } from "./render/twins.ts";
import { inputsText } from "./review/inputs.ts";
import { type PackFile, packPaths, resolvePolicy } from "./review/packs.ts";
import { type Review, type ReviewInput, review, type Shipped } from "./review/review.ts";
import { seeminglyWorse } from "./review/seemingly-worse.ts";
import type { SourceFile } from "./review/source-file.ts";

export interface Settings extends Speaking {
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
  readonly publish: Publish;
  /** Packs that the action's input adds to those of the policy. */
  readonly packs: readonly string[];
  /** The history that the workflow has kept; undefined where it hands none in. */
  readonly earlier?: SourceFile | undefined;
}

export interface Outcome {
  readonly review: Review;
  readonly advice: Advice;
  /** What it rested on, for its receipt. */
  readonly grounds: Grounds;
  /** Files that the review was ruled by: the policy, and the packs of the team's own. */
  readonly rulePaths: readonly string[];
  readonly talk: Talk | undefined;
  /** What the history has of it; undefined where none is kept. */
  readonly recorded?: Recorded | undefined;
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
  if (forge.known === undefined) return false;
  const check = renderFailureCheck(because, forge.known, checkName);
  const plan: Plan = [{ do: publish === "check" ? "createCheck" : "setStatus", check }];
  return (await forge.apply(plan, true)).length === 0;
}

export async function main(forge: Forge, settings: Settings, shipped: Shipped): Promise<Outcome> {
  for (let reading = 1; ; reading += 1) {
    const now = await forge.read();
    const { plan, ...decided } = await decide(forge, now, settings, shipped);
    const outcome = { ...decided, superseded: false };
    if (plan.length === 0) return { ...outcome, plan, denied: [] };
    // A verdict belongs to one commit and one base branch, whose policy counts: both are looked at
    // again before anything is written. The event of a run that is started again may be months old.
    const last = reading >= MOST_READINGS;
    if (await forge.isCurrent(plan, last)) {
      const isOver = reading >= mostReadings(plan);
      const denied = await forge.apply(plan, isOver);
      // What another run stood in the way of is tried again: nobody comes back to a merged pull request.
      if (isOver || !denied.some(({ isBeaten }) => isBeaten === true))
        return { ...outcome, plan, denied };
    } else if (last) return { ...outcome, plan: [], denied: [], superseded: true };
  }
}

/** Who posts reads once more: what two runs have posted twice is taken back. */
function mostReadings(plan: Plan): number {
  return plan.some(isPosting) ? MOST_READINGS + 1 : MOST_READINGS;
}

type Decided = Pick<
  Outcome,
  "review" | "advice" | "grounds" | "rulePaths" | "talk" | "recorded" | "plan"
>;

/** What was read to what is to be done. On the way it asks who people are, and takes back a check that may be wrong. */
async function decide(
  forge: Forge,
  now: Reading,
  settings: Settings,
  shipped: Shipped,
): Promise<Decided> {
  const { manifests, policy: policyFile } = now;
  const policy = resolvePolicy(policyFile, settings.packs);
  const ownPacks = packPaths(policy, shipped.packs);
  const packs = ownPacks.length === 0 ? [] : await forge.readPacks(ownPacks);
  const inputs = sha256(inputsText({ ...now, packs, toolVersion: shipped.version }));
  const shown = await withoutStale(forge, now, inputs, settings);
  const packFiles = await parsePacks(packs);
  const { today } = settings;
  const changedPacks = ownPacks.length === 0 ? [] : await forge.changedByHead(ownPacks);
  const input = { manifests, policyFile, policy, packFiles, changedPacks, today };
  const { input: judged, review: byData } = await reviewParted(forge, input, shipped);
  const understood = await hear(forge, byData, now);
  const { ledger } = understood;
  const { advice, review: result } = adviceBeside(
    understood.considered.review,
    findLevers,
    shipped,
  );
  const considered = { ...understood.considered, review: result };
  const talk = await prepareTalk(forge, understood, now, settings, { input: judged, shipped });
  const remembered = rememberReview(
    considered.heard.review,
    reviewState(considered, manifests, now.headSha),
  );
  const told = { considered, advice, talk, ledger, remembered };
  const plan = planFor(told, { ...now, shown }, inputs, settings);
  const rulePaths = [policyFile.file.path, ...ownPacks];
  const grounds = {
    ...{
      manifests,
      policyFile,
      packSources: packs,
      parted: judged.parted ?? new Map(),
      changedPacks,
    },
    ...{ addedPacks: settings.packs, due: dueIn(considered) },
  };
  const decided = { review: considered.review, advice, grounds, rulePaths, talk };
  const recorded = await recordOf(forge, considered.review, now, settings);
  return { ...decided, recorded, plan: [...plan, ...(recorded?.plan ?? [])] };
}

/** Only what was pushed loads what keeps a history. */
async function recordOf(
  forge: Forge,
  review: Review,
  now: Reading,
  { earlier }: Settings,
): Promise<Recorded | undefined> {
  if (now.records !== true) return undefined;
  const { record } = await import("./record.ts");
  return record(forge, review, now, earlier);
}

/** Where a manifest seems to be loosened or to use too much more, what only base has changed since is left out: most runs need no such look. */
async function reviewParted(
  forge: Forge,
  input: ReviewInput,
  shipped: Shipped,
): Promise<{ readonly input: ReviewInput; readonly review: Review }> {
  const first = review(input, shipped);
  const paths = seeminglyWorse(first);
  const parted = paths.length === 0 ? new Map() : await forge.readParted(paths);
  if (parted.size === 0) return { input, review: first };
  const whole = { ...input, parted };
  return { input: whole, review: review(whole, shipped) };
}

/**
 * A green check of other inputs is taken back before anything else is asked or worked out: a policy has become
 * stricter, or the pull request goes to another branch.
 */
async function withoutStale(
  forge: Forge,
  { shown, headSha, number, publishes, conversation }: Reading,
  inputs: string,
  { checkName: name }: Settings,
): Promise<Snapshot> {
  const isOpen = (conversation?.state ?? "open") === "open";
  if (!publishes || !isOpen || !mayBeStale(shown.checks, inputs)) return shown;
  await forge.apply([{ do: "beginCheck", check: { name, headSha, number, inputs } }], true);
  return { ...shown, checks: { ...shown.checks, newest: undefined } };
}

/** Most reviews use shipped packs only, and never load what reads others. */
async function parsePacks(files: readonly SourceFile[]): Promise<PackFile[]> {
  if (files.length === 0) return [];
  const { readPackFile } = await import("./review/pack-file.ts");
  return files.map(readPackFile);
}

/** What there is to tell. */
interface Told {
  readonly considered: Considered;
  readonly advice: Advice;
  readonly talk: Talk | undefined;
  readonly ledger: string | undefined;
  readonly remembered: RememberedReview;
}

/** What is closed is left as it is; of what is merged, the answers are kept. */
function planFor(
  { considered, advice, talk, ledger, remembered }: Told,
  now: Reading,
  inputs: string,
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
  const wanted = renderPullRequest(
    { review: considered.review, advice, talk, remembered },
    { ...now, inputs },
    settings,
  );
  const check = amongTwins(wanted.check, shown.checks.twins);
  return reconcile({ ...wanted, check }, { ...shown, conversation });
}
