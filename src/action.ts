/** The GitHub Action: inputs and event in; comment, check, job summary, outputs and exit code out. */

import { readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import * as core from "@actions/core";
import * as z from "zod/mini";
import type { Denied, Forge } from "./forge.ts";
import { github } from "./github/client.ts";
import { clockOf } from "./github/clock.ts";
import { targetOf } from "./github/event.ts";
import { describeFailure, Explained, statusOf } from "./github/failure.ts";
import { githubForge } from "./github/forge.ts";
import { main, type Outcome, reportFailure, type Settings } from "./main.ts";
import { branchesOf } from "./policy/policy.ts";
import { escapeMarkdown } from "./render/escape-markdown.ts";
import { renderSummary } from "./render/job-summary.ts";
import { renderJson } from "./render/json.ts";
import { outputsOf } from "./render/outputs.ts";
import { readShipped } from "./shipped/read-shipped.ts";

/** `./a.yaml` and `a.yaml` are one file; only the second is how GitHub lists it. */
const RepositoryPath = z.string().check(
  z.overwrite((path) => posix.normalize(path).replace(/\/$/, "")),
  z.refine(
    (path) => !/^(\/|\.\.(\/|$)|\.$)/.test(path),
    "manifest, policy and packs are paths inside the repository, such as services/search/architecture.yaml",
  ),
);
const Pattern = z.pipe(
  z.string(),
  z.transform((text: string, { issues }) => {
    const [, mark = "", path = ""] = /^(!(?!\())?(.*)$/s.exec(text) ?? [];
    const parsed = RepositoryPath.safeParse(path);
    if (parsed.success) return `${mark}${parsed.data}`;
    for (const { message } of parsed.error.issues)
      issues.push({ code: "custom", message, input: text });
    return z.NEVER;
  }),
);

const NUMBER = "pull-request must be the number of a pull request";
const Inputs = z.object({
  token: z
    .string()
    .check(
      z.minLength(
        1,
        "github-token is empty: give it a token, or leave it out for the workflow's own",
      ),
    ),
  manifests: z
    .array(Pattern)
    .check(
      z.refine(
        (patterns) => patterns.some((pattern) => !/^!(?!\()/.test(pattern)),
        "manifest is empty: name at least one path or glob",
      ),
    ),
  policy: z.pipe(z.string().check(z.minLength(1, "policy is empty: name a path")), RepositoryPath),
  packs: z.array(RepositoryPath),
  publish: z.enum(["check", "status"], "publish must be check or status"),
  checkName: z
    .string()
    .check(z.minLength(1), z.maxLength(100, "check-name must have 1 to 100 characters")),
  failJob: z.boolean(),
  pullRequest: z.optional(z.int(NUMBER).check(z.positive(NUMBER))),
  comment: z.enum(["always", "on-change", "never"], "comment must be always, on-change or never"),
  threads: z.boolean(),
  resolve: z.boolean(),
  policyToken: z.string(),
});
type Inputs = z.infer<typeof Inputs>;

/** Most characters of a reason; it may quote an answer of the API. */
const MOST_BECAUSE = 1000;

run().catch((error) => notEvaluated(describeFailure(error)));

async function run(): Promise<void> {
  const inputs = readInputs();
  const { GITHUB_EVENT_NAME: event = "", GITHUB_REPOSITORY = "" } = process.env;
  const found = targetOf(event, readEvent(), inputs.pullRequest);
  if (found.handled === "nothing to do") return core.info(`Nothing to review. ${found.because}`);
  if (!found.handled) return notEvaluated(found.because);

  const [owner = "", repo = ""] = GITHUB_REPOSITORY.split("/");
  if (owner === "" || repo === "")
    throw new Explained("GITHUB_REPOSITORY is not set to owner/name. On a runner GitHub sets it.");
  const baseUrl = process.env["GITHUB_API_URL"] ?? "https://api.github.com";
  const clock = clockOf(process.env["GREENLIGHT_PACING"] === "none" ? 0 : 1000);
  const shipped = readShipped(join(import.meta.dirname, "..", "data"));
  const client = github(inputs.token, baseUrl, { clock });
  const { policyToken } = inputs;
  const forge = githubForge(client, {
    place: { owner, repo },
    server: process.env["GITHUB_SERVER_URL"],
    target: found.target,
    token: inputs.token,
    manifests: inputs.manifests,
    policyPath: inputs.policy,
    checkName: inputs.checkName,
    publish: inputs.publish,
    listedBranches: branchesOf,
    teamClient: policyToken === "" ? client : github(policyToken, baseUrl, { clock }),
  });
  const today = new Date().toISOString().slice(0, 10);
  const { checkName, publish, comment, threads, resolve, packs } = inputs;
  const settings = { today, checkName, publish, comment, threads, resolve, packs };
  const outcome = await main(forge, settings, shipped).catch((error) =>
    explainFailure(forge, settings, error),
  );
  if (outcome !== undefined) await report(outcome, inputs);
}

/** The check says it too, unless GitHub does not accept the token at all. */
async function explainFailure(
  forge: Forge,
  settings: Settings,
  error: unknown,
): Promise<undefined> {
  const because = describeFailure(error);
  if (statusOf(error) !== 401) await reportFailure(forge, settings, because).catch(() => false);
  await notEvaluated(because);
}

/** What is missing in the event is said where it is needed. */
function readEvent(): unknown {
  const { GITHUB_EVENT_PATH: path = "" } = process.env;
  if (path === "") return {};
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Explained(
      `The file at GITHUB_EVENT_PATH cannot be read: ${(error as Error).message}. On a runner GitHub writes that file.`,
    );
  }
}

function readInputs(): Inputs {
  const number = core.getInput("pull-request");
  const inputs = Inputs.safeParse({
    token: core.getInput("github-token"),
    manifests: core.getMultilineInput("manifest"),
    policy: core.getInput("policy"),
    packs: core.getMultilineInput("packs"),
    publish: core.getInput("publish"),
    checkName: core.getInput("check-name"),
    failJob: core.getBooleanInput("fail-job"),
    pullRequest: number === "" ? undefined : Number(number),
    comment: core.getInput("comment"),
    threads: core.getBooleanInput("threads"),
    resolve: core.getBooleanInput("resolve-threads"),
    policyToken: core.getInput("policy-token"),
  });
  if (inputs.success) return inputs.data;
  const messages = new Set(inputs.error.issues.map(({ message }) => `${message}.`));
  throw new Explained([...messages].join(" "));
}

async function report(outcome: Outcome, { failJob, publish }: Inputs): Promise<void> {
  const path = join(process.env["RUNNER_TEMP"] ?? ".", "greenlight-report.json");
  writeFileSync(path, renderJson(outcome.review));
  core.setOutput("report", path);
  for (const [name, value] of Object.entries(outputsOf(outcome.review)))
    core.setOutput(name, value);
  await writeSummary(renderSummary(outcome, publish));

  const unpublished = outcome.denied.some(
    ({ change }) => change === "createCheck" || change === "setStatus",
  );
  for (const one of outcome.denied) core.warning(describeDenied(one));
  const { verdict } = outcome.review;
  const green = verdict === "pass" || verdict === "not-applicable";
  core.info(`Verdict: ${verdict}.`);
  if (!green && (failJob || unpublished))
    core.setFailed(`Greenlight's verdict is ${verdict}: see the job summary.`);
}

function describeDenied({ change, permission, because }: Denied): string {
  return permission === undefined
    ? `This could not be done: ${change}. ${because}`
    : `The token may not do this: ${change}. Add \`${permission}\` to the permissions of the job.`;
}

/** Nothing was judged: say why, and let the job fail, since no check can say it. */
async function notEvaluated(because: string): Promise<void> {
  core.setOutput("verdict", "error");
  await writeSummary(`## Greenlight: not evaluated\n\n${escapeMarkdown(because, MOST_BECAUSE)}\n`);
  core.setFailed(`Not evaluated. ${because}`);
}

/** A job without a summary file, or with one that cannot be written, is no reason to lose the verdict. */
async function writeSummary(markdown: string): Promise<void> {
  const { GITHUB_STEP_SUMMARY: path = "" } = process.env;
  if (path === "") return;
  try {
    await core.summary.addRaw(markdown).write({ overwrite: true });
  } catch (error) {
    core.warning(`The job summary could not be written. ${(error as Error).message}`);
  }
}
