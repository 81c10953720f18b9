/** Measured reports beside a manifest on disk. Only a manifest that names one loads this. */

import { resolve } from "node:path";
import type { FoundReport } from "../measured/measured-report.ts";
import { MOST_REPORTS, namedReports, readMeasured, TOO_MANY } from "../review/measured-file.ts";
import type { HeadFiles, SourceFile } from "../review/source-file.ts";
import { readSource } from "./files.ts";

/** By the path that the manifest names each by. No link is followed: `files` says what is a file by itself. */
export function readReports(
  manifest: SourceFile,
  files: HeadFiles,
  root = resolve(manifest.path).slice(0, -files.manifest.length),
): ReadonlyMap<string, FoundReport> {
  return new Map(
    namedReports(manifest, files).map(({ link, paths }, index) => {
      if (index >= MOST_REPORTS) return [link, TOO_MANY];
      const there = files.among(paths);
      const path = paths.find((one) => there?.has(one));
      return [link, readMeasured(path === undefined ? undefined : readSource(resolve(root, path)))];
    }),
  );
}
