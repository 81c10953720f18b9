import { afterEach, beforeEach, expect, test } from "vitest";
import { writesOf } from "./github-double/github-double.ts";
import type { Permissions } from "./github-double/github-state.ts";
import { comment, push } from "./github-double/seed.ts";
import { ROOT, type Shop, startShop } from "./github-double/start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

test.each([
  ["", 30, "next 2, last 5"],
  ["?per_page=100", 100, "next 2, last 2"],
  ["?per_page=100&page=2", 25, "prev 1, first 1"],
  ["?per_page=1000", 100, "next 2, last 2"],
  ["?per_page=50&page=2", 50, "prev 1, next 3, last 3, first 1"],
  ["?per_page=50&page=9", 0, "prev 3, first 1"],
])("125 comments with %j: %d, %s", async (query, count, links) => {
  for (let at = 0; at < 125; at += 1)
    comment(shop.github.state, shop.repository, 7, "bob", `comment ${at}`);
  const { data, link } = await shop.get(`/issues/7/comments${query}`);
  expect(data).toHaveLength(count);
  const found = [...(link ?? "").matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)];
  expect(found.map(([, page, rel]) => `${rel} ${page}`).join(", ")).toBe(links);
});

test("links name the repository by number, and lead to its pages all the same", async () => {
  for (let at = 0; at < 205; at += 1)
    comment(shop.github.state, shop.repository, 7, "bob", `comment ${at}`);
  const { link } = await shop.get("/issues/7/comments?per_page=100");
  const byNumber = `/repositories/${shop.repository.id}/issues/7/comments?per_page=100&page=3`;
  expect(link).toContain(`<${shop.github.url}${byNumber}>; rel="last"`);
  const { data } = await shop.call("GET", byNumber);
  expect(data.at(-1).body).toBe("comment 204");
  expect(shop.github.requests.map(({ path }) => path)).toEqual([
    `${ROOT}/issues/7/comments`,
    `${ROOT}/issues/7/comments`,
  ]);
});

test.each([
  ["?check_name=greenlight", 2, [3, 2]],
  ["?check_name=greenlight&filter=all", 3, [3, 2, 1]],
  ["?check_name=greenlight&filter=all&per_page=1&page=2", 3, [2]],
  ["?filter=all&app_id=99", 1, [2]],
  ["?check_name=other", 0, []],
])("check runs with %s", async (query, total, order) => {
  shop.grant("ghs_app", { checks: "write" }, "installation");
  const ids: number[] = [];
  for (const token of ["ghs_actions", "ghs_app", "ghs_actions"]) {
    const { data } = await shop.call("POST", `${ROOT}/check-runs`, shop.completed("success"), {
      token,
    });
    ids.push(data.id);
  }
  const { data } = await shop.get(`/commits/feature%2Fx/check-runs${query}`);
  const found = data.check_runs.map(({ id }: { id: number }) => ids.indexOf(id) + 1);
  // Two Apps have two suites, and "latest" is the latest of each suite.
  expect([data.total_count, found]).toEqual([total, order]);
});

test.each<[string, Permissions, "user" | "installation", string, string, number, string?]>([
  [
    "read only",
    { pull_requests: "read" },
    "installation",
    "POST",
    "/issues/7/comments",
    403,
    "Resource not accessible by integration",
  ],
  ["issues", { issues: "write" }, "installation", "POST", "/issues/7/comments", 201],
  [
    "none",
    {},
    "installation",
    "POST",
    "/check-runs",
    403,
    "Resource not accessible by integration",
  ],
  [
    "a person's",
    { checks: "write" },
    "user",
    "POST",
    "/check-runs",
    403,
    "You must authenticate via a GitHub App.",
  ],
  [
    "none",
    {},
    "user",
    "POST",
    "/statuses/HEAD",
    403,
    "Resource not accessible by personal access token",
  ],
  ["statuses", { statuses: "write" }, "user", "POST", "/statuses/HEAD", 201],
  ["none, public", {}, "installation", "GET", "/pulls/7", 200],
])("%s token: %s %s", async (_, permissions, kind, method, path, status, message) => {
  shop.grant("token", permissions, kind);
  const body =
    method === "GET" ? undefined : { body: "text", ...shop.completed("success"), state: "success" };
  const reply = await shop.call(method, ROOT + path.replace("HEAD", shop.head), body, {
    token: "token",
  });
  expect([reply.status, reply.data.message]).toEqual([status, message]);
});

test("a private repository: hidden from strangers, closed to tokens without the permission", async () => {
  shop.repository.private = true;
  shop.grant("token", { contents: "read" }, "installation");
  const path = "/git/trees/main";
  const statuses = async (token: string) => [
    (await shop.get(path, { token })).status,
    (await shop.get("/issues/7/comments", { token })).status,
  ];
  expect(await statuses("token")).toEqual([200, 403]);
  expect(await statuses("")).toEqual([404, 404]);
  expect(await statuses("wrong")).toEqual([401, 401]);
});

