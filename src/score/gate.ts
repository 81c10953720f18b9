/** Scorecard and policy to a verdict: what blocks a merge, what it waits for, and why. */

import type { Severity } from "../checklist/checklist.ts";
import type { Finding } from "../evaluate/finding.ts";
import type { Stage } from "../manifest/product.ts";
import { GATE_PACK } from "../policy/enforcement.ts";
import type { Policy } from "../policy/policy.ts";
import type { BudgetRow } from "./budgets.ts";
import { coveragePercent, scorePercent, tallyOf } from "./score.ts";

export type Verdict = "pass" | "fail" | "waiting" | "not-applicable" | "error";

/** Worst first: the verdict of several manifests is the worst of them. */
const WORST: readonly Verdict[] = ["fail", "error", "waiting", "pass", "not-applicable"];

/** Why the gate does not open, apart from single findings. */
export interface Hurdle {
  readonly verdict: "fail" | "waiting";
  readonly because: string;
  /** A limit of the policy, unless said: what head claims that somebody said has to be confirmed first. */
  readonly about?: "claim";
}

export interface Gate {
  readonly verdict: Verdict;
  /** Stage that the manifest is judged at. */
  readonly stage: Stage;
  /** Findings that block a merge, worst first. */
  readonly blocking: readonly Finding[];
  /** Open questions that a merge waits for, worst first. */
  readonly waitingFor: readonly Finding[];
  /** Findings and questions that would block, and were there before: policy lets them pass for now. */
  readonly backlog: readonly Finding[];
  readonly hurdles: readonly Hurdle[];
}

export interface GateInput {
  readonly policy: Policy;
  /** Ids of the packs that may block on the day of the review. */
  readonly enforced: ReadonlySet<string>;
  /** Whether a finding was there before, and policy lets that pass. */
  readonly isBacklog: (finding: Finding) => boolean;
  readonly stage: Stage;
  readonly findings: readonly Finding[];
  readonly budgets: readonly BudgetRow[];
  /** What people have yet to do, apart from answering: it holds at every stage. */
  readonly hurdles: readonly Hurdle[];
}

export function gate(input: GateInput): Gate {
  const { policy, enforced, isBacklog, stage, findings } = input;
  const severities: readonly Severity[] = policy.gate[stage];
  const gated = findings.filter(
    ({ pack, severity, mutedBy }) =>
      mutedBy === undefined &&
      enforced.has(pack) &&
      // Whatever the gate asks for at a stage, nobody but its owners makes it looser.
      (pack === GATE_PACK || severities.includes(severity)),
  );
  const unmet = gated.filter(({ outcome }) => outcome === "fail" || outcome === "question");
  const backlog = unmet.filter(isBacklog);
  const fresh = unmet.filter((finding) => !backlog.includes(finding));
  const blocking = fresh.filter(({ outcome }) => outcome === "fail");
  const waitingFor = fresh.filter(({ outcome }) => outcome === "question");
  const notEvaluated = gated.filter(({ outcome }) => outcome === "error");
  const hurdles = [...scoreHurdles(input), ...budgetHurdles(input), ...input.hurdles];
  const has = (verdict: Hurdle["verdict"]) => hurdles.some((hurdle) => hurdle.verdict === verdict);

  let verdict: Verdict = "pass";
  if (waitingFor.length > 0 || has("waiting")) verdict = "waiting";
  if (notEvaluated.length > 0) verdict = "error";
  if (blocking.length > 0 || has("fail")) verdict = "fail";
  return { verdict, stage, blocking, waitingFor, backlog, hurdles };
}

export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return WORST.find((verdict) => verdicts.includes(verdict)) ?? "not-applicable";
}

/** Advisory packs never block, so their findings are in no score that policy asks for. */
function scoreHurdles({ policy, findings, enforced }: GateInput): Hurdle[] {
  const { min_score_pct: minScore, min_coverage_pct: minCoverage } = policy.gate;
  const counted = findings.filter(({ pack }) => enforced.has(pack));
  const whose = counted.length === findings.length ? "" : " of the packs that may block";
  const tally = tallyOf(counted);
  const [score, coverage] = [scorePercent(tally), coveragePercent(tally)];
  const hurdles: Hurdle[] = [];
  if (minScore !== undefined && score !== undefined && score < minScore)
    hurdles.push({
      verdict: "fail",
      because: `The score${whose} is ${Math.floor(score)} %, and policy asks for ${minScore} %.`,
    });
  if (minScore !== undefined && minScore > 0 && score === undefined && tally.applicable > 0)
    hurdles.push({ verdict: "waiting", because: "Nothing is decided yet, so there is no score." });
  if (minCoverage !== undefined && coverage !== undefined && coverage < minCoverage)
    hurdles.push({
      verdict: "waiting",
      because: `The coverage${whose} is ${Math.floor(coverage)} %, and policy asks for ${minCoverage} %.`,
    });
  return hurdles;
}

/** What keeps a merge waiting, or stops it, for the limits of the policy. */
export function budgetHurdles({
  policy,
  budgets,
}: Pick<GateInput, "policy" | "budgets">): Hurdle[] {
  const hurdles: Hurdle[] = [];
  for (const { origin, state, lacks, sentence } of budgets) {
    if (origin !== "policy") continue;
    if (state === "over") hurdles.push({ verdict: "fail", because: sentence });
    // A range may hold the limit, where policy allows; what lacks a part has no end above.
    const waits = policy.budgets.when_undecided === "wait" || lacks;
    if (state === "unknown" || (state === "undecided" && waits))
      hurdles.push({ verdict: "waiting", because: sentence });
  }
  return hurdles;
}
