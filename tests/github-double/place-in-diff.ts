// Where a review comment may stand, and where it stands after the head has moved. In short: on a
// line that the patch shows. It follows its line while that line is unchanged and shown; else it
// is outdated, its line null and its original line kept (vitali87/croft#454).
import { changedFiles, textAt } from "./changed-files.ts";
import type { LinePlace, ReviewComment } from "./conversation.ts";
import type { PullRequest, Repository } from "./github-state.ts";
import { followLine } from "./line-patch.ts";
import { findLine, linesOfPatch, type PatchLine, type Side } from "./patch-lines.ts";

/** The lines that the diff shows, by path. */
export type Diff = ReadonlyMap<string, readonly PatchLine[]>;

export function diffOf(repository: Repository, pull: PullRequest, head = pull.head.sha): Diff {
  const files = changedFiles({ repository, url: "" }, pull, head);
  return new Map(files.map(({ filename, patch = "" }) => [filename, linesOfPatch(patch)]));
}

export type Misplaced = "path" | "line" | "hunk" | "order";

/** The part of the diff above the place, or what is wrong with the place. */
export function findPlace(
  diff: Diff,
  path: string,
  place: LinePlace | { readonly subject: "file" },
): { readonly hunk: string } | { readonly wrong: Misplaced } {
  const lines = diff.get(path);
  if (lines === undefined) return { wrong: "path" };
  if (place.subject === "file") return { hunk: lines[0]?.shown.split("\n")[0] ?? "" };
  const end = findLine(lines, place.side, place.line);
  if (end === undefined) return { wrong: "line" };
  const { start } = place;
  if (start === undefined) return { hunk: end.shown };
  if (start.line >= place.line && start.side === place.side) return { wrong: "order" };
  const first = findLine(lines, start.side, start.line);
  return first?.hunk === end.hunk ? { hunk: end.shown } : { wrong: "hunk" };
}

export interface Position {
  readonly line: number;
  readonly startLine: number | undefined;
  readonly position: number;
}

/** Where a comment on lines is now; undefined when it is outdated. */
export function currentPosition(
  repository: Repository,
  pull: PullRequest,
  diff: Diff,
  { path, place, commit }: Pick<ReviewComment, "path" | "place" | "commit">,
): Position | undefined {
  if (place.subject === "file") return undefined;
  const before = textAt(repository, commit, path);
  const after = textAt(repository, pull.head.sha, path);
  const follow = (side: Side, line: number) =>
    side === "LEFT" ? line : followLine(before, after, line);
  const line = follow(place.side, place.line);
  const found = line === undefined ? undefined : findLine(diff.get(path) ?? [], place.side, line);
  if (line === undefined || found === undefined) return undefined;
  const { start } = place;
  const startLine = start === undefined ? undefined : follow(start.side, start.line);
  return { line, startLine, position: found.position };
}

/** A comment on a file is outdated once the pull request no longer changes that file. */
export function isOutdated(
  repository: Repository,
  pull: PullRequest,
  diff: Diff,
  comment: ReviewComment,
): boolean {
  if (comment.place.subject === "file") return !diff.has(comment.path);
  return currentPosition(repository, pull, diff, comment) === undefined;
}
