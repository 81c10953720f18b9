// What Greenlight asks of GitHub, against what GitHub says that an Enterprise Server understands.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeApi } from "./github-double/description.ts";
import { missingOn } from "./github-double/missing-on.ts";

/** As docs/workflows.md states it. */
const [, OLDEST = "none"] =
  /oldest supported version is \*\*(3\.\d+)\*\*/.exec(readFileSync("docs/workflows.md", "utf8")) ??
  [];

/** Cut the description of any other server into this folder, and it is looked at too. */
const servers = readdirSync("tests/fixtures/github-api").flatMap(
  (name) => /^(ghes-.+)\.json$/.exec(name)?.[1] ?? [],
);

const routes = readdirSync("src/github").flatMap((name) => {
  const text = readFileSync(join("src/github", name), "utf8");
  return [...text.matchAll(/"((?:GET|POST|PUT|PATCH|DELETE) \/[^"]+)"/g)].map(
    ([, route = ""]) => route,
  );
});

test("github.com describes every call that the source makes, with all that it sends", () => {
  expect(routes.length).toBeGreaterThan(25);
  expect(missingOn(describeApi("api.github.com"), routes)).toEqual([]);
});

test("the oldest supported server is looked at", () => {
  expect(servers).toContain(`ghes-${OLDEST}`);
});

test.each(servers)("%s has them all", (name) => {
  expect(missingOn(describeApi(name), routes)).toEqual([]);
});

test("what a server lacks is told", () => {
  const { operations, ...rest } = describeApi("api.github.com");
  const older = operations
    .filter(({ name }) => !name.startsWith("GET /user"))
    .map((each) => ({
      ...each,
      parameters: each.parameters.filter(({ name }) => name !== "filter"),
    }));
  expect(missingOn({ ...rest, operations: older }, routes)).toEqual([
    "GET /user",
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs: ?filter=latest",
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs: ?filter=all",
  ]);
});
