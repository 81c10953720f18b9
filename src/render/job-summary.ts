/** What a run did, for the summary page of its job: the whole scorecard, and what the token was denied. */

import type { Publish } from "../reconcile/reconcile.ts";
import type { Review } from "../review/review.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { byteLength } from "./pull-request.ts";
import { conversationText } from "./said-section.ts";
import { renderMarkdown } from "./scorecard.ts";
import type { Talk } from "./talk.ts";

export interface Run {
  readonly review: Review;
  readonly denied: readonly Undone[];
  /** True when the head moved on, so that a newer run reports instead. */
  readonly superseded: boolean;
  readonly talk?: Talk | undefined;
}

/** A change that was not made: the permission that is missing, or else what stood in the way. */
interface Undone {
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
};

export function renderSummary({ review, denied, superseded, talk }: Run, publish: Publish): string {
  const notes = [
    ...(superseded
      ? [
          "> A newer commit was pushed while this ran, so nothing was published. The run of the newer push reports.",
        ]
      : []),
    ...denied.map((one) => `> ${WHAT[one.change] ?? "A change was not made"}${why(one, publish)}`),
  ];
  const head = notes.map((note) => `${note}\n\n`).join("");
  const most = MOST_BYTES - byteLength(head);
  return `${head}${renderMarkdown(review, { most, measure: byteLength, talk: talk && conversationText(talk) })}`;
}

function why({ change, permission, because }: Undone, publish: Publish): string {
  return permission === undefined
    ? `. ${escapeMarkdown(because)}`
    : `: the token may not do it. Add ${codeSpan(permission)} to the \`permissions\` of the job.${hint(change, publish)}`;
}

/** A personal token cannot make check runs at all. */
function hint(change: string, publish: Publish): string {
  return change === "createCheck" && publish === "check"
    ? " A personal access token cannot publish checks: with one, set `publish: status`."
    : "";
}
