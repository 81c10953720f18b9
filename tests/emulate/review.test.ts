// The built action on an emulated GitHub that others wrote: does the required check hold the merge?
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pullRequestPayload } from "../github-double/event-payload.ts";
import { runAction } from "../run-action.ts";
import { type EmulatedGithub, startEmulatedGithub } from "./emulated-github.ts";

/** Everything blocks, so that a truthful example with gaps fails. */
const STRICT = `version: 1
packs: [{ use: cpl-12, enforce: all }]
gate: { pilot: [blocker, high, medium, low] }
`;
const RAG = readFileSync("examples/rag-assistant/architecture.yaml", "utf8");

let github: EmulatedGithub;
beforeAll(async () => {
  github = await startEmulatedGithub({ files: { ".github/greenlight.yaml": STRICT } });
});
afterAll(() => github.close());

async function review(branch: string, files: Record<string, string>, times = 1) {
  await github.push(branch, files);
  const pull = await github.openPullRequest(branch);
  const facts = {
    ...pull,
    repository: github.repository,
    defaultBranch: github.defaultBranch,
    private: false,
  };
  const runs = [];
  for (let run = 0; run < times; run += 1)
    runs.push(
      await runAction({
        url: github.url,
        event: "pull_request_target",
        payload: pullRequestPayload(facts),
        repository: github.repository,
        sha: pull.base.sha,
        token: github.tokens.workflow,
        env: { GREENLIGHT_PACING: "none" },
      }),
    );
  const comments = await github.call(
    "GET",
    `/repos/${github.repository}/issues/${pull.number}/comments`,
  );
  const checks = await github.call(
    "GET",
    `/repos/${github.repository}/commits/${pull.head.sha}/check-runs`,
  );
  return { pull, runs, comments: comments.data, checks: checks.data.check_runs };
}

test("before the check has reported, nothing can be merged", async () => {
  await github.push("case/silent", { "architecture.yaml": RAG });
  const { number } = await github.openPullRequest("case/silent");
  expect((await github.merge(number)).status).toBe(422);
});

test("a failing review blocks the merge", async () => {
  const { pull, runs, comments, checks } = await review("case/fails", { "architecture.yaml": RAG });
  expect(runs[0]?.outputs["verdict"]).toBe("fail");
  expect(comments).toHaveLength(1);
  expect(checks).toMatchObject([
    { name: "greenlight", status: "completed", conclusion: "failure" },
  ]);
  expect((await github.merge(pull.number)).message).toBe(
    "Required status checks have not succeeded.",
  );
});

test("a manifest with a mistake blocks the merge without being called a failure", async () => {
  const { pull, checks } = await review("case/broken", { "architecture.yaml": "version: 2\n" });
  expect(checks).toMatchObject([{ conclusion: "cancelled" }]);
  expect((await github.merge(pull.number)).status).toBe(422);
});

test("two runs leave one comment and one check", async () => {
  const { comments, checks } = await review("case/twice", { "architecture.yaml": RAG }, 2);
  expect(comments).toHaveLength(1);
  expect(checks).toHaveLength(1);
});

test("a passing review lets the merge through", async () => {
  const idea = RAG.replace("stage: pilot", "stage: idea");
  const { pull, runs } = await review("case/passes", { "architecture.yaml": idea });
  expect(runs[0]?.outputs["verdict"]).toBe("pass");
  expect((await github.merge(pull.number)).message).toBe("Pull Request successfully merged");
});
