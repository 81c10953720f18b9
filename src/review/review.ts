/** Files to a review: parse, estimate, evaluate, score, gate. Values in, a value out; nothing is written. */

import type { Checklist } from "../checklist/checklist.ts";
import type { CompiledPack } from "../checklist/load-pack.ts";
import type { EstimateData, EstimateNeeds } from "../estimate/data.ts";
import type { Finding } from "../evaluate/finding.ts";
import { notInForce } from "../policy/enforcement.ts";
import type { Policy } from "../policy/policy.ts";
import { limitsOfEach } from "../score/budgets.ts";
import { type Verdict, worstVerdict } from "../score/gate.ts";
import { addTallies, type Tally } from "../score/score.ts";
import { type Member, type Together, togetherOf } from "../score/together.ts";
import type { Problem } from "../yaml/parse-yaml.ts";
import { quote } from "../yaml/quote.ts";
import {
  type Loosening,
  loosenedManifest,
  loosenedRules,
  movedParts,
  removal,
} from "./loosened.ts";
import { type PackFile, type ResolvedPolicy, resolvePacks } from "./packs.ts";
import {
  type ManifestReview,
  type ReviewedManifest,
  reviewManifest,
  withGateFindings,
} from "./review-manifest.ts";
import type { ChangedFile, ManifestPair, PolicyFile, SourceFile } from "./source-file.ts";
import { type Rules, type Weighable, weigh } from "./weigh.ts";

/** What ships with the program: packs, and data that is loaded only when a manifest needs it. */
export interface Shipped {
  readonly version: string;
  /** SHA-256 of all coefficients. */
  readonly coefficients: string;
  readonly packs: ReadonlyMap<string, CompiledPack>;
  estimateData(needs: EstimateNeeds): EstimateData;
}

export interface ReviewInput {
  readonly manifests: readonly ManifestPair[];
  readonly policyFile: PolicyFile;
  /** What `resolvePolicy` made of the file. */
  readonly policy: ResolvedPolicy;
  readonly packFiles: readonly PackFile[];
  /** Manifests where head parted from base, of those that base has changed since. */
  readonly parted?: ReadonlyMap<string, SourceFile>;
  /** Packs of the team's own that head changes, by their paths. */
  readonly changedPacks?: readonly ChangedFile[];
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
}

export interface Review {
  readonly verdict: Verdict;
  readonly tally: Tally;
  readonly today: string;
  readonly manifests: readonly ManifestReview[];
  /** All manifests as one, where there are several. */
  readonly together: Together | undefined;
  /** What is wrong with the policy or the packs: then nothing is judged. */
  readonly problems: readonly Problem[];
  /** What a reader has to know besides the findings. */
  readonly notices: readonly string[];
  readonly policy: {
    readonly path: string;
    readonly origin: string;
    readonly found: boolean;
    /** Text of the file, for its hash. */
    readonly text: string | undefined;
    /** Whether what base says gives nobody a say. */
    readonly ignoresBase?: boolean | undefined;
  };
  /** The checklists that judged. */
  readonly packs: readonly Checklist[];
  /** Policy and packs that each manifest was judged by; undefined where they are not sound. */
  readonly rules: Rules | undefined;
  readonly toolVersion: string;
  /** SHA-256 of all coefficients that it was estimated by. */
  readonly coefficients: string;
}

/** Same input, same review: nothing in here looks at a clock, a disk or the network. */
export function review(input: ReviewInput, shipped: Shipped): Review {
  const { policy, policyFile } = input;
  const { file, origin, ignoresBase } = policyFile;
  const packs = policy.ok
    ? resolvePacks(policy.value, input.packFiles, shipped.packs, policy.problemAt)
    : policy;
  const rules = policy.ok && packs.ok ? { policy: policy.value, packs: packs.value } : undefined;
  const several = input.manifests.filter(({ head }) => head.state !== "absent").length > 1;
  const rulesOfEach =
    rules !== undefined && several ? { ...rules, policy: limitsOfEach(rules.policy) } : rules;
  const judged = withoutTwins(
    input.manifests.map((pair) =>
      reviewManifest(
        { ...comparable(pair, policyFile), parted: input.parted?.get(pair.head.path) },
        rulesOfEach,
        input.today,
        shipped,
      ),
    ),
  );
  const manifests = rulesOfEach === undefined ? judged : withLoosened(judged, input, rulesOfEach);
  const together =
    rules !== undefined && several ? togetherOf(members(manifests), rules.policy) : undefined;
  const problems = packs.ok ? [] : packs.problems;
  return {
    ...summed(manifests, together, problems),
    today: input.today,
    manifests,
    together,
    problems,
    notices: [
      ...(policy.ok ? policy.notices : []),
      ...notices(policyFile, rules?.policy, input.today),
    ],
    policy: {
      path: file.path,
      origin,
      found: file.state !== "absent",
      text: file.state === "text" ? file.text : undefined,
      ignoresBase,
    },
    packs: (rules?.packs ?? []).map(({ pack }) => pack.checklist),
    rules: rulesOfEach,
    toolVersion: shipped.version,
    coefficients: shipped.coefficients,
  };
}

/** A base branch that anybody may have written excuses nothing. */
function comparable(
  pair: ManifestPair,
  { ignoresBase = false }: Pick<PolicyFile, "ignoresBase">,
): ManifestPair {
  return ignoresBase ? { ...pair, isAlone: true } : pair;
}

/** A manifest with other findings, and what else keeps its gate shut. */
export interface Reconsidered extends Pick<Weighable, "findings" | "hurdles"> {
  /** Whether a word that decided it has ended since, as a waiver does: then it is due again, and not old. */
  readonly isDue: (finding: Finding) => boolean;
}

