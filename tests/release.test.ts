// Which tag may become a release, and what moves along with it.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { type Facts, planRelease } from "../src/build/release-plan.ts";
import { parseFileCommands } from "./run-action.ts";

const CHANGELOG = `# Changelog

## Unreleased

- Not yet.

## 1.3.0, 2026-12-01

- Better.

### For packs

- Faster.

## 1.2.10

- Older.
`;

const check = (tag: string, facts: Partial<Facts> = {}) => {
  const version = tag.replace("v", "");
  const plan = planRelease({
    tag,
    packageVersion: version,
    lockVersion: version,
    changelog: `## ${version}\n\n- All of it.\n`,
    tags: [tag],
    isOnMain: true,
    ...facts,
  });
  return plan.ok ? plan.release : plan.faults;
};

const outcome = (tag: string, tags: readonly string[]) => {
  const found = check(tag, { tags: [...tags, tag] });
  if (!("version" in found)) return found.join(" ");
  const { isPrerelease, isLatest, movingTag = "no tag" } = found;
  const words = [isPrerelease && "prerelease", isLatest && "latest", `moves ${movingTag}`];
  return words.filter(Boolean).join(", ");
};

test.each([
  ["v0.1.0", [], "latest, moves no tag"],
  ["v1.0.0", ["v0.1.0"], "latest, moves v1"],
  ["v1.0.0-rc.1", ["v0.1.0"], "prerelease, moves no tag"],
  ["v1.0.0", ["v0.1.0", "v1.0.0-rc.1"], "latest, moves v1"],
  ["v1.0.1", ["v1.0.0", "v1"], "latest, moves v1"],
  ["v1.1.0", ["v1.0.0", "v1.0.9"], "latest, moves v1"],
  ["v1.10.0", ["v1.9.0"], "latest, moves v1"],
  ["v2.0.0", ["v1.4.2"], "latest, moves v2"],
  // Mended for those who stay behind: nothing moves back.
  ["v1.0.1", ["v1.0.0", "v1.1.0"], "moves no tag"],
  ["v1.4.3", ["v1.4.2", "v2.0.0"], "moves v1"],
  ["v1.2.0", ["v1.0.0"], "v1.2.0 leaves a gap: no release comes right before it."],
  ["v1.0.2", ["v1.0.0"], "v1.0.2 leaves a gap: no release comes right before it."],
  ["v3.0.0", ["v1.0.0"], "v3.0.0 leaves a gap: no release comes right before it."],
  // What was tried out is no release yet.
  ["v1.0.1", ["v0.1.0", "v1.0.0-rc.1"], "v1.0.1 leaves a gap: no release comes right before it."],
])("%s after %j: %s", (tag, tags, expected) => {
  expect(outcome(tag, tags)).toBe(expected);
});

test.each(["1.2.3", "v1.2", "v1.2.3.4", "v01.2.3", "v1.2.3-", "v1.2.3-a b", "v1", "release", ""])(
  "%j is no version",
  (tag) => {
    expect(check(tag)).toEqual([`${tag} is no version, such as v1.2.3 or v1.2.3-rc.1.`]);
  },
);

test("all that is in the way is said at once", () => {
  const facts = { packageVersion: "1.2.9", lockVersion: "1.2.8", changelog: CHANGELOG };
  expect(check("v1.4.0", { ...facts, tags: ["v1.2.0", "v1.4.0"], isOnMain: false })).toEqual([
    "package.json says 1.2.9.",
    "package-lock.json says 1.2.8.",
    'CHANGELOG.md has nothing under "## 1.4.0".',
    "v1.4.0 leaves a gap: no release comes right before it.",
    "The commit is not on the main branch.",
  ]);
});

test("the notes are those of the version, with their own headings", () => {
  const notes = "- Better.\n\n### For packs\n\n- Faster.";
  expect(check("v1.3.0", { changelog: CHANGELOG })).toMatchObject({ version: "1.3.0", notes });
  expect(check("v1.2.10", { changelog: CHANGELOG })).toMatchObject({ notes: "- Older." });
  // 1.2.1 is not the beginning of 1.2.10.
  expect(check("v1.2.1", { changelog: CHANGELOG })).toEqual([
    'CHANGELOG.md has nothing under "## 1.2.1".',
  ]);
  expect(check("v1.0.0", { changelog: "## 1.0.0\n\n## 0.9.0\n\n- Old.\n" })).toHaveLength(1);
});

test("in a workflow, the facts come from git and the files, and the plan goes to the outputs", () => {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-release-"));
  try {
    const git = (...args: string[]) => {
      const who = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
      return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" }).trim();
    };
    const output = join(folder, ".git", "output");
    const run = (tag: string) => {
      writeFileSync(output, "");
      const program = resolve("node_modules/.bin/tsx");
      const env = { ...process.env, GITHUB_OUTPUT: output };
      const script = resolve("src/build/release.ts");
      const ended = spawnSync(program, [script, tag], { cwd: folder, env, encoding: "utf8" });
      return { ...ended, outputs: parseFileCommands(readFileSync(output, "utf8")) };
    };
    for (const name of ["package.json", "package-lock.json"])
      writeFileSync(join(folder, name), `{ "version": "1.3.0" }`);
    writeFileSync(join(folder, "CHANGELOG.md"), CHANGELOG);
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("commit", "--quiet", "--message=One");
    git("tag", "v1.2.10");
    git("tag", "v1.3.0");
    const before = run("v1.3.0");
    expect(before.status).toBe(1);
    expect(before.stderr).toBe(
      "This is not to be released:\nThe commit is not on the main branch.\n",
    );
    expect(before.outputs).toEqual({});
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    expect(run("v1.3.0").outputs).toEqual({
      version: "1.3.0",
      notes: "- Better.\n\n### For packs\n\n- Faster.",
      prerelease: "false",
      latest: "true",
      "moving-tag": "v1",
      commit: git("rev-parse", "HEAD"),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
