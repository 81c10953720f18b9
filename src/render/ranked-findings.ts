/** Findings of a manifest, grouped by check, in the order in which a reader should see them. */

import type { Check, Severity } from "../checklist/checklist.ts";
import { SEVERITIES } from "../checklist/severity.ts";
import type { Finding } from "../evaluate/finding.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";

export type Failing = Finding & { readonly outcome: "fail" };
export type Open = Finding & { readonly outcome: "question" };

/** One check and all the items that it says the same of; what was there before is a group of its own. */
export interface FindingGroup<F extends Finding = Finding> {
  readonly check: Check;
  readonly severity: Severity;
  /** Whether any of them keeps the pull request from merging. */
  readonly blocks: boolean;
  /** Whether they would keep it, and were there before: policy lets that pass for now. */
  readonly isBacklog: boolean;
  readonly findings: readonly F[];
  /** Number of other findings that these explain. */
  readonly explains: number;
}

/** What is to be fixed: what blocks first, then the worst. */
export function failingGroups(manifest: ReviewedManifest): FindingGroup<Failing>[] {
  const failing = manifest.findings.filter((one): one is Failing => one.outcome === "fail");
  return ranked(manifest, failing);
}

/** What is to be answered: what a merge waits for first, then the weightiest, the product manager's first. */
export function openGroups(manifest: ReviewedManifest): FindingGroup<Open>[] {
  const open = manifest.findings.filter((one): one is Open => one.outcome === "question");
  return ranked(manifest, open);
}

/** Beside the id of a check: that the pull request neither causes nor worsens it. */
export const BACKLOG = "on base too";

/** Findings in groups, as the headline counts them. */
export function countFindings(groups: readonly FindingGroup[]): number {
  return groups.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** Findings that another one explains are shown under it. */
export function shownFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ mutedBy }) => mutedBy === undefined);
}

function ranked<F extends Finding>(
  { findings, gate }: ReviewedManifest,
  some: readonly F[],
): FindingGroup<F>[] {
  const blocking = new Set<Finding>([...gate.blocking, ...gate.waitingFor]);
  const backlog = new Set<Finding>(gate.backlog);
  const explained = countExplained(findings);
  const groups = new Map<string, F[]>();
  for (const finding of some) {
    if (finding.mutedBy !== undefined) continue;
    const key = `${finding.pack} ${finding.check.id} ${backlog.has(finding)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()]
    .map((group) => describe(group, blocking, backlog, explained))
    .toSorted((one, other) => rank(one) - rank(other));
}

function describe<F extends Finding>(
  group: readonly F[],
  blocking: ReadonlySet<Finding>,
  backlog: ReadonlySet<Finding>,
  explained: ReadonlyMap<string, number>,
): FindingGroup<F> {
  const findings = group.toSorted((one, other) => one.line - other.line);
  const levels = group.map(({ severity }) => SEVERITIES.indexOf(severity));
  const first = group[0] as F;
  return {
    check: first.check,
    severity: SEVERITIES[Math.min(...levels)] ?? first.severity,
    blocks: group.some((finding) => blocking.has(finding)),
    isBacklog: backlog.has(first),
    findings,
    explains: group.reduce(
      (sum, { check, item }) => sum + (explained.get(`${check.id} ${item.key}`) ?? 0),
      0,
    ),
  };
}

function rank({ blocks, severity, check }: FindingGroup): number {
  const asked = check.who === "pm" ? 0 : 1;
  return (blocks ? 0 : 100) + 10 * SEVERITIES.indexOf(severity) + asked;
}

function countExplained(findings: readonly Finding[]): Map<string, number> {
  const explained = new Map<string, number>();
  for (const { mutedBy } of findings) {
    if (mutedBy === undefined) continue;
    const key = `${mutedBy.check} ${mutedBy.item}`;
    explained.set(key, (explained.get(key) ?? 0) + 1);
  }
  return explained;
}
