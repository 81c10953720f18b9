import { afterEach, beforeEach, expect, test } from "vitest";
import {
  issueCommentPayload,
  reviewCommentPayload,
  reviewPayload,
} from "./conversation-payload.ts";
import { closedPayload, factsOf } from "./event-payload.ts";
import { merge, reply, review, startThread } from "./people.ts";
import { comment } from "./seed.ts";
import { type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

const facts = () => factsOf(shop.repository, shop.pull);
const place = { repository: { full_name: "acme/shop", default_branch: "main" } };

test.each(["created", "edited", "deleted"] as const)("a comment that is %s", (action) => {
  const said = comment(shop.github.state, shop.repository, 7, "bob", "No");
  const happened = { sender: "mallory", before: "Yes" };
  const payload = issueCommentPayload(facts(), said, action, happened);
  expect(payload).toMatchObject({
    ...{ ...place, action, sender: { login: "mallory" } },
    issue: { number: 7, user: { login: "alice" }, pull_request: {} },
    comment: { id: said.id, body: "No", user: { login: "bob", type: "User" } },
  });
  expect(payload.changes).toEqual(action === "edited" ? { body: { from: "Yes" } } : undefined);
});

test.each(["created", "edited", "deleted"] as const)("a review comment that is %s", (action) => {
  const { github, repository, pull } = shop;
  const at = { path: "architecture.yaml", line: 1, body: "Why?" };
  const root = startThread(github.state, repository, pull, "github-actions[bot]", at);
  const answer = reply(github.state, repository, root, "bob", "Yes");
  expect(reviewCommentPayload(facts(), answer, action)).toMatchObject({
    ...{ ...place, action, sender: { login: "bob" } },
    pull_request: { number: 7, draft: false, head: { ref: "feature/x", sha: shop.head } },
    comment: {
      ...{ id: answer.id, body: "Yes", in_reply_to_id: root.id, line: 1, subject_type: "line" },
      user: { login: "bob", type: "User" },
    },
  });
  const asked = reviewCommentPayload(facts(), root, action);
  expect(asked.comment).not.toHaveProperty("in_reply_to_id");
  expect(asked.sender).toMatchObject({ login: "github-actions[bot]", type: "Bot" });
});

test.each([
  ["submitted", "commented", undefined],
  ["edited", "commented", { body: { from: "Hm" } }],
  ["dismissed", "dismissed", undefined],
] as const)("a review that is %s", (action, state, changes) => {
  const { github, repository, pull } = shop;
  const made = review(github.state, repository, pull, "bob", { body: "Fine" });
  const payload = reviewPayload(facts(), made, action, { before: "Hm" });
  expect(payload).toMatchObject({
    ...{ ...place, action, pull_request: { number: 7 } },
    review: { id: made.id, state, body: "Fine", commit_id: shop.head, user: { login: "bob" } },
  });
  expect(payload.changes).toEqual(changes);
});

test("a pull request that is closed, and one that is merged", () => {
  expect(closedPayload(facts())).toMatchObject({
    ...{ action: "closed", number: 7, sender: { login: "alice" } },
    pull_request: { state: "closed", merged: false, merged_by: null, merged_at: null },
  });
  const commit = merge(shop.github.state, shop.repository, shop.pull, "carol");
  expect(closedPayload(facts(), shop.pull.merged)).toMatchObject({
    ...{ action: "closed", sender: { login: "carol" } },
    pull_request: {
      ...{ state: "closed", merged: true, merge_commit_sha: commit },
      ...{ merged_by: { login: "carol" }, head: { sha: shop.head } },
    },
  });
});
