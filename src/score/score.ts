/** Findings to a scorecard: score, coverage and one row per practice. All weighing lives here. */

import type { Severity } from "../checklist/checklist.ts";
import { type Finding, type NotApplicable, type Outcome, weighs } from "../evaluate/finding.ts";

/** Weight of a check by its severity, as the design fixes it. */
export const WEIGHT: Record<Severity, number> = { blocker: 8, high: 4, medium: 2, low: 1 };

/** How much of the weight is decided, and how much of that is passed. */
export interface Tally {
  /** Weight of findings that pass, are accepted or are waived. */
  readonly passed: number;
  /** Weight of findings that are decided either way. */
  readonly decided: number;
  /** Weight of findings that apply: decided, open or not evaluated. */
  readonly applicable: number;
}

/** One practice of a pack, and how its checks came out. */
export interface PracticeRow {
  readonly pack: string;
  readonly id: string;
  readonly title: string;
  readonly tally: Tally;
  /** Number of findings by outcome; muted ones are not counted. */
  readonly counts: Readonly<Record<Outcome, number>>;
}

export interface Practice {
  readonly pack: string;
  readonly id: string;
  readonly title: string;
}

/** Weight passed and decided. What follows from a failing root cause has no weight of its own. */
export function tallyOf(findings: readonly Finding[]): Tally {
  let [passed, decided, applicable] = [0, 0, 0];
  for (const finding of findings) {
    if (!weighs(finding)) continue;
    const { outcome, weighsAs } = finding;
    const weight = WEIGHT[weighsAs];
    applicable += weight;
    if (outcome === "question" || outcome === "error") continue;
    decided += weight;
    if (outcome !== "fail") passed += weight;
  }
  return { passed, decided, applicable };
}

/** Share of the decided weight that is passed, in percent; undefined while nothing is decided. */
export function scorePercent({ passed, decided }: Tally): number | undefined {
  return decided === 0 ? undefined : (100 * passed) / decided;
}

/** Share of the applicable weight that is decided, in percent; undefined when nothing applies. */
export function coveragePercent({ decided, applicable }: Tally): number | undefined {
  return applicable === 0 ? undefined : (100 * decided) / applicable;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum("passed"), decided: sum("decided"), applicable: sum("applicable") };
}

/** One row per practice, in the order of the packs, whether or not any of its checks applies. */
export function practiceRows(
  practices: readonly Practice[],
  findings: readonly Finding[],
  notApplicable: readonly NotApplicable[],
): PracticeRow[] {
  const keyOf = (pack: string, practice: string) => `${pack} ${practice}`;
  const byPractice = new Map<string, Finding[]>();
  for (const { pack, id } of practices) byPractice.set(keyOf(pack, id), []);
  for (const finding of findings)
    byPractice.get(keyOf(finding.pack, finding.check.practice))?.push(finding);
  return practices.map(({ pack, id, title }) => {
    const own = byPractice.get(keyOf(pack, id)) ?? [];
    const others = notApplicable.filter((one) => one.pack === pack && one.check.practice === id);
    return { pack, id, title, tally: tallyOf(own), counts: countOutcomes(own, others) };
  });
}

function countOutcomes(
  findings: readonly Finding[],
  notApplicable: readonly NotApplicable[],
): Record<Outcome, number> {
  const counts: Record<Outcome, number> = {
    pass: 0,
    fail: 0,
    question: 0,
    accepted: 0,
    waived: 0,
    "not-applicable": notApplicable.reduce((sum, { items }) => sum + items.length, 0),
    error: 0,
  };
  for (const { outcome, mutedBy } of findings) if (mutedBy === undefined) counts[outcome] += 1;
  return counts;
}
