// The witness has to see what is wrong, or it proves nothing.
import { expect, test } from "vitest";
import { json } from "./exchange.ts";
import type { RecordedRequest } from "./faults.ts";
import { startShop } from "./start-shop.ts";
import { faultsOfExchange } from "./witness.ts";

const repository = "/repos/acme/shop";
const ours = { "user-agent": "greenlight octokit-core.js/7.0.8" };
const request = (
  method: string,
  path: string,
  rest: Partial<RecordedRequest> = {},
): RecordedRequest => ({
  ...{ method, path: repository + path, query: {}, body: undefined, headers: ours },
  ...{ status: undefined, ...rest },
});
const check = (method: string, path: string, rest: Partial<RecordedRequest> = {}) =>
  faultsOfExchange(request(method, path, rest), undefined).map((fault) =>
    fault.replace("/repos/{owner}/{repo}", ""),
  );

test("what is as described has no fault", () => {
  const query = { check_name: "greenlight", filter: "latest", per_page: "100" };
  expect(check("GET", "/commits/refs/heads/a/b/check-runs", { query })).toEqual([]);
  expect(check("PATCH", "/issues/comments/5", { body: { body: "Hello" } })).toEqual([]);
});

test.each([
  ["a call that there is not", "GET /repos/acme/shop/pull/7: no such call", "GET", "/pull/7", {}],
  [
    "a parameter that there is not",
    "takes no parameter size",
    "GET",
    "/pulls/7/files",
    { query: { size: "9" } },
  ],
  [
    "a value that there is not",
    "parameter filter must be equal to one of the allowed values",
    "GET",
    "/commits/a/check-runs",
    { query: { filter: "newest" } },
  ],
  [
    "a number that is none",
    "parameter per_page must be integer",
    "GET",
    "/pulls/7/files",
    { query: { per_page: "all" } },
  ],
  [
    "a field that is lacking",
    "sends  must have required property 'head_sha'",
    "POST",
    "/check-runs",
    { body: { name: "greenlight" } },
  ],
  [
    "a word that there is not",
    "sends /state must be equal to one of the allowed values",
    "POST",
    "/statuses/abc",
    { body: { state: "green", context: "greenlight" } },
  ],
  [
    "a field that there is not",
    'sends  must NOT have additional properties ["text"]',
    "PATCH",
    "/issues/comments/5",
    { body: { body: "", text: "" } },
  ],
  ["a body too few", "lacks a body", "POST", "/issues/7/comments", {}],
  ["a body too many", "takes no body", "GET", "/pulls/7", { body: { state: "open" } }],
  [
    "51 annotations",
    "sends /output/annotations must NOT have more than 50 items",
    "POST",
    "/check-runs",
    {
      body: {
        ...{ name: "greenlight", head_sha: "abc" },
        output: {
          ...{ title: "", summary: "" },
          annotations: Array.from({ length: 51 }, () => ({
            ...{ path: "a", start_line: 1, end_line: 1, message: "" },
            annotation_level: "notice",
          })),
        },
      },
    },
  ],
])("%s", (_, fault, method, path, rest) => {
  expect(check(method, path, rest)[0]).toContain(fault);
});

test("what no test knew of is to be listed, so that older servers are looked at", () => {
  expect(check("GET", "/pulls/7/commits", { query: { per_page: "5" } })).toEqual([]);
  expect(check("GET", "/commits/a/statuses", { query: { page: "1" } })).toEqual([]);
  expect(check("GET", "/commits/a/check-runs", { query: { status: "completed" } })).toEqual([
    "GET /commits/{ref}/check-runs: sends ?status, which sent.ts does not list",
  ]);
});

test("what the tests of the double send may be wrong; its answer may not", () => {
  const theirs = { headers: { "user-agent": "node" } };
  expect(check("POST", "/check-runs", theirs)).toEqual([]);
  const wrong = faultsOfExchange(request("GET", "/pulls/7", theirs), json({ number: "7" }));
  expect(wrong).toContain(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}: answers 200: /number must be integer ["integer"]',
  );
});

test.each([
  ["a status that the call has not", json([], 201)],
  ["a field that GitHub does not name", json([{ sha: "a", colour: "red" }])],
  ["text where JSON belongs", { status: 200, body: "x", headers: { "content-type": "text/html" } }],
  ["a refusal in other words", json({ error: "No" }, 404)],
])("an answer with %s", (_, answer) => {
  expect(faultsOfExchange(request("GET", "/pulls/7/files"), answer)).not.toEqual([]);
});

test("a double that was not spoken to as GitHub asks for fails when it is closed", async () => {
  const { github } = await startShop();
  await fetch(`${github.url}${repository}/pulls/7?colour=red`, { headers: ours });
  await expect(github.close()).rejects.toThrow(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}: takes no parameter colour",
  );
});
