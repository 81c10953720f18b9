/** One manifest, on head and on base, to its findings, estimate and gate. */

import { estimateNeeds } from "../estimate/data.ts";
import { estimate as estimateManifest } from "../estimate/estimate.ts";
import type { Estimate } from "../estimate/result.ts";
import { backlog, type IsOld } from "../evaluate/backlog.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import type { Evaluation } from "../evaluate/finding.ts";
import { estimateFacts } from "../facts/estimate-facts.ts";
import { factsOf } from "../facts/facts.ts";
import { type Manifest, parseManifest } from "../manifest/manifest.ts";
import type { Stage } from "../manifest/product.ts";
import { type BudgetRow, budgetRows } from "../score/budgets.ts";
import type { AgainstBase } from "../score/increase-rows.ts";
import { isLowerStage, stageOf } from "../score/stage.ts";
import type { Located, Position, Problem } from "../yaml/parse-yaml.ts";
import { compareWith, increases } from "./against-base.ts";
import { type Loosening, loosenedManifest, toGateFinding } from "./loosened.ts";
import { problemOf } from "./packs.ts";
import type { Shipped } from "./review.ts";
import type { ManifestPair, SourceFile } from "./source-file.ts";
import { type Rules, type Weights, weigh } from "./weigh.ts";

/** The judgement on one manifest, or why there is none. */
export type ManifestReview =
  | ReviewedManifest
  | { readonly state: "invalid"; readonly path: string; readonly problems: readonly Problem[] }
  /** On base, and no longer on head; as it was there with the question whether it may go, where it can be read. */
  | { readonly state: "removed"; readonly path: string; readonly was: ReviewedManifest | undefined }
  /** Sound, but the policy or a pack is not. */
  | { readonly state: "not-judged"; readonly path: string };

export interface ReviewedManifest extends Evaluation, Weights {
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
  /** The manifest as it is on base; undefined where there is none that can be read. */
  readonly base: Manifest | undefined;
  /** The manifest of base as it was there, reviewed when it is asked for; undefined where there is none to compare with. */
  readonly onBase: () => ReviewedManifest | undefined;
  /** What base says of the same checks. */
  readonly findingsOnBase: () => Evaluation["findings"];
  /** The same review of a manifest that is this one with changes. */
  readonly as: (changed: Manifest) => ReviewedManifest;
  /** What another state of the file says of the same checks; nothing where it cannot be read. */
  readonly findingsIn: (other: SourceFile) => Evaluation["findings"];
  /** What by data alone is neither caused nor worsened here; nothing, where base says nothing that counts. */
  readonly isOld: IsOld;
  /** The stage on base, where head raises it. */
  readonly raisedFrom: Stage | undefined;
  readonly budgets: readonly BudgetRow[];
  readonly estimate: Estimate;
  /** What it uses more than on base, worked out when it is asked for: few policies limit that. */
  readonly againstBase: () => AgainstBase;
  /** The same against where head parted from base; undefined where base has not changed it since. */
  readonly againstParted: () => AgainstBase | undefined;
}

export function reviewManifest(
  pair: ManifestPair,
  rules: Rules | undefined,
  today: string,
  shipped: Shipped,
): ManifestReview {
  const { head, base } = pair;
  const { path } = head;
  if (head.state === "absent")
    return { state: "removed", path, was: removed(base, rules, today, shipped) };
  if (head.state === "unreadable")
    return { state: "invalid", path, problems: [problemOf(path, head.because)] };
  const parsed = parseManifest(path, head.text);
  if (!parsed.ok) return { state: "invalid", path, problems: parsed.problems };
  if (rules === undefined) return { state: "not-judged", path };
  const located = {
    head: parsed.located,
    base: isSame(head, base) ? parsed.located : locatedOn(base),
  };
  return reviewLocated(located, head.text, pair, { rules, today, shipped });
}

interface Judging {
  readonly rules: Rules;
  readonly today: string;
  readonly shipped: Shipped;
}

/** Manifests of both sides; base is undefined where it has none that can be read. */
interface LocatedPair {
  readonly head: Located<Manifest>;
  readonly base: Located<Manifest> | undefined;
}

