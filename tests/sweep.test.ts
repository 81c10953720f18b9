// Runs over all open pull requests: by a schedule, by hand, and after a push that changes the rules.
import { expect, test } from "vitest";
import type { Forge } from "../src/forge.ts";
import type { Settings } from "../src/main.ts";
import { readShipped } from "../src/shipped/read-shipped.ts";
import { type OpenPullRequest, sweep } from "../src/sweep.ts";
import { RAG, type Scene, scene, TICKETS } from "./action-scene.ts";
import {
  factsOf,
  pushPayload,
  schedulePayload,
  workflowDispatchPayload,
} from "./github-double/event-payload.ts";
import { writesOf } from "./github-double/github-double.ts";
import { openPullRequest, push } from "./github-double/seed.ts";

const POLICY = ".github/greenlight.yaml";
const policyOf = (enforce: string) => `version: 1\npacks: [{ use: cpl-12, enforce: ${enforce} }]\n`;

/** Pull requests 7 and 8 towards main, 9 towards a branch of releases. */
async function threeOpen(policy = policyOf("advisory")): Promise<Scene> {
  const it = await scene({ [POLICY]: policy }, { "architecture.yaml": RAG });
  const { state, repository, base } = it;
  push(state, repository, "feature/y", { "architecture.yaml": TICKETS }, base);
  openPullRequest(state, repository, { number: 8, head: "feature/y" });
  push(state, repository, "release/1", { "CHANGES.md": "# 1\n" }, base);
  push(state, repository, "feature/z", { "README.md": "# Z\n" }, base);
  openPullRequest(state, repository, { number: 9, head: "feature/z", base: "release/1" });
  return it;
}

const conclusions = ({ repository }: Scene) =>
  Object.fromEntries(
    repository.pullRequests.map(({ number, head }) => [
      number,
      repository.checkRuns.findLast(({ headSha }) => headSha === head.sha)?.conclusion,
    ]),
  );

test.each([
  ["schedule", schedulePayload],
  ["workflow_dispatch", workflowDispatchPayload],
] as const)(
  "%s reviews all that are open, and again nothing is written",
  async (event, payload) => {
    const it = await threeOpen();
    const facts = factsOf(it.repository, it.pull);
    const first = await it.run({ event, payload: payload(facts) });
    expect([first.exitCode, first.outputs["verdict"]]).toEqual([0, "pass"]);
    expect(conclusions(it)).toEqual({ 7: "success", 8: "success", 9: "success" });
    expect(first.summary).toMatch(/^## 3 open pull requests reviewed again/);
    expect(first.summary).toMatch(
      /\| #7 \| Ready to merge, advisory only.* \| brought up to date \|/,
    );
    expect(first.summary).toMatch(/\| #9 \| Ready to merge: there is no architecture manifest/);

    const before = it.github.requests.length;
    const second = await it.run({ event, payload: payload(facts) });
    expect(second.exitCode).toBe(0);
    expect(writesOf(it.github.requests.slice(before))).toEqual([]);
    expect(second.summary).toMatch(/\| #7 \| .* \| nothing to change \|/);
  },
);

/** What a push of these files to a branch says, and does. */
async function pushed(it: Scene, branch: string, files: Record<string, string>) {
  const { state, repository, pull } = it;
  const before = repository.branches.get(branch) ?? "";
  const after = push(state, repository, branch, files);
  const payload = pushPayload(factsOf(repository, pull), { branch, before, after });
  return it.run({ event: "push", payload, sha: after });
}

test("a policy that gets stricter finds no pull request green that it would not pass", async () => {
  const it = await threeOpen();
  await it.run({ event: "schedule", payload: schedulePayload(factsOf(it.repository, it.pull)) });
  const run = await pushed(it, "main", { [POLICY]: policyOf("all") });
  expect(conclusions(it)).toEqual({ 7: "failure", 8: "failure", 9: "success" });
  // The job is green: each pull request has its own check.
  expect(run.exitCode).toBe(0);
  expect(run.summary).toContain("## 3 open pull requests reviewed again");
});

test.each([
  ["what rules nothing", "main", { "README.md": "# New\n" }],
  ["the policy of a branch to which no pull request leads", "other", { [POLICY]: policyOf("all") }],
])("a push of %s leaves pull requests alone", async (_, branch, files) => {
  const it = await threeOpen();
  if (branch !== "main") push(it.state, it.repository, branch, {}, it.base);
  const run = await pushed(it, branch, files);
  expect(conclusions(it)).toEqual({ 7: undefined, 8: undefined, 9: undefined });
  expect([run.exitCode, run.summary.includes("#7")]).toEqual([0, false]);
});

test("the policy of a release branch rules the pull requests towards it, once the default one lists it", async () => {
  const it = await threeOpen(`${policyOf("advisory")}branches: [release/*]\n`);
  const strict = `${policyOf("all")}gate: { min_score_pct: 100 }\n`;
  await pushed(it, "release/1", { [POLICY]: strict });
  expect(conclusions(it)).toEqual({ 7: undefined, 8: undefined, 9: "success" });
});

test("one that cannot be evaluated does not keep the others from it, and the job says which", async () => {
  const it = await threeOpen();
  const head = it.pull.head.sha;
  it.github.fault(
    ({ path }) => path.includes(`/git/trees/${head}`),
    { kind: "answer", status: 500, body: { message: "Down" } },
    50,
  );
  const run = await it.run({
    event: "schedule",
    payload: schedulePayload(factsOf(it.repository, it.pull)),
  });
  expect(conclusions(it)).toEqual({ 7: "cancelled", 8: "success", 9: "success" });
  expect([run.exitCode, run.outputs["verdict"]]).toEqual([1, "error"]);
  expect(run.stdout).toContain("Pull request 7: not evaluated.");
  expect(run.summary).toMatch(/\| #7 \| Not evaluated: .*500.* \|/);
});

test("a token that GitHub does not accept is not tried on each", async () => {
  const it = await threeOpen();
  it.github.fault(
    ({ path }) => !path.endsWith("/pulls"),
    { kind: "answer", status: 401, body: { message: "Bad credentials" } },
    500,
  );
  const run = await it.run({
    event: "schedule",
    payload: schedulePayload(factsOf(it.repository, it.pull)),
  });
  expect(run.exitCode).toBe(1);
  expect(run.summary).toContain("2 more are open and were not reviewed in this run: #8, #9.");
});

test("of more than fifty, fifty have their turn in each run, and all within as many runs as that takes", async () => {
  const settings = { checkName: "greenlight", publish: "check" } as Settings;
  const open = Array.from(
    { length: 120 },
    (_, number): OpenPullRequest => ({
      number,
      forge: { read: () => Promise.reject(new Error("Down")) } as unknown as Forge,
    }),
  );
  const seen = new Set<number>();
  for (const turn of [41, 42, 43]) {
    const { reviewed, left } = await sweep(open, settings, readShipped("dist/data"), {
      turn,
      describe: String,
      isLasting: () => false,
    });
    expect([reviewed.length, left.length]).toEqual([50, 70]);
    for (const { number } of reviewed) seen.add(number);
  }
  expect(seen.size).toBe(120);
});
