import { afterEach, beforeEach, expect, test } from "vitest";
import { deleteSaid, reply, startThread } from "./people.ts";
import { moveBranch, push } from "./seed.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
  push(shop.github.state, shop.repository, "feature/x", { "architecture.yaml": TEXT });
});
afterEach(() => shop.github.close());

const TEXT = "version: 1\nproduct: shop\nmodels: []\nflows: []\n";
const COMMENTS = `${ROOT}/pulls/7/comments`;
const bot = { login: "github-actions[bot]", type: "Bot" };

const post = (fields: object, options = {}) => {
  const common = { commit_id: shop.pull.head.sha, path: "architecture.yaml", body: "Why?" };
  return shop.call("POST", COMMENTS, { ...common, ...fields }, options);
};

test("a comment on a line, one on the file, and one answer each", async () => {
  const line = await post({ line: 2, side: "RIGHT" });
  const file = await post({ subject_type: "file" });
  expect([line.status, file.status]).toEqual([201, 201]);
  const reply = await shop.call("POST", `${COMMENTS}/${line.data.id}/replies`, { body: "So" });
  const old = await shop.call("POST", COMMENTS, { body: "So", in_reply_to: file.data.id });
  expect([reply.status, old.status]).toEqual([201, 201]);
  const { data } = await shop.get("/pulls/7/comments");
  const place = { line: 2, original_line: 2, subject_type: "line", path: "architecture.yaml" };
  const whole = { line: null, original_line: null, subject_type: "file" };
  expect(data).toMatchObject([
    { ...place, user: bot, body: "Why?", position: 2, commit_id: shop.pull.head.sha },
    { ...whole, user: bot },
    { ...place, in_reply_to_id: line.data.id, body: "So" },
    { ...whole, in_reply_to_id: file.data.id },
  ]);
  expect(data[0]).not.toHaveProperty("in_reply_to_id");
  expect(data[0].html_url).toBe(`https://github.com/acme/shop/pull/7#discussion_r${data[0].id}`);
  // Each of them is a review, and they are counted.
  const reviews = new Set(
    data.map((each: Record<string, number>) => each["pull_request_review_id"]),
  );
  expect(reviews.size).toBe(4);
  expect((await shop.get("/pulls/7")).data).toMatchObject({ review_comments: 4, comments: 0 });
});

