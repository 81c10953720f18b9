/** What a review rests on, found and read on disk: manifests, their policy, its packs. */

import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseManifest } from "../manifest/manifest.ts";
import { POLICY_PATH } from "../policy/policy.ts";
import { packPaths, resolvePolicy } from "../review/packs.ts";
import type { ReviewInput, Shipped } from "../review/review.ts";
import {
  type ManifestPair,
  mayNameReports,
  type PolicyFile,
  type SourceFile,
} from "../review/source-file.ts";
import { InputError } from "./exit.ts";
import { MANIFEST_PATHS, nearestPolicy, readSource, rootOf } from "./files.ts";
import { headFilesOf } from "./head-files.ts";
import { problemLine, safely } from "./terminal.ts";

export interface ReviewOptions {
  readonly policy?: string | undefined;
  readonly base?: string | undefined;
  readonly at?: string | undefined;
}

export interface FoundInput extends ReviewInput {
  /** Packs of the team's own, by the paths that the policy names them by. */
  readonly packSources: readonly SourceFile[];
  /** Folder that these paths count from. */
  readonly packRoot: string;
}

export async function readReviewInput(
  named: readonly string[],
  options: ReviewOptions,
  shipped: Shipped,
): Promise<FoundInput> {
  const paths = withoutRepeats(
    named.length > 0 ? named : MANIFEST_PATHS.filter((path) => existsSync(path)),
  );
  if (paths.length === 0)
    throw new InputError(
      `No manifest here. Greenlight looks for ${MANIFEST_PATHS.join(", ")}; or name one: greenlight review path/to/architecture.yaml`,
    );
  if (options.base !== undefined && paths.length > 1)
    throw new InputError("--base is for one manifest: name that one alone");
  const manifests = await Promise.all(paths.map((path) => manifestAt(path, options.base)));
  const policyFile = policyFor(paths, options.policy);
  const policy = resolvePolicy(policyFile, []);
  const packRoot = policyFile.file.state === "absent" ? "." : rootOf(policyFile.file.path);
  const packSources = packPaths(policy, shipped.packs).map((path) => ({
    ...readSource(join(packRoot, path)),
    path,
  }));
  const packFiles = await parsePacks(packSources);
  const today = options.at ?? new Date().toISOString().slice(0, 10);
  if (!isDate(today)) throw new InputError(`--at must be a date such as 2026-11-22, not ${today}`);
  return { manifests, policyFile, policy, packFiles, packSources, packRoot, today };
}

/** A file that is named twice, as two globs of a shell may do, is reviewed once. */
function withoutRepeats(paths: readonly string[]): string[] {
  return [...new Map(paths.toReversed().map((path) => [resolve(path), path])).values()].reverse();
}

async function manifestAt(path: string, before: string | undefined): Promise<ManifestPair> {
  const head = readable(path);
  const files = headFilesOf(path);
  // A laptop has no base branch: the file stands for its own, unless another is named.
  const pair: ManifestPair =
    before === undefined
      ? { head, base: head, files, isAlone: true }
      : { head, base: { ...readableManifest(before), path: head.path }, files };
  if (!mayNameReports(head)) return pair;
  const { readReports } = await import("./measured-files.ts");
  return { ...pair, reports: readReports(head, files) };
}

/** What cannot be read cannot be compared with. */
function readableManifest(path: string): SourceFile {
  const file = readable(path);
  const parsed = file.state === "text" ? parseManifest(path, file.text) : undefined;
  if (parsed?.ok === false)
    throw new InputError(
      `--base names no sound manifest:\n${parsed.problems.map(problemLine).join("\n")}`,
    );
  return file;
}

export function readable(path: string): SourceFile {
  const file = readSource(path);
  if (file.state === "absent") throw new InputError(`${safely(path)}: no such file`);
  if (file.state === "unreadable") throw new InputError(`${safely(path)}: ${safely(file.because)}`);
  return file;
}

function policyFor(manifests: readonly string[], named: string | undefined): PolicyFile {
  if (named !== undefined) {
    const file = readSource(named);
    if (file.state === "absent") throw new InputError(`${safely(named)}: no such policy`);
    return { file, origin: "--policy", changedByHead: false, readsNoFloor: true };
  }
  const found = [...new Set(manifests.map(nearestPolicy))];
  if (found.length > 1)
    throw new InputError(
      `These manifests have different policies (${found.map((path) => (path === undefined ? "none" : safely(shown(path)))).join(", ")}). Review them one by one, or name one with --policy.`,
    );
  const path = found[0];
  if (path === undefined)
    return {
      file: { state: "absent", path: POLICY_PATH },
      origin: "defaults",
      changedByHead: false,
      readsNoFloor: true,
    };
  return {
    file: readSource(shown(path)),
    origin: "disk",
    changedByHead: false,
    readsNoFloor: true,
  };
}

/** The parser of packs is loaded only when there is one to read. */
export async function parsePacks(files: readonly SourceFile[]): Promise<ReviewInput["packFiles"]> {
  if (files.length === 0) return [];
  const { readPackFile } = await import("../review/pack-file.ts");
  return files.map(readPackFile);
}

function shown(path: string): string {
  const near = relative(".", resolve(path));
  return near.startsWith("..") ? path : near;
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
