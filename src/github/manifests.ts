/** Paths and globs to the manifests there are, each as it stands on head and on base. */

import picomatch from "picomatch";
import type { ManifestPair } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import { Explained } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { headFilesOf } from "./head-files.ts";
import { findEntry, readFileAt, type Tree } from "./repository.ts";
import { together } from "./together.ts";
import type { Trees } from "./trees.ts";

/** Mode of a folder in a tree: a pattern is about files. */
const FOLDER = "040000";

/** A pattern that matches more is a mistake, and would use up the calls that a token has. */
const MOST_MANIFESTS = 200;

/** In the order of their paths. A manifest that head has removed is there too: that is a finding. */
export async function readManifests(
  client: Client,
  settings: ForgeSettings,
  trees: Trees,
): Promise<ManifestPair[]> {
  const paths = manifestPaths(settings.manifests, trees);
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
  return { head, base, files: headFilesOf(path, trees.head, place, server) };
}

function manifestPaths(patterns: readonly string[], trees: Trees): string[] {
  const wanted = patterns.filter((pattern) => !isExclusion(pattern));
  const excluded = picomatch(
    patterns.filter(isExclusion).map((pattern) => pattern.slice(1)),
    { dot: true },
  );
  const named = wanted.filter((pattern) => !isGlob(pattern));
  const paths = [...new Set([...named, ...matchingPaths(wanted.filter(isGlob), trees)])]
    .filter((path) => !excluded(path))
    .sort();
  if (paths.length > MOST_MANIFESTS)
    throw new Explained(
      `The input manifest matches ${paths.length} files: at most ${MOST_MANIFESTS} are reviewed. Give it narrower patterns.`,
    );
  return paths;
}

function matchingPaths(globs: string[], { head, base }: Trees): string[] {
  if (globs.length === 0) return [];
  if (head.truncated || base.truncated)
    throw new Explained(
      `The repository has more files than GitHub lists, so the pattern ${globs.join(", ")} cannot be looked up. Name each manifest by its path.`,
    );
  const matches = picomatch(globs, { dot: true });
  return [head, base].flatMap(({ entries }) =>
    [...entries.values()]
      .filter(({ path, mode }) => mode !== FOLDER && matches(path))
      .map(({ path }) => path),
  );
}

/** As in the filters of workflows: what begins with an exclamation mark is left out. */
function isExclusion(pattern: string): boolean {
  return pattern.startsWith("!") && !pattern.startsWith("!(");
}

/** The same blob needs no second reading. A truncated tree cannot say. */
function isUnchanged(path: string, { head, base }: Trees): boolean {
  if (head.truncated || base.truncated) return false;
  return head.entries.get(path)?.sha === base.entries.get(path)?.sha;
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}
