import { expect, test } from "vitest";
import { renderPullRequest } from "../src/render/pull-request.ts";
import type { Talk } from "../src/render/talk.ts";
import type { Review } from "../src/review/review.ts";
import type { ManifestPair, SourceFile } from "../src/review/source-file.ts";
import type { Verdict } from "../src/score/gate.ts";
import { aCheck, aReview, aReviewedManifest, asUsual } from "./fixtures/a-review.ts";
import { aTalk } from "./fixtures/a-talk.ts";
import { ALL_HOSTILE } from "./fixtures/hostile-texts.ts";

const path = "architecture.yaml";
const text = (content: string): SourceFile => ({ state: "text", path, text: content });
const absent: SourceFile = { state: "absent", path };
const unchanged: ManifestPair = { head: text("a"), base: text("a") };

const place = {
  headSha: "0123456789abcdef0123456789abcdef01234567",
  number: 7,
  inputs: "i1",
  speaks: true,
  manifests: [unchanged],
  policy: { file: text(""), origin: "branch main", changedByHead: false },
};
const showing = {
  checkName: "greenlight",
  publish: "check",
  comment: "always",
  resolve: false,
} as const;

const render = (review: Review, where = {}, how = {}, talk: Talk | undefined = aTalk(review)) =>
  renderPullRequest({ review, talk }, { ...place, ...where }, { ...showing, ...how });

test.each<[Verdict, string, RegExp]>([
  ["pass", "success", /^Ready to merge: score \d+ % of the \d+ % that is decided$/],
  ["not-applicable", "success", /^Ready to merge: there is no architecture manifest to review$/],
  ["fail", "failure", /^Not ready to merge: 3 findings to fix, /],
  ["waiting", "action_required", /^Not ready to merge yet: /],
  ["error", "cancelled", /^Not evaluated: /],
])("a verdict of %s concludes %s", (verdict, conclusion, title) => {
  const manifests = verdict === "not-applicable" ? [] : [aReviewedManifest()];
  const { check } = render(aReview(asUsual, { verdict, manifests }));
  expect(check.conclusion).toBe(conclusion);
  expect(check.title).toMatch(title);
  expect(check.title.length).toBeLessThanOrEqual(140);
  expect(check.summary).toContain(`## ${check.title}`);
});

test.each<[string, object, object, readonly [posts: boolean, keeps: boolean]]>([
  ["always", {}, { comment: "always" }, [true, true]],
  ["never", {}, { comment: "never" }, [false, false]],
  ["on-change, and nothing has", {}, { comment: "on-change" }, [false, true]],
  [
    "on-change, and a manifest has",
    { manifests: [unchanged, { head: text("a"), base: text("b") }] },
    { comment: "on-change" },
    [true, true],
  ],
  [
    "on-change, and a manifest is new",
    { manifests: [{ head: text("a"), base: absent }] },
    { comment: "on-change" },
    [true, true],
  ],
  [
    "on-change, and a manifest is removed",
    { manifests: [{ head: absent, base: text("a") }] },
    { comment: "on-change" },
    [true, true],
  ],
  [
    "on-change, and the policy has",
    { policy: { ...place.policy, changedByHead: true } },
    { comment: "on-change" },
    [true, true],
  ],
])("whether to post, and whether to keep what is posted: %s", (_, where, how, expected) => {
  const desired = render(aReview(), where, how);
  expect([desired.mayPost, desired.comment !== undefined]).toEqual(expected);
});

test("a repository without a manifest gets no comment, and an old one is brought up to date", () => {
  const desired = render(aReview(asUsual, { verdict: "not-applicable", manifests: [] }));
  expect(desired.mayPost).toBe(false);
  expect(desired.comment).toContain("## Ready to merge");
  expect(desired.check.summary).toContain("version: 1");
});

