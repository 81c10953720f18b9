/** The history as files of the job: what the workflow hands in of earlier runs, and what it is to keep of this one. */

import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import { BADGE_FILE, HISTORY_FILE } from "../history/file-names.ts";
import type { HistoryFile } from "../record.ts";
import type { SourceFile } from "../review/source-file.ts";

/** In bytes; the history that is written stays below. */
const LARGEST = 1024 * 1024;

/** The first run of a repository has no file yet. */
export function readEarlier(path: string): SourceFile | undefined {
  if (path === "") return undefined;
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { state: "absent", path };
    if (!found.isFile()) return { state: "unreadable", path, because: "is no file" };
    if (found.size > LARGEST)
      return { state: "unreadable", path, because: `is ${found.size} bytes: at most ${LARGEST}` };
    return { state: "text", path, text: readFileSync(path, "utf8") };
  } catch (error) {
    const because = `could not be read: ${(error as Error).message}`;
    return { state: "unreadable", path, because };
  }
}

/** In a folder of their own, so that a workflow keeps them with one line. */
export function writeHistory(files: readonly HistoryFile[]): void {
  if (files.length === 0) return;
  const folder = join(process.env["RUNNER_TEMP"] ?? ".", "greenlight-history");
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of files) writeFileSync(join(folder, path), text);
  core.setOutput("history", join(folder, HISTORY_FILE));
  core.setOutput("badge", join(folder, BADGE_FILE));
}