test.each([
  [
    "a line outside the diff",
    { line: 9 },
    "pull_request_review_thread.line must be part of the diff",
  ],
  ["a file outside the diff", { path: "README.md", line: 1 }, undefined],
  ["no line", {}, /^Invalid request\.\n\nNo subschema in "oneOf" matched/],
  ["the word FILE", { subject_type: "FILE" }, /FILE is not a member of \["line", "file"\]/],
  ["no commit", { commit_id: undefined, line: 2 }, /"commit_id" wasn't supplied/],
  ["no text", { line: 2, body: " " }, "Body cannot be blank"],
  ["a long text", { line: 2, body: "x".repeat(65_537) }, /^Body is too long/],
])("a comment on %s is refused", async (_, fields, expected) => {
  const { status, data } = await post(fields);
  expect(status).toBe(422);
  if (expected instanceof RegExp)
    expect(data.errors?.[0].message ?? data.message).toMatch(expected);
  else expect(data.errors[0].message).toBe(expected);
  expect(shop.repository.reviewComments).toEqual([]);
});

test("a reply to a reply, to nothing, or across pull requests is not found", async () => {
  const { data } = await post({ line: 2 });
  const answer = async (id: number) =>
    shop.call("POST", `${COMMENTS}/${id}/replies`, { body: "So" });
  const reply = await answer(data.id);
  expect((await answer(reply.data.id)).status).toBe(404);
  expect((await answer(99)).status).toBe(404);
});

test("comments are read, edited and deleted by id; replies outlive the first comment", async () => {
  const { id } = (await post({ line: 2 })).data;
  const reply = await shop.call("POST", `${COMMENTS}/${id}/replies`, { body: "So" });
  const path = `${ROOT}/pulls/comments/${id}`;
  const edited = await shop.call("PATCH", path, { body: "Two" });
  expect(edited).toMatchObject({ status: 200, data: { id, body: "Two" } });
  expect((await shop.call("GET", path)).data).toEqual(edited.data);
  expect((await shop.call("DELETE", path)).status).toBe(204);
  expect((await shop.call("GET", path)).status).toBe(404);
  const { data } = await shop.get("/pulls/7/comments");
  expect(data).toMatchObject([{ id: reply.data.id, in_reply_to_id: id }]);
  expect(shop.repository.threads).toHaveLength(1);
  await shop.call("DELETE", `${ROOT}/pulls/comments/${reply.data.id}`);
  expect(shop.repository.threads).toEqual([]);
});

test.each([
  ["a line above it comes in", `# Shop\n${TEXT}`, 3],
  ["a line below it changes", TEXT.replace("flows: []", "flows: 1"), 2],
  ["it changes", TEXT.replace("shop", "store"), null],
  ["it goes", TEXT.replace("product: shop\n", ""), null],
])("after a push a comment has its line when %s", async (_, text, line) => {
  const { id, commit_id: commit } = (await post({ line: 2 })).data;
  push(shop.github.state, shop.repository, "feature/x", { "architecture.yaml": text });
  const { data } = await shop.call("GET", `${ROOT}/pulls/comments/${id}`);
  expect(data).toMatchObject({ line, original_line: 2, original_commit_id: commit });
  expect(data.commit_id).toBe(line === null ? commit : shop.pull.head.sha);
  expect(data.position === null).toBe(line === null);
  moveBranch(shop.github.state, shop.repository, "feature/x", commit);
  expect((await shop.call("GET", `${ROOT}/pulls/comments/${id}`)).data.line).toBe(2);
});

test("comments are paged, oldest first unless asked otherwise", async () => {
  for (let at = 0; at < 35; at += 1) await post({ line: 2, body: `${at}` });
  const first = shop.repository.reviewComments[0]?.id;
  await shop.call("PATCH", `${ROOT}/pulls/comments/${first}`, { body: "edited" });
  const bodies = async (query: string) => {
    const { data, link } = await shop.get(`/pulls/7/comments${query}`);
    return [data.length, data[0].body, /rel="next"/.test(link ?? "")];
  };
  expect(await bodies("")).toEqual([30, "edited", true]);
  expect(await bodies("?direction=desc")).toEqual([30, "edited", true]);
  expect(await bodies("?sort=created&direction=desc&per_page=100")).toEqual([35, "34", false]);
  expect(await bodies("?sort=updated&direction=desc&page=2")).toEqual([5, "5", false]);
});

test("people edit what they wrote; what others wrote only with write access", async () => {
  shop.grant("ghp_bob", { pull_requests: "write" }, "user");
  const { github, repository, pull } = shop;
  const at = { path: "architecture.yaml", line: 1, body: "Why?" };
  const theirs = startThread(github.state, repository, pull, "alice", at);
  const mine = reply(github.state, repository, theirs, "bob", "So");
  const patch = async ({ id }: { readonly id: number }) =>
    (await shop.call("PATCH", `${ROOT}/pulls/comments/${id}`, { body: "x" }, { token: "ghp_bob" }))
      .status;
  expect([await patch(theirs), await patch(mine)]).toEqual([403, 200]);
  repository.roles.set("bob", "write");
  expect(await patch(theirs)).toBe(200);
  deleteSaid(repository, mine);
  expect((await shop.get("/pulls/7/comments")).data).toMatchObject([
    { author_association: "CONTRIBUTOR", user: { login: "alice", type: "User" } },
  ]);
});

test("a locked conversation takes no comments and no replies, but edits", async () => {
  const { id } = (await post({ line: 2 })).data;
  shop.pull.locked = true;
  const message = "Unable to create comment because issue is locked.";
  expect(await post({ line: 2 })).toMatchObject({ status: 403, data: { message } });
  const answer = await shop.call("POST", `${COMMENTS}/${id}/replies`, { body: "So" });
  expect(answer).toMatchObject({ status: 403, data: { message } });
  const edited = await shop.call("PATCH", `${ROOT}/pulls/comments/${id}`, { body: "Two" });
  expect(edited.status).toBe(200);
});
