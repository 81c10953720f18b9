import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { issueCommentPayload } from "./github-double/conversation-payload.ts";
import {
  type EventFacts,
  factsOf,
  mergeGroupPayload,
  pullRequestPayload,
  pushPayload,
  schedulePayload,
  workflowDispatchPayload,
} from "./github-double/event-payload.ts";
import { type Shop, startShop } from "./github-double/start-shop.ts";
import { parseFileCommands, runAction } from "./run-action.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

const STAND_IN = `
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
const env = process.env;
const { pull_request, repository } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
const report = env.RUNNER_TEMP + "/report.json";
writeFileSync(report, "{}");
const [owner, repo] = env.GITHUB_REPOSITORY.split("/");
const path = "/repos/" + owner + "/" + repo + "/pulls/" + pull_request.number;
const response = await fetch(env.GITHUB_API_URL + path, {
  headers: { authorization: "token " + env["INPUT_GITHUB-TOKEN"] },
});
const { head } = await response.json();
appendFileSync(env.GITHUB_OUTPUT, "verdict=pass\\nreport=" + report + "\\n");
appendFileSync(env.GITHUB_OUTPUT, "text<<END_1\\nfirst\\na=b\\n\\nEND_1\\n");
appendFileSync(env.GITHUB_STEP_SUMMARY, "# Summary");
console.log(JSON.stringify({ head: head.sha, base: repository.default_branch, files: readdirSync("."),
  name: env["INPUT_CHECK-NAME"], number: env.INPUT_PULL_REQUEST, foreign: env.npm_config_user_agent ?? env.NODE_OPTIONS ?? null, sha: env.GITHUB_SHA }));
console.error("to the log");
if (env.INPUT_HANG) setInterval(() => {}, 1000); else process.exitCode = 3;
`;

const METADATA = `
inputs:
  github-token:
    default: \${{ github.token }}
  check-name:
    default: greenlight
  pull request:
    required: false
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stand-in-"));
  await writeFile(join(folder, "index.mjs"), STAND_IN);
  await writeFile(join(folder, "action.yml"), METADATA);
});
afterAll(() => rm(folder, { recursive: true }));

async function runStandIn(inputs: Readonly<Record<string, string>>, limitMilliseconds = 30_000) {
  const { github, repository, pull, base: sha } = shop;
  const payload = pullRequestPayload(factsOf(repository, pull), "synchronize");
  const where = { url: github.url, repository: repository.fullName, sha };
  const event = { event: "pull_request", payload, ref: "refs/pull/7/merge" };
  const started = { script: join(folder, "index.mjs"), metadata: join(folder, "action.yml") };
  return runAction({ ...where, ...event, ...started, inputs, limitMilliseconds });
}

test("an action runs as on a runner", async () => {
  const result = await runStandIn({ "check-name": "gate" });
  expect(JSON.parse(result.stdout)).toEqual({
    head: shop.head,
    base: "main",
    files: [],
    name: "gate",
    number: "",
    foreign: null,
    sha: shop.base,
  });
  const { exitCode, stderr, summary, outputs, files } = result;
  expect([exitCode, stderr, summary]).toEqual([3, "to the log\n", "# Summary"]);
  expect(outputs).toMatchObject({ verdict: "pass", text: "first\na=b\n" });
  expect([...files.values()]).toEqual(["{}"]);
});

test("an action that never ends is ended", async () => {
  expect((await runStandIn({ hang: "1" }, 500)).exitCode).toBe("timed out");
});

test.each([
  ["a=1\nb=x=y\n", { a: "1", b: "x=y" }],
  ["a<<E\n1\nE2\nE\nb=\n", { a: "1\nE2", b: "" }],
  ["a<<E\nE\n", { a: "" }],
  ["a<<E\n1\n", "The end mark E of a is missing"],
  ["nonsense\n", "A runner does not understand this line of an output file: nonsense"],
])("the output file %j", (text, expected) => {
  if (typeof expected === "string") expect(() => parseFileCommands(text)).toThrow(expected);
  else expect(parseFileCommands(text)).toEqual(expected);
});

const comment = { id: 5, author: "pm", body: "/greenlight recheck" };

test.each<[string, (facts: EventFacts) => object, object]>([
  [
    "pull_request opened",
    (facts) => pullRequestPayload(facts),
    { action: "opened", number: 7, pull_request: { state: "open", draft: false } },
  ],
  [
    "pull_request synchronize",
    (facts) => pullRequestPayload(facts, "synchronize"),
    { action: "synchronize", pull_request: { head: { ref: "feature/x" }, base: { ref: "main" } } },
  ],
  [
    "issue_comment",
    (facts) => issueCommentPayload(facts, comment),
    {
      action: "created",
      issue: { number: 7, pull_request: {} },
      comment: { id: 5, body: "/greenlight recheck", user: { login: "pm", type: "User" } },
      sender: { login: "pm" },
    },
  ],
  [
    "push",
    (facts) => pushPayload(facts, { branch: "main", before: "a", after: "b", modified: ["x"] }),
    { ref: "refs/heads/main", before: "a", after: "b", head_commit: { id: "b", modified: ["x"] } },
  ],
  [
    "merge_group",
    (facts) => mergeGroupPayload(facts, "c"),
    { action: "checks_requested", merge_group: { head_sha: "c", base_ref: "refs/heads/main" } },
  ],
  [
    "workflow_dispatch",
    (facts) => workflowDispatchPayload(facts, { "pull-request": "7" }),
    { ref: "refs/heads/main", inputs: { "pull-request": "7" } },
  ],
  ["schedule", (facts) => schedulePayload(facts), { schedule: "0 6 * * *" }],
])("the payload of %s says where it comes from", (_, payload, expected) => {
  const repository = { full_name: "acme/shop", default_branch: "main", private: false };
  const found = payload(factsOf(shop.repository, shop.pull));
  expect(found).toMatchObject({ ...expected, repository });
});
