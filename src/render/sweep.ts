/** What became of the open pull requests of one run, for the summary page of its job. */

import type { Plan } from "../reconcile/reconcile.ts";
import type { Review } from "../review/review.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { count, headlineOf } from "./headline.ts";
import { type Undone, undoneText } from "./job-summary.ts";

interface SweptRow {
  readonly number: number;
  readonly outcome:
    | {
        readonly review: Review;
        readonly plan: Plan;
        readonly denied: readonly Undone[];
        readonly superseded: boolean;
      }
    | undefined;
  readonly failure: string | undefined;
}

/** Numbers that are named of those that were left out. */
const MOST_LEFT = 50;

/** Open pull requests, and what became of each. */
interface SweptRows {
  readonly reviewed: readonly SweptRow[];
  /** Those that the run did not come to. */
  readonly left: readonly number[];
}

export function renderSweep({ reviewed, left }: SweptRows): string {
  const blocks = [
    `## ${count(reviewed.length, "open pull request")} reviewed again`,
    ...(reviewed.length === 0
      ? []
      : [
          ["| Pull request | Review | Done |", "| --: | :-- | :-- |", ...reviewed.map(row)].join(
            "\n",
          ),
        ]),
    ...(left.length === 0 ? [] : [leftText(left)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function row({ number, outcome, failure }: SweptRow): string {
  const cells =
    outcome === undefined
      ? [`Not evaluated: ${escapeMarkdown(failure ?? "", 400)}`, ""]
      : [escapeMarkdown(headlineOf(outcome.review).title), doneText(outcome)];
  return `| #${number} | ${cells.join(" | ")} |`;
}

function doneText({ plan, denied, superseded }: NonNullable<SweptRow["outcome"]>): string {
  if (superseded) return "it has moved on: its own run reports";
  const undone = [...new Set(denied.map((one) => undoneText(one)))];
  const done = plan.length - denied.length;
  return [done > 0 ? "brought up to date" : "nothing to change", ...undone].join("; ");
}

function leftText(left: readonly number[]): string {
  const named = left.slice(0, MOST_LEFT).map((number) => `#${number}`);
  const more = left.length - named.length;
  return `${count(left.length, "more is open and was", "more are open and were")} not reviewed in this run: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}. A run takes at most 50; the next one takes others.`;
}
