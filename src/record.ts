/** What a push to the default branch adds to the history, where the policy keeps one. */

import type { Forge, Reading } from "./forge.ts";
import { appendEntry } from "./history/append.ts";
import { badgesOf, badgeText } from "./history/badge.ts";
import { entryOf } from "./history/entry.ts";
import { HISTORY_FILE } from "./history/file-names.ts";
import { historyText, NO_HISTORY, parseHistory } from "./history/history.ts";
import { type Trend, trendOf } from "./history/trend.ts";
import type { Plan } from "./reconcile/reconcile.ts";
import type { Review } from "./review/review.ts";
import type { SourceFile } from "./review/source-file.ts";

/** A file of the history by its name. */
export interface HistoryFile {
  readonly path: string;
  readonly text: string;
}

export interface Recorded {
  readonly trend: Trend | undefined;
  /** For the workflow to keep; none where a branch keeps them, or where what was there is not to be lost. */
  readonly files: readonly HistoryFile[];
  /** What a reader has to know. */
  readonly notices: readonly string[];
  /** What is to be written to the branch. */
  readonly plan: Plan;
}

/** Undefined where no history is kept. `earlier`: the file that the workflow has handed in. */
export async function record(
  forge: Pick<Forge, "readHistory">,
  review: Review,
  { headSha, baseRef, records = false }: Reading,
  earlier: SourceFile | undefined,
): Promise<Recorded | undefined> {
  const keeps = review.rules?.policy.history ?? "none";
  if (!records || keeps === "none") return undefined;
  const entry = entryOf(review, headSha);
  if (entry === undefined) return undefined;
  const before = keeps === "branch" ? await forge.readHistory() : earlier;
  const known = before?.state === "text" ? parseHistory(before.text) : undefined;
  if (before !== undefined && before.state !== "absent" && known === undefined)
    return { trend: undefined, files: [], notices: [unreadable(before)], plan: [] };
  const history = appendEntry(known ?? NO_HISTORY, entry);
  const badges = [...badgesOf(entry)].map(([path, badge]) => ({ path, text: badgeText(badge) }));
  const files = [{ path: HISTORY_FILE, text: historyText(history) }, ...badges];
  const recorded = { trend: trendOf(history), notices: [] };
  if (keeps === "artifact") return { ...recorded, files, plan: [] };
  const change = {
    do: "recordHistory" as const,
    files,
    message: `Record the review of ${headSha.slice(0, 7)}`,
    before: before?.state === "text" ? before.text : undefined,
    headSha,
    branch: baseRef,
  };
  return { ...recorded, files: [], plan: history === known ? [] : [change] };
}

/** It may be somebody's work, or of a newer release. */
function unreadable(before: SourceFile): string {
  const because = before.state === "unreadable" ? ` It ${before.because}.` : "";
  return `The history of earlier reviews cannot be read, so there is no trend, and nothing is added to it.${because} Mend it, or remove it to begin again.`;
}
