/** Where the files of a review stand in their repository, by the paths that the review has them under. */

import { join } from "node:path";
import type { FileOf } from "../render/sarif-results.ts";
import { headFilesOf } from "./head-files.ts";
import type { FoundInput } from "./review-input.ts";

export function filesInRepository({ packSources, packRoot }: FoundInput): FileOf {
  const packs = new Map(packSources.map(({ path }) => [path, join(packRoot, path)]));
  return (path) => headFilesOf(packs.get(path) ?? path).manifest;
}
