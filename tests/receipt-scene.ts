// A repository on disk with everything that a review can rest on, and the built program that works in it.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterTest } from "./after-test.ts";
import { type CliResult, DAY } from "./run-cli.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

const CLI = resolve("dist/cli/index.js");

/** A folder that Git would take for a clone, with these files. */
export function cloneWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-receipt-"));
  afterTest(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, ".git"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function greenlight(cwd: string, ...args: readonly string[]): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    env: { PATH: process.env["PATH"] },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { exitCode: status, stdout, stderr };
}

/** Lines of a check that say something of this kind, without what they add in brackets. */
export function saying(kind: "same" | "differs" | "unchecked", { stdout }: CliResult): string[] {
  return stdout
    .split("\n")
    .filter((line) => line.startsWith(kind))
    .map((line) => line.slice(11).replace(/ \(.*\)$/, ""));
}

const TRIAGE = readFileSync("examples/ticket-triage/architecture.yaml", "utf8");

/** One of each kind: manifest, former manifest, policy, pack, energy report, evidence. */
export const WHOLE = {
  "app/architecture.yaml": TRIAGE.replace(
    "size_mb: 0.9,",
    "size_mb: 0.9, energy_report: energy.json,",
  ),
  "app/before.yaml": TRIAGE,
  "app/energy.json": readFileSync("tests/fixtures/measured/boamps-llm.json", "utf8"),
  "app/docs/scope.md": "# Scope\n\nWhich tickets, and which not.\n",
  ".github/greenlight.yaml":
    "version: 1\npacks:\n  - { use: cpl-12, enforce: new }\n  - { use: .github/own-pack.yaml, enforce: all }\n",
  ".github/own-pack.yaml": readFileSync("tests/fixtures/own-pack.yaml", "utf8"),
};

/** The command of the review of it, which leaves its receipt in r.json. */
export const REVIEW = [
  ...["review", "app/architecture.yaml", "--base", "app/before.yaml"],
  ...["--at", DAY, "--receipt", "r.json"],
];
