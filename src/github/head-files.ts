/** The tree of head to what links in a manifest's evidence may lead to. No further call: it is read already. */

import type { HeadFiles } from "../review/source-file.ts";
import { isRegular, type Place, type Tree } from "./repository.ts";

const GITHUB = "https://github.com";

/** `server` is the web address of the GitHub that the repository is on. */
export function headFilesOf(
  manifest: string,
  head: Tree,
  { owner, repo }: Place,
  server = GITHUB,
): HeadFiles {
  return {
    manifest,
    address: `${server.replace(/\/+$/, "")}/${owner}/${repo}`,
    among(paths) {
      if (head.truncated) return undefined;
      return new Set(paths.filter((path) => isRegular(head.entries.get(path))));
    },
    idOf: (path) => head.entries.get(path)?.sha,
  };
}
