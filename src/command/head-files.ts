/** The repository around a manifest on disk, to what links in its evidence may lead to. */

import { existsSync, lstatSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { HeadFiles } from "../review/source-file.ts";

/** Nothing is opened, and no link is followed: it could lead out of the repository. */
export function headFilesOf(manifest: string): HeadFiles {
  const path = resolve(manifest);
  const root = repositoryOf(dirname(path));
  return {
    manifest: relative(root, path).split(sep).join("/"),
    // A clone does not say for sure where it is published.
    address: undefined,
    among: (paths) => new Set(paths.filter((one) => isFileBelow(root, one.split("/")))),
  };
}

/** The nearest folder with a `.git`; without one, the folder that a manifest in `.github` is about, or its own. */
function repositoryOf(own: string): string {
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return basename(own) === ".github" ? dirname(own) : own;
  }
}

function isFileBelow(folder: string, [name = "", ...rest]: readonly string[]): boolean {
  const path = join(folder, name);
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (rest.length === 0) return entry?.isFile() === true && entry.size > 0;
  return entry?.isDirectory() === true && isFileBelow(path, rest);
}
