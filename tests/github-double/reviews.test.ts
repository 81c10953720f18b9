import { afterEach, beforeEach, expect, test } from "vitest";
import { setRole } from "./people.ts";
import { push } from "./seed.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
  const { github, repository } = shop;
  push(github.state, repository, "main", { "long.txt": lines(1, 40) });
  const changed = lines(1, 40).replace("line 5\n", "line five\n").replace("line 30\n", "");
  push(github.state, repository, "feature/x", { "long.txt": lines(1, 40) });
  repository.branches.set("main", repository.branches.get("feature/x") ?? "");
  push(github.state, repository, "feature/x", { "long.txt": changed });
});
afterEach(() => shop.github.close());

const lines = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, at) => `line ${first + at}\n`).join("");

const POST = `${ROOT}/pulls/7/reviews`;
const review = (body: object, options = {}) =>
  shop.call("POST", POST, { event: "COMMENT", ...body }, options);

test("a file with two changes far apart has two hunks, and nothing in between", async () => {
  const { data } = await shop.get("/pulls/7/files");
  const [{ patch }] = data;
  expect(patch.match(/^@@.*@@$/gm)).toEqual(["@@ -2,7 +2,7 @@", "@@ -27,7 +27,6 @@"]);
});

const at = (line: unknown, more: object = {}) => ({
  path: "long.txt",
  line,
  body: "Why?",
  ...more,
});

test.each([
  ["an added line", [at(5)], 200, undefined],
  ["a context line", [at(8, { side: "RIGHT" })], 200, undefined],
  ["a removed line", [at(30, { side: "LEFT" })], 200, undefined],
  ["several lines", [at(8, { start_line: 5, start_side: "RIGHT" })], 200, undefined],
  ["a line between the hunks", [at(15)], 422, /^Pull request review thread line must be part/],
  ["a good line and a bad one", [at(5), at(15)], 422, /line must be part of the diff/],
  ["a file that is not in the diff", [at(1, { path: "README.md" })], 422, /^Path could not be/],
  ["lines of two hunks", [at(28, { start_line: 5 })], 422, /must be part of the same hunk/],
  ["lines in the wrong order", [at(5, { start_line: 5 })], 422, /must precede the end line/],
])("a review with a comment on %s", async (_, comments, status, error) => {
  const reply = await review({ body: "", comments });
  expect(reply.status).toBe(status);
  if (error !== undefined) {
    expect(reply.data.message).toBe("Unprocessable Entity");
    expect(reply.data.errors[0]).toMatch(error);
  }
  // All or nothing.
  const made = status === 200 ? comments.length : 0;
  expect((await shop.get("/pulls/7/comments")).data).toHaveLength(made);
  expect((await shop.get("/pulls/7/reviews")).data).toHaveLength(made);
});

test.each([
  ["a whole file", { path: "long.txt", subject_type: "file", body: "Why?" }, "subject_type"],
  ["no line", { path: "long.txt", body: "Why?" }, "line"],
  ["no text", { path: "long.txt", line: 5 }, "body"],
])("a review with a comment on %s is no request that GitHub knows", async (_, comment, key) => {
  const { status, data } = await review({ comments: [comment] });
  expect([status, data.message]).toEqual([422, expect.stringContaining(`"${key}"`)]);
});

test("a review is a text, comments, or both, but not nothing", async () => {
  const text = await review({ body: "Looks good" });
  expect(text.data).toMatchObject({
    state: "COMMENTED",
    body: "Looks good",
    user: { login: "github-actions[bot]", type: "Bot" },
    commit_id: shop.pull.head.sha,
  });
  const both = await review({ body: "And", comments: [at(5), at(6)] });
  expect(both.status).toBe(200);
  expect((await review({ body: "" })).status).toBe(422);
  const { data } = await shop.get("/pulls/7/comments");
  expect(data).toMatchObject([
    { line: 5, pull_request_review_id: both.data.id, subject_type: "line", side: "RIGHT" },
    { line: 6, pull_request_review_id: both.data.id },
  ]);
  expect(data[0].diff_hunk).toBe("@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+line five");
});

test("a locked conversation takes reviews from people who may write, and from nobody else", async () => {
  shop.pull.locked = true;
  shop.grant("ghp_bob", { pull_requests: "write" }, "user");
  const refused = await review({ body: "Text" });
  expect([refused.status, refused.data.errors]).toEqual([422, ["lock prevents review"]]);
  expect((await review({ body: "Text" }, { token: "ghp_bob" })).status).toBe(422);
  setRole(shop.repository, "bob", "write");
  expect((await review({ body: "Text" }, { token: "ghp_bob" })).status).toBe(200);
});

test("a review takes permission on pull requests: that on issues is not enough", async () => {
  shop.grant("ghs_issues", { issues: "write" }, "installation");
  expect((await review({ body: "Text" }, { token: "ghs_issues" })).status).toBe(403);
});
