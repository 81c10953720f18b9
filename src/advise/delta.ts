/** Two reviews of one manifest to what differs between them, as values without words. */

import type { Check, Severity } from "../checklist/checklist.ts";
import { compareSeverity } from "../checklist/severity.ts";
import type { Differences, PartDifference } from "../estimate/compare.ts";
import { METRIC_UNITS, type Metrics } from "../estimate/result.ts";
import type { Finding, Item, Outcome } from "../evaluate/finding.ts";
import type { Stage } from "../manifest/product.ts";
import type { Difference } from "../quantity/difference.ts";
import type { Figure } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { BudgetRow } from "../score/budgets.ts";
import type { Verdict } from "../score/gate.ts";
import { coveragePercent, scorePercent } from "../score/score.ts";
import type { ReviewComparison } from "./compare-reviews.ts";
import { findingKey } from "./finding-key.ts";

/** The same thing on both sides. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

export interface Delta {
  readonly verdict: Change<Verdict>;
  /** Stage that the manifest is judged at. */
  readonly stage: Change<Stage>;
  /** Percent; undefined while nothing is decided. */
  readonly score: Change<number | undefined>;
  readonly coverage: Change<number | undefined>;
  readonly functionalUnit: Change<string>;
  readonly unitsPerMonth: Change<Figure>;
  readonly month: FigureChanges;
  /** Per functional unit, each side by its own volume. */
  readonly unit: FigureChanges;
  /** Parts whose month differs, those that move a figure of the whole most first. */
  readonly parts: readonly PartDifference[];
  /** Budgets that are there on one side only, or have another limit or another state, in their usual order. */
  readonly budgets: readonly BudgetChange[];
  /** Findings that came out otherwise: the worse ones first, then the worst checks. */
  readonly findings: readonly FindingChange[];
}

export type FigureChanges = Readonly<Record<MetricName, FigureChange>>;
export type MetricName = keyof typeof METRIC_UNITS;

/** `difference` is worked out draw by draw: it is tighter than what the ranges of both sides suggest. */
export interface FigureChange extends Change<Figure> {
  readonly difference: Difference;
}

/** A side is undefined where it has no such budget. */
export interface BudgetChange extends Change<BudgetRow | undefined> {
  readonly key: BudgetRow["key"];
  readonly origin: BudgetRow["origin"];
}

export interface FindingChange extends Change<FindingState> {
  readonly check: Check;
  readonly item: Item;
  /** As it counts after; as it counted before where it is gone. */
  readonly severity: Severity;
  readonly direction: "worse" | "better" | "neither";
  /** On the side after, or before where there is none after. */
  readonly finding: Finding;
}

export interface FindingState {
  /** "absent": there is no such item, or no such check. */
  readonly outcome: Outcome | "absent";
  /** True where another finding stands for it, so that it is not listed by itself. */
  readonly explained: boolean;
  /** Whether the merge is stopped by it, or waits for it. */
  readonly gates: boolean;
}

/** `comparison` is of the same two manifests: see `compareReviews`. */
export function deltaOf(
  before: ReviewedManifest,
  after: ReviewedManifest,
  comparison: ReviewComparison,
): Delta {
  const both = <T>(pick: (one: ReviewedManifest) => T): Change<T> => ({
    before: pick(before),
    after: pick(after),
  });
  return {
    verdict: both(({ gate }) => gate.verdict),
    stage: both(({ gate }) => gate.stage),
    score: both(({ tally }) => scorePercent(tally)),
    coverage: both(({ tally }) => coveragePercent(tally)),
    functionalUnit: both(({ estimate }) => estimate.functionalUnit),
    unitsPerMonth: both(({ estimate }) => estimate.unitsPerMonth),
    month: figureChanges(
      both(({ estimate }) => estimate.month),
      comparison.month,
    ),
    unit: figureChanges(
      both(({ estimate }) => estimate.unit),
      comparison.unit,
    ),
    parts: weightiestFirst(
      comparison.parts,
      both(({ estimate }) => estimate.month),
    ),
    budgets: budgetChanges(both(({ budgets }) => budgets)),
    findings: findingChanges(before, after, comparison.keyInHead),
  };
}

/** Whether nothing at all differs. */
export function isNothing(delta: Delta): boolean {
  const { verdict, stage, score, coverage, functionalUnit } = delta;
  const figures = [...Object.values(delta.month), ...Object.values(delta.unit)];
  return (
    [verdict, stage, score, coverage, functionalUnit].every((one) => one.before === one.after) &&
    figures.every(({ difference }) => difference.certainty === "same") &&
    [delta.parts, delta.budgets, delta.findings].every(({ length }) => length === 0)
  );
}

const METRICS = Object.keys(METRIC_UNITS) as MetricName[];

function figureChanges({ before, after }: Change<Metrics>, differences: Differences) {
  const entries = METRICS.map((metric): [MetricName, FigureChange] => [
    metric,
    { before: before[metric], after: after[metric], difference: differences[metric] },
  ]);
  return Object.fromEntries(entries) as unknown as FigureChanges;
}