/** The same review where people have said something about a manifest's findings. */
export function reconsider(
  review: Review,
  change: (manifest: ReviewedManifest) => Reconsidered,
): Review {
  const { rules, today, together, problems } = review;
  if (rules === undefined) return review;
  const reweighed = (one: ReviewedManifest): ReviewedManifest => {
    const { findings, hurdles = [], isDue } = change(one);
    const isOld = (finding: Finding) => one.isOld(finding) && !isDue(finding);
    const weighable = { ...one, stage: one.gate.stage, findings, hurdles, isOld };
    return { ...one, findings, ...weigh(weighable, rules, today) };
  };
  const manifests = review.manifests.map((one) => {
    if (one.state === "reviewed") return reweighed(one);
    return one.state === "removed" && one.was ? { ...one, was: reweighed(one.was) } : one;
  });
  return { ...review, manifests, ...summed(manifests, together, problems) };
}

function summed(
  manifests: readonly ManifestReview[],
  together: Together | undefined,
  problems: readonly Problem[],
): Pick<Review, "verdict" | "tally"> {
  const verdicts = [
    ...manifests.map(verdictOf),
    ...(together === undefined ? [] : [together.verdict]),
    ...(problems.length > 0 ? ["error" as const] : []),
  ];
  return {
    verdict: worstVerdict(verdicts),
    tally: addTallies(manifests.flatMap((one) => (one.state === "reviewed" ? [one.tally] : []))),
  };
}

/** What is seen only with all manifests and the rules before one: it is asked about on the first manifest, or on that which loses parts. */
function withLoosened(
  manifests: readonly ManifestReview[],
  { policy, policyFile, changedPacks = [], today }: ReviewInput,
  rules: Rules,
): readonly ManifestReview[] {
  const reviewed = manifests.flatMap((one) => (one.state === "reviewed" ? [one] : []));
  const removed = manifests.flatMap((one) => (one.state === "removed" && one.was ? [one.was] : []));
  // What is agreed to of a removal holds for the manifests that come in its place, as they are then.
  const instead = reviewed.flatMap(({ isNew, text }) => (isNew ? [text] : [])).join("\n");
  let ruled = policy.ok ? loosenedRules(policyFile, policy.own, changedPacks) : [];
  const withRules = (more: readonly Loosening[]): readonly Loosening[] => {
    const all = [...ruled, ...more];
    ruled = [];
    return all;
  };
  const asking = (one: ReviewedManifest, loosened: readonly Loosening[]): ReviewedManifest => {
    if (loosened.length === 0) return one;
    const asked = withGateFindings(one, loosened, { positionOf: () => one.productAt });
    return { ...asked, ...weigh({ ...asked, stage: one.gate.stage }, rules, today) };
  };
  return manifests.map((one) => {
    if (one.state === "reviewed") {
      const before = one.isNew ? removed.find((was) => isSameProduct(was, one)) : undefined;
      const moved = movedParts(one, reviewed);
      return asking(
        one,
        withRules([...loosenedManifest(one.manifest, before?.manifest), ...moved]),
      );
    }
    if (one.state !== "removed" || one.was === undefined) return one;
    return { ...one, was: asking(one.was, [removal(one.was, instead), ...withRules([])]) };
  });
}

function isSameProduct(one: ReviewedManifest, other: ReviewedManifest): boolean {
  const [first, second] = [one, other].map(({ manifest }) => manifest.product.name.toLowerCase());
  return first === second;
}

/** One product in two manifests would be judged twice by halves: every manifest after the first is refused. */
function withoutTwins(manifests: readonly ManifestReview[]): ManifestReview[] {
  const firstPath = new Map<string, string>();
  return manifests.map((one) => {
    if (one.state !== "reviewed") return one;
    const { path, productAt, manifest } = one;
    const name = manifest.product.name;
    const first = firstPath.get(name.toLowerCase());
    if (first === undefined) {
      firstPath.set(name.toLowerCase(), path);
      return one;
    }
    const message = `product.name: ${quote(name)} is declared in ${first} already. Give each product one manifest, or its own name.`;
    return { state: "invalid", path, problems: [{ file: path, ...productAt, message }] };
  });
}

/** Everything that its author has to put right: policy, packs, manifests. */
export function problemsOf({ problems, manifests }: Review): readonly Problem[] {
  return [
    ...problems,
    ...manifests.flatMap((one) => (one.state === "invalid" ? one.problems : [])),
  ];
}

/** What head removes uses nothing more; what cannot be read uses nobody knows how much. */
function members(manifests: readonly ManifestReview[]): Member[] {
  return manifests.flatMap((one): Member[] => {
    if (one.state === "removed") return [];
    if (one.state === "reviewed") return [one];
    const againstBase = () => ({ isCompared: false as const, because: "it cannot be read" });
    return [{ path: one.path, estimate: undefined, againstBase, againstParted: () => undefined }];
  });
}

export function verdictOf(manifest: ManifestReview): Verdict {
  switch (manifest.state) {
    case "reviewed":
      return manifest.gate.verdict;
    case "removed":
      return manifest.was?.gate.verdict ?? "fail";
    case "invalid":
    case "not-judged":
      return "error";
  }
}

function notices(
  { changedByHead, file, origin }: PolicyFile,
  policy: Policy | undefined,
  today: string,
): string[] {
  const changed = `This pull request changes the policy \`${file.path}\`. The review uses the one on ${origin}; the change counts after the merge.`;
  return [
    ...(changedByHead ? [changed] : []),
    ...(policy === undefined ? [] : notInForce(policy, today)),
  ];
}
