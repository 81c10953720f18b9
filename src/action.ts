/** The GitHub Action: inputs and event in; comment, check, job summary, outputs and exit code out. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import * as z from "zod";
import { github, NO_PACING, PACING } from "./github/client.ts";
import { targetOf } from "./github/event.ts";
import { describeFailure } from "./github/failure.ts";
import { githubForge } from "./github/forge.ts";
import { type Forge, main, type Outcome, reportFailure, type Settings } from "./main.ts";
import { branchesOf } from "./policy/policy.ts";
import { renderSummary } from "./render/job-summary.ts";
import { renderJson } from "./render/json.ts";
import { outputsOf } from "./render/outputs.ts";
import { readShipped } from "./shipped/read-shipped.ts";

const Inputs = z.object({
  token: z
    .string()
    .min(1, "github-token is empty: give it a token, or leave it out for the workflow's own"),
  manifests: z.array(z.string()).min(1, "manifest is empty: name at least one path or glob"),
  policy: z.string().min(1, "policy is empty: name a path"),
  packs: z.array(z.string()),
  publish: z.enum(["check", "status"], "publish must be check or status"),
  checkName: z.string().min(1).max(100, "check-name must have 1 to 100 characters"),
  failJob: z.boolean(),
  pullRequest: z
    .number("pull-request must be the number of a pull request")
    .int()
    .positive("pull-request must be the number of a pull request")
    .optional(),
  comment: z.enum(["always", "on-change", "never"], "comment must be always, on-change or never"),
});
type Inputs = z.infer<typeof Inputs>;

run().catch((error) => notEvaluated(describeFailure(error)));

async function run(): Promise<void> {
  const inputs = readInputs();
  const {
    GITHUB_EVENT_NAME: event = "",
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY = "",
  } = process.env;
  const payload = eventPath === undefined ? {} : JSON.parse(readFileSync(eventPath, "utf8"));
  const found = targetOf(event, payload, inputs.pullRequest);
  if (!found.handled) return notEvaluated(found.because);

  const [owner = "", repo = ""] = GITHUB_REPOSITORY.split("/");
  const baseUrl = process.env["GITHUB_API_URL"] ?? "https://api.github.com";
  const pacing = process.env["GREENLIGHT_PACING"] === "none" ? NO_PACING : PACING;
  const shipped = readShipped(join(import.meta.dirname, "..", "data"));
  const forge = githubForge(github(inputs.token, baseUrl, pacing), {
    place: { owner, repo },
    target: found.target,
    token: inputs.token,
    manifests: inputs.manifests,
    policyPath: inputs.policy,
    checkName: inputs.checkName,
    publish: inputs.publish,
    listedBranches: branchesOf,
  });
  const today = new Date().toISOString().slice(0, 10);
  const { checkName, publish, comment, packs } = inputs;
  const settings = { today, checkName, publish, comment, packs };
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
  const { status } = error as { status?: number };
  if (status !== 401) await reportFailure(forge, settings, because).catch(() => false);
  await notEvaluated(because);
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
  });
  if (inputs.success) return inputs.data;
  throw new Error(inputs.error.issues.map(({ message }) => `${message}.`).join(" "));
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
  for (const { permission, change } of outcome.denied)
    core.warning(
      `The token may not do this: ${change}. Add \`${permission}\` to the permissions of the job.`,
    );
  const { verdict } = outcome.review;
  const green = verdict === "pass" || verdict === "not-applicable";
  core.info(`Verdict: ${verdict}.`);
  if (!green && (failJob || unpublished))
    core.setFailed(`Greenlight's verdict is ${verdict}: see the job summary.`);
}

/** Nothing was judged: say why, and let the job fail, since no check can say it. */
async function notEvaluated(because: string): Promise<void> {
  core.setOutput("verdict", "error");
  await writeSummary(`## Greenlight: not evaluated\n\n${because}\n`);
  core.setFailed(`Not evaluated. ${because}`);
}

/** A job without a summary file is no reason to lose the verdict. */
async function writeSummary(markdown: string): Promise<void> {
  if (process.env["GITHUB_STEP_SUMMARY"] === undefined) return;
  await core.summary.addRaw(markdown).write({ overwrite: true });
}
