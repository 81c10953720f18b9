import { expect, test } from "vitest";
import type { Severity } from "../src/checklist/checklist.ts";
import type { Finding } from "../src/evaluate/finding.ts";
import { parseManifest } from "../src/manifest/manifest.ts";
import { scorecardMarker } from "../src/reconcile/marker.ts";
import { gettingStarted } from "../src/render/getting-started.ts";
import { renderMarkdown } from "../src/render/scorecard.ts";
import { resolvePolicy } from "../src/review/packs.ts";
import { review } from "../src/review/review.ts";
import type { ManifestReview } from "../src/review/review-manifest.ts";
import { tallyOf } from "../src/score/score.ts";
import {
  aCheck,
  anEstimate,
  aReview,
  aReviewedManifest,
  asUsual,
  type Say,
} from "./fixtures/a-review.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";

const headSha = "0123456789abcdef0123456789abcdef01234567";
const frame = { headSha, checkName: "greenlight", most: 65_536 };
const marker = scorecardMarker("greenlight");

const problem = (line: number) => ({
  file: "architecture.yaml",
  line,
  column: 3,
  message: 'unknown key "modles". Did you mean "models"?',
});
const invalid: ManifestReview = {
  state: "invalid",
  path: "architecture.yaml",
  problems: [problem(3), problem(7)],
};
const removed: ManifestReview = { state: "removed", path: "old/architecture.yaml", was: undefined };
const passing = (): ManifestReview => {
  const findings = aReviewedManifest().findings.filter(({ outcome }) => outcome === "pass");
  return aReviewedManifest(asUsual, {
    findings,
    budgets: [],
    gate: {
      verdict: "pass",
      stage: "pilot",
      blocking: [],
      waitingFor: [],
      backlog: [],
      hurdles: [],
    },
  });
};

test.each([
  ["fail", aReview()],
  ["pass", aReview(asUsual, { verdict: "pass", manifests: [passing()] })],
  ["invalid", aReview(asUsual, { verdict: "error", manifests: [invalid] })],
  ["no-manifest", aReview(asUsual, { verdict: "not-applicable", manifests: [] })],
  ["several", aReview(asUsual, { verdict: "fail", manifests: [passing(), invalid, removed] })],
  [
    "bad-policy",
    aReview(asUsual, {
      verdict: "error",
      manifests: [{ state: "not-judged", path: "architecture.yaml" }],
      problems: [{ ...problem(2), file: ".github/greenlight.yaml" }],
      packs: [],
    }),
  ],
])("the scorecard of a review that is: %s", async (name, review) => {
  await expect(renderMarkdown(review, frame)).toMatchFileSnapshot(`golden/scorecard/${name}.md`);
});

test("begins with its mark, and names the commit", () => {
  const text = renderMarkdown(aReview(), frame);
  expect(text.startsWith(`${marker}\n`)).toBe(true);
  expect(text).toContain("commit `0123456`");
});

test("without a pull request there is no mark and no commit", () => {
  const text = renderMarkdown(aReview());
  expect(text).not.toContain("<!--");
  expect(text).not.toContain("commit");
});

test("a change of the policy is said in plain sight, what is not yet in force in the fold", () => {
  const changed =
    "This pull request changes the policy `x`. The review uses the one on branch main.";
  const later = "Waivers are not yet in force: a finding stays until it is fixed.";
  const text = renderMarkdown(aReview(asUsual, { notices: [changed, later] }), frame);
  expect(text).toContain(`\n> ${changed}\n`);
  expect(text.indexOf(later)).toBeGreaterThan(text.lastIndexOf("<details>"));
});

test("that is so of a real review, whatever words it uses", () => {
  const policyFile = {
    file: { state: "absent", path: ".github/green@lea.yaml" },
    origin: "branch main",
    changedByHead: true,
  } as const;
  const policy = resolvePolicy(policyFile, []);
  const shipped = {
    version: "0.1.0",
    coefficients: "",
    packs: new Map(),
    estimateData: () => ({}),
  };
  const input = { manifests: [], policyFile, policy, packFiles: [], today: "2026-11-22" };
  const text = renderMarkdown(review(input, shipped), frame);
  expect(text).toMatch(/^> .*`\.github\/green@lea\.yaml`/m);
});

test("the manifest that a newcomer is shown is sound, and short", () => {
  const yaml = /```yaml\n([\s\S]*?)```/.exec(gettingStarted())?.[1] ?? "";
  expect(parseManifest("architecture.yaml", yaml)).toMatchObject({ ok: true });
  expect(yaml.split("\n").length).toBeLessThan(36);
});

