import { afterEach, beforeEach, expect, test } from "vitest";
import type { Permissions, Role } from "./github-state.ts";
import { joinTeam, merge, setRole } from "./people.ts";
import { commitAs, push } from "./seed.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

test.each<[Role | "none", boolean, string, string]>([
  ["admin", false, "admin", "admin"],
  ["maintain", false, "write", "maintain"],
  ["write", false, "write", "write"],
  ["triage", false, "read", "triage"],
  ["read", true, "read", "read"],
  ["none", false, "read", "read"],
  ["none", true, "none", "none"],
])(
  "the role %s, private %s, is permission %s and role %s",
  async (role, secret, permission, name) => {
    shop.repository.private = secret;
    setRole(shop.repository, "Bob", role);
    const { data } = await shop.get("/collaborators/bob/permission");
    expect(data).toMatchObject({
      permission,
      role_name: name,
      user: { login: "bob", type: "User" },
    });
    expect(data.user.permissions.push).toBe(permission === "write" || permission === "admin");
  },
);

test.each([
  ["the owner", "acme", 200, "admin"],
  ["an App", "github-actions[bot]", 200, "none"],
  ["nobody", "nobody", 404, undefined],
])("the permission of %s", async (_, login, status, role) => {
  shop.github.state.unknownLogins.add("nobody");
  const reply = await shop.get(`/collaborators/${encodeURIComponent(login)}/permission`);
  expect([reply.status, reply.data.role_name]).toEqual([status, role]);
});

test("a person asks for a permission only with write access", async () => {
  shop.grant("ghp_bob", {}, "user");
  const ask = () => shop.get("/collaborators/alice/permission", { token: "ghp_bob" });
  expect((await ask()).data.message).toBe("Must have push access to view collaborator permission.");
  setRole(shop.repository, "bob", "maintain");
  expect((await ask()).status).toBe(200);
  expect((await shop.get("/collaborators/alice/permission", { token: "" })).status).toBe(401);
});

test.each<[string, "user" | "installation", Permissions, number, string | undefined]>([
  ["bob", "installation", { members: "read" }, 200, "active"],
  ["Carol", "installation", { members: "read" }, 200, "pending"],
  ["dave", "user", { members: "read" }, 404, undefined],
  ["bob", "installation", { contents: "write" }, 403, undefined],
  ["bob", "user", {}, 403, undefined],
])("whether %s is in the team, by a token of %s with %j", async (...given) => {
  const [login, kind, permissions, status, state] = given;
  joinTeam(shop.github.state, "acme/Platform", "bob", { role: "maintainer" });
  joinTeam(shop.github.state, "acme/platform", "carol", { state: "pending" });
  shop.grant("token", permissions, kind);
  const path = `/orgs/acme/teams/platform/memberships/${login}`;
  const reply = await shop.call("GET", path, undefined, { token: "token" });
  expect([reply.status, reply.data.state]).toEqual([status, state]);
});

test("commits name the accounts of their addresses, oldest first", async () => {
  const { github, repository } = shop;
  const change = (text: string, options: Parameters<typeof commitAs>[4]) =>
    commitAs(github.state, repository, "feature/x", { "a.txt": text }, options);
  change("1\n", { author: "bob", committer: "web-flow", message: "Update a.txt" });
  change("2\n", { author: "stranger@example.com", committer: "carol" });
  change("3\n", { author: "github-actions[bot]" });
  const { data } = await shop.get("/pulls/7/commits");
  const people = data.map(
    ({ author, committer, commit }: Record<string, Record<string, object>>) => [
      author?.["login"] ?? null,
      committer?.["login"] ?? null,
      (commit?.["verification"] as { reason?: string } | undefined)?.reason,
    ],
  );
  expect(people).toEqual([
    ["alice", "alice", "unsigned"],
    ["bob", "web-flow", "valid"],
    [null, "carol", "unsigned"],
    ["github-actions[bot]", "github-actions[bot]", "unsigned"],
  ]);
  expect(data[2].commit.author).toMatchObject({ name: "stranger", email: "stranger@example.com" });
  expect(data[1].parents).toMatchObject([{ sha: data[0].sha }]);
  const one = await shop.get(`/commits/${data[1].sha}`);
  expect(one.data).toMatchObject({ ...data[1], files: [{ filename: "a.txt" }] });
  expect((await shop.get("/commits/feature%2Fx")).data.sha).toBe(shop.pull.head.sha);
  expect((await shop.get(`/commits/${"b".repeat(40)}`)).status).toBe(422);
  expect((await shop.get("/pulls/7")).data.commits).toBe(4);
});

test("of many commits the first 250 are listed", async () => {
  for (let at = 0; at < 260; at += 1)
    push(shop.github.state, shop.repository, "feature/x", { "a.txt": `${at}\n` });
  const last = await shop.get("/pulls/7/commits?per_page=100&page=3");
  expect([last.data.length, last.link]).toEqual([50, expect.not.stringContaining('rel="next"')]);
});

test("a merged pull request still lists its files and commits", async () => {
  const lists = async () =>
    Promise.all(
      ["files", "commits"].map(async (what) => (await shop.get(`/pulls/7/${what}`)).data),
    );
  const before = await lists();
  const commit = merge(shop.github.state, shop.repository, shop.pull, "carol");
  expect(await lists()).toEqual(before);
  const { data } = await shop.call("GET", `${ROOT}/commits/${commit}`);
  expect(data).toMatchObject({ author: { login: "carol" }, committer: { login: "web-flow" } });
});