/** By the largest share of a figure of the whole that a part moves; those of unknown difference last. */
function weightiestFirst(
  parts: readonly PartDifference[],
  month: Change<Metrics>,
): readonly PartDifference[] {
  const weight = ({ month: own }: PartDifference): number =>
    Math.max(...METRICS.map((metric) => shareOf(own[metric], metric, month)));
  const weights = new Map(parts.map((part) => [part, weight(part)]));
  const of = (part: PartDifference) => weights.get(part) ?? 0;
  return parts.toSorted((one, other) => of(other) - of(one));
}

function shareOf(difference: Difference, metric: MetricName, month: Change<Metrics>): number {
  const whole = Math.max(...[month.before, month.after].map((side) => likelyOf(side[metric])));
  if ("unknown" in difference || whole === 0) return 0;
  return Math.abs(difference.likely) / whole;
}

function likelyOf(figure: Figure): number {
  return "unknown" in figure ? 0 : figure.likely;
}

/** Limits on an increase are about a difference already. */
function budgetChanges(all: Change<readonly BudgetRow[]>): BudgetChange[] {
  const [before, after] = [all.before, all.after].map((rows) =>
    rows.filter(({ key }) => !key.startsWith("increase_pct.")),
  ) as [BudgetRow[], BudgetRow[]];
  const keyOf = ({ origin, key }: BudgetRow) => `${origin} ${key}`;
  const [then, now] = [before, after].map((rows) => new Map(rows.map((row) => [keyOf(row), row])));
  const rows = [...after, ...before.filter((row) => now?.has(keyOf(row)) === false)];
  return rows.flatMap((row) => {
    const sides = { before: then?.get(keyOf(row)), after: now?.get(keyOf(row)) };
    const isSame =
      sides.before?.state === sides.after?.state && sides.before?.limit === sides.after?.limit;
    return isSame ? [] : [{ key: row.key, origin: row.origin, ...sides }];
  });
}

/** What is the same item under a new name is no news. */
function findingChanges(
  before: ReviewedManifest,
  after: ReviewedManifest,
  keyInHead: (key: string) => string,
): FindingChange[] {
  const sides = { before: sideOf(before, keyInHead), after: sideOf(after, (key) => key) };
  const keys = new Set([...sides.after.findings.keys(), ...sides.before.findings.keys()]);
  const changes = [...keys].flatMap((key) => {
    const [then, now] = [sides.before.findings.get(key), sides.after.findings.get(key)];
    const finding = now ?? then;
    if (finding === undefined) return [];
    const states = { before: stateIn(sides.before, key), after: stateIn(sides.after, key) };
    if (!differs(states)) return [];
    const { check, item, severity } = finding;
    return [{ ...states, check, item, severity, direction: directionOf(states), finding }];
  });
  return changes.toSorted(compareChanges);
}

interface Side {
  readonly findings: ReadonlyMap<string, Finding>;
  /** Keys of what the check does not apply to. */
  readonly outside: ReadonlySet<string>;
  readonly gating: ReadonlySet<Finding>;
}

function sideOf(
  { findings, notApplicable, gate }: ReviewedManifest,
  keyInHead: (key: string) => string,
): Side {
  const keyOf = ({ pack, check, item }: Pick<Finding, "pack" | "check" | "item">) =>
    findingKey({ pack, check, item: { ...item, key: keyInHead(item.key) } });
  const outside = notApplicable.flatMap(({ pack, check, items }) =>
    items.map((item) => keyOf({ pack, check, item })),
  );
  return {
    findings: new Map(findings.map((finding) => [keyOf(finding), finding])),
    outside: new Set(outside),
    gating: new Set([...gate.blocking, ...gate.waitingFor]),
  };
}

function stateIn({ findings, outside, gating }: Side, key: string): FindingState {
  const finding = findings.get(key);
  if (finding === undefined) {
    const outcome = outside.has(key) ? "not-applicable" : "absent";
    return { outcome, explained: false, gates: false };
  }
  const { outcome, mutedBy } = finding;
  return { outcome, explained: mutedBy !== undefined, gates: gating.has(finding) };
}

/** What is explained by another finding on both sides is nobody's news. */
function differs({ before, after }: Change<FindingState>): boolean {
  const isHidden = (one: FindingState) => one.explained || one.outcome === "absent";
  if (isHidden(before) && isHidden(after)) return false;
  return (
    before.outcome !== after.outcome ||
    before.explained !== after.explained ||
    before.gates !== after.gates
  );
}

/** How good an outcome is; equal ones are neither better nor worse than each other. */
const RANK: Readonly<Record<FindingState["outcome"], number>> = {
  fail: 0,
  error: 1,
  question: 2,
  waived: 3,
  accepted: 4,
  pass: 4,
  "not-applicable": 4,
  absent: 4,
};

function directionOf({ before, after }: Change<FindingState>): FindingChange["direction"] {
  const step = RANK[after.outcome] - RANK[before.outcome] || stands(after) - stands(before);
  if (step === 0) return "neither";
  return step < 0 ? "worse" : "better";
}

/** Of two equal outcomes, that which stops nothing is the better one. */
function stands({ gates }: FindingState): number {
  return gates ? 0 : 1;
}

const DIRECTIONS = ["worse", "neither", "better"] as const;

function compareChanges(one: FindingChange, other: FindingChange): number {
  const rank = ({ direction }: FindingChange) => DIRECTIONS.indexOf(direction);
  return (
    rank(one) - rank(other) ||
    compareSeverity(one.severity, other.severity) ||
    RANK[one.after.outcome] - RANK[other.after.outcome]
  );
}
