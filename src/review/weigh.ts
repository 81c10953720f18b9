/** Findings to what they weigh: score, practices and gate. Once from data alone, and again with what people said. */

import type { IsOld } from "../evaluate/backlog.ts";
import type { Finding, NotApplicable } from "../evaluate/finding.ts";
import type { Stage } from "../manifest/product.ts";
import { type Enforcement, enforcementOn, everBlocks, GATE_PACK } from "../policy/enforcement.ts";
import type { Policy } from "../policy/policy.ts";
import type { BudgetRow } from "../score/budgets.ts";
import { type Gate, gate, type Hurdle } from "../score/gate.ts";
import { type PracticeRow, practiceRows, type Tally, tallyOf } from "../score/score.ts";
import { GATE_PRACTICE } from "./gate-checks.ts";
import type { PackInUse } from "./packs.ts";

/** Policy and packs, once both are sound. */
export interface Rules {
  readonly policy: Policy;
  readonly packs: readonly PackInUse[];
}

/** What is weighed of a manifest. */
export interface Weighable {
  readonly findings: readonly Finding[];
  readonly notApplicable: readonly NotApplicable[];
  readonly budgets: readonly BudgetRow[];
  readonly stage: Stage;
  /** The stage on base, where head raises it: what blocks only at the higher one is not old. */
  readonly raisedFrom?: Stage | undefined;
  /** What was there before the pull request, and may not block where policy enforces only what is new. */
  readonly isOld: IsOld;
  /** What keeps the gate shut besides findings, score and budgets. */
  readonly hurdles?: readonly Hurdle[];
}

export interface Weights {
  readonly gate: Gate;
  readonly tally: Tally;
  readonly practices: readonly PracticeRow[];
}

export function weigh(
  { findings, notApplicable, budgets, stage, raisedFrom, isOld, hurdles = [] }: Weighable,
  { policy, packs }: Rules,
  today: string,
): Weights {
  const practices = packs.flatMap(({ pack: { checklist } }) =>
    checklist.practices.map((practice) => ({ ...practice, pack: checklist.pack })),
  );
  if (findings.some(({ pack }) => pack === GATE_PACK))
    practices.push({ ...GATE_PRACTICE, pack: GATE_PACK });
  const enforcement = enforcementOf(packs, today);
  const gatedBefore = ({ severity }: Finding) =>
    raisedFrom === undefined || policy.gate[raisedFrom].includes(severity);
  if (everBlocks(policy)) enforcement.set(GATE_PACK, "all");
  const enforced = new Set([...enforcement.keys()]);
  const explained = explainedBy(findings);
  const isBacklog = (finding: Finding) =>
    enforcement.get(finding.pack) === "new" &&
    gatedBefore(finding) &&
    isOld(finding) &&
    // What stands for others is as old as the youngest of them.
    (explained.get(`${finding.check.id} ${finding.item.key}`) ?? []).every(isOld);
  return {
    gate: gate({ policy, enforced, isBacklog, stage, findings, budgets, hurdles }),
    tally: tallyOf(findings),
    practices: practiceRows(practices, findings, notApplicable),
  };
}

/** Findings that others explain, by the check and item that do. */
function explainedBy(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const by = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.mutedBy === undefined) continue;
    const key = `${finding.mutedBy.check} ${finding.mutedBy.item}`;
    by.set(key, [...(by.get(key) ?? []), finding]);
  }
  return by;
}

/** Of the packs that may block, by the pack's own id, as findings name it: policy may name a pack by its path. */
function enforcementOf(packs: readonly PackInUse[], today: string): Map<string, Enforcement> {
  const all = packs.map(
    ({ use, pack }) => [pack.checklist.pack, enforcementOn(use, today)] as const,
  );
  return new Map(all.filter(([, enforcement]) => enforcement !== "advisory"));
}
