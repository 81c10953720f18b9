import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReviewComment } from "./conversation.ts";
import { writesOf } from "./github-double.ts";
import type { Permissions } from "./github-state.ts";
import { deleteSaid, edit, reply, resolve, startThread, unresolve } from "./people.ts";
import { comment, push } from "./seed.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

const ask = (query: string, variables: object = {}, token = "ghs_actions") =>
  shop.call("POST", "/graphql", { query, variables }, { token });

const start = (body: string): ReviewComment =>
  startThread(shop.github.state, shop.repository, shop.pull, "alice", {
    ...{ path: "architecture.yaml", line: 1, body },
  });

const EDITORS = `query ($ids: [ID!]!) { nodes(ids: $ids) {
  id __typename
  ... on IssueComment { lastEditedAt editor { login __typename } }
  ... on PullRequestReviewComment { lastEditedAt editor { login __typename } }
} }`;

test("who edited a comment last, of either kind", async () => {
  const { github, repository } = shop;
  const said = comment(github.state, repository, 7, "bob", "Yes");
  const thread = start("Why?");
  const made = await shop.call("POST", `${ROOT}/issues/7/comments`, { body: "One" });
  await shop.call("PATCH", `${ROOT}/issues/comments/${made.data.id}`, { body: "Two" });
  edit(github.state, thread, "Why not?", "mallory");
  const listed = [
    ...(await shop.get("/issues/7/comments")).data,
    ...(await shop.get("/pulls/7/comments")).data,
  ];
  const ids = listed.map((each) => each.node_id);
  const { data } = await ask(EDITORS, { ids });
  expect(data).toEqual({
    data: {
      nodes: [
        { id: ids[0], __typename: "IssueComment", lastEditedAt: null, editor: null },
        {
          ...{ id: ids[1], __typename: "IssueComment" },
          lastEditedAt: listed[1].updated_at,
          editor: { login: "github-actions", __typename: "Bot" },
        },
        {
          ...{ id: ids[2], __typename: "PullRequestReviewComment" },
          lastEditedAt: listed[2].updated_at,
          editor: { login: "mallory", __typename: "User" },
        },
      ],
    },
  });
  expect(said.edit).toBeUndefined();
});

test("an unknown node is null in its place, with an error beside it", async () => {
  const { id } = comment(shop.github.state, shop.repository, 7, "bob", "Yes");
  const known = (await shop.call("GET", `${ROOT}/issues/comments/${id}`)).data.node_id;
  const { status, data } = await ask(EDITORS, { ids: ["nonsense", known] });
  expect(status).toBe(200);
  expect(data).toMatchObject({
    data: { nodes: [null, { id: known }] },
    errors: [
      {
        ...{ type: "NOT_FOUND", path: ["nodes", 0] },
        message: "Could not resolve to a node with the global id of 'nonsense'.",
      },
    ],
  });
});

const THREADS = `query ($owner: String!, $name: String!, $number: Int!, $first: Int, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    reviewThreads(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id isResolved isOutdated resolvedBy { login __typename }
        comments(first: 1) { nodes { databaseId } }
      }
    }
  } }
}`;

const threads = async (more: object = {}) => {
  const at = { owner: "acme", name: "shop", number: 7, first: 100 };
  const { data } = await ask(THREADS, { ...at, ...more });
  return data.errors === undefined ? data.data.repository.pullRequest.reviewThreads : data;
};

test("threads, page by page, with the first comment that is left", async () => {
  const made = ["One?", "Two?", "Three?"].map(start);
  const [one, two, three] = made as [ReviewComment, ReviewComment, ReviewComment];
  const answer = reply(shop.github.state, shop.repository, one, "bob", "So");
  deleteSaid(shop.repository, one);
  deleteSaid(shop.repository, two);
  resolve(shop.repository, three, "bob");
  const first = await threads({ first: 1 });
  expect(first.pageInfo.hasNextPage).toBe(true);
  const resolution = { isResolved: false, isOutdated: false, resolvedBy: null };
  expect(first.nodes).toMatchObject([
    { ...resolution, comments: { nodes: [{ databaseId: answer.id }] } },
  ]);
  const next = await threads({ first: 5, after: first.pageInfo.endCursor });
  expect(next.nodes).toMatchObject([
    {
      ...{ isResolved: true, resolvedBy: { login: "bob", __typename: "User" } },
      comments: { nodes: [{ databaseId: three.id }] },
    },
  ]);
  expect(next.pageInfo.hasNextPage).toBe(false);
  unresolve(shop.repository, three);
  push(shop.github.state, shop.repository, "feature/x", { "architecture.yaml": "version: 2\n" });
  expect((await threads()).nodes).toMatchObject([
    { isOutdated: true, isResolved: false },
    { isOutdated: true, isResolved: false, resolvedBy: null },
  ]);
});

