import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareReviews } from "../../src/advise/compare-reviews.ts";
import { type Delta, deltaOf, isNothing } from "../../src/advise/delta.ts";
import type { ReviewedManifest } from "../../src/review/review-manifest.ts";
import { aCheck, aReviewedManifest, asUsual } from "../fixtures/a-review.ts";
import { judged, reviewFiles, shippedFromSource } from "../review-files.ts";
import { DAY } from "../run-cli.ts";

const EXAMPLE = "examples/rag-assistant/architecture.yaml";
const TEXT = readFileSync(EXAMPLE, "utf8");
const shipped = shippedFromSource();
const reviewed = (text: string, policy?: string) =>
  judged(reviewFiles({ [EXAMPLE]: text }, policy, shipped));
const between = (before: ReviewedManifest, after: ReviewedManifest): Delta =>
  deltaOf(before, after, compareReviews(before, after, shipped, DAY));

const policy = (budgets: string) => `version: 1\nbudgets: ${budgets}\n`;
const changed = (from: string | RegExp, to: string) => {
  const text = TEXT.replace(from, to);
  expect(text).not.toBe(TEXT);
  return text;
};

describe("what differs between two reviews", () => {
  test("is nothing between a review and itself", () => {
    const one = reviewed(TEXT);
    expect(isNothing(between(one, one))).toBe(true);
    expect(isNothing(between(one, reviewed(TEXT)))).toBe(true);
  });

  test.each(["answer-backup", "rerank", "reranker", "crawler", "ask", "passage-vectors"])(
    "is nothing when %s has another name and all else is equal",
    (id) => {
      const renamed = changed(
        new RegExp(`(?<=(\\bid|use|fallback): )${id}\\b|(?<=[[ ])${id}(?=[\\],])`, "g"),
        "spare",
      );
      const delta = between(reviewed(TEXT), reviewed(renamed));
      const differences = Object.values(delta.month).map(({ difference }) => difference.certainty);
      expect(differences).toEqual(Array(4).fill("same"));
      expect(delta.parts).toEqual([]);
      expect(delta.findings).toEqual([]);
      expect(isNothing(delta)).toBe(true);
    },
  );

  test("holds both figures and the correlated difference, per month and per unit", () => {
    const half = changed(/units_per_month: .*/, "units_per_month: 1000");
    const [before, after] = [reviewed(TEXT), reviewed(half)];
    const { month, unit, unitsPerMonth, parts } = between(before, after);
    expect(month.energyKwh.before).toEqual(before.estimate.month.energyKwh);
    expect(month.energyKwh.after).toEqual(after.estimate.month.energyKwh);
    expect(month.energyKwh.difference.certainty).toBe("less");
    // Machines that wait cost the same, and each unit pays more of it.
    expect(unit.energyKwh.difference.certainty).toBe("more");
    expect(unitsPerMonth.after).toMatchObject({ likely: 1000 });
    expect(parts.length).toBeGreaterThan(0);
  });

  test("names first the part that moves most", () => {
    const longer = changed("max_output_tokens: 800", "max_output_tokens: 9000").replace(
      "output_tokens: { value: 260, low: 210, high: 330, basis: measured, as_of: 2026-10-31 }",
      "output_tokens: 8000",
    );
    const { parts, month } = between(reviewed(TEXT), reviewed(longer));
    const likely = parts.map(({ month: { costUsd } }) =>
      "unknown" in costUsd ? 0 : costUsd.likely,
    );
    expect(likely[0]).toBe(Math.max(...likely));
    expect(month.costUsd.difference.certainty).toBe("more");
  });

  test("says which limits are passed, which come and which go", () => {
    const one = reviewed(TEXT, policy("{ usd_per_month: 1 }"));
    const wide = reviewed(TEXT, policy("{ usd_per_month: 1000000, kwh_per_month: 1000000 }"));
    const { budgets, verdict } = between(one, wide);
    expect(budgets.map(({ key, origin }) => `${origin} ${key}`)).toEqual([
      "policy kwh_per_month",
      "policy usd_per_month",
    ]);
    expect(budgets.map(({ before, after }) => [before?.state, after?.state])).toEqual([
      [undefined, "met"],
      ["over", "met"],
    ]);
    expect(verdict.before).toBe("fail");
    const back = between(wide, one).budgets;
    expect(back.map(({ before, after }) => [before?.state, after?.state])).toEqual([
      ["met", "over"],
      ["met", undefined],
    ]);
  });
});

