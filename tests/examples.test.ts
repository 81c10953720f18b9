import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { calcPrice } from "@pydantic/genai-prices";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod/mini";
import { type Manifest, parseManifest } from "../src/manifest/manifest.ts";
import { DEFAULT_POLICY, parsePolicy } from "../src/policy/policy.ts";
import type { Parsed } from "../src/yaml/parse-yaml.ts";

const root = join(import.meta.dirname, "..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");

const names = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const manifestOf = (name: string) => {
  const path = `examples/${name}/architecture.yaml`;
  return parsed(parseManifest(path, textOf(path)));
};
const policyOf = (path: string) => parsed(parsePolicy(path, textOf(path)));
const workflowOf = (name: string) => textOf(`examples/${name}/.github/workflows/greenlight.yml`);

test("there are five examples", () => {
  expect(names).toEqual([
    "llm-service",
    "rag-assistant",
    "tender-agents",
    "ticket-triage",
    "weld-inspection",
  ]);
});

describe.each(names)("%s", (name) => {
  test("has a manifest that parses, and that editors complete", () => {
    expect(manifestOf(name).product.name).not.toBe("");
    const line = /^# yaml-language-server: \$schema=\.\.\/\.\.\/schema\/manifest\.schema\.json\n/;
    expect(textOf(`examples/${name}/architecture.yaml`)).toMatch(line);
  });

  test("names only parts that it declares", () => {
    expect(danglingNames(manifestOf(name))).toEqual([]);
  });

  test("calls API models whose price is known", () => {
    const unpriced = manifestOf(name)
      .models.filter(({ access, price }) => access === "api" && price === undefined)
      .filter(({ name, platform }) => !hasListPrice(name, platform));
    expect(unpriced).toEqual([]);
  });

  test("has a policy that parses, and that editors complete", () => {
    const path = `examples/${name}/.github/greenlight.yaml`;
    expect(policyOf(path).version).toBe(1);
    const line =
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\/schema\/policy\.schema\.json\n/;
    expect(textOf(path)).toMatch(line);
  });

  test("has the workflow that the documentation asks for", () => {
    expect(workflowFaults(workflowOf(name))).toEqual([]);
  });
});

test("the policy that writes out the defaults says what the defaults are", () => {
  const { answer, waive, ...rest } = policyOf("examples/rag-assistant/.github/greenlight.yaml");
  expect(rest).toEqual(DEFAULT_POLICY);
  expect([answer?.users.length, waive?.users.length]).toEqual([3, 1]);
});

test("the documentation shows the workflow of the first example word for word", () => {
  expect(textOf("docs/workflows.md")).toContain(
    `\`\`\`yaml\n${workflowOf("rag-assistant")}\`\`\`\n`,
  );
});

test("a workflow that would hurt is told apart", () => {
  const check = (from: string | RegExp, to: string) => {
    const text = workflowOf("rag-assistant");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return workflowFaults(changed);
  };
  expect({
    checkout: check("    steps:\n", "    steps:\n      - uses: actions/checkout@v5\n"),
    filter: check("    types: [", "    paths: [architecture.yaml]\n    types: ["),
    event: check("  workflow_dispatch:\n", "  release:\n  workflow_dispatch:\n"),
    deaf: check("  pull_request_review:\n    types: [submitted, edited, dismissed]\n", ""),
    type: check(", edited", ""),
    said: check("[created, edited, deleted]", "[created]"),
    rights: check("contents: read", "contents: write"),
    cancel: check("cancel-in-progress: false", "cancel-in-progress: true"),
    group: check(" || github.event.issue.number", ""),
    evicts: check("\njobs:\n", "\nconcurrency: greenlight\n\njobs:\n"),
    bots: check("github.event.sender.type != 'Bot' && ", ""),
    issues: check("github.event.issue.pull_request ||", "github.event.issue ||"),
    silent: check("!(github.event.comment || github.event.review) ||", ""),
    job: check("  review:", "  greenlight:"),
    input: check("          pull-request: $", "          pull-requests: $"),
    manual: check(/ {4}inputs:\n(.*\n){3}/, ""),
  }).toMatchInlineSnapshot(`
    {
      "bots": [
        "starts for issue_comment by a bot",
        "starts for a review by a bot",
      ],
      "cancel": [
        "cancels",
      ],
      "checkout": [
        "checkout",
      ],
      "deaf": [
        "does not hear all",
      ],
      "event": [
        "events",
      ],
      "evicts": [
        "a skipped run takes the place of one that waits",
      ],
      "filter": [
        "paths",
      ],
      "group": [
        "group",
      ],
      "input": [
        "unknown input",
        "no number for a manual run",
      ],
      "issues": [
        "starts for a comment on an issue",
      ],
      "job": [
        "job named like the check",
      ],
      "manual": [
        "no manual run",
      ],
      "rights": [
        "permissions",
      ],
      "said": [
        "types of issue_comment",
      ],
      "silent": [
        "sleeps through a push by a bot",
        "sleeps through a pull request from a fork",
        "sleeps through a merge queue",
        "sleeps through a manual run",
        "sleeps through a push to the default branch",
        "sleeps through a schedule",
      ],
      "type": [
        "types of pull_request_target",
      ],
    }
  `);
});