function reviewLocated(
  { head, base: onBase }: LocatedPair,
  text: string,
  pair: ManifestPair,
  judging: Judging,
): ReviewedManifest {
  const { base, parted, files, baseFiles, reports, baseReports, isAlone = false } = pair;
  const { path } = pair.head;
  const { rules, today } = judging;
  const byPacks = judgeManifest(head, { files, reports }, judging);
  const { manifest } = byPacks;
  const whereParted = parted === undefined ? onBase : locatedOn(parted);
  const loosened = isAlone ? [] : loosenedManifest(manifest, onBase?.value, whereParted?.value);
  const judged = withGateFindings(byPacks, loosened, head);
  const compared = (before: SourceFile, located: Located<Manifest> | undefined) =>
    compareWith(before, located, { head: byPacks, reports, baseReports, isAlone }, judging.shipped);
  const againstBase = lazily(() => compared(base, onBase));
  const againstParted = lazily(() =>
    parted === undefined ? undefined : compared(parted, whereParted),
  );
  const limited = { policy: rules.policy, estimate: judged.estimate, againstBase, againstParted };
  const budgets = [...budgetRows(manifest, rules.policy, judged.estimate), ...increases(limited)];
  const stage = stageOf(path, manifest.product.stage, onBase?.value.product.stage, rules.policy);
  const stageBefore = onBase?.value.product.stage;
  const isRaised = stageBefore !== undefined && isLowerStage(stageBefore, manifest.product.stage);
  const raisedFrom = isRaised ? stageBefore : undefined;
  // Evidence that head deletes was there on base.
  const before = { files: baseFiles ?? files, reports: baseReports ?? reports };
  const isOwnBase = head === onBase && before.files === files && before.reports === reports;
  const reviewBase = lazily(() =>
    onBase === undefined || base.state !== "text"
      ? undefined
      : reviewLocated(
          { head: onBase, base: onBase },
          base.text,
          { head: base, base, ...before },
          judging,
        ),
  );
  const findingsOnBase = () => (isOwnBase ? judged.findings : (reviewBase()?.findings ?? []));
  const isOld: IsOld = isAlone ? () => false : backlog(judged.findings, findingsOnBase);
  return {
    state: "reviewed",
    path,
    ...judged,
    budgets,
    raisedFrom,
    ...weigh({ ...judged, budgets, stage, isOld, raisedFrom }, rules, today),
    againstBase,
    againstParted,
    productAt: head.positionOf(["product", "name"]),
    text,
    reports,
    isNew: base.state === "absent",
    base: onBase?.value,
    onBase: () => (isAlone ? undefined : reviewBase()),
    findingsOnBase,
    as: (value) => reviewLocated({ head: { ...head, value }, base: onBase }, text, pair, judging),
    findingsIn: (other) => {
      const located = locatedOn(other);
      return located === undefined ? [] : judgeManifest(located, before, judging).findings;
    },
    isOld,
  };
}

/** Worked out at most once. */
function lazily<T>(make: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: make() };
    return known.value;
  };
}

/** The findings of the packs, and what waits for an owner of the policy. */
export function withGateFindings<T extends Pick<Evaluation, "findings">>(
  judged: T,
  loosened: readonly Loosening[],
  positions: Pick<Located<unknown>, "positionOf">,
): T {
  if (loosened.length === 0) return judged;
  const asked = loosened.map((one) => toGateFinding(one, positions));
  return { ...judged, findings: [...judged.findings, ...asked] };
}

/** What a reader may decide about: the manifest, or whether it may go. */
export function decidable(one: ManifestReview): ReviewedManifest | undefined {
  if (one.state === "reviewed") return one;
  return one.state === "removed" ? one.was : undefined;
}

/** A manifest that is gone, without findings: the review as a whole asks whether it may go. */
function removed(
  base: SourceFile,
  rules: Rules | undefined,
  today: string,
  shipped: Shipped,
): ReviewedManifest | undefined {
  const was = reviewManifest({ head: base, base, isAlone: true }, rules, today, shipped);
  if (was.state !== "reviewed" || rules === undefined) return undefined;
  return { ...was, findings: [], notApplicable: [], budgets: [] };
}

function judgeManifest(
  located: Located<Manifest>,
  { files, reports }: Pick<ManifestPair, "files" | "reports">,
  { rules: { packs }, today, shipped }: Judging,
): Evaluation & Pick<ReviewedManifest, "manifest" | "estimate"> {
  const { value: manifest } = located;
  const data = { ...shipped.estimateData(estimateNeeds(manifest)), reports };
  const estimate = estimateManifest(manifest, data, today);
  const facts = factsOf(manifest, estimateFacts(estimate), today, files);
  return { manifest, estimate, ...evaluate(packs, facts, located) };
}

/** What head and base have in common is parsed once. */
function isSame(head: SourceFile, base: SourceFile): boolean {
  return head.state === "text" && base.state === "text" && head.text === base.text;
}

/** A base that cannot be read loosens nothing: head's own stage counts, and nobody has answered. */
function locatedOn(base: SourceFile): Located<Manifest> | undefined {
  if (base.state !== "text") return undefined;
  const parsed = parseManifest(base.path, base.text);
  return parsed.ok ? parsed.located : undefined;
}
