/** Files on disk as the review sees them: bounded, decoded, and absent only when they are. */

import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { POLICY_PATH } from "../policy/policy.ts";
import type { SourceFile } from "../review/source-file.ts";
import { decodeUtf8 } from "../yaml/decode-utf8.ts";
import { LIMITS } from "../yaml/limits.ts";

/** Where a manifest is looked for when none is named. */
export const MANIFEST_PATHS = [
  "architecture.yaml",
  "architecture.yml",
  ".github/architecture.yaml",
  ".github/architecture.yml",
];

export function readSource(path: string): SourceFile {
  let file: number;
  try {
    // Opening what is no file, such as a pipe, may wait for ever.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false)
      return { state: "unreadable", path, because: "is not a regular file" };
    file = openSync(path, "r");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && !isThere(path)) return { state: "absent", path };
    if (code === "ENOENT")
      return { state: "unreadable", path, because: "is a link to a file that does not exist" };
    return { state: "unreadable", path, because: `cannot be opened: ${message}` };
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { state: "unreadable", path, because: "is not a regular file" };
    if (stat.size > LIMITS.bytes)
      return {
        state: "unreadable",
        path,
        because: `is ${stat.size} bytes: at most ${LIMITS.bytes} are read`,
      };
    const decoded = decodeUtf8(path, readFileSync(file));
    if (decoded.ok) return { state: "text", path, text: decoded.text };
    return {
      state: "unreadable",
      path,
      because: decoded.problems.map(({ message }) => message).join("; "),
    };
  } finally {
    closeSync(file);
  }
}

/** The policy that governs a manifest: the nearest one in a folder above it. */
export function nearestPolicy(manifest: string): string | undefined {
  let folder = dirname(resolve(manifest));
  for (;;) {
    const candidate = join(folder, POLICY_PATH);
    if (isThere(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder || existsSync(join(folder, ".git"))) return undefined;
    folder = parent;
  }
}

/** Also a link that leads nowhere: a policy that somebody has lost is not a policy that nobody has. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Folder that the paths in a policy count from: the repository that it stands in. */
export function rootOf(policyPath: string): string {
  const folder = dirname(resolve(policyPath));
  return folder.endsWith(".github") ? dirname(folder) : folder;
}