describe("this repository", () => {
  const own = (name: string) => textOf(`.github/workflows/${name}`);

  test("is judged itself, while its examples block nothing, some being red on purpose", () => {
    const enforced = (path: string) => policyOf(path).packs.map(({ enforce }) => enforce);
    expect(enforced(".github/greenlight.yaml")).toEqual(["all"]);
    expect(enforced(".github/greenlight-examples.yaml")).toEqual(["advisory"]);
  });

  test("names only parts that it declares", () => {
    const path = ".github/architecture.yaml";
    expect(danglingNames(parsed(parseManifest(path, textOf(path))))).toEqual([]);
  });

  test("tests with the command that anyone can run, and nothing else", () => {
    const steps = Object.values(Workflow.parse(parse(own("ci.yml"))).jobs).flatMap(
      ({ steps }) => steps,
    );
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual([".ci/run"]);
    expect(existsSync(join(root, ".ci/run"))).toBe(true);
  });

  test("reviews itself and every example with its own action, with inputs that it has", () => {
    const { jobs, permissions } = Workflow.parse(parse(own("review.yml")));
    expect(permissions).toEqual(RIGHTS);
    const reviews = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses === "./");
    expect(reviews.map((step) => step.with)).toEqual([
      undefined,
      {
        manifest: "examples/*/architecture.yaml",
        policy: ".github/greenlight-examples.yaml",
        "check-name": "examples",
        comment: "never",
      },
    ]);
    const inputs = reviews.flatMap((step) => Object.keys(step.with ?? {}));
    expect(inputs.filter((input) => !actionInputs().includes(input))).toEqual([]);
    // Where the action looks when it is given no path.
    expect(inputDefault("manifest").split("\n")).toContain(".github/architecture.yaml");
  });
});

function parsed<T>(result: Parsed<T>): T {
  if (result.ok) return result.located.value;
  throw new Error(
    result.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join("\n"),
  );
}

/** Every name that a manifest uses and does not declare. */
function danglingNames({ models, components = [], flows, data = [], environments = [] }: Manifest) {
  const modelIds = new Set(models.map(({ id }) => id));
  const parts = new Set([...modelIds, ...[...components, ...flows].map(({ id }) => id)]);
  const dataIds = new Set(data.map(({ id }) => id));
  const jobs = models.flatMap(({ training = [] }) => training);
  const used = [
    ...flows.flatMap(({ steps }) => steps.map(({ use }) => use)),
    ...environments.flatMap(({ evals = [] }) => evals.map(({ use }) => use)),
  ];
  const usedModels = [
    ...components.flatMap(({ runs = [] }) => runs),
    ...models.flatMap(({ fallback = "none" }) => (fallback === "none" ? [] : fallback)),
  ];
  return [
    ...used.filter((id) => !parts.has(id)),
    ...usedModels.filter((id) => !modelIds.has(id)),
    ...jobs.flatMap(({ dataset }) => dataset ?? []).filter((id) => !dataIds.has(id)),
  ];
}

function hasListPrice(model: string, platform: string | undefined): boolean {
  const options = platform === undefined ? {} : { providerId: platform };
  return calcPrice({ input_tokens: 1000, output_tokens: 1000 }, model, options) !== null;
}

const RIGHTS = { contents: "read", "pull-requests": "write", checks: "write" };
const SAID = ["created", "edited", "deleted"];
const TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request_target: [
    "opened",
    "synchronize",
    "reopened",
    "edited",
    "ready_for_review",
    "closed",
  ],
  issue_comment: SAID,
  pull_request_review_comment: SAID,
  pull_request_review: ["submitted", "edited", "dismissed"],
};
/** What no pull request starts: a policy that changes, and days on which answers end. */
const BESIDES = ["push", "schedule"];
const EVENTS = [...Object.keys(TYPES), ...BESIDES, "merge_group", "workflow_dispatch"];
const CHECK_NAME = "greenlight";
const ACTION = /^greenlight-review\/greenlight@/;

const Concurrency = z.object({
  group: z.string(),
  "cancel-in-progress": z.union([z.boolean(), z.string()]),
});
const Workflow = z.looseObject({
  on: z.looseObject({ workflow_dispatch: z.nullish(z.looseObject({})) }),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.optional(z.unknown()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      name: z.optional(z.string()),
      if: z.optional(z.string()),
      concurrency: z.optional(Concurrency),
      steps: z.array(
        z.looseObject({
          uses: z.optional(z.string()),
          run: z.optional(z.string()),
          with: z.optional(z.record(z.string(), z.unknown())),
        }),
      ),
    }),
  ),
});
type Workflow = z.infer<typeof Workflow>;

const ActionFile = z.object({
  inputs: z.record(z.string(), z.looseObject({ default: z.optional(z.string()) })),
});
const actionFile = () => ActionFile.parse(parse(textOf("action.yml")));
const actionInputs = () => Object.keys(actionFile().inputs);
const inputDefault = (name: string) => actionFile().inputs[name]?.default ?? "";

