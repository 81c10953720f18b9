/** A receipt against what is on disk and in this release. */

import { existsSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { sha256OfPieces } from "../facts/sha256.ts";
import { type Check, compare, unchecked } from "../receipt/check.ts";
import { checkFile, type FoundFile } from "../receipt/check-files.ts";
import {
  checkAnswers,
  checkOutcome,
  checkPacks,
  checkSeal,
  checkTool,
} from "../receipt/check-outcome.ts";
import { dataOf, TABLES } from "../receipt/receipt.ts";
import type { InputKind, Receipt, ReceiptInput } from "../receipt/receipt-schema.ts";
import { renderJsonInPieces } from "../render/json.ts";
import type { Release } from "../shipped/read-shipped.ts";
import { adviceFor } from "./advice.ts";
import { readSource } from "./files.ts";
import { gitIdOf } from "./head-files.ts";
import { rerun } from "./rerun.ts";

/** As the operating system itself names them, without links. */
export interface Folders {
  /** The repository at the commit that was reviewed. */
  readonly root: string;
  /** The same on the branch that a pull request goes to, where it is here. */
  readonly base: string | undefined;
}

export async function checkReceipt(
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
            sha256OfPieces(renderJsonInPieces(result, await adviceFor(result, release))),
            "the JSON report, byte for byte",
          ),
        ]),
  ];
}

function dataHere({ data }: Receipt, release: Release) {
  const known = TABLES.filter((name) => Object.hasOwn(data.tables, name));
  return {
    coefficients: release.coefficients,
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