test("annotations stand on the lines of the manifest, the worst first", () => {
  const { annotations } = render(aReview()).check;
  expect(annotations.map(({ level, line, title }) => `${level} ${line} ${title}`)).toEqual([
    "failure 42 To fix: Everything that is used is described. (CH12-D1-01)",
    "failure 80 To fix: The fixed part of the prompt is short or cached. (CH12-D4-01)",
    "failure 88 To fix: The fixed part of the prompt is short or cached. (CH12-D4-01)",
    "warning 12 Open: The number of functional units per month is known. (CH12-D1-02)",
    "warning 60 Open: The region is named. (CH12-D6-01)",
    "notice 35 Open: A fallback was tested. (CH12-D1-05)",
  ]);
});

test("problems of a manifest are annotated as failures", () => {
  const problems = [{ file: path, line: 3, column: 1, message: "unknown key\u202e `x`" }];
  const review = aReview(asUsual, {
    verdict: "error",
    manifests: [{ state: "invalid", path, problems }],
  });
  expect(render(review).check.annotations).toEqual([
    {
      path,
      line: 3,
      level: "failure",
      title: "Not evaluated: this has to be corrected",
      message: "unknown key\\u{202e} `x`",
    },
  ]);
});

test("there are at most fifty annotations, what blocks is among them, and the summary says so", () => {
  const [fail, , , , question] = aReviewedManifest().findings;
  if (fail?.outcome !== "fail" || question?.outcome !== "question") throw new Error("fixture");
  const findings = [
    ...Array.from({ length: 80 }, (_, line) => ({ ...question, line: line + 1 })),
    fail,
  ];
  const gate = { ...aReviewedManifest().gate, blocking: [fail], waitingFor: [] };
  const review = aReview(asUsual, { manifests: [aReviewedManifest(asUsual, { findings, gate })] });
  const { annotations, summary } = render(review).check;
  expect(annotations).toHaveLength(50);
  expect(annotations[0]?.level).toBe("failure");
  expect(summary).toMatch(/stand 50 of 81 notes, the worst first\. .*<\/sub>\n$/);
  expect(render(aReview()).check.summary).not.toContain("Beside the code");
});

test("no hostile text reaches an annotation unseen", () => {
  for (const hostile of ALL_HOSTILE) {
    const { annotations } = render(aReview((usual) => `${hostile} ${usual}`)).check;
    for (const { title, message } of annotations) {
      expect(title).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(message.replace("\n", " ")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(title.length).toBeLessThanOrEqual(255);
    }
  }
});

test("the summary is measured in bytes, as GitHub does", () => {
  const say = (usual: string) => `${usual} ${"東京".repeat(120)}`;
  const findings = Array.from({ length: 200 }, (_, index) => {
    const fail = aReviewedManifest(say).findings.find(({ outcome }) => outcome === "fail");
    if (fail === undefined) throw new Error("fixture");
    return { ...fail, check: aCheck(say, { id: `CH12-D1-${index}`, practice: "D1" }) };
  });
  const { check } = render(aReview(say, { manifests: [aReviewedManifest(say, { findings })] }));
  const bytes = new TextEncoder().encode(check.summary).length;
  expect(bytes).toBeGreaterThan(check.summary.length);
  expect(bytes).toBeLessThanOrEqual(65_535);
});

test("where nobody can speak, as in a merge queue, there is a check and no comment", () => {
  const review = aReview();
  const { comment, mayPost, check } = renderPullRequest(
    { review },
    { ...place, speaks: false },
    showing,
  );
  expect({ comment, mayPost }).toEqual({ comment: undefined, mayPost: false });
  expect(check.summary).toContain("Help-centre");
});

test("the fingerprint changes with what is shown, and with nothing else", () => {
  const fingerprint = (review: Review, where = {}) => render(review, where).check.fingerprint;
  const usual = fingerprint(aReview());
  expect(fingerprint(aReview())).toBe(usual);
  expect(fingerprint(aReview(asUsual, { verdict: "waiting" }))).not.toBe(usual);
  expect(fingerprint(aReview((text) => `${text}!`))).not.toBe(usual);
  expect(fingerprint(aReview(), { headSha: "f".repeat(40) })).not.toBe(usual);
});
