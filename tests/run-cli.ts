// Starts the built command line as a user would: a process of its own, in a folder of its own.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = join(import.meta.dirname, "../dist/cli/index.js");

/** The day on which all tests review, so that no golden file ages. */
export const DAY = "2026-11-22";

/** Runs `greenlight` with these arguments where these files are; in the repository without any. */
export function runCli(
  args: readonly string[],
  files?: Readonly<Record<string, string | Uint8Array>>,
  env: Readonly<Record<string, string>> = {},
): CliResult {
  const folder = files === undefined ? undefined : folderWith(files);
  try {
    const { PATH = "" } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder ?? join(import.meta.dirname, ".."),
      env: { PATH, ...env },
      encoding: "utf8",
      timeout: 60_000,
    });
    return { exitCode: status, stdout, stderr };
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  }
}

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-cli-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
