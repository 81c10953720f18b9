import { afterEach, beforeEach, expect, test } from "vitest";
import { requiredCheck } from "./check-run-routes.ts";
import { ROOT, type Shop, startShop } from "./start-shop.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.github.close());

const output = (fields: object) => ({ output: { title: "Title", summary: "Summary", ...fields } });

const annotations = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    path: "architecture.yaml",
    start_line: at + 1,
    end_line: at + 1,
    annotation_level: "failure",
    message: "No.",
  }));

test.each([
  ["50 annotations", output({ annotations: annotations(50) }), ""],
  [
    "51 annotations",
    output({ annotations: annotations(51) }),
    "No more than 50 items are allowed; 51 were supplied.",
  ],
  ["the longest text", output({ text: "x".repeat(65_535) }), ""],
  [
    "a longer text",
    output({ text: "x".repeat(65_536) }),
    "Only 65535 characters are allowed; 65536 were supplied.",
  ],
  [
    "too many bytes",
    output({ summary: "é".repeat(40_000) }),
    "summary exceeds a maximum bytesize of 65535",
  ],
  ["no summary", { output: { title: "Title" } }, '"summary" wasn\'t supplied.'],
  ["null for a text", { external_id: null }, "'properties/external_id', nil is not a string."],
  ["null for nothing", { conclusion: null }, "nil is not a member of"],
  ["no conclusion", { status: "completed" }, '"conclusion" wasn\'t supplied.'],
  ["an unknown commit", { head_sha: "d".repeat(40) }, `No commit found for SHA: ${"d".repeat(40)}`],
  ["no name", { name: undefined }, '"name" wasn\'t supplied.'],
  [
    "a wrong level",
    output({ annotations: [{ ...annotations(1)[0], annotation_level: "error" }] }),
    "error is not a member of",
  ],
  [
    "columns over lines",
    output({ annotations: [{ ...annotations(1)[0], end_line: 9, start_column: 1 }] }),
    "Columns are only allowed",
  ],
])("a check run with %s", async (_, fields, message) => {
  const { status, data } = await shop.call("POST", `${ROOT}/check-runs`, shop.run(fields));
  expect(status).toBe(message === "" ? 201 : 422);
  expect(JSON.stringify(data.errors ?? data.message ?? "")).toContain(
    JSON.stringify(message).slice(1, -1),
  );
});

test("annotations add up, and a completed run stays completed", async () => {
  const first = {
    ...shop.run({ status: "in_progress" }),
    ...output({ annotations: annotations(50) }),
  };
  const { data } = await shop.call("POST", `${ROOT}/check-runs`, first);
  expect([data.status, data.conclusion, data.app.slug]).toEqual([
    "in_progress",
    null,
    "github-actions",
  ]);
  const path = `${ROOT}/check-runs/${data.id}`;
  const more = { conclusion: "failure", ...output({ annotations: annotations(3) }) };
  const done = (await shop.call("PATCH", path, more)).data;
  expect([done.status, done.output.annotations_count]).toEqual(["completed", 53]);
  const back = (await shop.call("PATCH", path, { status: "in_progress" })).data;
  expect([back.status, back.conclusion]).toEqual(["completed", "failure"]);
  const other = (await shop.call("PATCH", path, { status: "completed", conclusion: "success" }))
    .data;
  expect([other.conclusion, other.completed_at]).toEqual(["success", done.completed_at]);
});

test("only the App that made a run may change it", async () => {
  shop.grant("ghs_app", { checks: "write" }, "installation");
  const { data } = await shop.call("POST", `${ROOT}/check-runs`, shop.completed("failure"));
  const path = `${ROOT}/check-runs/${data.id}`;
  const reply = await shop.call("PATCH", path, { conclusion: "success" }, { token: "ghs_app" });
  expect([reply.status, reply.data.message]).toEqual([
    403,
    "Invalid app_id `15368` - check run can only be modified by the GitHub App that created it.",
  ]);
});

test.each([
  [[], "missing"],
  [["success"], "met"],
  [["neutral"], "met"],
  [["action_required"], "blocked"],
  [["cancelled"], "blocked"],
  [["success", "failure"], "blocked"],
  [["failure", "success"], "met"],
])("a required check after %j is %s", async (conclusions, expected) => {
  for (const each of conclusions)
    await shop.call("POST", `${ROOT}/check-runs`, shop.completed(each));
  expect(requiredCheck(shop.repository, shop.head, "greenlight")).toBe(expected);
});

test.each([
  [[], "pending"],
  [["success"], "success"],
  [["pending"], "pending"],
  [["failure", "success"], "success"],
  [["success", "error"], "failure"],
])("the statuses %j add up to %s", async (states, combined) => {
  shop.grant("token", { statuses: "write" }, "user");
  const path = `${ROOT}/statuses/${shop.head}`;
  for (const state of states) {
    await shop.call("POST", path, { state, context: "greenlight" }, { token: "token" });
  }
  const { data } = await shop.get(`/commits/${shop.head}/status`);
  expect([data.state, data.total_count]).toEqual([combined, Math.min(1, states.length)]);
  const list = (await shop.get(`/commits/${shop.head}/statuses`)).data;
  expect(list.map(({ state }: { state: string }) => state)).toEqual([...states].reverse());
});
