/** Measured reports of a repository at head. Only a manifest that names one loads this. */

import type { FoundReport } from "../measured/measured-report.ts";
import { MOST_REPORTS, namedReports, readMeasured, TOO_MANY } from "../review/measured-file.ts";
import type { HeadFiles, SourceFile } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import { type Place, readFileAt, type Tree } from "./repository.ts";
import { together } from "./together.ts";

/** By the path that the manifest names each by. */
export async function readReports(
  client: Client,
  place: Place,
  head: Tree,
  manifest: SourceFile,
  files: HeadFiles,
): Promise<ReadonlyMap<string, FoundReport>> {
  const named = namedReports(manifest, files).map(
    async ({ link, paths }, index): Promise<[string, FoundReport]> => [
      link,
      index < MOST_REPORTS ? readMeasured(await firstOf(client, place, head, paths)) : TOO_MANY,
    ],
  );
  return new Map(await together(named));
}

/** A path that the tree does not list costs no call, unless the tree is cut. */
async function firstOf(
  client: Client,
  place: Place,
  head: Tree,
  paths: readonly string[],
): Promise<SourceFile | undefined> {
  for (const path of paths) {
    const file = await readFileAt(client, place, head, path);
    if (file.state !== "absent") return file;
  }
  return undefined;
}
