/** A pack of the team's own, from its text to what the evaluation runs. Only who has such packs loads this. */

import { compileChecklist } from "../checklist/compile-checklist.ts";
import { parseChecklist } from "../checklist/parse-checklist.ts";
import { type PackFile, problemOf } from "./packs.ts";
import type { SourceFile } from "./source-file.ts";

export function readPackFile(file: SourceFile): PackFile {
  const { path } = file;
  if (file.state === "absent") return { path, pack: undefined };
  if (file.state === "unreadable")
    return { path, pack: { ok: false, problems: [problemOf(path, file.because)] } };
  const parsed = parseChecklist(path, file.text);
  const pack = parsed.ok
    ? { ok: true as const, value: compileChecklist(parsed.located.value) }
    : parsed;
  return { path, pack };
}
