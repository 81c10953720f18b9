import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeSarif } from "../src/render/escape-sarif.ts";
import { renderSarif } from "../src/render/sarif.ts";
import type { Review } from "../src/review/review.ts";
import type { ReviewedManifest } from "../src/review/review-manifest.ts";
import { aReview, aReviewedManifest, asUsual, type Say } from "./fixtures/a-review.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";
import { reviewFiles } from "./review-files.ts";
import { holdsLink, soundRun } from "./sarif-schema.ts";

const render = (review: Review) => [...renderSarif(review, (path) => path)].join("");
const sarif = (review: Review) => soundRun(render(review));

/** The review of the fixture, whose pack has the checks that its findings are of. */
function aWholeReview(say?: Say, over: Partial<Review> = {}): Review {
  const review = aReview(say, over);
  const findings = review.manifests.flatMap((one) =>
    one.state === "reviewed" ? one.findings : [],
  );
  const checks = [...new Map(findings.map(({ check }) => [check.id, check])).values()];
  return { ...review, packs: review.packs.map((pack) => ({ ...pack, checks })) };
}

const PATH = "examples/ticket-triage/architecture.yaml";
const TRIAGE = readFileSync(PATH, "utf8");

test("the results of an example read as before", async () => {
  const { results, invocations } = sarif(reviewFiles({ [PATH]: TRIAGE }));
  const json = `${JSON.stringify({ results, invocations }, undefined, 2)}\n`;
  await expect(json).toMatchFileSnapshot("golden/sarif/ticket-triage.json");
});

test("every check that judges is a rule, with a title, a reason and a fix", async () => {
  const { rules } = sarif(reviewFiles({ [PATH]: TRIAGE })).tool.driver;
  const rule = rules.find(({ id }) => id === "CH12-D4-01");
  await expect(`${JSON.stringify(rule, undefined, 2)}\n`).toMatchFileSnapshot(
    "golden/sarif/rule.json",
  );
  expect(rules.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["GREENLIGHT-MANIFEST", "GREENLIGHT-GATE", "GATE-POLICY", "CH12-C4-03"]),
  );
});

test("what passes and what another finding explains is left out; the worst comes first", () => {
  const review = aWholeReview();
  const { results } = sarif(review);
  const outcomes = new Set(results.map(({ properties }) => properties["outcome"]));
  expect(outcomes).not.toContain("pass");
  const [manifest] = review.manifests as [ReviewedManifest];
  const muted = manifest.findings.filter(({ mutedBy }) => mutedBy !== undefined);
  expect(muted.length).toBeGreaterThan(0);
  const listed = manifest.findings.filter(
    ({ mutedBy, outcome }) => mutedBy === undefined && outcome !== "pass",
  );
  expect(results).toHaveLength(listed.length + manifest.gate.hurdles.length);
  const ranks = results.map(({ level, suppressions }) =>
    suppressions === undefined ? ["error", "warning", "note"].indexOf(level) : 3,
  );
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});

test("a waived failure is there, as suppressed, with the reason", () => {
  const [manifest] = aWholeReview().manifests as [ReviewedManifest];
  const [first, ...rest] = manifest.findings;
  if (first === undefined) throw new Error("fixture");
  const because = "waived until 2027-01-01 by lea: no time [yet](1)";
  const waived = { ...first, mutedBy: undefined, outcome: "waived" as const, because };
  const one = aReviewedManifest(asUsual, { findings: [waived, ...rest] });
  const { results } = sarif(aWholeReview(asUsual, { manifests: [one] }));
  expect(results.filter(({ suppressions }) => suppressions !== undefined)[0]).toMatchObject({
    ruleId: first.check.id,
    level: "error",
    suppressions: [
      {
        kind: "external",
        status: "accepted",
        justification: "waived until 2027-01-01 by lea: no time \\[yet\\](1)",
      },
    ],
  });
});

test("identity survives when lines move, and differs from item to item", () => {
  const prints = (text: string) =>
    sarif(reviewFiles({ [PATH]: text })).results.map((one) => one.partialFingerprints);
  const moved = TRIAGE.replace("\nproduct:", "\n# One.\n\n# Two.\nproduct:");
  expect(moved).not.toBe(TRIAGE);
  expect(prints(moved)).toEqual(prints(TRIAGE));
});

