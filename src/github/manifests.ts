/** Paths and globs to the manifests there are, each as it stands on head and on base. */

import picomatch from "picomatch";
import type { ManifestPair } from "../review/source-file.ts";
import type { Client } from "./client.ts";
import type { ForgeSettings } from "./forge.ts";
import { readFileAt, type Tree } from "./repository.ts";

interface Trees {
  readonly head: Tree;
  readonly base: Tree;
}

/** In the order of their paths. A manifest that is only on base is there too: its removal is a finding. */
export async function readManifests(
  client: Client,
  { place, manifests }: ForgeSettings,
  trees: Trees,
): Promise<ManifestPair[]> {
  const pairs: ManifestPair[] = [];
  for (const path of manifestPaths(manifests, trees)) {
    const head = await readFileAt(client, place, trees.head, path);
    const base = isUnchanged(path, trees)
      ? head
      : await readFileAt(client, place, trees.base, path);
    if (head.state !== "absent" || base.state !== "absent") pairs.push({ head, base });
  }
  return pairs;
}

function manifestPaths(patterns: readonly string[], { head, base }: Trees): string[] {
  const globs = patterns.filter(isGlob);
  const paths = new Set(patterns.filter((pattern) => !isGlob(pattern)));
  if (globs.length === 0) return [...paths].sort();
  if (head.truncated || base.truncated)
    throw new Error(
      `The repository has more files than GitHub lists, so the pattern ${globs.join(", ")} cannot be looked up. Name each manifest by its path.`,
    );
  const matches = picomatch(globs, { dot: true });
  for (const tree of [head, base])
    for (const path of tree.entries.keys()) if (matches(path)) paths.add(path);
  return [...paths].sort();
}

/** The same blob needs no second reading. A truncated tree cannot say. */
function isUnchanged(path: string, { head, base }: Trees): boolean {
  if (head.truncated || base.truncated) return false;
  return head.entries.get(path)?.sha === base.entries.get(path)?.sha;
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}
