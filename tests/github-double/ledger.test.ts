import { afterEach, beforeEach, expect, test } from "vitest";
import { push } from "./seed.ts";
import { RAW, ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
  shop.grant("ghs_ledger", { contents: "write" }, "installation");
});
afterEach(() => shop.github.close());

const token = { token: "ghs_ledger" };
const send = (method: string, path: string, body: object) =>
  shop.call(method, ROOT + path, body, token);

/** Blob, tree, commit: the commit's id. */
async function commitFile(path: string, content: string, parents: readonly string[]) {
  const blob = await send("POST", "/git/blobs", { content, encoding: "utf-8" });
  const [base] = parents;
  const tree = await send("POST", "/git/trees", {
    ...(base === undefined ? {} : { base_tree: base }),
    tree: [{ path, mode: "100644", type: "blob", sha: blob.data.sha }],
  });
  const body = { message: "Record answers", tree: tree.data.sha, parents };
  const commit = await send("POST", "/git/commits", body);
  expect([blob.status, tree.status, commit.status]).toEqual([201, 201, 201]);
  return commit.data;
}

test("a branch without a past is made of a blob, a tree, a commit and a reference", async () => {
  expect((await shop.get("/git/ref/heads/ledger/main")).status).toBe(404);
  const first = await commitFile("a/b.json", "{}\n", []);
  expect(first).toMatchObject({
    author: { name: "greenlight[bot]", email: expect.stringContaining("+greenlight[bot]@users") },
    verification: { verified: true, reason: "valid" },
  });
  const ref = { ref: "refs/heads/ledger/main", sha: first.sha };
  expect((await send("POST", "/git/refs", ref)).status).toBe(201);
  expect(await send("POST", "/git/refs", ref)).toMatchObject({
    ...{ status: 422, data: { message: "Reference already exists" } },
  });
  const { data } = await shop.get("/git/ref/heads/ledger/main");
  expect(data).toMatchObject({ ref: ref.ref, object: { type: "commit", sha: first.sha } });
  const read = await shop.get("/contents/a/b.json?ref=ledger%2Fmain", { accept: RAW });
  expect(read.data).toBe("{}\n");
  expect((await shop.get(`/git/commits/${first.sha}`)).data).toEqual(first);
  expect((await shop.get(`/commits/${first.sha}`)).data.author.login).toBe("greenlight[bot]");
});

test("a tree on top of another keeps, replaces and deletes files", async () => {
  const tree = [
    { path: "old.txt", mode: "100644", type: "blob", sha: null },
    { path: "README.md", mode: "100644", type: "blob", content: "# New\n" },
  ];
  const made = await send("POST", "/git/trees", { base_tree: shop.head, tree });
  const paths = made.data.tree.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(["README.md", "architecture.yaml"]);
});

test.each([
  ["a commit on top", (next: string) => next, {}, 200, undefined],
  ["a commit beside", () => shop.base, {}, 422, "Update is not a fast forward"],
  ["a commit beside, by force", () => shop.base, { force: true }, 200, undefined],
  ["a commit that is not there", () => "b".repeat(40), {}, 422, "Object does not exist"],
])("a branch moves to %s", async (_, target, more, status, message) => {
  const { sha } = await commitFile("c.txt", "c\n", [shop.head]);
  const reply = await send("PATCH", "/git/refs/heads/feature/x", { sha: target(sha), ...more });
  expect([reply.status, reply.data.message]).toEqual([status, message]);
  // A pull request from the branch moves with it.
  const { data } = await shop.get("/pulls/7");
  expect(data.head.sha).toBe(status === 200 ? target(sha) : shop.head);
});

test("a branch that is not there cannot be moved", async () => {
  const reply = await send("PATCH", "/git/refs/heads/gone", { sha: shop.head });
  expect([reply.status, reply.data.message]).toEqual([422, "Reference does not exist"]);
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const put = (path: string, fields: object) =>
  send("PUT", `/contents/${path}`, { message: "Record", content: base64("{}\n"), ...fields });

test("a file is created, then replaced by whoever knows what is there", async () => {
  const made = await put("a/b.json", { branch: "feature/x", sha: "ignored" });
  expect(made.status).toBe(201);
  expect(made.data).toMatchObject({
    content: { path: "a/b.json", size: 3 },
    commit: { committer: { name: "GitHub" }, parents: [{ sha: shop.head }] },
  });
  const { sha } = made.data.content;
  const content = base64("[]\n");
  expect(await put("a/b.json", { branch: "feature/x", content })).toMatchObject({
    ...{ status: 422, data: { message: `Invalid request.\n\n"sha" wasn't supplied.` } },
  });
  const update = { branch: "feature/x", content, sha };
  expect((await put("a/b.json", update)).status).toBe(200);
  expect(await put("a/b.json", update)).toMatchObject({
    ...{ status: 409, data: { message: `a/b.json does not match ${sha}` } },
  });
  const read = await shop.get("/contents/a/b.json?ref=feature%2Fx", { accept: RAW });
  expect(read.data).toBe("[]\n");
});

test("a file goes to the default branch unless said, and to no branch that is not there", async () => {
  expect((await put("new.json", {})).status).toBe(201);
  expect((await shop.get("/contents/new.json?ref=main")).status).toBe(200);
  const reply = await put("new.json", { branch: "gone", sha: "wrong" });
  expect([reply.status, reply.data.message]).toEqual([404, "Branch gone not found"]);
  push(shop.github.state, shop.repository, "main", { "new.json": undefined });
  expect((await put("new.json", { content: "no base64!" })).status).toBe(422);
});

test.each([
  ["POST", "/git/blobs", { content: "x" }],
  ["POST", "/git/trees", { tree: [] }],
  ["POST", "/git/commits", { message: "x" }],
  ["POST", "/git/refs", { ref: "refs/heads/x" }],
  ["PATCH", "/git/refs/heads/main", { sha: "x" }],
  ["PUT", "/contents/a.txt", { message: "x", content: "" }],
])("%s %s takes contents: write", async (method, path, body) => {
  const reply = await shop.call(method, ROOT + path, body);
  expect([reply.status, reply.data.message]).toEqual([
    403,
    "Resource not accessible by integration",
  ]);
});
