/** Says of a receipt what of it holds here: its own seal, the files that it names, this release, and the review once more. */

import { realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Check } from "../receipt/check.ts";
import { parseReceipt } from "../receipt/parse-receipt.ts";
import type { Release } from "../shipped/read-shipped.ts";
import { checkReceipt, type Folders } from "./check-receipt.ts";
import { EXIT, type Exit, InputError } from "./exit.ts";
import { readSource } from "./files.ts";
import { cloneAround } from "./head-files.ts";
import { complain, problemLine, safely, say } from "./terminal.ts";

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
  const checks = await checkReceipt(receipt, file.text, folders, release);
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
