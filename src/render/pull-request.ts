/** A review to what the pull request should show: one comment and one check. */

import type { Advice } from "../advise/advice.ts";
import { sinceLast } from "../advise/since-last.ts";
import { isNewlyAsked } from "../answers/ask.ts";
import { scorecardMemory } from "../answers/scorecard-memory.ts";
import { type RememberedReview, writeReviewMemory } from "../conversation/review-memory.ts";
import { sha256 } from "../facts/sha256.ts";
import type { Check, Conclusion, Desired, Publish } from "../reconcile/reconcile.ts";
import { NO_TALK } from "../reconcile/talk.ts";
import type { Review } from "../review/review.ts";
import type { ManifestPair, PolicyFile, SourceFile } from "../review/source-file.ts";
import type { Verdict } from "../score/gate.ts";
import { notesOf } from "./annotations.ts";
import { headlineOf } from "./headline.ts";
import { conversationText } from "./said-section.ts";
import { type Frame, renderMarkdown } from "./scorecard.ts";
import { renderTalk, type Talk } from "./talk.ts";
import { shorten } from "./visible-text.ts";

/** What was judged, and where it is shown. */
export interface Place {
  readonly headSha: string;
  /** The pull request; undefined of a merge group. */
  readonly number: number | undefined;
  /** Hash of what was judged, and by which rules. */
  readonly inputs: string;
  /** Whether there is a pull request to comment on. */
  readonly speaks: boolean;
  readonly policy: PolicyFile;
  readonly manifests: readonly ManifestPair[];
}

export interface Showing {
  readonly checkName: string;
  readonly publish: Publish;
  readonly comment: "always" | "on-change" | "never";
}

/** GitHub counts a comment in characters, and the text of a check in bytes: 65,535, of which `amongTwins` may need some. */
const MOST_COMMENT = 65_536;
const MOST_SUMMARY_BYTES = 65_000;
/** A commit status takes no more. */
const MOST_TITLE = 140;

const CONCLUSION: Record<Verdict, Conclusion> = {
  pass: "success",
  "not-applicable": "success",
  fail: "failure",
  waiting: "action_required",
  error: "cancelled",
};

export interface Told {
  readonly review: Review;
  readonly advice?: Advice | undefined;
  /** What people said and are asked; undefined where nobody can, or where it cannot be read. */
  readonly talk?: Talk | undefined;
  /** This review, and the one before it. */
  readonly remembered?: RememberedReview | undefined;
}

export function renderPullRequest(
  { review, advice, talk, remembered }: Told,
  place: Place,
  showing: Showing,
): Desired {
  const { headSha, speaks } = place;
  const { checkName, comment, publish } = showing;
  const comments = speaks && comment !== "never";
  const said = talk && conversationText(talk);
  const since = remembered && sinceLast(remembered);
  const commentOnce = (announced: boolean) => {
    const memory = [
      ...(remembered === undefined ? [] : [writeReviewMemory(remembered)]),
      ...(talk === undefined ? [] : [scorecardMemory(talk.asks, talk.considered, announced)]),
    ].join("\n");
    return renderMarkdown(review, {
      ...{ most: MOST_COMMENT, headSha, checkName, talk: said, advice, since, memory },
    });
  };
  const asksAnew = talk?.asks.some(isNewlyAsked) === true;
  return {
    comment: comments ? commentOnce(true) : undefined,
    unasked: comments && asksAnew ? commentOnce(false) : undefined,
    mayPost: comments && mayPost(review, place, comment),
    check: renderCheck(review, place, checkName, { talk: said, advice }),
    publish,
    talk: talk === undefined ? NO_TALK : renderTalk(talk, { checkName, advice }),
  };
}

/** A repository without a manifest has the check to say so; a comment on each pull request would be noise. */
export function mayPost(
  { manifests: reviewed }: Review,
  { manifests, policy }: Pick<Place, "manifests" | "policy">,
  comment: Showing["comment"],
): boolean {
  if (reviewed.length === 0) return false;
  if (comment !== "on-change") return comment === "always";
  return policy.changedByHead || manifests.some(({ head, base }) => !isSame(head, base));
}

function isSame(one: SourceFile, other: SourceFile): boolean {
  if (one.state === "text" && other.state === "text") return one.text === other.text;
  return one.state === other.state;
}

function renderCheck(
  review: Review,
  { headSha, number, inputs }: Place,
  name: string,
  beside: Pick<Frame, "talk" | "advice">,
): Check {
  const { annotations, more } = notesOf(review);
  const folded = more === 0 ? "" : foldedNote(annotations.length, more);
  const most = MOST_SUMMARY_BYTES - byteLength(folded);
  const shown = {
    conclusion: CONCLUSION[review.verdict],
    title: shorten(headlineOf(review).title, MOST_TITLE),
    summary: `${renderMarkdown(review, { most, measure: byteLength, headSha, ...beside })}${folded}`,
    annotations,
  };
  const fingerprint = sha256(JSON.stringify(shown));
  const own = shown.conclusion;
  return { name, headSha, number, inputs, own, twins: [], ...shown, fingerprint };
}

/** Beside the code nothing can say that something is left out. */
function foldedNote(shown: number, more: number): string {
  return `\n<sub>Beside the code stand ${shown} of ${shown + more} notes, the worst first. The JSON report has all of them.</sub>\n`;
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
