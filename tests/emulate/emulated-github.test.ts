// Holds the lines marked (t) in the table of the harness, so that another version of the emulator
// that answers differently is noticed here and not in a test of the action.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmulatedGithub, type Reply, startEmulatedGithub } from "./emulated-github.ts";

let github: EmulatedGithub;
beforeAll(async () => {
  github = await startEmulatedGithub({ files: { "architecture.yaml": "version: 1\n" } });
});
afterAll(() => github.close());

const REPOSITORY = "/repos/acme/shop";
const RAW = "application/vnd.github.raw+json";

/** A pull request of its own for each case: an old check run of a commit never loses its say. */
let branches = 0;
async function openNew() {
  branches += 1;
  const branch = `case/${branches}`;
  await github.push(branch, { "architecture.yaml": `version: 1 # ${branches}\n` });
  return github.openPullRequest(branch);
}

async function post(sha: string, run: object, token = github.tokens.workflow): Promise<Reply> {
  const body = { name: "greenlight", head_sha: sha, ...run };
  return github.call("POST", `${REPOSITORY}/check-runs`, { body, token });
}

const completed = (conclusion: string) => ({ status: "completed", conclusion });

test.each([
  ["no run", [], "Required status checks have not succeeded."],
  ["a failure", [completed("failure")], "Required status checks have not succeeded."],
  ["waiting", [completed("action_required")], "Required status checks have not succeeded."],
  ["not evaluated", [completed("cancelled")], "Required status checks have not succeeded."],
  ["in progress", [{ status: "in_progress" }], "Required status checks have not succeeded."],
  // GitHub lets these two through.
  ["neutral", [completed("neutral")], "Required status checks have not succeeded."],
  ["skipped", [completed("skipped")], "Required status checks have not succeeded."],
  ["a success", [completed("success")], "Pull Request successfully merged"],
  [
    "a success at last",
    [completed("failure"), completed("success")],
    "Pull Request successfully merged",
  ],
  // GitHub blocks this one: there the newest run counts.
  [
    "a success at first",
    [completed("success"), completed("failure")],
    "Pull Request successfully merged",
  ],
])("a pull request with %s", async (_, runs, message) => {
  const pull = await openNew();
  for (const run of runs) expect((await post(pull.head.sha, run)).status).toBe(201);
  expect((await github.merge(pull.number)).message).toBe(message);
});

test("check runs: forgotten conclusions, no app, back to in progress", async () => {
  const { head } = await openNew();
  const run = (await post(head.sha, { conclusion: "success" })).data;
  expect([run.status, run.conclusion, run.app]).toEqual(["queued", null, null]);
  const path = `${REPOSITORY}/check-runs/${run.id}`;
  const body = completed("success");
  await github.call("PATCH", path, { body });
  const again = await github.call("PATCH", path, { body: { status: "in_progress" } });
  expect([again.status, again.data.status, again.data.conclusion]).toEqual([
    200,
    "in_progress",
    null,
  ]);
  const list = `${REPOSITORY}/commits/${head.sha}/check-runs?check_name=greenlight`;
  expect((await github.call("GET", list)).data.total_count).toBe(1);
  const denied = await post(head.sha, completed("success"), github.tokens.installation);
  expect([denied.status, denied.data.message]).toEqual([403, "Forbidden"]);
});

test("files: trees by id, branch and HEAD, blobs as JSON only, contents raw", async () => {
  const { head } = await openNew();
  const tree = (ref: string) => github.call("GET", `${REPOSITORY}/git/trees/${ref}?recursive=1`);
  const byCommit = (await tree(head.sha)).data;
  const others = await Promise.all([byCommit.sha, encodeURIComponent(head.ref)].map(tree));
  expect(others.map(({ data }) => data)).toEqual([byCommit, byCommit]);
  expect((await tree("HEAD")).status).toBe(200);
  expect((await tree(head.ref)).status).toBe(404);
  const paths = byCommit.tree.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(["architecture.yaml", "README.md"]);
  const [{ sha }] = byCommit.tree;
  const blob = await github.call("GET", `${REPOSITORY}/git/blobs/${sha}`, { accept: RAW });
  expect(blob.headers.get("content-type")).toMatch("application/json");
  const text = Buffer.from(blob.data.content, "base64").toString();
  const address = `${REPOSITORY}/contents/architecture.yaml?ref=${head.sha}`;
  const contents = await github.call("GET", address, { accept: RAW });
  expect([contents.data, contents.headers.get("content-type")]).toEqual([
    text,
    "application/octet-stream",
  ]);
});

test("a pull request keeps its head after a push and lists no files", async () => {
  const { number, head } = await openNew();
  const moved = await github.push(head.ref, { "architecture.yaml": "version: 1 # moved\n" });
  const pull = await github.call("GET", `${REPOSITORY}/pulls/${number}`);
  expect([pull.data.head.sha === head.sha, moved === head.sha]).toEqual([true, false]);
  expect((await github.call("GET", `${REPOSITORY}/pulls/${number}/files`)).data).toEqual([]);
});

test("comments: oldest first, with links, by the user of the token", async () => {
  const { number } = await openNew();
  const path = `${REPOSITORY}/issues/${number}/comments`;
  const { owner, workflow, installation } = github.tokens;
  for (const token of [workflow, installation, owner]) {
    await github.call("POST", path, { body: { body: token }, token });
  }
  const { data, headers } = await github.call("GET", `${path}?per_page=2`);
  expect(
    data.map(({ user }: { user: { login: string; type: string } }) => [user.login, user.type]),
  ).toEqual([
    ["github-actions[bot]", "User"],
    ["github-actions[bot]", "User"],
  ]);
  expect(headers.get("link")).toMatch(/page=2>; rel="next", <.*page=2>; rel="last"/);
});

test.each([
  ["a user's token", () => github.tokens.workflow, "github-actions[bot]"],
  ["an App's token", () => github.tokens.installation, "acme"],
  ["an unknown token", () => "nonsense", "acme"],
])("GET /user with %s", async (_, token, login) => {
  expect((await github.call("GET", "/user", { token: token() })).data.login).toBe(login);
});

test.each([
  ["POST", "/graphql"],
  ["GET", `${REPOSITORY}/commits/main/statuses`],
  ["GET", `${REPOSITORY}/commits/main/status`],
  ["POST", `${REPOSITORY}/statuses/main`],
])("%s %s is not there", async (method, path) => {
  const body = method === "POST" ? { body: { query: "{ viewer { login } }" } } : {};
  expect((await github.call(method, path, body)).status).toBe(404);
});