test.each([
  ["an unknown repository", { name: "gone" }, "NOT_FOUND", "Repository with the name 'acme/gone'"],
  ["an unknown pull request", { number: 99 }, "NOT_FOUND", "PullRequest with the number of 99."],
  ["too many at once", { first: 101 }, "EXCESSIVE_PAGINATION", "limit of 100 records"],
  ["no number", { first: undefined }, "MISSING_PAGINATION_BOUNDARIES", "a `first` or `last`"],
  ["a wrong cursor", { after: "x" }, "INVALID_CURSOR_ARGUMENTS", "not appear to be a valid cursor"],
])("threads of %s are an error", async (_, more, type, message) => {
  const { errors } = await threads(more);
  expect(errors).toMatchObject([{ type, message: expect.stringContaining(message) }]);
});

const RESOLVE = `mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) {
  thread { id isResolved resolvedBy { login } }
} }`;

test.each<[string, Permissions, "user" | "installation", string | undefined]>([
  [
    "a workflow as documented",
    { pull_requests: "write", contents: "read" },
    "installation",
    "Resource not accessible by integration",
  ],
  [
    "a workflow that may write files",
    { pull_requests: "write", contents: "write" },
    "installation",
    undefined,
  ],
  [
    "a passer-by",
    { pull_requests: "write" },
    "user",
    "bob does not have the correct permissions to execute `ResolveReviewThread`",
  ],
])("a thread is resolved by %s, or not", async (_, permissions, kind, message) => {
  start("Why?");
  const [{ id }] = (await threads()).nodes;
  shop.grant("token", permissions, kind);
  const { status, data } = await ask(RESOLVE, { id }, "token");
  expect(status).toBe(200);
  const isResolved = message === undefined;
  if (isResolved) {
    const thread = { id, isResolved: true, resolvedBy: { login: "greenlight[bot]" } };
    expect(data).toEqual({ data: { resolveReviewThread: { thread } } });
  } else {
    expect(data.data).toEqual({ resolveReviewThread: null });
    expect(data.errors).toMatchObject([{ type: "FORBIDDEN", message }]);
  }
  expect((await threads()).nodes).toMatchObject([{ isResolved }]);
});

test("a person with write access resolves a thread, and takes that back", async () => {
  start("Why?");
  const [{ id }] = (await threads()).nodes;
  shop.grant("ghp_bob", { pull_requests: "write" }, "user");
  shop.repository.roles.set("bob", "write");
  const done = await ask(RESOLVE, { id }, "ghp_bob");
  expect(done.data.data.resolveReviewThread.thread.resolvedBy).toEqual({ login: "bob" });
  const undo = `mutation { unresolveReviewThread(input: { threadId: "${id}" }) { thread { isResolved } } }`;
  expect((await ask(undo, {}, "ghp_bob")).data.data).toEqual({
    unresolveReviewThread: { thread: { isResolved: false } },
  });
});

test("a mutation is a write, a query is none", async () => {
  await ask("query { viewer { login } }");
  await ask(RESOLVE, { id: "x" });
  await ask("nonsense");
  expect(writesOf(shop.github.requests).map(({ body }) => body)).toMatchObject([
    { query: RESOLVE },
  ]);
});

test.each([
  ["a field that is not there", "{ viewer { name } }", "Field 'name' doesn't exist on type 'User'"],
  ["a syntax error", "{ viewer { login }", /Syntax Error/],
  ["a variable that is missing", EDITORS, /Variable "\$ids"/],
])("%s is refused with status 200", async (_, query, message) => {
  const { status, data } = await ask(query);
  expect([status, data.data]).toEqual([200, undefined]);
  expect(data.errors[0].message).toEqual(
    typeof message === "string" ? message : expect.stringMatching(message),
  );
});
