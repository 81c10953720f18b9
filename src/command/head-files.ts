/** The repository around a manifest on disk, to what links in its evidence may lead to. */

import { hash } from "node:crypto";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { HeadFiles } from "../review/source-file.ts";

/** Nothing is opened, and no link is followed: it could lead out of the repository. */
export function headFilesOf(manifest: string): HeadFiles {
  const path = resolve(manifest);
  const root = repositoryOf(path);
  // A clone does not say for sure where it is published.
  return headFilesIn(root, relative(root, path).split(sep).join("/"), undefined);
}

/** The same of a manifest in a folder that is known to be its repository. */
export function headFilesIn(
  root: string,
  manifest: string,
  address: string | undefined,
): HeadFiles {
  return {
    manifest,
    address,
    among: (paths) => new Set(paths.filter((one) => isFileBelow(root, one.split("/")))),
    idOf: (path) => {
      const file = join(root, path);
      return lstatSync(file).size > LARGEST ? undefined : gitIdOf(file, "sha1");
    },
  };
}

/** Evidence that is larger is worth no reading. In bytes. */
const LARGEST = 20 * 1024 * 1024;

/** Git's id of what is in a file, as a repository with that kind of ids has it. */
export function gitIdOf(path: string, algorithm: "sha1" | "sha256"): string {
  const content = readFileSync(path);
  return hash(algorithm, Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]), "hex");
}

/** The nearest folder with a `.git`; without one, the folder that a manifest in `.github` is about, or its own. */
export function repositoryOf(manifest: string): string {
  const own = dirname(resolve(manifest));
  return cloneAround(own) ?? (basename(own) === ".github" ? dirname(own) : own);
}

/** The nearest folder with a `.git`, this one or above. */
export function cloneAround(own: string): string | undefined {
  for (let folder = resolve(own); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function isFileBelow(folder: string, [name = "", ...rest]: readonly string[]): boolean {
  const path = join(folder, name);
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (rest.length === 0) return entry?.isFile() === true && entry.size > 0;
  return entry?.isDirectory() === true && isFileBelow(path, rest);
}
