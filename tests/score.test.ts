import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Check, Severity } from "../src/checklist/checklist.ts";
import type { Finding } from "../src/evaluate/finding.ts";
import type { Stage } from "../src/manifest/product.ts";
import { enforcementOn } from "../src/policy/enforcement.ts";
import { DEFAULT_POLICY, parsePolicy } from "../src/policy/policy.ts";
import type { BudgetRow } from "../src/score/budgets.ts";
import { gate, type Verdict, worstVerdict } from "../src/score/gate.ts";
import {
  coveragePercent,
  practiceRows,
  scorePercent,
  tallyOf,
  WEIGHT,
} from "../src/score/score.ts";
import { stageOf } from "../src/score/stage.ts";

const check = { id: "X-1", practice: "D1" } as Check;

/** A finding with what scoring looks at: "high fail", "blocker question muted". */
function finding(text: string, pack = "cpl-12"): Finding {
  const [severity, outcome, muted] = text.split(" ");
  const cause = { check: "ROOT", item: "manifest", why: "root" };
  return {
    pack,
    check,
    severity,
    weighsAs: severity,
    outcome,
    ...(muted === undefined ? {} : { mutedBy: cause }),
  } as unknown as Finding;
}

const policyOf = (text: string) => {
  const parsed = parsePolicy("policy.yaml", `version: 1\n${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.located.value;
};

describe("score and coverage", () => {
  test.each<{ findings: string[]; score: number | undefined; coverage: number | undefined }>([
    { findings: [], score: undefined, coverage: undefined },
    { findings: ["high pass"], score: 100, coverage: 100 },
    { findings: ["high pass", "high fail"], score: 50, coverage: 100 },
    { findings: ["high pass", "high question"], score: 100, coverage: 50 },
    { findings: ["high question"], score: undefined, coverage: 0 },
    { findings: ["high pass", "high error"], score: 100, coverage: 50 },
    { findings: ["blocker pass", "low fail"], score: 800 / 9, coverage: 100 },
    { findings: ["medium accepted", "medium waived"], score: 100, coverage: 100 },
    { findings: ["high pass", "blocker fail muted"], score: 100, coverage: 100 },
  ])("$findings", ({ findings, score, coverage }) => {
    const tally = tallyOf(findings.map((text) => finding(text)));
    expect([scorePercent(tally), coveragePercent(tally)]).toEqual([score, coverage]);
  });

  const severities = Object.keys(WEIGHT) as Severity[];
  const outcomes: Finding["outcome"][] = [
    "pass",
    "fail",
    "question",
    "accepted",
    "waived",
    "error",
  ];
  const anyFindings = fc.array(
    fc
      .tuple(fc.constantFrom(...severities), fc.constantFrom(...outcomes))
      .map((words) => finding(words.join(" "))),
  );

  test("silence never raises the coverage, and a failure never raises the score", () => {
    fc.assert(
      fc.property(anyFindings, fc.constantFrom(...severities), (findings, severity) => {
        const before = tallyOf(findings);
        const silent = tallyOf([...findings, finding(`${severity} question`)]);
        const failed = tallyOf([...findings, finding(`${severity} fail`)]);
        expect(coveragePercent(silent) ?? 0).toBeLessThanOrEqual(coveragePercent(before) ?? 100);
        expect(scorePercent(silent)).toBe(scorePercent(before));
        expect(scorePercent(failed) ?? 0).toBeLessThanOrEqual(scorePercent(before) ?? 100);
      }),
    );
  });

  test("a practice without findings keeps its row", () => {
    const practices = [
      { pack: "cpl-12", id: "D1", title: "one" },
      { pack: "cpl-12", id: "D2", title: "two" },
    ];
    const rows = practiceRows(practices, [finding("high pass"), finding("high fail muted")], []);
    expect(rows.map(({ id, counts }) => [id, counts.pass, counts.fail])).toEqual([
      ["D1", 1, 0],
      ["D2", 0, 0],
    ]);
  });
});

describe("the gate", () => {
  const verdictOf = (
    findings: string[],
    {
      stage = "production" as Stage,
      policy = DEFAULT_POLICY,
      enforced = ["cpl-12"],
      budgets = [] as BudgetRow[],
      pack = "cpl-12",
      isBacklog = (_: Finding): boolean => false,
    } = {},
  ): Verdict => {
    const list = findings.map((text) => finding(text, pack));
    return gate({
      policy,
      enforced: new Set(enforced),
      isBacklog,
      stage,
      findings: list,
      budgets,
      hurdles: [],
    }).verdict;
  };

  test.each<[string[], Stage, Verdict]>([
    [[], "production", "pass"],
    [["high pass"], "production", "pass"],
    [["high fail"], "production", "fail"],
    [["high question"], "production", "waiting"],
    [["high error"], "production", "error"],
    [["medium fail", "low question"], "production", "pass"],
    [["high fail", "blocker question"], "production", "fail"],
    [["high error", "blocker question"], "production", "error"],
    [["high fail", "high error"], "production", "fail"],
    [["high fail muted"], "production", "pass"],
    [["high fail"], "pilot", "fail"],
    [["high fail"], "prototype", "pass"],
    [["blocker fail"], "idea", "fail"],
    [["blocker question"], "idea", "waiting"],
  ])("%j at %s is %s", (findings, stage, verdict) => {
    expect(verdictOf(findings, { stage })).toBe(verdict);
  });

  test.each<[string[], Verdict]>([
    [["high fail", "high question"], "pass"],
    [["high pass"], "pass"],
    [["high error"], "error"],
  ])("%j is %s where all of it was there before", (findings, verdict) => {
    expect(verdictOf(findings, { isBacklog: () => true })).toBe(verdict);
  });

  test("a pack that is not enforced blocks nothing", () => {
    expect(verdictOf(["blocker fail"], { enforced: [] })).toBe("pass");
  });

  test.each<[string, string[], Verdict]>([
    ["gate: { min_score_pct: 60 }", ["low pass", "low fail"], "fail"],
    ["gate: { min_score_pct: 50 }", ["low pass", "low fail"], "pass"],
    ["gate: { min_score_pct: 50 }", ["low question"], "waiting"],
    ["gate: { min_coverage_pct: 60 }", ["low pass", "low question"], "waiting"],
    ["gate: { min_coverage_pct: 50 }", ["low pass", "low question"], "pass"],
    ["gate: { production: [blocker, high, medium, low] }", ["low fail"], "fail"],
    ["gate: { production: [] }", ["blocker fail"], "pass"],
  ])("with %s, %j is %s", (policy, findings, verdict) => {
    expect(verdictOf(findings, { policy: policyOf(policy) })).toBe(verdict);
  });

  test.each<[string, string[]]>([
    ["gate: { min_score_pct: 100 }", ["high pass", "high fail"]],
    ["gate: { min_score_pct: 100 }", ["high question"]],
    ["gate: { min_coverage_pct: 100 }", ["high question"]],
  ])("with %s, %j of an advisory pack block nothing", (policy, findings) => {
    expect(verdictOf(findings, { policy: policyOf(policy), pack: "our-own" })).toBe("pass");
  });

  test("a score that is asked for waits for nothing where nothing applies", () => {
    const policy = policyOf("gate: { min_score_pct: 50 }");
    expect(verdictOf([], { policy })).toBe("pass");
    expect(verdictOf([], { policy })).toBe("pass");
  });

  const budget = (origin: BudgetRow["origin"], state: BudgetRow["state"] | "partial") =>
    ({
      origin,
      state: state === "partial" ? "undecided" : state,
      lacks: state === "partial",
      sentence: "over",
    }) as BudgetRow;
  test.each<[BudgetRow["origin"], BudgetRow["state"] | "partial", string, Verdict]>([
    ["policy", "over", "", "fail"],
    ["policy", "met", "", "pass"],
    ["policy", "unknown", "", "waiting"],
    ["policy", "undecided", "", "waiting"],
    ["policy", "undecided", "budgets: { when_undecided: allow }", "pass"],
    ["policy", "unknown", "budgets: { when_undecided: allow }", "waiting"],
    ["policy", "partial", "budgets: { when_undecided: allow }", "waiting"],
    ["manifest", "over", "", "pass"],
  ])("a budget of the %s that is %s, with policy '%s', is %s", (origin, state, policy, verdict) => {
    const budgets = [budget(origin, state)];
    expect(verdictOf(["high pass"], { budgets, policy: policyOf(policy) })).toBe(verdict);
  });

  test.each<[string, string]>([
    ["enforce: all", "all"],
    ["enforce: new", "new"],
    ["enforce: advisory", "advisory"],
    ["enforce: all, from: 2026-11-23", "advisory"],
    ["enforce: all, from: 2026-11-22", "all"],
    ["enforce: new, all_from: 2026-11-23", "new"],
    ["enforce: new, all_from: 2026-11-22", "all"],
    ["all_from: 2026-11-22", "all"],
    ["all_from: 2026-11-23, from: 2026-11-23", "advisory"],
  ])("of a pack with %s, %s may block on 2026-11-22", (settings, expected) => {
    const [use] = policyOf(`packs: [{ use: cpl-12, ${settings} }]`).packs;
    expect(use && enforcementOn(use, "2026-11-22")).toBe(expected);
  });

  test.each([
    ["enforce: all, all_from: 2027-01-01", "goes with enforce: new"],
    ["from: 2027-02-01, all_from: 2027-01-01", "is before from"],
  ])("a deadline of what is old in %s is refused", (settings, said) => {
    const parsed = parsePolicy("p.yaml", `version: 1\npacks: [{ use: cpl-12, ${settings} }]`);
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ line: 2, message: expect.stringContaining(said) }],
    });
  });

  test.each<[Verdict[], Verdict]>([
    [[], "not-applicable"],
    [["pass", "waiting"], "waiting"],
    [["waiting", "error"], "error"],
    [["error", "fail", "pass"], "fail"],
    [["not-applicable", "pass"], "pass"],
  ])("the worst of %j is %s", (verdicts, worst) => {
    expect(worstVerdict(verdicts)).toBe(worst);
  });
});

test("without a file counts what an empty policy says", () => {
  expect(policyOf("")).toEqual(DEFAULT_POLICY);
});

describe("the stage", () => {
  test.each<[Stage, Stage | undefined, string, Stage]>([
    ["pilot", undefined, "", "pilot"],
    ["idea", "production", "", "production"],
    ["production", "idea", "", "production"],
    ["idea", undefined, "gate: { min_stage: [{ path: 'app/**', stage: pilot }] }", "pilot"],
    ["idea", undefined, "gate: { min_stage: [{ path: 'other/**', stage: pilot }] }", "idea"],
  ])("head %s, base %s, policy '%s': judged at %s", (head, base, policy, stage) => {
    expect(stageOf("app/architecture.yaml", head, base, policyOf(policy))).toBe(stage);
  });

  test("a line break in a path is no way around a pattern", () => {
    const policy = policyOf("gate: { min_stage: [{ path: 'app/**', stage: pilot }] }");
    expect(stageOf("app/a\nb/architecture.yaml", "idea", undefined, policy)).toBe("pilot");
  });
});
