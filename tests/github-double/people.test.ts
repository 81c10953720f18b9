import { afterEach, beforeEach, expect, test } from "vitest";
import { close, edit, merge, resolve, review, setDraft, startThread, unresolve } from "./people.ts";
import { comment, push } from "./seed.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

const pull = async () => (await shop.get("/pulls/7")).data;

test("a merge moves the base branch and closes the pull request", async () => {
  const before = await pull();
  expect(before).toMatchObject({ state: "open", merged: false, merge_commit_sha: null });
  const commit = merge(shop.github.state, shop.repository, shop.pull, "carol");
  const after = await pull();
  expect(after).toMatchObject({
    ...{ state: "closed", merged: true, merge_commit_sha: commit },
    ...{ merged_by: { login: "carol" }, head: before.head, base: before.base },
  });
  expect(after.merged_at).toBe(after.closed_at);
  const { data } = await shop.get("/git/trees/main?recursive=1");
  expect(data.tree.map(({ path }: { path: string }) => path)).toContain("architecture.yaml");
  push(shop.github.state, shop.repository, "feature/x", { "later.txt": "later\n" });
  expect((await pull()).head.sha).toBe(before.head.sha);
});

test("closing without a merge, drafts", async () => {
  setDraft(shop.github.state, shop.pull, true);
  expect(await pull()).toMatchObject({ draft: true, state: "open", closed_at: null });
  close(shop.github.state, shop.pull);
  expect(await pull()).toMatchObject({ state: "closed", merged: false, merged_at: null });
});

test("a conversation is counted, and who edited what is known", async () => {
  const { github, repository } = shop;
  const said = comment(github.state, repository, 7, "bob", "Yes");
  edit(github.state, said, "No", "mallory");
  const path = `${ROOT}/issues/comments/${said.id}`;
  expect((await shop.call("GET", path)).data).toMatchObject({
    ...{ body: "No", user: { login: "bob" }, author_association: "NONE" },
    updated_at: said.edit?.at,
  });
  expect(said.edit?.editor).toBe("mallory");
  edit(github.state, said, "Yes");
  expect(said.edit?.editor).toBe("bob");
  review(github.state, repository, shop.pull, "dave", { body: "Fine", state: "APPROVED" });
  const reviews = (await shop.get("/pulls/7/reviews")).data;
  expect(reviews).toMatchObject([{ state: "APPROVED", body: "Fine", user: { login: "dave" } }]);
  expect(await pull()).toMatchObject({ comments: 1, review_comments: 0 });
});

test("a thread is on a line of the diff, and resolved by somebody", () => {
  const { github, repository } = shop;
  const ask = (line: number) =>
    startThread(github.state, repository, shop.pull, "alice", {
      ...{ path: "architecture.yaml", line, body: "Why?" },
    });
  expect(() => ask(2)).toThrow("The line is not in the diff: architecture.yaml:2");
  const thread = ask(1);
  resolve(repository, thread, "bob");
  expect(repository.threads).toMatchObject([{ id: thread.thread, resolvedBy: "bob" }]);
  unresolve(repository, thread);
  expect(repository.threads[0]?.resolvedBy).toBeUndefined();
});