describe("findings that differ", () => {
  const check = (id: string, severity: "blocker" | "high" | "low") =>
    aCheck(asUsual, { id, severity });
  const [sample] = aReviewedManifest().findings;
  if (sample === undefined) throw new Error("the fixture has findings");
  const finding = (id: string, severity: "blocker" | "high" | "low", outcome: "pass" | "fail") => ({
    ...sample,
    check: check(id, severity),
    severity,
    item: { key: "manifest", path: [] },
    ...(outcome === "fail" ? { outcome, because: "so it is" } : { outcome }),
  });
  const of = (...findings: ReviewedManifest["findings"]) => {
    const gate = { ...aReviewedManifest().gate, blocking: [], waitingFor: [] };
    return aReviewedManifest(asUsual, { findings, notApplicable: [], gate });
  };
  const none = compareReviews(reviewed(TEXT), reviewed(TEXT), shipped, DAY);
  const lines = (before: ReviewedManifest, after: ReviewedManifest) =>
    deltaOf(before, after, none).findings.map(
      (one) => `${one.check.id} ${one.before.outcome} > ${one.after.outcome}: ${one.direction}`,
    );

  test("come the worse ones first, then the worst checks", () => {
    const before = of(
      finding("A-1", "low", "pass"),
      finding("A-2", "blocker", "fail"),
      finding("A-3", "high", "pass"),
      finding("A-4", "high", "pass"),
    );
    const after = of(
      finding("A-1", "low", "fail"),
      finding("A-2", "blocker", "pass"),
      finding("A-3", "high", "fail"),
      finding("A-4", "high", "pass"),
    );
    expect(lines(before, after)).toEqual([
      "A-3 pass > fail: worse",
      "A-1 pass > fail: worse",
      "A-2 fail > pass: better",
    ]);
  });

  test("count what is new as absent before, and what is gone as absent after", () => {
    const one = finding("A-1", "high", "fail");
    expect(lines(of(), of(one))).toEqual(["A-1 absent > fail: worse"]);
    expect(lines(of(one), of())).toEqual(["A-1 fail > absent: better"]);
    const { check: what, item } = one;
    const outside = { ...of(), notApplicable: [{ pack: one.pack, check: what, items: [item] }] };
    expect(lines(outside, of(one))).toEqual(["A-1 not-applicable > fail: worse"]);
  });

  test("leave out what another finding stands for on both sides, and show what comes out from behind it", () => {
    const cause = { check: "A-0", item: "manifest", why: "root" } as const;
    const [shown, hidden] = [
      finding("A-1", "high", "fail"),
      { ...finding("A-1", "high", "fail"), mutedBy: cause },
    ];
    const hiddenPass = { ...finding("A-1", "high", "pass"), mutedBy: cause };
    expect(lines(of(hidden), of(hiddenPass))).toEqual([]);
    expect(lines(of(), of(hidden))).toEqual([]);
    expect(lines(of(hidden), of(shown))).toEqual(["A-1 fail > fail: neither"]);
  });

  test("are worse when the merge begins to wait for what was let pass", () => {
    const one = finding("A-1", "high", "fail");
    const gating = { ...of(one), gate: { ...of(one).gate, blocking: [one] } };
    expect(lines(of(one), gating)).toEqual(["A-1 fail > fail: worse"]);
    expect(deltaOf(of(one), gating, none).findings[0]?.after.gates).toBe(true);
  });
});