test("only what waits stands open; what does not block is folded", () => {
  const text = renderMarkdown(aReview(), frame);
  const [shown = "", folded = ""] = text.split("1 more question that does not block");
  expect(shown).toContain("CH12-D1-02");
  expect(folded).toContain("CH12-D1-05");
  expect(shown.split("### Questions")[1]).not.toContain("CH12-D1-05");
});

test("a finding that another explains is not listed, and is counted there", () => {
  const text = renderMarkdown(aReview(), frame);
  expect(text).not.toContain("fallback is none");
  expect(text).toContain("CH12-D1-01, explains 1 other finding");
});

test("the marks of others survive in no text", () => {
  for (const hostile of ALL_HOSTILE) {
    const text = renderMarkdown(
      aReview((usual) => `${hostile} ${usual}`),
      frame,
    );
    expect(text.replace(marker, "")).not.toContain("<!--");
  }
});

/** Text of a length that fills a comment. */
const long: Say = (usual) => `${usual} ${"and so on, at length ".repeat(20)}`;
const manyFindings = (count: number): Finding[] => {
  const [fail, question, pass] = (["fail", "question", "pass"] as const).map((outcome) =>
    aReviewedManifest(long).findings.find((one) => one.outcome === outcome),
  );
  return Array.from({ length: count }, (_, index) => {
    const finding = [fail, question, pass][index % 3] as Finding;
    const severity: Severity = "high";
    const id = `CH12-D1-${index}`;
    return { ...finding, severity, check: { ...aCheck(long, finding.check), id }, line: index + 1 };
  });
};
const large = (count: number): ManifestReview => {
  const findings = manyFindings(count);
  return aReviewedManifest(long, { findings, tally: tallyOf(findings) });
};

test.each([90, 200])("%d long findings fit into a comment", (count) => {
  const text = renderMarkdown(aReview(long, { manifests: [large(count)] }), frame);
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(text).toContain("left out");
  expect(text).toContain("## Not ready to merge");
  expect(text).toContain("| Practice |");
  expect(text.startsWith(marker)).toBe(true);
});

test.each([5, 200])("%d manifests fit into a comment", (count) => {
  const manifests = Array.from({ length: count }, () => large(60));
  const text = renderMarkdown(aReview(long, { manifests }), frame);
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(text).toContain("| Manifest |");
});

test.each([3000, 9000, 20_000, 65_536])(
  "every fold is closed and every limit kept, at %d characters",
  (most) => {
    const reviews = [
      aReview(long, { manifests: [large(90)] }),
      aReview(long, { manifests: [large(9), large(9)] }),
      aReview(long, { manifests: [], verdict: "not-applicable" }),
      aReview(long, { problems: Array.from({ length: 99 }, (_, line) => problem(line)) }),
    ];
    for (const review of reviews) {
      const text = renderMarkdown(review, { ...frame, most });
      expect(text.length).toBeLessThanOrEqual(most);
      expect(text.split("<details>").length).toBe(text.split("</details>").length);
      expect(text.startsWith(marker)).toBe(true);
    }
  },
);

test("a text that just fits is whole, and one character less leaves something out", () => {
  const whole = renderMarkdown(aReview(), { ...frame, most: 1e9 });
  expect(renderMarkdown(aReview(), { ...frame, most: whole.length })).toBe(whole);
  const shorter = renderMarkdown(aReview(), { ...frame, most: whole.length - 1 });
  expect(shorter.length).toBeLessThan(whole.length);
  expect(shorter).toContain("left out: coefficients and sources.");
});

test("a shorter text says the same verdict", () => {
  const review = aReview(long, { manifests: [large(90)] });
  const headlines = [2000, 20_000, 65_536, 1e9].map(
    (most) => /^## .*$/m.exec(renderMarkdown(review, { ...frame, most }))?.[0],
  );
  expect(new Set(headlines).size).toBe(1);
});

test("a system too large to draw is drawn by kind", () => {
  const usual = aReviewedManifest();
  const components = Array.from({ length: 100 }, (_, index) => ({
    id: `worker-${index}`,
    kind: "inference" as const,
    runs: ["rerank"],
  }));
  const manifest = { ...usual.manifest, components };
  const text = renderMarkdown(
    aReview(asUsual, { manifests: [{ ...usual, manifest, estimate: anEstimate() }] }),
    frame,
  );
  expect(text).toContain("100 inference components");
  expect(text).not.toContain("worker-7");
});

test("the same review gives the same bytes", () => {
  expect(renderMarkdown(aReview(), frame)).toBe(renderMarkdown(aReview(), frame));
});
