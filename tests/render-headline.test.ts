import { expect, test } from "vitest";
import type { Finding } from "../src/evaluate/finding.ts";
import { headlineOf } from "../src/render/headline.ts";
import type { Review } from "../src/review/review.ts";
import type { ManifestReview, ReviewedManifest } from "../src/review/review-manifest.ts";
import { tallyOf } from "../src/score/score.ts";
import { aReview, aReviewedManifest, asUsual } from "./fixtures/a-review.ts";

const of = (outcome: Finding["outcome"], times = 1): Finding[] => {
  const found = aReviewedManifest().findings.find((one) => one.outcome === outcome);
  return found === undefined ? [] : Array.from({ length: times }, () => ({ ...found }));
};
/** A manifest with findings that block and findings that do not. */
const manifest = (
  blocking: readonly Finding[],
  others: readonly Finding[],
  hurdles: ReviewedManifest["gate"]["hurdles"] = [],
): ReviewedManifest => {
  const findings = [...blocking, ...others];
  return aReviewedManifest(asUsual, {
    findings,
    tally: tallyOf(findings),
    gate: {
      verdict: "fail",
      stage: "pilot",
      blocking: blocking.filter(({ outcome }) => outcome === "fail"),
      backlog: [],
      waitingFor: blocking.filter(({ outcome }) => outcome === "question"),
      hurdles,
    },
  });
};
const problem = { file: "x.yaml", line: 1, column: 1, message: "x" };
const invalid: ManifestReview = { state: "invalid", path: "x.yaml", problems: [problem, problem] };

const check = (verdict: Review["verdict"], ...manifests: ManifestReview[]) =>
  headlineOf(aReview(asUsual, { verdict, manifests }));

test("a failure says what to change, and what does not block", () => {
  expect(
    check("fail", manifest(of("fail", 2), [...of("fail"), ...of("question", 3)])),
  ).toMatchInlineSnapshot(`
    {
      "advice": "Change what is listed under “To fix before merging”, then push: the review runs again. 1 other finding and 3 questions do not block.",
      "title": "Not ready to merge: 2 findings to fix",
    }
  `);
});

test("questions say where the answer goes", () => {
  expect(check("waiting", manifest(of("question"), of("question")))).toMatchInlineSnapshot(`
    {
      "advice": "To answer a question, state the fact in the manifest; each question names its field. 1 other question does not block.",
      "title": "Not ready to merge yet: 1 question to answer",
    }
  `);
});

test("limits of the policy are counted apart", () => {
  const hurdles = [
    { verdict: "fail", because: "over" },
    { verdict: "waiting", because: "undecided" },
  ] as const;
  expect(check("fail", manifest([], of("pass"), hurdles)).title).toBe(
    "Not ready to merge: 1 limit of the policy not met and 1 limit of the policy undecided",
  );
});

test("several manifests are counted together", () => {
  expect(
    check("fail", manifest(of("fail", 2), []), manifest(of("fail"), []), invalid, {
      state: "removed",
      path: "y.yaml",
      was: undefined,
    }).title,
  ).toBe("Not ready to merge: 3 findings to fix, 1 manifest removed and 2 problems in a manifest");
});

test("a pass shows score and coverage together", () => {
  expect(check("pass", manifest([], [...of("pass", 3), ...of("question")]))).toMatchInlineSnapshot(`
    {
      "advice": "Nothing blocks. 1 open question below would make the system, or what is known about it, better.",
      "title": "Ready to merge: score 100 % of the 42 % that is decided",
    }
  `);
  expect(check("pass", manifest([], of("pass"))).advice).toBe("Nothing is left to do.");
});

test.each<[string, Partial<Review>, string]>([
  ["manifest", { manifests: [invalid] }, "Not evaluated: 2 problems in the manifest"],
  [
    "policy",
    { manifests: [], problems: [problem] },
    "Not evaluated: 1 problem in the policy or a pack",
  ],
  [
    "check",
    { manifests: [manifest([], of("error", 2))] },
    "Not evaluated: 2 checks could not be run",
  ],
])("what was not evaluated names the cause: %s", (_, over, title) => {
  const headline = headlineOf(aReview(asUsual, { verdict: "error", ...over }));
  expect(headline.title).toBe(title);
  expect(headline.advice).toContain("says nothing about the architecture");
});
