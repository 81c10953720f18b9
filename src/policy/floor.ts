/** A policy that others extend is a floor: of each setting the stricter one counts, whichever file it stands in. */

import type { Severity } from "../checklist/checklist.ts";
import { compareSeverity } from "../checklist/severity.ts";
import type { Budgets, PackUse, Policy } from "./policy.ts";

/** Where a floor is kept: "owner/repo/path@ref". */
export interface FloorAddress {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  readonly ref: string;
}

/** Undefined of any other text. */
export function floorAddress(text: string): FloorAddress | undefined {
  const [, owner, repo, path, ref] = /^([\w.-]+)\/([\w.-]+)\/([^@]+)@([\w./-]+)$/.exec(text) ?? [];
  if (owner === undefined || repo === undefined || path === undefined || ref === undefined)
    return undefined;
  if (path.split("/").some((part) => part === "" || part === "." || part === ".."))
    return undefined;
  return { owner, repo, path, ref };
}

/** Whether nobody can change what stands there. A tag can be moved, and a branch is made to move. */
export function isPinned({ ref }: FloorAddress): boolean {
  return /^[0-9a-f]{40}$/.test(ref);
}

export interface Tightened {
  readonly policy: Policy;
  /** Settings of the extending policy that are looser than the floor's, and so do not count. */
  readonly ignored: readonly string[];
}

/**
 * What the floor leaves out counts with its default. Of `ledger`, `history`, `threads` and `branches` those of the
 * extending policy count: they are for each repository to say.
 */
export function tightened(own: Policy, floor: Policy): Tightened {
  const gates = GATES.map((stage) => [stage, union(own.gate[stage], floor.gate[stage])] as const);
  const policy: Policy = {
    ...own,
    packs: packsOf(own, floor),
    gate: {
      ...own.gate,
      ...(Object.fromEntries(gates) as Pick<Policy["gate"], (typeof GATES)[number]>),
      min_stage: [...floor.gate.min_stage, ...own.gate.min_stage],
      min_score_pct: most(own.gate.min_score_pct, floor.gate.min_score_pct),
      min_coverage_pct: most(own.gate.min_coverage_pct, floor.gate.min_coverage_pct),
    },
    budgets: budgetsOf(own.budgets, floor.budgets),
    answer: floor.answer ?? own.answer,
    // Without a list of its own, a floor's exceptions are for those whose answers count there.
    waive: floor.waive ?? floor.answer ?? own.waive,
    owners: floor.owners ?? own.owners,
    self_answer: own.self_answer === "deny" ? "deny" : floor.self_answer,
    answers_expire_days: Math.min(own.answers_expire_days, floor.answers_expire_days),
    waivers: {
      max_days: Math.min(own.waivers.max_days, floor.waivers.max_days),
      max_open: Math.min(own.waivers.max_open, floor.waivers.max_open),
      unwaivable: union(own.waivers.unwaivable, floor.waivers.unwaivable),
    },
  };
  return { policy, ignored: looser(own, policy) };
}

const GATES = ["idea", "prototype", "pilot", "production"] as const;

/** Packs of the floor come first; what a repository says of one of them is bound by it. */
function packsOf(own: Policy, floor: Policy): PackUse[] {
  const mine = new Map(own.packs.map((one) => [one.use, one]));
  const common = floor.packs.map((one) => {
    const use = mine.get(one.use) ?? one;
    return { ...use, floor: one };
  });
  const named = new Set(floor.packs.map(({ use }) => use));
  return [...common, ...own.packs.filter(({ use }) => !named.has(use))];
}

function budgetsOf(own: Budgets, floor: Budgets): Budgets {
  const { when_undecided: wait, increase_pct: increases, ...limits } = own;
  const { when_undecided: floorWait, increase_pct: floorIncreases, ...floorLimits } = floor;
  return {
    ...lower(limits, floorLimits),
    ...(increases === undefined && floorIncreases === undefined
      ? {}
      : { increase_pct: lower(increases ?? {}, floorIncreases ?? {}) }),
    when_undecided: wait === "wait" ? "wait" : floorWait,
  };
}

