/** Measured reports that a manifest names, from their text to what they say. Only who names one loads this. */

import { type HeadFiles, pathsOf } from "../facts/evidence.ts";
import { parseManifest } from "../manifest/manifest.ts";
import type { FoundReport } from "../measured/measured-report.ts";
import { parseReport } from "../measured/parse-report.ts";
import type { SourceFile } from "./source-file.ts";

/** More are a mistake, and would use up the calls that a token has. */
export const MOST_REPORTS = 20;

/** A report as the manifest names it, and where in the repository it may be, in that order. */
export interface NamedReport {
  readonly link: string;
  readonly paths: readonly string[];
}

export function namedReports(manifest: SourceFile, files: HeadFiles): readonly NamedReport[] {
  if (manifest.state !== "text") return [];
  const parsed = parseManifest(manifest.path, manifest.text);
  if (!parsed.ok) return [];
  const links = parsed.located.value.models.flatMap(({ energy_report: link }) => link ?? []);
  return [...new Set(links)].map((link) => ({ link, paths: pathsOf(link, files) }));
}

/** What cannot be read is a report that says nothing, with the reason. */
export function readMeasured(file: SourceFile | undefined): FoundReport {
  switch (file?.state) {
    case "text":
      return { ...parseReport(file.path, file.text), text: file.text };
    case "unreadable":
      return notRead(`it ${file.because}`);
    default:
      return notRead("there is no such file in the repository");
  }
}

export const TOO_MANY = notRead(`at most ${MOST_REPORTS} reports are read`);

function notRead(because: string): FoundReport {
  return { ok: false, because, text: undefined };
}
