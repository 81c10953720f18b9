import { expect, test } from "vitest";
import { type Reason, sinceLast } from "../../src/advise/since-last.ts";
import {
  type ReviewState,
  readReviewMemory,
  rememberReview,
  writeReviewMemory,
} from "../../src/conversation/review-memory.ts";
import { sinceText } from "../../src/render/since-text.ts";

const hash = (digit: string) => digit.repeat(16);

const STATE: ReviewState = {
  verdict: "fail",
  commit: "a".repeat(40),
  day: "2026-11-20",
  tool: "0.1.0",
  coefficients: hash("1"),
  policy: hash("2"),
  packs: hash("3"),
  said: hash("4"),
  counts: hash("5"),
  manifests: [
    { path: "architecture.yaml", head: hash("6"), base: hash("6"), month: [120, 30, 500, null] },
  ],
};

const [SEEN] = STATE.manifests as [ReviewState["manifests"][number]];

test.each<[Reason, Partial<ReviewState>]>([
  ["manifest", { manifests: [{ ...SEEN, head: hash("7") }] }],
  ["base", { manifests: [{ ...SEEN, base: hash("7") }] }],
  ["policy", { policy: hash("7") }],
  ["packs", { packs: hash("7") }],
  ["answers", { said: hash("7"), counts: hash("7") }],
  ["expiry", { counts: hash("7") }],
  ["data", { tool: "0.2.0" }],
  ["other", { day: "2026-11-21" }],
])("a verdict that is another for the %s says so", (reason, change) => {
  const now: ReviewState = { ...STATE, verdict: "pass", ...change };
  const since = sinceLast(rememberReview({ now: STATE }, now));
  expect(since?.reasons).toEqual([reason]);
  const [sentence = ""] = since === undefined ? [] : sinceText(since);
  expect(sentence).toMatch(
    /^Since the review of commit `a+` on 2026-11-20 the verdict went from fail to pass: /,
  );
});

test("newer data are told apart from the change, by what is the same as then", () => {
  const newer: ReviewState = {
    ...STATE,
    tool: "0.2.0",
    manifests: [{ ...SEEN, month: [118, 30, 500, null] }],
  };
  const since = sinceLast(rememberReview({ now: STATE }, newer));
  expect(since?.newerData).toEqual([
    {
      path: "architecture.yaml",
      of: "head",
      changes: [{ metric: "energyKwh", before: 120, after: 118 }],
    },
  ]);
  const changedToo: ReviewState = {
    ...newer,
    manifests: [
      { ...SEEN, head: hash("7"), month: [90, 20, 400, null], baseMonth: [118, 30, 500, null] },
    ],
  };
  const [one] = sinceLast(rememberReview({ now: STATE }, changedToo))?.newerData ?? [];
  expect(one).toMatchObject({ of: "base", changes: [{ before: 120, after: 118 }] });
});

test("a run with nothing new remembers and tells the same as the run before", () => {
  const first = rememberReview(undefined, STATE);
  expect(sinceLast(first)).toBeUndefined();
  const second = rememberReview(first, { ...STATE, verdict: "pass", said: hash("7") });
  expect(rememberReview(second, { ...second.now, day: "2026-11-29" })).toEqual(second);
});

test("what is remembered survives being written, and what is broken is nothing", () => {
  const path = "a --> <!-- b.yaml";
  const remembered = { now: { ...STATE, manifests: [{ ...SEEN, path }] }, before: STATE };
  const line = writeReviewMemory(remembered);
  expect(line.match(/-->/g)).toHaveLength(1);
  expect(readReviewMemory(`text\n${line}\n`)).toEqual(remembered);
  for (const broken of [
    "",
    line.replace("fail", "great"),
    line.slice(0, 60),
    "<!-- greenlight:review 7 -->",
  ])
    expect(readReviewMemory(broken)).toBeUndefined();
});
