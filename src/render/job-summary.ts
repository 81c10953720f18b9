/** What a run did, for the summary page of its job: the whole scorecard, and what the token was denied. */

import type { Advice } from "../advise/advice.ts";
import type { Trend } from "../history/trend.ts";
import type { Review } from "../review/review.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { byteLength } from "./pull-request.ts";
import { conversationText } from "./said-section.ts";
import { renderMarkdown } from "./scorecard.ts";
import type { Talk } from "./talk.ts";
import { trendMarkdown } from "./trend-line.ts";

export interface Run {
  readonly review: Review;
  readonly denied: readonly Undone[];
  /** True when the head moved on, so that a newer run reports instead. */
  readonly superseded: boolean;
  readonly talk?: Talk | undefined;
  readonly advice?: Advice | undefined;
  /** Of what was pushed to the default branch, where the policy keeps a history. */
  readonly recorded?:
    | { readonly trend: Trend | undefined; readonly notices: readonly string[] }
    | undefined;
}

/** A change that was not made: the permission that is missing, or else what stood in the way. */
export interface Undone {
  readonly change: string;
  readonly permission: string | undefined;
  readonly because: string;
}

/** GitHub takes 1 MiB; the notes in front need a little. */
const MOST_BYTES = 1024 * 1024;

const WHAT: Record<string, string> = {
  postComment: "The scorecard could not be posted as a comment",
  editComment: "The scorecard comment could not be updated",
  deleteComment: "A duplicate scorecard comment could not be deleted",
  createCheck: "The check could not be published",
  setStatus: "The commit status could not be published",
  ask: "New questions could not be asked in threads",
  askOnFile: "A question could not be asked in a thread of its file",
  editThread: "The state of a question could not be shown in its thread",
  deleteThread: "A second thread of one question could not be deleted",
  reply: "A comment could not be answered",
  react: "A comment could not be given its receipt",
  resolveThread: "A thread could not be resolved",
  reopenThread: "A thread could not be reopened",
  recordAnswers: "The answers could not be recorded on the ledger branch",
  recordHistory: "The review could not be added to the history on the ledger branch",
};

export function renderSummary({ review, denied, superseded, talk, advice, recorded }: Run): string {
  const notes = [
    ...(superseded
      ? [
          "> A newer commit was pushed while this ran, so nothing was published. The run of the newer push reports.",
        ]
      : []),
    ...denied.map((one) => `> ${undoneText(one)}`),
    ...(recorded?.notices ?? []).map((one) => `> ${escapeMarkdown(one, 600)}`),
  ];
  const trend = recorded?.trend === undefined ? "" : trendMarkdown(recorded.trend);
  const head = `${notes.map((note) => `${note}\n\n`).join("")}${trend}`;
  const most = MOST_BYTES - byteLength(head);
  return `${head}${renderMarkdown(review, { most, measure: byteLength, talk: talk && conversationText(talk), advice })}`;
}

/** What was not done and why, as Markdown without a full stop where it is a sentence of GitHub's. */
export function undoneText({ change, permission, because }: Undone): string {
  const what = WHAT[change] ?? "A change was not made";
  if (permission === undefined) return `${what}. ${escapeMarkdown(because)}`;
  return `${what}: the token may not do it. ${remedy(change, permission)}`;
}

/** How to give the token what it lacks, or do without. Plain text with code marks: our own words only. */
export function remedy(change: string, permission: string): string {
  const add = `Add \`${permission}\` to the \`permissions\` of the job`;
  if (change === "createCheck")
    return `${add}, or set \`publish: status\` and add \`statuses: write\`. A personal access token cannot publish checks: with one, set \`publish: status\`.`;
  if (change === "setStatus") return `${add}, or set \`publish: check\` and add \`checks: write\`.`;
  return `${add}.`;
}
