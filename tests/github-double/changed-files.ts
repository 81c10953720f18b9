// What a pull request changes: file by file, with the patch that GitHub shows of it.
import type { RepositoryCall, Schemas } from "./exchange.ts";
import { filesOf, mergeBase, type TreeEntry } from "./git-objects.ts";
import type { PullRequest, Repository } from "./github-state.ts";
import { diffLines } from "./line-patch.ts";
import { webUrl } from "./render-account.ts";

type Place = Pick<RepositoryCall, "repository" | "url">;

/** GitHub compares with the merge base. An earlier head shows what the pull request changed then. */
export function changedFiles(
  place: Place,
  pull: PullRequest,
  head = pull.head.sha,
): readonly Schemas["diff-entry"][] {
  const { objects } = place.repository;
  return filesBetween(place, mergeBase(objects, baseOf(place.repository, pull), head), head);
}

/** What differs from one commit to another, or from nothing. */
export function filesBetween(
  place: Place,
  from: string | undefined,
  head: string,
): readonly Schemas["diff-entry"][] {
  const { objects } = place.repository;
  const before = filesOf(objects, from);
  const after = filesOf(objects, head);
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = paths.filter((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    return old?.sha !== now?.sha || old?.mode !== now?.mode;
  });
  const removed = changed.filter((path) => !after.has(path));
  const added = changed.filter((path) => !before.has(path));
  const renamed = new Map(
    added.flatMap((path) => {
      const at = removed.findIndex((old) => before.get(old)?.sha === after.get(path)?.sha);
      const [old] = at === -1 ? [] : removed.splice(at, 1);
      return old === undefined ? [] : [[path, old] as const];
    }),
  );
  const sources = new Set(renamed.values());
  return changed
    .filter((path) => !sources.has(path))
    .map((path) => {
      const previous = renamed.get(path);
      const entry = renderFile(place, head, path, before.get(previous ?? path), after.get(path));
      return previous === undefined
        ? entry
        : { ...entry, status: "renamed" as const, previous_filename: previous };
    });
}

/** The tip of the base branch; of a merged pull request, the one that it was merged into. */
export function baseOf({ objects, branches }: Repository, { merged, base }: PullRequest): string {
  const before = merged && objects.commits.get(merged.commit)?.parents[0];
  return before ?? branches.get(base.ref) ?? base.sha;
}

function renderFile(
  { repository, url }: Place,
  head: string,
  path: string,
  before: TreeEntry | undefined,
  after: TreeEntry | undefined,
): Schemas["diff-entry"] {
  const textOf = (entry: TreeEntry | undefined) =>
    entry === undefined ? "" : textOfBytes(repository.objects.blobs.get(entry.sha));
  const [old, now] = [textOf(before), textOf(after)];
  const diff = old === undefined || now === undefined ? undefined : diffLines(old, now);
  const { additions = 0, deletions = 0 } = diff ?? {};
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const patched = diff !== undefined && additions + deletions > 0;
  return {
    sha: (after ?? before)?.sha ?? null,
    filename: path,
    status: before === undefined ? "added" : after === undefined ? "removed" : "modified",
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${webUrl(repository)}/blob/${head}/${encoded}`,
    raw_url: `${webUrl(repository)}/raw/${head}/${encoded}`,
    contents_url: `${url}/repos/${repository.fullName}/contents/${encoded}?ref=${head}`,
    ...(patched ? { patch: diff.patch } : {}),
  };
}

/** The text of a file in a commit; empty when there is none. */
export function textAt({ objects }: Repository, commit: string, path: string): string {
  const entry = filesOf(objects, commit).get(path);
  return entry === undefined ? "" : (textOfBytes(objects.blobs.get(entry.sha)) ?? "");
}

/** Undefined for a submodule and for what git takes for binary. Those have no patch. */
function textOfBytes(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.includes(0) ? undefined : Buffer.from(bytes).toString();
}
