/** Findings to what they weigh: score, practices and gate. Once from data alone, and again with what people said. */

import type { Finding, NotApplicable } from "../evaluate/finding.ts";
import type { Stage } from "../manifest/product.ts";
import type { Policy } from "../policy/policy.ts";
import { isEnforced } from "../policy/policy.ts";
import type { BudgetRow } from "../score/budgets.ts";
import { type Gate, gate, type Hurdle } from "../score/gate.ts";
import { type PracticeRow, practiceRows, type Tally, tallyOf } from "../score/score.ts";
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
  /** What keeps the gate shut besides findings, score and budgets. */
  readonly hurdles?: readonly Hurdle[];
}

export interface Weights {
  readonly gate: Gate;
  readonly tally: Tally;
  readonly practices: readonly PracticeRow[];
}

export function weigh(
  { findings, notApplicable, budgets, stage, hurdles = [] }: Weighable,
  { policy, packs }: Rules,
  today: string,
): Weights {
  const practices = packs.flatMap(({ pack: { checklist } }) =>
    checklist.practices.map((practice) => ({ ...practice, pack: checklist.pack })),
  );
  const enforced = enforcedPacks(packs, today);
  return {
    gate: gate({ policy, enforced, stage, findings, budgets, hurdles }),
    tally: tallyOf(findings),
    practices: practiceRows(practices, findings, notApplicable),
  };
}

/** By the pack's own id, as findings name it: policy may name a pack by its path. */
function enforcedPacks(packs: readonly PackInUse[], today: string): ReadonlySet<string> {
  const enforced = packs.filter(({ use }) => isEnforced(use, today));
  return new Set(enforced.map(({ pack: { checklist } }) => checklist.pack));
}
