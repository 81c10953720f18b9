// The largest pull requests that there are to be: whatever GitHub limits, the review stays within, and says what it leaves out.
import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { renderSummary } from "../src/render/job-summary.ts";
import { outputsOf } from "../src/render/outputs.ts";
import { BOT } from "./action-scene.ts";
import { LEA, MANIFEST, type Talk, talk } from "./conversation-scene.ts";
import type { ReviewComment } from "./github-double/conversation.ts";
import { reply } from "./github-double/people.ts";

const scorecards = ({ repository }: Talk) =>
  repository.comments.filter(
    ({ author, body }) => author === BOT && body.startsWith("<!-- greenlight:scorecard "),
  );
/** Pages that a run has read of a list. */
const pagesOf = ({ github }: Talk, list: RegExp, from: number) =>
  github.requests
    .slice(from)
    .flatMap(({ method, path, query }) =>
      method === "GET" && list.test(path) ? [Number(query["page"])] : [],
    );
const UP_TO_30 = Array.from({ length: 30 }, (_, index) => index + 1);

test("200 manifests: one comment, one check with 50 notes, one summary, each within its limit", async () => {
  const it = await talk({
    checks: ["STOP", "WHY", "UNITS", "WATTS", "TRIED", "EXIT", "NICE"],
    files: Object.fromEntries(
      Array.from({ length: 199 }, (_, at) => [
        `services/${at}/architecture.yaml`,
        MANIFEST.replace("Shop assistant", `Shop ${at} ${"with a long name ".repeat(8)}`),
      ]),
    ),
  });
  const run = () => it.look({ manifests: ["**/architecture.yaml"] });
  const outcome = await run();
  expect(outcome.review.manifests).toHaveLength(200);
  expect(outcome.review.manifests.every(({ state }) => state === "reviewed")).toBe(true);

  expect(scorecards(it)).toHaveLength(1);
  expect(it.scorecard().length).toBeLessThanOrEqual(65_536);
  expect(it.scorecard()).toContain("and 195 more manifests, in the JSON report");
  expect(it.scorecard()).toContain("left out");

  expect(it.repository.checkRuns).toHaveLength(1);
  const [check] = it.repository.checkRuns;
  expect(check).toMatchObject({ conclusion: "action_required", status: "completed" });
  expect(check?.annotations).toHaveLength(50);
  expect(check?.output.summary).toMatch(/Beside the code stand 50 of \d{4} notes/);
  expect(Buffer.byteLength(check?.output.summary ?? "")).toBeLessThanOrEqual(65_535);

  const summary = renderSummary({ ...outcome, denied: [] });
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(summary.length).toBeGreaterThan(65_536);
  expect(outputsOf(outcome.review)).toMatchObject({ verdict: "waiting", score: "" });
  expect((await run()).writes).toEqual([]);
});

test("10,000 components in one manifest are reviewed whole", async () => {
  const components = Array.from({ length: 10_000 }, (_, at) => `  - { id: c${at}, kind: queue }`);
  const head = MANIFEST.replace("flows:\n", `components:\n${components.join("\n")}\nflows:\n`);
  expect(Buffer.byteLength(head)).toBeLessThan(1024 * 1024);
  const it = await talk({ head });
  const { review } = await it.look();
  const [reviewed] = review.manifests;
  expect(reviewed?.state === "reviewed" && reviewed.manifest.components).toHaveLength(10_000);
  expect(it.verdict()).toBe("action_required");
  expect(scorecards(it)).toHaveLength(1);
  expect(it.scorecard().length).toBeLessThanOrEqual(65_536);
});

describe("3,000 comments on 30 pages", () => {
  test("an answer on the last page counts, for the scorecard on the first one", async () => {
    const it = await talk({ checks: ["STOP", "WHY"], policy: [LEA] });
    await it.look();
    for (let at = 0; at < 2998; at += 1) it.say("mallory", "I see");
    it.say("lea", "/greenlight answer STOP yes, because it has a switch");
    const root = it.thread("WHY") as ReviewComment;
    for (let at = 0; at < 2997; at += 1) reply(it.state, it.repository, root, "mallory", "I see");
    it.reply("WHY", "lea", "because rules were tried, and failed");
    const before = it.github.requests.length;
    await it.look();
    expect(it.verdict()).toBe("success");
    expect(scorecards(it)).toHaveLength(1);
    expect(pagesOf(it, /issues\/7\/comments$/, before)).toEqual(UP_TO_30);
    expect(pagesOf(it, /pulls\/7\/comments$/, before)).toEqual(UP_TO_30);
  });

  test("the scorecard on the last page is found there, and not posted again", async () => {
    const it = await talk({ checks: ["NICE"] });
    for (let at = 0; at < 2999; at += 1) it.say("mallory", "I see");
    await it.look();
    const before = it.github.requests.length;
    expect((await it.look()).writes).toEqual([]);
    expect(pagesOf(it, /issues\/7\/comments$/, before)).toEqual(UP_TO_30);
    it.push({ "architecture.yaml": MANIFEST.replace("Shop assistant", "Shop") });
    expect((await it.look()).writes).toEqual(["PATCH issues/comments", "POST check-runs"]);
    expect(it.repository.comments).toHaveLength(3000);
  });
});
