/** Why the verdict here is another than on base, in sentences. */

import type { Delta } from "../advise/delta.ts";

/** Empty where it is the same. */
export function verdictReasons({ verdict, findings, budgets }: Delta): string[] {
  if (verdict.before === verdict.after) return [];
  const gating = findings.filter(({ before, after }) => before.gates !== after.gates);
  const [first] = gating;
  const limits = budgets.filter(({ before, after }) => before?.state !== after?.state);
  const what =
    first === undefined
      ? limits.length > 0
        ? "because a budget is compared otherwise"
        : "because the manifest changed"
      : `because ${first.check.id} ${first.after.gates ? "now stands in the way" : "no longer stands in the way"}${gating.length > 1 ? `, and ${gating.length - 1} more` : ""}`;
  return [`The verdict was ${verdict.before} on base and is ${verdict.after} here, ${what}.`];
}
