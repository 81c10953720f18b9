/**
 * `npm run release:check -- v1.2.3`: whether the commit that is checked out may be released under that
 * tag. In a workflow it also says as outputs what the release is; it changes nothing itself.
 */

import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { type Plan, planRelease, type Release } from "./release-plan.ts";

const [tag = ""] = process.argv.slice(2);
const plan = planRelease({
  tag,
  packageVersion: versionIn("package.json"),
  lockVersion: versionIn("package-lock.json"),
  changelog: readFileSync("CHANGELOG.md", "utf8"),
  tags: git("tag", "--list").split("\n"),
  isOnMain: isOnMain(),
});
if (plan.ok) write(plan.release);
else refuse(plan);

function versionIn(path: string): string {
  return JSON.parse(readFileSync(path, "utf8")).version;
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
}

function isOnMain(): boolean {
  try {
    git("merge-base", "--is-ancestor", "HEAD", "origin/main");
    return true;
  } catch {
    return false;
  }
}

function write({ version, notes, isPrerelease, isLatest, movingTag = "" }: Release): void {
  const outputs = {
    version,
    notes,
    prerelease: `${isPrerelease}`,
    latest: `${isLatest}`,
    "moving-tag": movingTag,
    commit: git("rev-parse", "HEAD"),
  };
  const { GITHUB_OUTPUT: path } = process.env;
  // A mark that the notes cannot hold, so that they cannot end early and set another output.
  const mark = randomUUID();
  for (const [name, value] of Object.entries(outputs))
    if (path === undefined) process.stdout.write(`${name}: ${value}\n`);
    else appendFileSync(path, `${name}<<${mark}\n${value}\n${mark}\n`);
}

function refuse({ faults }: Extract<Plan, { ok: false }>): void {
  process.stderr.write(`This is not to be released:\n${faults.join("\n")}\n`);
  process.exitCode = 1;
}
