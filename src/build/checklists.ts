/** The packs that ship, as YAML on disk; a problem in one of them stops the build. */

import { readdir, readFile } from "node:fs/promises";
import type { Checklist } from "../checklist/checklist.ts";
import { parseChecklist } from "../checklist/parse-checklist.ts";

const FOLDER = "checklists";

/** In the order of their file names. */
export async function readChecklists(): Promise<Checklist[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".yaml")).sort();
  const checklists = [];
  for (const file of files) {
    const path = `${FOLDER}/${file}`;
    const parsed = parseChecklist(path, await readFile(path, "utf8"));
    if (!parsed.ok)
      throw new Error(
        parsed.problems
          .map((problem) => `${path}:${problem.line}:${problem.column}: ${problem.message}`)
          .join("\n"),
      );
    checklists.push(parsed.located.value);
  }
  return checklists;
}