test("problems of manifests are results, and those of policy and packs are notifications", () => {
  const problem = { file: "a.yaml", line: 3, column: 7, message: "unknown key" };
  const review = aWholeReview(asUsual, {
    verdict: "error",
    manifests: [
      { state: "invalid", path: "a.yaml", problems: [problem, { ...problem, line: 9 }] },
      { state: "removed", path: "b.yaml", was: undefined },
      { state: "not-judged", path: "c.yaml" },
    ],
    problems: [{ file: "p.yaml", line: 2, column: 1, message: "no such pack" }],
  });
  const { results, invocations } = sarif(review);
  expect(
    results.map(({ ruleId, level, message, locations: [at] }) => [
      ruleId,
      level,
      message.text,
      at.physicalLocation.artifactLocation.uri,
      at.physicalLocation.region.startLine,
    ]),
  ).toEqual([
    ["GREENLIGHT-MANIFEST", "error", "unknown key", "a.yaml", 3],
    ["GREENLIGHT-MANIFEST", "error", "unknown key", "a.yaml", 9],
    [
      "GREENLIGHT-MANIFEST",
      "error",
      "This manifest is gone, and what it said before cannot be read.",
      "b.yaml",
      1,
    ],
  ]);
  const [{ executionSuccessful, toolConfigurationNotifications: told }] = invocations;
  expect(executionSuccessful).toBe(false);
  expect(told.map(({ message }) => message.text)).toEqual([
    "no such pack",
    "c.yaml was not judged, because policy or packs are not sound.",
  ]);
});

test("limits of the policy that are not kept are results", () => {
  const policy = "version: 1\ngate: { min_coverage_pct: 100 }\n";
  const { results } = sarif(reviewFiles({ [PATH]: TRIAGE }, policy));
  const hurdle = results.find(({ ruleId }) => ruleId === "GREENLIGHT-GATE");
  expect(hurdle?.message.text).toMatch(/coverage is \d+ %, and policy asks for 100 %/);
});

test("more results than GitHub shows are cut, worst first, which is said", () => {
  const [manifest] = aWholeReview().manifests as [ReviewedManifest];
  const failing = manifest.findings.find(({ outcome }) => outcome === "fail");
  if (failing === undefined) throw new Error("fixture");
  const findings = Array.from({ length: 5003 }, (_, at) => ({
    ...failing,
    severity: at === 5002 ? ("blocker" as const) : ("low" as const),
    item: { key: `steps/ask/${at}`, path: [] },
  }));
  const gate = { ...manifest.gate, hurdles: [] };
  const { results, invocations } = sarif(
    aWholeReview(asUsual, { manifests: [aReviewedManifest(asUsual, { findings, gate })] }),
  );
  expect(results).toHaveLength(5000);
  expect(results[0]?.properties["item"]).toBe("steps/ask/5002");
  expect(invocations[0].toolExecutionNotifications[0]?.message.text).toBe(
    "3 results are left out: the 5000 worst are here.",
  );
});

test("hostile text makes no link, no placeholder and no command in a log", () => {
  for (const hostile of [...ALL_HOSTILE, "[click](https://evil.example)", "{0} {", "\\", "]("]) {
    const review = aWholeReview((usual) => `${hostile} ${usual}`);
    const text = render(review);
    expect(text).not.toContain("##[");
    soundRun(text);
  }
});

test("no text at all makes a link or a placeholder, or is longer than GitHub takes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("[", "]", "(", ")", "\\", "{", "}", "0", "a", "`", "\u{1f600}"), {
        maxLength: 3000,
      }),
      (parts) => {
        const text = escapeSarif(parts.join(""));
        expect(holdsLink(text)).toBe(false);
        expect(text.replaceAll(/\{\{|\}\}/g, "")).not.toMatch(/[{}]/);
        expect(text.length).toBeLessThanOrEqual(1024);
        // What is escaped can be read back: no backslash is left over.
        expect(text.replaceAll(/\\[\\[\]]/g, "")).not.toContain("\\");
      },
    ),
  );
});
