/** One manifest, on head and on base, to its findings, estimate and gate. */

import { estimateNeeds } from "../estimate/data.ts";
import { estimate as estimateManifest } from "../estimate/estimate.ts";
import type { Estimate } from "../estimate/result.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import type { Evaluation } from "../evaluate/finding.ts";
import { estimateFacts } from "../facts/estimate-facts.ts";
import { factsOf } from "../facts/facts.ts";
import { type Manifest, parseManifest } from "../manifest/manifest.ts";
import type { Stage } from "../manifest/product.ts";
import type { Policy } from "../policy/policy.ts";
import { type BudgetRow, budgetRows } from "../score/budgets.ts";
import { type Gate, gate, isEnforced } from "../score/gate.ts";
import { type PracticeRow, practiceRows, type Tally, tallyOf } from "../score/score.ts";
import { stageOf } from "../score/stage.ts";
import type { Located, Position, Problem } from "../yaml/parse-yaml.ts";
import { type PackInUse, problemOf } from "./packs.ts";
import type { Shipped } from "./review.ts";
import type { ManifestPair, SourceFile } from "./source-file.ts";

/** The judgement on one manifest, or why there is none. */
export type ManifestReview =
  | ReviewedManifest
  | { readonly state: "invalid"; readonly path: string; readonly problems: readonly Problem[] }
  /** On base, and no longer on head. */
  | { readonly state: "removed"; readonly path: string }
  /** Sound, but the policy or a pack is not. */
  | { readonly state: "not-judged"; readonly path: string };

export interface ReviewedManifest extends Evaluation {
  readonly state: "reviewed";
  readonly path: string;
  /** Text of the file, for its hash. */
  readonly text: string;
  /** Measured reports that it names, by the path that it names them by. */
  readonly reports?: ManifestPair["reports"];
  readonly manifest: Manifest;
  /** Where the product is named. */
  readonly productAt: Position;
  /** True when the branch that it goes to has no such manifest. */
  readonly isNew: boolean;
  readonly gate: Gate;
  readonly tally: Tally;
  readonly practices: readonly PracticeRow[];
  readonly budgets: readonly BudgetRow[];
  readonly estimate: Estimate;
}

/** Policy and packs, once both are sound. */
export interface Rules {
  readonly policy: Policy;
  readonly packs: readonly PackInUse[];
}

export function reviewManifest(
  { head, base, files, reports }: ManifestPair,
  rules: Rules | undefined,
  today: string,
  shipped: Shipped,
): ManifestReview {
  const { path } = head;
  if (head.state === "absent") return { state: "removed", path };
  if (head.state === "unreadable")
    return { state: "invalid", path, problems: [problemOf(path, head.because)] };
  const parsed = parseManifest(path, head.text);
  if (!parsed.ok) return { state: "invalid", path, problems: parsed.problems };
  if (rules === undefined) return { state: "not-judged", path };
  const baseStage = isSame(head, base) ? undefined : stageOnBase(base);
  const judged = judge(parsed.located, { baseStage, files, reports }, rules, today, shipped);
  return { ...judged, text: head.text, reports, isNew: base.state === "absent" };
}

/** What a manifest does not say itself. */
interface Around extends Pick<ManifestPair, "files" | "reports"> {
  readonly baseStage: Stage | undefined;
}

function judge(
  located: Located<Manifest>,
  { baseStage, files, reports }: Around,
  { policy, packs }: Rules,
  today: string,
  shipped: Shipped,
): Omit<ReviewedManifest, "text" | "reports" | "isNew"> {
  const { file: path, value: manifest } = located;
  const data = { ...shipped.estimateData(estimateNeeds(manifest)), reports };
  const estimate = estimateManifest(manifest, data, today);
  const facts = factsOf(manifest, estimateFacts(estimate), today, files);
  const { findings, notApplicable } = evaluate(packs, facts, located);
  const practices = packs.flatMap(({ pack: { checklist } }) =>
    checklist.practices.map((practice) => ({ ...practice, pack: checklist.pack })),
  );
  const budgets = budgetRows(manifest, policy, estimate);
  const stage = stageOf(path, manifest.product.stage, baseStage, policy);
  return {
    state: "reviewed",
    path,
    manifest,
    productAt: located.positionOf(["product", "name"]),
    gate: gate({ policy, enforced: enforcedPacks(packs, today), stage, findings, budgets }),
    tally: tallyOf(findings),
    practices: practiceRows(practices, findings, notApplicable),
    findings,
    notApplicable,
    budgets,
    estimate,
  };
}

/** By the pack's own id, as findings name it: policy may name a pack by its path. */
function enforcedPacks(packs: readonly PackInUse[], today: string): ReadonlySet<string> {
  const enforced = packs.filter(({ use }) => isEnforced(use, today));
  return new Set(enforced.map(({ pack: { checklist } }) => checklist.pack));
}

/** What head and base have in common is parsed once. */
function isSame(head: SourceFile, base: SourceFile): boolean {
  return head.state === "text" && base.state === "text" && head.text === base.text;
}

/** A base that cannot be read does not loosen anything: head's own stage counts. */
function stageOnBase(base: SourceFile): Stage | undefined {
  if (base.state !== "text") return undefined;
  const parsed = parseManifest(base.path, base.text);
  return parsed.ok ? parsed.located.value.product.stage : undefined;
}
