// Every workflow that this repository runs or shows, against what makes workflows dangerous.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod/mini";

const Rights = z.record(z.string(), z.enum(["read", "write", "none"]));
const Step = z.looseObject({
  uses: z.optional(z.string()),
  run: z.optional(z.string()),
  with: z.optional(z.record(z.string(), z.unknown())),
});
const Job = z.looseObject({
  permissions: z.optional(Rights),
  "timeout-minutes": z.optional(z.number()),
  steps: z.array(Step),
});
const Workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.optional(Rights),
  jobs: z.record(z.string(), Job),
});

const FOLDERS = [
  ".github/workflows",
  ...readdirSync("examples", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `examples/${name}/.github/workflows`),
];
const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
  readdirSync(folder).map((name) => join(folder, name)),
);

/** What each may write, as the whole of it: whoever gives a workflow more has to say so here. */
const WRITES: Readonly<Record<string, string>> = {
  ".github/workflows/ci.yml": "nothing",
  ".github/workflows/long-tests.yml": "nothing",
  ".github/workflows/review.yml": "pull-requests, checks",
  ".github/workflows/release.yml": "publish: contents, id-token, attestations",
  "examples/llm-service/.github/workflows/greenlight.yml": "contents, pull-requests, checks",
  "examples/rag-assistant/.github/workflows/greenlight.yml": "pull-requests, checks",
  "examples/tender-agents/.github/workflows/greenlight.yml": "pull-requests, checks",
  "examples/ticket-triage/.github/workflows/greenlight.yml": "pull-requests, checks",
  "examples/weld-inspection/.github/workflows/greenlight.yml": "pull-requests, checks",
};

test("there are the workflows that are known here, and no other", () => {
  expect([...files].sort()).toEqual(Object.keys(WRITES).sort());
});

test.each(files)("%s is not dangerous", (file) => {
  const text = readFileSync(file, "utf8");
  expect({ dangers: dangersIn(text), writes: writesOf(text) }).toEqual({
    dangers: [],
    writes: WRITES[file],
  });
});

test.each([
  ["no permissions", "permissions:\n  contents: read\n", "", ["no permissions at the top"]],
  ["a pinned tag", "a".repeat(40), "v5", ["actions/checkout@v5 is not pinned"]],
  ["a short commit", "a".repeat(40), "a".repeat(7), ["actions/checkout@aaaaaaa is not pinned"]],
  ["no version", " # v5.0.0", "", [`actions/checkout@${"a".repeat(40)} does not say its version`]],
  ["no limit of time", "    timeout-minutes: 5\n", "", ["job test has no limit of time"]],
  [
    "text of others in a script",
    "echo hello",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a workflow.
    "echo ${{ github.event.pull_request.title }}",
    ["a script with an expression in it"],
  ],
  [
    "foreign code next to a token",
    "  pull_request:",
    "  pull_request_target:",
    ["a checkout on pull_request_target"],
  ],
  [
    "the token left behind",
    "persist-credentials: false",
    "fetch-depth: 1",
    ["a checkout that leaves its token behind"],
  ],
])("%s would be found", (_, from, to, expected) => {
  const harmless = `on:
  pull_request:
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${"a".repeat(40)} # v5.0.0
        with:
          persist-credentials: false
      - run: echo hello
`;
  expect(dangersIn(harmless)).toEqual([]);
  expect(dangersIn(harmless.replace(from, () => to))).toEqual(expected);
});

function dangersIn(text: string): readonly string[] {
  const { on, permissions, jobs } = Workflow.parse(parse(text));
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  return [
    ...(permissions === undefined ? ["no permissions at the top"] : []),
    ...[...text.matchAll(/^\s*(?:- )?uses: (\S+)(.*)$/gm)].flatMap(([, action = "", rest = ""]) =>
      pinFaults(action, rest),
    ),
    ...Object.entries(jobs)
      .filter(([, job]) => job["timeout-minutes"] === undefined)
      .map(([name]) => `job ${name} has no limit of time`),
    ...(steps.some(({ run }) => run?.includes("${{")) ? ["a script with an expression in it"] : []),
    ...("pull_request_target" in on && checkouts.length > 0
      ? ["a checkout on pull_request_target"]
      : []),
    ...(checkouts.some((step) => step.with?.["persist-credentials"] !== false)
      ? ["a checkout that leaves its token behind"]
      : []),
  ];
}

/** The action of this repository is what examples show: by its tag, with a word on the commit. */
function pinFaults(action: string, rest: string): readonly string[] {
  if (action.startsWith("./") || action === "greenlight-review/greenlight@v1") return [];
  if (!/^[\w./-]+@[0-9a-f]{40}$/.test(action)) return [`${action} is not pinned`];
  return /^ # v\d+(\.\d+)*\b/.test(rest) ? [] : [`${action} does not say its version`];
}

function writesOf(text: string): string {
  const { permissions = {}, jobs } = Workflow.parse(parse(text));
  const written = (rights: z.infer<typeof Rights>) =>
    Object.keys(rights).filter((right) => rights[right] === "write");
  const all = [
    written(permissions).join(", "),
    ...Object.entries(jobs).map(([name, job]) => {
      const own = written(job.permissions ?? {});
      return own.length === 0 ? "" : `${name}: ${own.join(", ")}`;
    }),
  ].filter((each) => each !== "");
  return all.length === 0 ? "nothing" : all.join("; ");
}

test("Dependabot keeps the pinned commits and the packages fresh", () => {
  const { updates } = parse(readFileSync(".github/dependabot.yml", "utf8"));
  const ecosystems = updates.map(
    (each: { "package-ecosystem": string }) => each["package-ecosystem"],
  );
  expect(ecosystems).toEqual(["github-actions", "npm"]);
});

test("what may be written is given to a job that runs no code of the project", () => {
  const { jobs } = Workflow.parse(parse(readFileSync(".github/workflows/release.yml", "utf8")));
  const { check, publish } = jobs;
  expect(check?.permissions).toBeUndefined();
  const scripts = publish?.steps.flatMap(({ run }) => run ?? []).join("\n") ?? "";
  expect(scripts).not.toMatch(/\b(npm|npx|node|tsx)\b/);
  expect(scripts).toContain("gh release create");
});
