/** The whole bot: read, review, hear, decide, render, reconcile, apply. */

import { asksOf } from "./answers/ask.ts";
import { type Considered, consider } from "./answers/consider.ts";
import { HEARD_NOTHING } from "./answers/heard.ts";
import { inquiryOf, isEmptyInquiry } from "./answers/inquiry.ts";
import { keptAfterMerge, ledgerStatements } from "./answers/ledger.ts";
import { listen } from "./answers/listen.ts";
import { questionsOf } from "./answers/question.ts";
import { whatIfsOf } from "./answers/what-ifs.ts";
import { NOTHING_KNOWN } from "./conversation/conversation.ts";
import type { Denied, Forge, Reading } from "./forge.ts";
import type { Plan, Publish } from "./reconcile/reconcile.ts";
import { reconcile } from "./reconcile/reconcile.ts";
import { renderFailureCheck } from "./render/failure-check.ts";
import { mayPost, renderPullRequest } from "./render/pull-request.ts";
import type { Talk } from "./render/talk.ts";
import { type PackFile, packPaths, resolvePolicy } from "./review/packs.ts";
import { type Review, review, type Shipped } from "./review/review.ts";

export interface Settings {
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
  readonly checkName: string;
  readonly publish: Publish;
  readonly comment: "always" | "on-change" | "never";
  /** Whether questions are asked in threads. */
  readonly threads: boolean;
  /** Whether threads are resolved once their question is answered. */
  readonly resolve: boolean;
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
    const { considered, ledger, circumstances } = await hear(forge, byData, now);
    const talk = await prepareTalk(forge, considered, circumstances, now, settings, shipped);
    const outcome = { review: considered.review, talk, superseded: false };

    const plan = planFor(considered, talk, now, ledger, settings);
    if (plan.length === 0) return { ...outcome, plan, denied: [] };
    // A verdict belongs to one commit and one base branch, whose policy counts: both are looked at
    // again before anything is written. The event of a run that is started again may be months old.
    if (await forge.isCurrent(now)) {
      const denied = await forge.apply(plan);
      if (!isOvertaken(denied) || reading === MOST_READINGS) return { ...outcome, plan, denied };
      continue;
    }
    if (reading === MOST_READINGS) return { ...outcome, plan: [], denied: [], superseded: true };
  }
}

/** Another run has written the ledger since it was read: what this one adds, it adds to that. */
function isOvertaken(denied: readonly Denied[]): boolean {
  return denied.some(
    ({ change, permission }) => change === "recordAnswers" && permission === undefined,
  );
}

/** Most reviews use shipped packs only, and never load what reads others. */
async function readPackFiles(forge: Forge, paths: readonly string[]): Promise<PackFile[]> {
  if (paths.length === 0) return [];
  const { readPackFile } = await import("./review/pack-file.ts");
  return (await forge.readPacks(paths)).map(readPackFile);
}

/** What people said, once what decides whether it counts is known. */
async function hear(forge: Forge, byData: Review, { conversation }: Reading) {
  const questions = questionsOf(byData);
  const keepsLedger = byData.rules?.policy.ledger === "branch";
  const ledger = keepsLedger ? await forge.readLedger() : undefined;
  const heard = conversation === undefined ? HEARD_NOTHING : listen(conversation, questions);
  const inquiry = conversation && inquiryOf(heard, questions, byData, conversation);
  const circumstances =
    inquiry === undefined || isEmptyInquiry(inquiry) ? NOTHING_KNOWN : await forge.lookUp(inquiry);
  const considered = consider(byData, {
    heard,
    circumstances,
    author: conversation?.author ?? "",
    ledger: ledgerStatements(ledger),
  });
  return { considered, ledger, circumstances };
}

/** What is to be asked and told, where there is a conversation to do it in. */
async function prepareTalk(
  forge: Forge,
  considered: Considered,
  circumstances: Talk["circumstances"],
  { conversation, speaks, manifests, policy }: Reading,
  { threads, comment, today }: Settings,
  shipped: Shipped,
): Promise<Talk | undefined> {
  if (!speaks || conversation?.state !== "open") return undefined;
  const posts = comment !== "never" && mayPost(considered.review, { manifests, policy }, comment);
  const hasScorecard = conversation.scorecard !== undefined || posts;
  const asks = asksOf(considered, conversation, { threads, scorecard: hasScorecard });
  const fresh = asks.filter(({ thread }) => thread === "new").map(({ key }) => key.manifest);
  const diff = fresh.length === 0 ? new Map() : await forge.readDiff([...new Set(fresh)]);
  const whatIfs = whatIfsOf(considered, conversation, manifests, today, shipped);
  return { considered, asks, conversation, circumstances, diff, whatIfs, hasScorecard };
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