/** What is wrong with a workflow that people would copy, one word each. */
function workflowFaults(text: string): string[] {
  const workflow = Workflow.parse(parse(text));
  const faults: [string, boolean][] = [
    ...triggerFaults(workflow),
    ["permissions", !sameEntries(workflow.permissions, rightsFor(workflow))],
    // Before `if` is looked at, a run of such a group takes the place of one that waits.
    ["a skipped run takes the place of one that waits", workflow.concurrency !== undefined],
    ...jobFaults(workflow),
  ];
  return faults.flatMap(([fault, applies]) => (applies ? [fault] : []));
}

/** To write is needed for the ledger and for resolving threads, and for nothing else. */
function rightsFor({ jobs }: Workflow) {
  const resolves = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .some((step) => step.with?.["resolve-threads"] === true);
  return { ...RIGHTS, contents: resolves ? "write" : "read" };
}

function triggerFaults({ on }: Workflow): [string, boolean][] {
  const dispatch = z.object({ inputs: z.object({ "pull-request": z.unknown() }) });
  return [
    ["events", Object.keys(on).some((event) => !EVENTS.includes(event))],
    ["does not hear all", [...Object.keys(TYPES), ...BESIDES].some((event) => !(event in on))],
    ...Object.entries(TYPES).map(([event, types]): [string, boolean] => [
      `types of ${event}`,
      event in on &&
        !sameEntries(z.object({ types: z.array(z.string()) }).parse(on[event]).types, types),
    ]),
    ["paths", Object.values(on).some((event) => Object.keys(event ?? {}).some(isPathFilter))],
    ["no manual run", !dispatch.safeParse(on.workflow_dispatch).success],
  ];
}

function jobFaults({ jobs }: Workflow): [string, boolean][] {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const review = steps.filter(({ uses = "" }) => ACTION.test(uses));
  const inputs = Object.keys(review[0]?.with ?? {});
  const named = Object.entries(jobs).flatMap(([id, { name = id }]) => [id, name]);
  return [
    ["job named like the check", named.includes(CHECK_NAME)],
    ...Object.values(jobs).flatMap(({ if: condition = "", concurrency }) => [
      ...conditionFaults(condition),
      ["cancels", concurrency?.["cancel-in-progress"] !== false] as [string, boolean],
      ["group", !concurrency?.group.includes(GROUP)] as [string, boolean],
    ]),
    ["checkout", steps.some(({ uses = "" }) => uses.startsWith("actions/checkout"))],
    ["action", review.length !== 1],
    ["unknown input", inputs.some((input) => !actionInputs().includes(input))],
    ["no number for a manual run", !inputs.includes("pull-request")],
  ];
}

const GROUP =
  "${{ github.event.pull_request.number || github.event.issue.number || inputs.pull-request";

const person = { sender: { type: "User" } };
const bot = { sender: { type: "Bot" } };
const own = { head: { repo: { full_name: "acme/shop" } } };
const foreign = { head: { repo: { full_name: "mallory/shop" } } };

/** What happens, and whether it is work for the review. */
const HAPPENINGS: Readonly<Record<string, readonly [event: object, isWork: boolean]>> = {
  "a push by a person": [{ ...person, pull_request: own }, true],
  "a push by a bot": [{ ...bot, pull_request: own }, true],
  "a pull request from a fork": [{ ...person, pull_request: foreign }, true],
  "a merge queue": [{ ...bot, merge_group: {} }, true],
  "a manual run": [{ ...person, inputs: {} }, true],
  "a push to the default branch": [{ ...person, head_commit: {} }, true],
  "a schedule": [{ schedule: "23 4 * * *" }, true],
  "issue_comment by a person": [{ ...person, comment: {}, issue: { pull_request: {} } }, true],
  "issue_comment by a bot": [{ ...bot, comment: {}, issue: { pull_request: {} } }, false],
  "a comment on an issue": [{ ...person, comment: {}, issue: {} }, false],
  "a reply in a thread": [{ ...person, comment: {}, pull_request: own }, true],
  "a reply in a thread of a fork": [{ ...person, comment: {}, pull_request: foreign }, false],
  "a review": [{ ...person, review: {}, pull_request: own }, true],
  "a review by a bot": [{ ...bot, review: {}, pull_request: own }, false],
  "a review of a fork": [{ ...person, review: {}, pull_request: foreign }, false],
};

/** The condition is read as JavaScript, which it is but for names that may be missing. */
function conditionFaults(condition: string): [string, boolean][] {
  const script = condition.replaceAll(/(?<=\w)\.(?=\w)/g, "?.");
  const holds = new Function("github", `return Boolean(${script || "true"})`);
  return Object.entries(HAPPENINGS).map(([name, [event, isWork]]) => [
    `${isWork ? "sleeps through" : "starts for"} ${name}`,
    holds({ event, repository: "acme/shop" }) !== isWork,
  ]);
}

const isPathFilter = (key: string) => key.startsWith("paths");
const sameEntries = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
