// The routes of a conversation that the emulator knows, asked there and on our double: the same
// status, and every field that the emulator answers. What differs is listed with the reason.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT, type Shop, startShop } from "../github-double/start-shop.ts";
import { type EmulatedGithub, startEmulatedGithub } from "./emulated-github.ts";

let shop: Shop;
let github: EmulatedGithub;
let number: number;
let head: string;
beforeAll(async () => {
  shop = await startShop();
  shop.grant("ghp_owner", { contents: "write", pull_requests: "write" }, "user");
  shop.repository.roles.set("bob", "admin");
  github = await startEmulatedGithub();
  head = await github.push("feature/x", { "architecture.yaml": "version: 1\n" });
  number = (await github.openPullRequest("feature/x")).number;
});
afterAll(async () => {
  await shop.github.close();
  await github.close();
});

/** Sends a request to both, with the number and the head of either pull request in place. */
async function ask(method: string, path: string, body: object = {}) {
  const filled = (of: { readonly number: number; readonly head: string }) => ({
    path: `${ROOT}${path}`.replace("{number}", `${of.number}`).replace("{head}", of.head),
    body: JSON.parse(JSON.stringify(body).replaceAll("{head}", of.head)),
  });
  const there = filled({ number, head });
  const here = filled({ number: 7, head: shop.head });
  const sent = method === "GET" ? undefined : here.body;
  const theirs = await github.call(method, there.path, method === "GET" ? {} : there);
  const ours = await shop.call(method, here.path, sent, { token: "ghp_owner" });
  return { theirs, ours };
}

const keysOf = (data: unknown): readonly string[] =>
  Object.keys(Array.isArray(data) ? data[0] : Object(data));

/** Fields that the emulator answers and GitHub's own description does not have. */
const NOT_OF_GITHUB: Readonly<Record<string, readonly string[]>> = {
  "/pulls/{number}/reviews": ["created_at", "updated_at"],
  // GitHub leaves the field out where there is nothing to name.
  "/pulls/{number}/comments": ["in_reply_to_id"],
  "/git/blobs": ["node_id", "size"],
  // These two GitHub does answer; our double leaves them out.
  "/commits/{head}": ["files", "stats"],
};

test.each([
  ["POST", "/pulls/{number}/reviews", { event: "COMMENT", body: "Fine" }],
  ["GET", "/pulls/{number}/reviews", undefined],
  [
    "POST",
    "/pulls/{number}/comments",
    { commit_id: "{head}", path: "architecture.yaml", line: 1, side: "RIGHT", body: "Why?" },
  ],
  ["GET", "/pulls/{number}/comments", undefined],
  ["GET", "/pulls/{number}/commits", undefined],
  ["GET", "/commits/{head}", undefined],
  ["GET", "/collaborators/acme/permission", undefined],
  ["GET", "/git/ref/heads/feature/x", undefined],
  ["GET", "/git/ref/heads/gone", undefined],
  ["POST", "/git/blobs", { content: "x", encoding: "utf-8" }],
  ["POST", "/git/trees", { tree: [{ path: "a", mode: "100644", type: "blob", content: "a" }] }],
  ["POST", "/git/refs", { ref: "refs/heads/feature/x", sha: "{head}" }],
  ["POST", "/git/refs", { ref: "refs/heads/new", sha: "{head}" }],
  ["PUT", "/contents/new.txt", { message: "x", content: "eA==", branch: "new" }],
  ["PUT", "/contents/new.txt", { message: "x", content: "eA==", branch: "new" }],
  ["PUT", "/contents/new.txt", { message: "x", content: "eA==", branch: "new", sha: "wrong" }],
])("%s %s %j", async (method, path, body) => {
  const { theirs, ours } = await ask(method, path, body);
  // GitHub answers 200 to a new review, says its description.
  const isNewReview = method === "POST" && path.endsWith("/reviews");
  expect(ours.status).toBe(isNewReview ? 200 : theirs.status);
  const known = [...keysOf(ours.data), ...(NOT_OF_GITHUB[path] ?? [])];
  expect(keysOf(theirs.data).filter((key) => !known.includes(key))).toEqual([]);
});