/** Of each limit that either sets, the lower one. */
function lower<Limits extends Readonly<Record<string, number | undefined>>>(
  own: Limits,
  floor: Limits,
): Limits {
  const keys = Object.keys({ ...own, ...floor });
  const none = Number.POSITIVE_INFINITY;
  return Object.fromEntries(
    keys.map((key) => [key, Math.min(own[key] ?? none, floor[key] ?? none)]),
  ) as Limits;
}

/** The settings of a policy's budgets by their names. */
export function budgetSettings({ increase_pct: increases = {}, ...limits }: Budgets) {
  return [
    ...Object.entries(limits),
    ...Object.entries(increases).map(([key, limit]) => [`increase_pct.${key}`, limit] as const),
  ].map(([key, value]) => [`budgets.${key}`, value] as const);
}

/** Of the settings whose stricter form is not the repository's own: what it had set in vain. */
function looser(own: Policy, policy: Policy): string[] {
  const counting = new Map<string, unknown>(budgetSettings(policy.budgets));
  const pairs: [string, unknown, unknown][] = [
    ...GATES.map((stage): [string, unknown, unknown] => [
      `gate.${stage}`,
      new Set(own.gate[stage]).size,
      policy.gate[stage].length,
    ]),
    [
      "gate.min_score_pct",
      own.gate.min_score_pct ?? policy.gate.min_score_pct,
      policy.gate.min_score_pct,
    ],
    [
      "gate.min_coverage_pct",
      own.gate.min_coverage_pct ?? policy.gate.min_coverage_pct,
      policy.gate.min_coverage_pct,
    ],
    ...budgetSettings(own.budgets).map(([key, value]): [string, unknown, unknown] => [
      key,
      value,
      counting.get(key),
    ]),
    ["answer", own.answer ?? policy.answer, policy.answer],
    ["waive", own.waive ?? policy.waive, policy.waive],
    ["owners", own.owners ?? policy.owners, policy.owners],
    ["self_answer", own.self_answer, policy.self_answer],
    ["answers_expire_days", own.answers_expire_days, policy.answers_expire_days],
    ["waivers.max_days", own.waivers.max_days, policy.waivers.max_days],
    ["waivers.max_open", own.waivers.max_open, policy.waivers.max_open],
  ];
  return pairs.flatMap(([key, mine, counting]) => (isSame(mine, counting) ? [] : [key]));
}

/** Thresholds of a pack in use: those of the floor, and one's own where they are tighter. */
export function paramsWithin(
  { params, floor }: PackUse,
  defaults: Readonly<Record<string, number>>,
): Record<string, number> {
  if (floor === undefined) return params;
  const own = Object.entries(params).filter(([name, value]) => {
    const bound = floor.params[name] ?? defaults[name];
    if (bound === undefined) return false;
    return name.startsWith("max_") ? value < bound : name.startsWith("min_") && value > bound;
  });
  return { ...floor.params, ...Object.fromEntries(own) };
}

/** Severities of a pack's checks: a repository may only raise them. */
export function severityWithin(
  { severity, floor }: PackUse,
  defaults: Readonly<Record<string, Severity>>,
): Record<string, Severity> {
  if (floor === undefined) return severity;
  const raised = Object.entries(severity).filter(([id, mine]) => {
    const bound = floor.severity[id] ?? defaults[id];
    return bound !== undefined && compareSeverity(mine, bound) < 0;
  });
  return { ...floor.severity, ...Object.fromEntries(raised) };
}

/** Whether two settings are the same. Values of a parsed policy have their keys in one order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function union<T>(one: readonly T[], other: readonly T[]): T[] {
  return [...new Set([...one, ...other])];
}

function most(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
