// The page on requiring the check: what it tells people to send is what GitHub takes, and its links lead
// somewhere.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { describeApi } from "./github-double/description.ts";

const PAGE = readFileSync("docs/required-check.md", "utf8");

const commands = [
  ...PAGE.matchAll(/gh api --method (\w+) (\S+) --input \S+\n```\n\n```json\n(.*?)```/gs),
].map(([, method = "", path = "", body = ""]) => ({ method, path: `/${path}`, body }));

test.each(commands)("GitHub takes what is sent to $path", ({ method, path, body }) => {
  for (const name of ["api.github.com", "ghes-3.18"]) {
    const { operations, faultsOf } = describeApi(name);
    const operation = operations.find((each) => each.method === method && each.path.test(path));
    expect(operation?.body, path).toBeDefined();
    expect(faultsOf(operation?.body ?? "", JSON.parse(body))).toEqual([]);
  }
});

test("every way to require the check has its command", () => {
  expect(commands.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /repos/OWNER/REPO/rulesets",
    "PATCH /repos/OWNER/REPO/branches/main/protection/required_status_checks",
    "PUT /repos/acme/governance/actions/permissions/access",
    "POST /orgs/acme/rulesets",
  ]);
});

test("a rule that GitHub does not know would be found", () => {
  const { operations, faultsOf } = describeApi("api.github.com");
  const body = operations.find(({ name }) => name === "POST /repos/{owner}/{repo}/rulesets")?.body;
  const [ruleset] = commands;
  const wrong = ruleset?.body.replace('"strict_required_status_checks_policy": false,', "") ?? "";
  expect(faultsOf(body ?? "", JSON.parse(wrong))).not.toEqual([]);
});

test("the required workflow is one, and takes inputs that there are", () => {
  const [, workflow = ""] = /```yaml\n(# acme\/governance.*?)```/s.exec(PAGE) ?? [];
  const { on, jobs } = parse(workflow);
  expect(Object.keys(on)).toEqual(["pull_request_target", "merge_group"]);
  const inputs = Object.keys(parse(readFileSync("action.yml", "utf8")).inputs);
  expect(inputs).toContain(Object.keys(jobs.gate.steps[0].with)[0]);
});

test("every link of the page leads somewhere", () => {
  const named = new Set([...PAGE.matchAll(/\]\[([a-z-]+)\]/g)].map(([, name]) => name));
  const defined = [
    ...PAGE.matchAll(/^\[([a-z-]+)\]: https:\/\/(docs\.github\.com|github\.blog)\//gm),
  ];
  expect([...named].sort()).toEqual(defined.map(([, name]) => name).sort());
  const targets = [...PAGE.matchAll(/\]\((?!https)([^)#]*)(?:#([^)]*))?\)/g)];
  const broken = targets.filter(([, path, anchor]) => {
    const file = path === "" ? "docs/required-check.md" : join("docs", path ?? "");
    return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

/** As GitHub makes them of headings. */
function anchorsOf(file: string): readonly string[] {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
