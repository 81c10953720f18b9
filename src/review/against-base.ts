/** A manifest against another state of it: how much more it uses, where that can be said. */

import { estimateNeeds } from "../estimate/data.ts";
import { compareIncrease } from "../estimate/increase.ts";
import type { Estimate } from "../estimate/result.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Policy } from "../policy/policy.ts";
import type { BudgetRow } from "../score/budgets.ts";
import {
  type AgainstBase,
  increaseRows,
  isIncreaseUnmet,
  limitsIncrease,
  milderRows,
} from "../score/increase-rows.ts";
import type { Located } from "../yaml/parse-yaml.ts";
import type { Shipped } from "./review.ts";
import type { ManifestPair, SourceFile } from "./source-file.ts";

interface Compared extends Pick<ManifestPair, "reports" | "baseReports" | "isAlone"> {
  readonly head: { readonly manifest: Manifest; readonly estimate: Estimate };
}

/**
 * What is new has no base, and is given none: nothing would be a false one. A base that cannot be read is
 * no base either: a limit that waited for it would keep out the change that mends it.
 */
export function compareWith(
  before: SourceFile,
  located: Located<Manifest> | undefined,
  { head: { manifest, estimate }, reports, baseReports, isAlone = false }: Compared,
  { estimateData }: Pick<Shipped, "estimateData">,
): AgainstBase {
  if (isAlone) return none("there is no base here that counts");
  if (before.state === "absent") return none("the manifest is new");
  if (located === undefined) return none("base has it in a form that cannot be read");
  const dataOf = (one: Manifest, named: ManifestPair["reports"]) => ({
    ...estimateData(estimateNeeds(one)),
    reports: named,
  });
  const base = {
    manifest: located.value,
    data: dataOf(located.value, baseReports ?? reports),
  };
  const head = { manifest, data: dataOf(manifest, reports) };
  return { isCompared: true, ...compareIncrease(base, head, estimate) };
}

function none(because: string): AgainstBase {
  return { isCompared: false, because };
}

interface Limited {
  readonly policy: Policy;
  readonly estimate: Estimate;
  readonly againstBase: () => AgainstBase;
  readonly againstParted: () => AgainstBase | undefined;
}

/** Limits of the policy on an increase; nothing is compared where there are none. */
export function increases({
  policy,
  estimate,
  againstBase,
  againstParted,
}: Limited): readonly BudgetRow[] {
  if (!limitsIncrease(policy)) return [];
  const rows = increaseRows(policy, againstBase(), estimate.functionalUnit);
  const parted = rows.some(isIncreaseUnmet) ? againstParted() : undefined;
  if (parted === undefined) return rows;
  return milderRows(rows, increaseRows(policy, parted, estimate.functionalUnit));
}
