import { afterEach, beforeEach, expect, test } from "vitest";
import type { FileSource } from "./git-objects.ts";
import { addRepository } from "./github-state.ts";
import { mergeCommit, moveBranch, openPullRequest, push } from "./seed.ts";
import { RAW, ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

/** What `git ls-tree -r -t` of git 2.39 says of the same files. */
const LISTED = `040000 tree 0c0f585ab76aeff68e03df33286cd7b0d04fa9dc .github
100644 blob d508cf756344aaf9123c531122a9d2d410c4ecfa .github/greenlight.yaml
100644 blob f2ad6c76f0115a6ba5b00456a849810e7ec0af20 a.c
040000 tree 7055c8fc289a366dd99c54d61d1496ef5e9f58a7 a
100755 blob 61780798228d17af2d34fce4cfbdf35556832472 a/b
100644 blob b82551848c644f63b8517a7bdf8be9a992e6f4da architecture.yaml
120000 blob 882da957b51d65d2a1152c6e83bd552cac277a5a link.yaml
160000 commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa sub`;

const FILES: Readonly<Record<string, FileSource>> = {
  sub: { submodule: "a".repeat(40) },
  "link.yaml": { text: "architecture.yaml", mode: "120000" },
  "a/b": { text: "b\n", mode: "100755" },
  "a.c": "c\n",
  "architecture.yaml": "version: 1\n",
  ".github/greenlight.yaml": "x: 1\n",
};

test("trees, blobs and their ids are those of git", async () => {
  push(shop.github.state, shop.repository, "trees", FILES);
  const { data } = await shop.get("/git/trees/trees?recursive=1");
  const rows = data.tree.map(
    (row: Record<"mode" | "type" | "sha" | "path", string>) =>
      `${row.mode} ${row.type} ${row.sha} ${row.path}`,
  );
  expect(rows.join("\n")).toBe(LISTED);
  expect(data).toMatchObject({ sha: "0b37a1b7f23771e076fe180b0d014528f2a9664e", truncated: false });
});

test.each([
  ["the branch", () => "feature%2Fx", 200],
  ["the full ref", () => "refs%2Fheads%2Ffeature%2Fx", 200],
  ["the ref of the pull request", () => "pull%2F7%2Fhead", 200],
  ["the commit", () => shop.head, 200],
  ["the tree", () => shop.repository.objects.commits.get(shop.head)?.tree ?? "", 200],
  ["a branch with a bare slash", () => "feature/x", 404],
  ["no ref at all", () => "b".repeat(40), 404],
])("a tree by %s", async (_, ref, status) => {
  const { data, ...reply } = await shop.get(`/git/trees/${ref()}?recursive=1`);
  expect(reply.status).toBe(status);
  if (status === 200) expect(data.tree[1].path).toBe("architecture.yaml");
});

test("a tree is cut on demand, and only when it is recursive", async () => {
  shop.repository.truncateTreesAt = 1;
  const cut = await shop.get(`/git/trees/${shop.head}?recursive=false`);
  expect([cut.data.tree.length, cut.data.truncated]).toEqual([1, true]);
  const top = await shop.get(`/git/trees/${shop.head}`);
  expect([top.data.tree.length, top.data.truncated]).toEqual([3, false]);
});

test("a blob comes raw, or as base64 in lines", async () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, at) => (at * 7) % 256);
  push(shop.github.state, shop.repository, "bytes", { "some.bin": { bytes } });
  const { sha } = (await shop.get("/git/trees/bytes?recursive=1")).data.tree.at(-1);
  const path = `${shop.github.url}${ROOT}/git/blobs/${sha}`;
  const raw = await fetch(path, { headers: { accept: RAW } });
  expect(new Uint8Array(await raw.arrayBuffer())).toEqual(bytes);
  const { content } = (await shop.get(`/git/blobs/${sha}`)).data;
  expect(Buffer.from(content, "base64")).toEqual(Buffer.from(bytes));
  expect(content.split("\n")[0]).toHaveLength(60);
  expect((await shop.get(`/git/blobs/${"c".repeat(40)}`)).status).toBe(404);
});

