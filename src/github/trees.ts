/** The trees that a review compares: what is to be merged, where it goes, and where the two parted. */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { statusOf } from "./failure.ts";
import { type Place, readTree, type Tree } from "./repository.ts";
import { together } from "./together.ts";

/** What is judged against what, as it is now. */
export interface Commits {
  readonly headSha: string;
  readonly baseRef: string;
  /** What a merge group is compared with, where that is not the branch itself. */
  readonly baseSha?: string | undefined;
  readonly defaultBranch: string;
  /** Of the pull request; a commit has none. */
  readonly number: number | undefined;
}

export interface Trees {
  readonly head: Tree;
  readonly base: Tree;
  /**
   * Where head parted from base, read only when they differ: what only base has changed since is
   * nothing that this pull request does.
   */
  readonly split: () => Promise<Tree>;
}

const Comparison = z.object({ merge_base_commit: z.object({ sha: z.string() }) });

/** `merges` is false for what was pushed, which is on its branch already. */
export async function readTrees(
  client: Client,
  place: Place,
  { headSha, baseRef, baseSha, number }: Commits,
  merges: boolean,
): Promise<Trees> {
  // More may have been pushed to the branch since, and what was pushed may have been a tag.
  if (!merges) {
    const head = await readTree(client, place, headSha);
    return { head, base: head, split: async () => head };
  }
  const [head, base] = await together([
    readTree(client, place, headSha),
    baseSha === undefined ? readBranch(client, place, baseRef) : readTree(client, place, baseSha),
  ]);
  // A merge group is built upon its base.
  if (number === undefined) return { head, base, split: async () => base };
  let split: Promise<Tree> | undefined;
  return {
    head,
    base,
    split: () => {
      split ??= readSplit(client, place, { headSha, baseRef, base });
      return split;
    },
  };
}

/** A branch is named in full: a tag of the same name must not bring another policy. */
export function readBranch(client: Client, place: Place, branch: string): Promise<Tree> {
  return readTree(client, place, `heads/${branch}`);
}

/** Whether one of the branches has other files now than when its tree was read. */
export async function haveMoved(
  client: Client,
  place: Place,
  trees: readonly (Tree | undefined)[],
): Promise<boolean> {
  const read = [...new Set(trees)].filter((tree) => tree !== undefined);
  const now = await together(read.map(({ ref }) => readTree(client, place, ref)));
  return now.some(({ sha }, at) => sha !== read[at]?.sha);
}

/** Base itself where GitHub cannot tell: then every difference counts as the pull request's. */
async function readSplit(
  client: Client,
  place: Place,
  { headSha, baseRef, base }: Pick<Commits, "headSha" | "baseRef"> & { readonly base: Tree },
): Promise<Tree> {
  try {
    const answer = await client.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
      ...place,
      basehead: `refs/heads/${baseRef}...${headSha}`,
      per_page: 1,
    });
    const { sha } = Comparison.parse(answer.data).merge_base_commit;
    return await readTree(client, place, sha);
  } catch (error) {
    // Two histories without a common commit have no comparison.
    if (statusOf(error) !== 404) throw error;
    return base;
  }
}
