import { afterEach, beforeEach, expect, test } from "vitest";
import { react, startThread } from "./people.ts";
import { comment } from "./seed.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

const inConversation = () => {
  const { id } = comment(shop.github.state, shop.repository, 7, "alice", "/greenlight help");
  return `${ROOT}/issues/comments/${id}`;
};
const inReview = () => {
  const at = { path: "architecture.yaml", line: 1, body: "Why?" };
  const { id } = startThread(shop.github.state, shop.repository, shop.pull, "alice", at);
  return `${ROOT}/pulls/comments/${id}`;
};

test.each([
  ["in the conversation", inConversation],
  ["in a review", inReview],
])("a comment %s is reacted to once by each", async (_, make) => {
  const path = make();
  const eyes = await shop.call("POST", `${path}/reactions`, { content: "eyes" });
  const again = await shop.call("POST", `${path}/reactions`, { content: "eyes" });
  expect([eyes.status, again.status]).toEqual([201, 200]);
  expect(again.data).toEqual(eyes.data);
  expect(eyes.data).toMatchObject({ content: "eyes", user: { login: "github-actions[bot]" } });
  const [said] = [...shop.repository.comments, ...shop.repository.reviewComments];
  if (said !== undefined) react(shop.github.state, said, "bob", "+1");
  const { data } = await shop.call("GET", path);
  expect(data.reactions).toMatchObject({ total_count: 2, eyes: 1, "+1": 1, "-1": 0, rocket: 0 });
  expect((await shop.call("GET", `${path}/reactions?content=%2B1`)).data).toHaveLength(1);
  const list = await shop.call("GET", `${path}/reactions`);
  const [mine, theirs] = list.data;
  expect((await shop.call("DELETE", `${path}/reactions/${mine.id}`)).status).toBe(204);
  expect((await shop.call("DELETE", `${path}/reactions/${mine.id}`)).status).toBe(404);
  expect((await shop.call("DELETE", `${path}/reactions/${theirs.id}`)).status).toBe(403);
  expect((await shop.call("GET", path)).data.reactions).toMatchObject({ total_count: 1, eyes: 0 });
});

test("an unknown reaction, an unknown comment, a locked conversation", async () => {
  const path = inConversation();
  const unknown = await shop.call("POST", `${path}/reactions`, { content: "thumbsup" });
  expect([unknown.status, unknown.data.message]).toEqual([
    422,
    expect.stringContaining("thumbsup is not a member of"),
  ]);
  const nowhere = `${ROOT}/issues/comments/99/reactions`;
  expect((await shop.call("POST", nowhere, { content: "eyes" })).status).toBe(404);
  shop.pull.locked = true;
  expect((await shop.call("POST", `${path}/reactions`, { content: "eyes" })).status).toBe(403);
});

test.each([
  ["issues", inConversation, 201],
  ["issues", inReview, 403],
  ["pull_requests", inConversation, 201],
  ["pull_requests", inReview, 201],
] as const)("a token with %s: write", async (permission, make, status) => {
  shop.grant("ghs_other", { [permission]: "write" }, "installation");
  const body = { content: "rocket" };
  const reply = await shop.call("POST", `${make()}/reactions`, body, { token: "ghs_other" });
  expect(reply.status).toBe(status);
});
