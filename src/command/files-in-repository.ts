/** Where the files of a review stand in their repository, by the paths that the review has them under. */

import { join, relative, resolve, sep } from "node:path";
import { cloneAround, repositoryOf } from "./head-files.ts";
import type { FoundInput } from "./review-input.ts";

export interface PlacedFiles {
  readonly root: string;
  /** Path from the root; undefined where the file does not stand below it. */
  fileOf(path: string): string | undefined;
}

export function filesInRepository({ manifests, packSources, packRoot }: FoundInput): PlacedFiles {
  const [first] = manifests;
  const root = rootAround(first?.head.path ?? ".");
  const packs = new Map(packSources.map(({ path }) => [path, join(packRoot, path)]));
  return { root, fileOf: (path) => pathBelow(root, packs.get(path) ?? path) };
}

/** The clone that a file stands in; without one, the folder one is in where the file is below it, or the file's own. */
function rootAround(path: string): string {
  const own = repositoryOf(path);
  if (cloneAround(own) !== undefined) return own;
  return pathBelow(".", path) === undefined ? own : resolve(".");
}

export function pathBelow(root: string, path: string): string | undefined {
  const below = relative(root, resolve(path)).split(sep).join("/");
  return below === "" || below.startsWith("../") || resolve(root, below) !== resolve(path)
    ? undefined
    : below;
}
