/** Checks a receipt: its own seal, the files that it names, the data of this release, and the review once more. */

import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { type Check, compare, unchecked } from "../receipt/check.ts";
import { checkFile, type FoundFile } from "../receipt/check-files.ts";
import {
  checkAnswers,
  checkOutcome,
  checkPacks,
  checkSeal,
  checkTool,
} from "../receipt/check-outcome.ts";
import { parseReceipt } from "../receipt/parse-receipt.ts";
import { dataOf, TABLES } from "../receipt/receipt.ts";
import type { InputKind, Receipt, ReceiptInput } from "../receipt/receipt-schema.ts";
import { fingerprintOfPieces } from "../render/fingerprint.ts";
import { renderJsonInPieces } from "../render/json.ts";
import type { Release } from "../shipped/read-shipped.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { readSource } from "./files.ts";
import { cloneAround, gitIdOf } from "./head-files.ts";
import { rerun } from "./rerun.ts";
import { complain, problemLine, safely, say } from "./terminal.ts";

interface Folders {
  readonly root: string;
  readonly base: string | undefined;
}

export async function verify(
  path: string,
  options: { readonly root?: string | undefined; readonly base?: string | undefined },
  release: Release,
): Promise<Exit> {
  const file = readSource(path);
  if (file.state === "absent") throw new InputError(`${safely(path)}: no such file`);
  if (file.state === "unreadable") throw new InputError(`${safely(path)}: ${safely(file.because)}`);
  const parsed = parseReceipt(path, file.text);
  if (!parsed.ok) {
    complain(parsed.problems.map(problemLine));
    return EXIT.input;
  }
  const folders = foldersOf(path, options);
  const receipt = parsed.located.value;
  const checks = await allChecks(receipt, file.text, folders, release);
  say(checks.map(lineOf).join("\n"));
  say(summaryOf(checks));
  return exitOf(checks);
}

function foldersOf(
  path: string,
  { root = cloneAround(dirname(resolve(path))) ?? ".", base }: Parameters<typeof verify>[1],
): Folders {
  for (const folder of [root, ...(base === undefined ? [] : [base])])
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new InputError(`${safely(folder)}: no such folder`);
  return { root: realpathSync(root), base: base === undefined ? undefined : realpathSync(base) };
}

async function allChecks(
  receipt: Receipt,
  text: string,
  folders: Folders,
  release: Release,
): Promise<Check[]> {
  const isOnGitHub = receipt.onGitHub !== undefined;
  const files = receipt.inputs.map((input) => {
    const [head, base] = [folders.root, folders.base].map((folder) => fileIn(folder, input));
    return { input, ...checkFile(input, { head, base }, isOnGitHub) };
  });
  const first = [
    ...checkSeal(receipt, text),
    ...checkTool(receipt, release.version, dataHere(receipt, release)),
  ];
  const checks = [...first, ...files.map(({ check }) => check)];
  const hindrance = hindranceOf(checks, receipt, release, folders);
  if (hindrance !== undefined) return [...checks, unchecked("the review", hindrance)];
  const fileFor = (kind: InputKind, name: string) =>
    files.find(({ input }) => input.kind === kind && input.name === name)?.file;
  const { byData, result } = await rerun(receipt, fileFor, folders, release);
  return [
    ...checks,
    ...checkPacks(receipt, dataOf(result, {}).packs),
    ...checkAnswers(receipt, byData),
    ...checkOutcome(receipt, result),
    ...(isOnGitHub
      ? []
      : [
          compare(
            "report",
            receipt.report,
            fingerprintOfPieces(renderJsonInPieces(result)),
            "the JSON report, byte for byte",
          ),
        ]),
  ];
}

function dataHere({ data }: Receipt, release: Release) {
  const known = TABLES.filter((name) => Object.hasOwn(data.tables, name));
  return {
    coefficients: dataOf({ packs: [] }, {}).coefficients,
    tables: Object.fromEntries(known.map((name) => [name, release.tableHash(name)])),
  };
}

/** Why the review cannot be repeated; undefined where it can. */
function hindranceOf(
  checks: readonly Check[],
  { tool, onGitHub }: Receipt,
  { version }: Release,
  { base }: Folders,
): string | undefined {
  if (tool !== version)
    return `it was made by Greenlight ${tool}; ${version} has other coefficients, so that it cannot be repeated here`;
  if (checks.some(({ is }) => is === "differs"))
    return "not repeated, because what it rests on differs";
  if (onGitHub !== undefined && base === undefined)
    return "not repeated: it compared two branches. Name a folder with the base branch by --base";
  if (checks.some(({ is }) => is === "unchecked"))
    return "not repeated, because not all that it rests on is here";
  return undefined;
}

/** What a receipt names is looked for below the folder and nowhere else, whichever links lead out of it. */
function fileIn(
  folder: string | undefined,
  { file, name, kind, git }: ReceiptInput,
): FoundFile | undefined {
  if (folder === undefined || file === undefined) return undefined;
  const path = join(folder, file);
  if (!existsSync(path)) return { state: "absent", path: name };
  if (!realpathSync(path).startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`))
    return { state: "unreadable", path: name, because: "leads out of the repository" };
  if (kind !== "evidence") return { ...readSource(path), path: name };
  if (!statSync(path).isFile()) return { state: "unreadable", path: name, because: "is no file" };
  const id = git === undefined ? "there" : gitIdOf(path, git.length === 40 ? "sha1" : "sha256");
  return { state: "text", path: name, text: "", git: id };
}

function lineOf({ what, is, expected, found, note }: Check): string {
  const more = note === undefined ? "" : ` (${safely(note)})`;
  switch (is) {
    case "same":
      return `same       ${safely(what)}${more}`;
    case "unchecked":
      return `unchecked  ${safely(what)}${note === undefined ? "" : `: ${safely(note)}`}`;
    case "differs":
      return [
        `differs    ${safely(what)}${more}`,
        ...(expected === undefined ? [] : [`           expected ${safely(expected)}`]),
        ...(found === undefined ? [] : [`           found    ${safely(found)}`]),
      ].join("\n");
  }
}

function summaryOf(checks: readonly Check[]): string {
  const count = (wanted: Check["is"]) => checks.filter(({ is }) => is === wanted).length;
  const [differs, unchecked] = [count("differs"), count("unchecked")];
  if (differs > 0)
    return `\nThe receipt does not hold here: ${differs} of ${checks.length} differ.`;
  if (unchecked > 0)
    return `\nNothing differs, and ${unchecked} of ${checks.length} could not be checked.`;
  return "\nThe receipt holds: everything is as it was. Who wrote it, a receipt cannot tell.";
}

/** What nobody could check is not evaluated, and no success. */
function exitOf(checks: readonly Check[]): Exit {
  if (checks.some(({ is }) => is === "differs")) return EXIT.blocked;
  return checks.some(({ is }) => is === "unchecked") ? EXIT.tool : EXIT.pass;
}
