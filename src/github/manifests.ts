/** Paths and globs to the manifests there are, each as it stands on head and on base. */

import { type ManifestPair, mayNameReports, type SourceFile } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import { Explained } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { headFilesOf } from "./head-files.ts";
import { findEntry, readFileAt, type Tree } from "./repository.ts";
import { together } from "./together.ts";
import type { Trees } from "./trees.ts";

/** A path without any of these is no pattern. */
const GLOB = /[!*?+@()[\]{}]/;

/** A pattern that matches more is a mistake, and would use up the calls that a token has. */
const MOST_MANIFESTS = 200;

/** In the order of their paths. A manifest that head has removed is there too: that is a finding. */
export async function readManifests(
  client: Client,
  settings: ForgeSettings,
  trees: Trees,
): Promise<ManifestPair[]> {
  const paths = await manifestPaths(settings.manifests, trees);
  const pairs = await together(paths.map((path) => readPair(client, settings, trees, path)));
  return pairs.filter((pair) => pair !== undefined);
}

/** Undefined where there is nothing to review. */
async function readPair(
  client: Client,
  { place, server }: ForgeSettings,
  trees: Trees,
  path: string,
): Promise<ManifestPair | undefined> {
  const readIn = (tree: Tree) => readFileAt(client, place, tree, path);
  const reading = readIn(trees.head);
  const [head, base] = await together([
    reading,
    isUnchanged(path, trees) ? reading : readIn(trees.base),
  ]);
  if (head.state === "absent") {
    if (base.state === "absent") return undefined;
    // A manifest that base got after head had parted from it is not removed by the merge.
    const before = await findEntry(client, place, await trees.split(), path);
    if (before === undefined) return undefined;
  }
  const files = headFilesOf(path, trees.head, place, server);
  const baseFiles = headFilesOf(path, trees.base, place, server);
  const pair = { head, base, files, baseFiles };
  if (!mayNameReports(head)) return pair;
  const { readReports } = await import("./measured-files.ts");
  const [reports, baseReports] = await together([
    readReports(client, place, trees.head, head, files),
    mayNameReports(base) ? readReports(client, place, trees.base, base, baseFiles) : undefined,
  ]);
  return { ...pair, reports, baseReports };
}

/** What base has not changed since head parted from it is on base as it was. */
export async function readParted(
  client: Client,
  { place }: Pick<ForgeSettings, "place">,
  trees: Trees,
  paths: readonly string[],
): Promise<ReadonlyMap<string, SourceFile>> {
  const split = await trees.split();
  const found = new Map<string, SourceFile>();
  for (const path of paths) {
    const [before, now] = await together([
      findEntry(client, place, split, path),
      findEntry(client, place, trees.base, path),
    ]);
    if (before?.sha !== now?.sha) found.set(path, await readFileAt(client, place, split, path));
  }
  return found;
}

async function manifestPaths(patterns: readonly string[], trees: Trees): Promise<string[]> {
  const matching = patterns.some((pattern) => GLOB.test(pattern))
    ? (await import("./globs.ts")).matchingPaths(patterns, trees)
    : patterns;
  const paths = [...new Set(matching)].sort();
  if (paths.length > MOST_MANIFESTS)
    throw new Explained(
      `The input manifest matches ${paths.length} files: at most ${MOST_MANIFESTS} are reviewed. Give it narrower patterns.`,
    );
  return paths;
}

/** The same blob needs no second reading. A truncated tree cannot say. */
function isUnchanged(path: string, { head, base }: Trees): boolean {
  if (head.truncated || base.truncated) return false;
  return head.entries.get(path)?.sha === base.entries.get(path)?.sha;
}