test.each([
  ["architecture.yaml", { type: "file", encoding: "base64", size: 11 }],
  ["link.yaml", { type: "file", encoding: "base64", size: 11 }],
  ["dangling.yaml", { type: "symlink", target: "../architecture.yaml" }],
  ["sub", { type: "submodule", size: 0 }],
  ["big.txt", { type: "file", encoding: "none", content: "", size: 1024 * 1024 + 1 }],
  ["missing.yaml", { message: "Not Found", status: "404" }],
  ["a", [{ type: "file", path: "a/b" }]],
])("the contents of %s", async (path, expected) => {
  const link = { text: "../architecture.yaml", mode: "120000" } as const;
  const big = "x".repeat(1024 * 1024 + 1);
  push(shop.github.state, shop.repository, "all", {
    ...FILES,
    "dangling.yaml": link,
    "big.txt": big,
  });
  expect((await shop.get(`/contents/${path}?ref=all`)).data).toMatchObject(expected);
  if (path === "big.txt") {
    expect((await shop.get(`/contents/${path}?ref=all`, { accept: RAW })).data).toBe(big);
  }
});

test("the contents of an unknown ref", async () => {
  const { status, data } = await shop.get("/contents/README.md?ref=gone");
  expect([status, data.message]).toEqual([404, "No commit found for the ref gone"]);
});

test("the head of a pull request follows its branch, in a fork, too", async () => {
  const fork = addRepository(shop.github.state, "eve/shop", {}, shop.repository);
  const first = push(
    shop.github.state,
    fork,
    "evil",
    { "architecture.yaml": "version: 2\n" },
    shop.base,
  );
  openPullRequest(shop.github.state, shop.repository, {
    head: "evil",
    from: fork,
    author: "eve",
    draft: true,
  });
  const before = (await shop.get("/pulls/8")).data;
  expect(before.head).toMatchObject({ sha: first, label: "eve:evil", repo: { fork: true } });
  expect([before.draft, before.base.sha, before.user.login]).toEqual([true, shop.base, "eve"]);
  const second = push(shop.github.state, fork, "evil", { "architecture.yaml": "version: 3\n" });
  expect((await shop.get("/pulls/8")).data.head.sha).toBe(second);
  // GitHub keeps the objects of forks in one place: the base repository can read them.
  expect((await shop.get(`/git/trees/${second}?recursive=1`)).status).toBe(200);
});

test("a force push takes the head back, and a closed pull request keeps its head", async () => {
  const { github, repository, pull, head } = shop;
  push(github.state, repository, "feature/x", { "architecture.yaml": "version: 2\n" });
  moveBranch(github.state, repository, "feature/x", head);
  expect((await shop.get("/pulls/7")).data.head.sha).toBe(head);
  pull.state = "closed";
  push(github.state, repository, "feature/x", { "architecture.yaml": "version: 3\n" });
  expect((await shop.get("/pulls/7")).data.head.sha).toBe(head);
  expect((await shop.get("/pulls")).data).toEqual([]);
});

test("a pull request lists what it changed since it left the base", async () => {
  push(shop.github.state, shop.repository, "main", { "later.txt": "later\n" });
  push(shop.github.state, shop.repository, "feature/x", {
    "old.txt": undefined,
    "new.txt": "old\n",
    "README.md": "# Shop\n\nText\n",
    "logo.png": { bytes: Uint8Array.of(1, 0, 2) },
  });
  const { data } = await shop.get("/pulls/7/files");
  const rows = data.map(
    ({ filename, status, patch }: Record<"filename" | "status" | "patch", string>) => ({
      name: filename,
      status,
      patch,
    }),
  );
  expect(rows).toEqual([
    { name: "README.md", status: "modified", patch: "@@ -1 +1,3 @@\n # Shop\n+\n+Text" },
    { name: "architecture.yaml", status: "added", patch: "@@ -0,0 +1 @@\n+version: 1" },
    { name: "logo.png", status: "added", patch: undefined },
    { name: "new.txt", status: "renamed", patch: undefined },
  ]);
});

test("a merge commit holds what either side added and removed", async () => {
  const { github, repository } = shop;
  const main = push(github.state, repository, "main", {
    "later.txt": "later\n",
    "old.txt": undefined,
  });
  const ours = push(github.state, repository, "feature/x", { "README.md": undefined });
  repository.branches.set("queue", mergeCommit(github.state, repository, main, ours));
  const { data } = await shop.get("/git/trees/queue?recursive=1");
  const paths = data.tree.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(["architecture.yaml", "later.txt"]);
});
