/** Reviews manifests on disk and prints the scorecard. */

import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseManifest } from "../manifest/manifest.ts";
import { enforcementOn } from "../policy/enforcement.ts";
import { POLICY_PATH } from "../policy/policy.ts";
import { inParts } from "../render/json-pieces.ts";
import { renderText } from "../render/text.ts";
import { type PackFile, packPaths, resolvePolicy } from "../review/packs.ts";
import { type Review, review, type Shipped } from "../review/review.ts";
import {
  type ManifestPair,
  mayNameReports,
  type PolicyFile,
  type SourceFile,
} from "../review/source-file.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { MANIFEST_PATHS, nearestPolicy, readSource, rootOf } from "./files.ts";
import { headFilesOf } from "./head-files.ts";
import { complain, lookOf, problemLine, safely, sayInPieces } from "./terminal.ts";
import { FORMATS, type Format } from "./usage.ts";

/** Values of the command's options as they were written, checked by `parseUsage`. */
export interface ReviewOptions {
  readonly policy?: string | undefined;
  readonly base?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly at?: string | undefined;
}

export async function reviewCommand(
  named: readonly string[],
  options: ReviewOptions,
  shipped: Shipped,
): Promise<Exit> {
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
  const root = policyFile.file.state === "absent" ? "." : rootOf(policyFile.file.path);
  const packFiles = await readPacks(root, packPaths(policy, shipped.packs));
  const today = options.at ?? new Date().toISOString().slice(0, 10);
  if (!isDate(today)) throw new InputError(`--at must be a date such as 2026-11-22, not ${today}`);

  const reviewed = review({ manifests, policyFile, policy, packFiles, today }, shipped);
  const byData = {
    ...reviewed,
    notices: [...reviewed.notices, ...aloneNotice(reviewed, options.base)],
  };
  const result = declaresWords(byData) ? await withKeptWords(byData, options.base) : byData;
  const problems = problemsOf(result);
  if (problems.length > 0) complain(problems.map(problemLine));
  // A person who has just read the problems needs no scorecard that repeats them; a program does.
  const judged = result.manifests.some(({ state }) => state === "reviewed");
  if (judged || formatOf(options) !== "text") write(await render(result, options), options.output);
  return exitOf(result, problems.length > 0);
}

/** Whether anybody's answer or waiver stands in a manifest. Most have none, and load nothing for them. */
function declaresWords({ manifests }: Review): boolean {
  return manifests.some(
    (one) =>
      one.state === "reviewed" &&
      (one.manifest.answers ?? []).length + (one.manifest.waivers ?? []).length > 0,
  );
}

/** A laptop has no pull request that could claim what nobody said: what the file holds counts as merged. */
async function withKeptWords(byData: Review, base: string | undefined): Promise<Review> {
  const { considerKept } = await import("../answers/consider.ts");
  const { uncountedNotices } = await import("../answers/kept-notices.ts");
  const merged =
    "Answers and waivers in the manifest count here as if they were merged. In a pull request, those that it adds have to be confirmed there.";
  const { review: result, decisions } = considerKept(byData);
  const notices = base === undefined ? [merged] : [];
  return { ...result, notices: [...result.notices, ...notices, ...uncountedNotices(decisions)] };
}

/** What is old cannot be told from what is new without something to compare with. */
function aloneNotice({ rules, today }: Review, base: string | undefined): string[] {
  const comparing = rules?.packs.some(({ use }) => enforcementOn(use, today) === "new") ?? false;
  return comparing && base === undefined
    ? [
        "The policy lets pass what was there before. Here is no base branch to compare with, so everything counts; --base MANIFEST compares.",
      ]
    : [];
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

function readable(path: string): SourceFile {
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
async function readPacks(root: string, paths: readonly string[]): Promise<PackFile[]> {
  if (paths.length === 0) return [];
  const { readPackFile } = await import("../review/pack-file.ts");
  return paths.map((path) => readPackFile({ ...readSource(join(root, path)), path }));
}

function formatOf({ format }: ReviewOptions): Format {
  return FORMATS.find((known) => known === format) ?? "text";
}

/** What writes for programs and for other pages is loaded only when it is asked for. */
async function render(result: Review, options: ReviewOptions): Promise<Iterable<string>> {
  switch (formatOf(options)) {
    case "json":
      return (await import("../render/json.ts")).renderJsonInPieces(result);
    case "markdown":
      return [(await import("../render/scorecard.ts")).renderMarkdown(result)];
    case "html":
      return [(await import("../render/html/report.ts")).renderHtml(result)];
    case "text": {
      const look = lookOf(process.stdout, process.env);
      return [renderText(result, options.output === undefined ? look : { ...look, colour: false })];
    }
  }
}

function write(pieces: Iterable<string>, output: string | undefined): void {
  if (output === undefined) {
    sayInPieces(pieces);
    return;
  }
  try {
    writeFileSync(output, "");
    for (const part of inParts(pieces)) appendFileSync(output, part);
  } catch (error) {
    throw new InputError(
      `${safely(output)}: cannot be written: ${safely((error as Error).message)}`,
    );
  }
}

/** Everything that its author has to put right: policy, packs, manifests. */
function problemsOf({ problems, manifests }: Review) {
  return [
    ...problems,
    ...manifests.flatMap((one) => (one.state === "invalid" ? one.problems : [])),
  ];
}

function exitOf({ verdict }: Review, wrongInput: boolean): Exit {
  if (wrongInput) return EXIT.input;
  if (verdict === "error") return EXIT.tool;
  return verdict === "fail" || verdict === "waiting" ? EXIT.blocked : EXIT.pass;
}

function shown(path: string): string {
  const near = relative(".", resolve(path));
  return near.startsWith("..") ? path : near;
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
