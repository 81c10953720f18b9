/** One policy and the one that is to take its place: which settings get looser. */

import type { Severity } from "../checklist/checklist.ts";
import { compareSeverity } from "../checklist/severity.ts";
import { compareEnforcement, enforcementOn } from "./enforcement.ts";
import { budgetSettings, isSame, tightened } from "./floor.ts";
import type { PackUse, Policy } from "./policy.ts";

/** Names of settings. What nobody can tell from the two files alone, such as a threshold that only one of them sets, counts. */
export function loosenedSettings(before: Policy, now: Policy): string[] {
  const { ignored } = tightened(now, before);
  const people = (["answer", "waive", "owners"] as const).filter(
    (key) => !isSame(before[key], now[key]),
  );
  const isKept = (rule: object) => now.gate.min_stage.some((one) => isSame(one, rule));
  const other: [string, boolean][] = [
    ["gate.min_stage", !before.gate.min_stage.every(isKept)],
    ["branches", now.branches.some((glob) => !before.branches.includes(glob))],
    // Whoever is named there names the people, too.
    ["extends", before.extends !== now.extends],
    // What stands on the branch of the ledger counts from then on.
    ["ledger", before.ledger === "none" && now.ledger === "branch"],
    [
      "waivers.unwaivable",
      before.waivers.unwaivable.some((id) => !now.waivers.unwaivable.includes(id)),
    ],
  ];
  const limits = new Map<string, unknown>(budgetSettings(now.budgets));
  const budgets = budgetSettings(before.budgets).flatMap(([key, limit]) =>
    limit !== undefined && limits.get(key) === undefined ? [key] : [],
  );
  return [
    ...new Set([
      ...before.packs.flatMap((one) =>
        loosenedPack(
          one,
          now.packs.find(({ use }) => use === one.use),
        ),
      ),
      ...ignored,
      ...minimums(before, now),
      ...budgets,
      ...people,
      ...other.flatMap(([key, applies]) => (applies ? [key] : [])),
    ]),
  ];
}

/** A minimum that is gone. */
function minimums({ gate: before }: Policy, { gate: now }: Policy): string[] {
  const keys = ["min_score_pct", "min_coverage_pct"] as const;
  return keys
    .filter((key) => before[key] !== undefined && now[key] === undefined)
    .map((key) => `gate.${key}`);
}

function loosenedPack(before: PackUse, now: PackUse | undefined): string[] {
  const name = `packs ${before.use}`;
  if (now === undefined) return [name];
  const days = [before, now].flatMap(({ from, all_from }) => [from ?? [], all_from ?? []].flat());
  const blocksLess = ["0000-01-01", ...days, "9999-12-31"].some(
    (day) => compareEnforcement(enforcementOn(now, day), enforcementOn(before, day)) < 0,
  );
  return [
    ...(blocksLess ? [`${name}: enforce`] : []),
    ...changed(before.params, now.params, isTighter).map((key) => `${name}: params.${key}`),
    ...changed(before.severity, now.severity, isHigher).map((key) => `${name}: severity.${key}`),
  ];
}

function changed<T>(
  before: Readonly<Record<string, T>>,
  now: Readonly<Record<string, T>>,
  isStricter: (key: string, before: T, now: T) => boolean,
): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.filter((key) => {
    const [old, fresh] = [before[key], now[key]];
    if (old === fresh) return false;
    return old === undefined || fresh === undefined || !isStricter(key, old, fresh);
  });
}

function isTighter(name: string, before: number, now: number): boolean {
  return name.startsWith("max_") ? now < before : name.startsWith("min_") && now > before;
}

function isHigher(_: string, before: Severity, now: Severity): boolean {
  return compareSeverity(now, before) < 0;
}