test.each<["on" | "refused" | "missing", string, unknown]>([
  ["on", "ghs_actions", "github-actions[bot]"],
  ["on", "ghp_bob", "bob"],
  ["refused", "ghs_actions", 401],
  ["missing", "ghs_actions", 404],
])("the viewer, GraphQL %s, %s", async (graphql, token, expected) => {
  shop.github.state.graphql = graphql;
  shop.grant("ghp_bob", {}, "user");
  const { status, data } = await shop.call(
    "POST",
    "/graphql",
    { query: "{ viewer { login } }" },
    { token },
  );
  expect(status === 200 ? data.data.viewer.login : status).toBe(expected);
});

test("GET /user knows people, not Apps", async () => {
  shop.grant("ghp_bob", {}, "user");
  expect((await shop.call("GET", "/user", undefined, { token: "ghp_bob" })).data.login).toBe("bob");
  const { status, data } = await shop.call("GET", "/user");
  expect([status, data.message]).toEqual([403, "Resource not accessible by integration"]);
});

test("a comment lives: created by the bot, edited, deleted", async () => {
  const made = (await shop.call("POST", `${ROOT}/issues/7/comments`, { body: "One" })).data;
  expect(made).toMatchObject({ body: "One", user: { login: "github-actions[bot]", type: "Bot" } });
  const path = `${ROOT}/issues/comments/${made.id}`;
  const edited = (await shop.call("PATCH", path, { body: "Two" })).data;
  expect(edited.body).toBe("Two");
  expect(edited.updated_at > made.created_at).toBe(true);
  expect((await shop.call("DELETE", path)).status).toBe(204);
  expect((await shop.call("PATCH", path, { body: "Three" })).status).toBe(404);
  expect(writesOf(shop.github.requests).map(({ method, status }) => [method, status])).toEqual([
    ["POST", 201],
    ["PATCH", 200],
    ["DELETE", 204],
    ["PATCH", 404],
  ]);
});

test.each([
  ["the longest body", "x".repeat(65_536), 201, undefined],
  ["a longer body", "x".repeat(65_537), 422, "Body is too long (maximum is 65536 characters)"],
  ["a blank body", " \n", 422, "Body cannot be blank"],
  ["no body", undefined, 422, "is missing"],
])("%s", async (_, body, status, message) => {
  const reply = await shop.call("POST", `${ROOT}/issues/7/comments`, { body });
  expect([reply.status, reply.data.errors?.[0].message]).toEqual([status, message]);
});

test("faults are used up one by one, and a write may take effect unseen", async () => {
  const match = { method: "POST", path: /comments$/ };
  const headers = { "retry-after": "1" };
  shop.github.fault(match, {
    kind: "answer",
    status: 502,
    body: "<h1>Bad gateway</h1>",
    applied: true,
  });
  shop.github.fault(match, {
    kind: "answer",
    status: 403,
    body: { message: "secondary" },
    headers,
  });
  shop.github.fault(match, { kind: "reset" });
  const post = () => shop.call("POST", `${ROOT}/issues/7/comments`, { body: "text" });
  expect(await post()).toMatchObject({ status: 502, data: "<h1>Bad gateway</h1>" });
  expect(await post()).toMatchObject({ status: 403, data: { message: "secondary" } });
  await expect(post()).rejects.toThrow();
  expect((await post()).status).toBe(201);
  expect(shop.repository.comments).toHaveLength(2);
  expect(shop.github.requests.map(({ status }) => status)).toEqual([502, 403, undefined, 201]);
});

test("a body that ends too early, and an answer that comes late", async () => {
  shop.github.fault({ path: /trees/ }, { kind: "truncate", bytes: 20 });
  await expect(shop.get("/git/trees/main")).rejects.toThrow("terminated");
  shop.github.fault({ path: /trees/ }, { kind: "delay", milliseconds: 60 });
  const start = performance.now();
  expect((await shop.get("/git/trees/main")).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThan(50);
});

test("the head moves between two calls", async () => {
  shop.github.before(
    ({ path }) => path.endsWith("/check-runs"),
    () => {
      push(shop.github.state, shop.repository, "feature/x", {
        "architecture.yaml": "version: 2\n",
      });
    },
  );
  expect((await shop.get("/pulls/7")).data.head.sha).toBe(shop.head);
  await shop.call("POST", `${ROOT}/check-runs`, shop.completed("success"));
  expect((await shop.get("/pulls/7")).data.head.sha).not.toBe(shop.head);
});

test("the double speaks as an Enterprise Server and as nobody", async () => {
  expect((await shop.call("GET", "/api/v3/repos/ACME/Shop")).data.default_branch).toBe("main");
  const { status, data } = await shop.call("GET", "/repos/acme/shop/branches");
  expect([status, data.message, data.documentation_url]).toEqual([
    404,
    "Not Found",
    "https://docs.github.com/rest",
  ]);
});
