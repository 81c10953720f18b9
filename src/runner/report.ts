/** What became of a run, for the page of its job: outputs, summary, log and exit code. */

import * as core from "@actions/core";
import type { Denied } from "../forge.ts";
import type { Outcome } from "../main.ts";
import { escapeMarkdown } from "../render/escape-markdown.ts";
import { escapeTerminal } from "../render/escape-terminal.ts";
import { remedy, renderSummary } from "../render/job-summary.ts";
import { outputsOf } from "../render/outputs.ts";
import { renderSweep } from "../render/sweep.ts";
import { type Verdict, worstVerdict } from "../score/gate.ts";
import type { Release } from "../shipped/read-shipped.ts";
import type { Sweep } from "../sweep.ts";
import { writeHistory } from "./history.ts";
import type { Inputs } from "./inputs.ts";

/** Most characters of a reason; it may quote an answer of the API. */
const MOST_BECAUSE = 1000;

/** Of one pull request or commit, and of the others that a push made reviewed again. */
export async function report(
  outcome: Outcome,
  { failJob }: Inputs,
  swept: Sweep | undefined,
  release: Release,
): Promise<void> {
  const { writeReports } = await import("./write-reports.ts");
  const files = writeReports(outcome, release);
  for (const [name, value] of Object.entries({ ...files, ...outputsOf(outcome.review) }))
    core.setOutput(name, value);
  writeHistory(outcome.recorded?.files ?? []);
  await writeSummary(
    `${renderSummary(outcome)}${swept === undefined ? "" : `\n${renderSweep(swept)}`}`,
  );
  for (const one of outcome.recorded?.notices ?? []) core.warning(escapeTerminal(one));
  for (const one of outcome.denied) core.warning(escapeTerminal(describeDenied(one)));
  const { verdict } = outcome.review;
  core.info(`Verdict: ${verdict}.`);
  if (!isGreen(verdict) && (failJob || isUnpublished(outcome)))
    core.setFailed(`Greenlight's verdict is ${verdict}: see the job summary.`);
  if (swept !== undefined) tellFailures(swept);
}

/** Of open pull requests that none of them started. Their own checks hold their verdicts: the job fails only where one has none. */
export async function reportSweep(swept: Sweep): Promise<void> {
  const verdicts = swept.reviewed.map(({ outcome }) => outcome?.review.verdict ?? "error");
  core.setOutput("verdict", worstVerdict(verdicts));
  await writeSummary(renderSweep(swept));
  tellFailures(swept);
}

function tellFailures({ reviewed, left }: Sweep): void {
  for (const { number, outcome, failure } of reviewed) {
    core.info(`Pull request ${number}: ${outcome?.review.verdict ?? "not evaluated"}.`);
    for (const one of outcome?.denied ?? [])
      core.warning(escapeTerminal(`Pull request ${number}: ${describeDenied(one)}`));
    const lacksVerdict = outcome !== undefined && isUnpublished(outcome);
    if (failure !== undefined)
      core.setFailed(escapeTerminal(`Pull request ${number}: not evaluated. ${failure}`));
    else if (lacksVerdict)
      core.setFailed(`Pull request ${number}: its verdict could not be published.`);
  }
  if (left.length > 0) core.warning(`Not reviewed in this run: ${left.length} open pull requests.`);
}

function isGreen(verdict: Verdict): boolean {
  return verdict === "pass" || verdict === "not-applicable";
}

function isUnpublished({ denied }: Outcome): boolean {
  return denied.some(({ change }) => change === "createCheck" || change === "setStatus");
}

function describeDenied({ change, permission, because }: Denied): string {
  return permission === undefined
    ? `This could not be done: ${change}. ${because}`
    : `The token may not do this: ${change}. ${remedy(change, permission)}`;
}

/** Nothing was judged: say why, and let the job fail, since no check can say it. */
export async function notEvaluated(because: string): Promise<void> {
  core.setOutput("verdict", "error");
  await writeSummary(`## Greenlight: not evaluated\n\n${escapeMarkdown(because, MOST_BECAUSE)}\n`);
  core.setFailed(escapeTerminal(`Not evaluated. ${because}`));
}

/** A job without a summary file, or with one that cannot be written, is no reason to lose the verdict. */
async function writeSummary(markdown: string): Promise<void> {
  const { GITHUB_STEP_SUMMARY: path = "" } = process.env;
  if (path === "") return;
  try {
    await core.summary.addRaw(markdown).write({ overwrite: true });
  } catch (error) {
    core.warning(
      escapeTerminal(`The job summary could not be written. ${(error as Error).message}`),
    );
  }
}
