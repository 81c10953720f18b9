/** A review to the scorecard comment in GitHub Markdown. Same review, same bytes; long ones lose details, never the verdict. */

import type { Advice } from "../advise/advice.ts";
import type { SinceLast } from "../advise/since-last.ts";
import { scorecardMarker } from "../reconcile/marker.ts";
import type { Review } from "../review/review.ts";
import type { ManifestReview } from "../review/review-manifest.ts";
import type { ConversationText } from "./conversation-text.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { gettingStarted } from "./getting-started.ts";
import { headlineOf } from "./headline.ts";
import { judged, shortSha } from "./judged.ts";
import { manifestSection, type SectionDetail } from "./manifest-section.ts";
import { overviewTable } from "./overview-table.ts";
import { problemList } from "./problem-list.ts";
import { sinceText } from "./since-text.ts";

export interface Frame {
  /** Most characters of the whole text; unlimited when left out. */
  readonly most?: number;
  /** Length of a text as the reader of it measures it; default: characters. */
  readonly measure?: (text: string) => number;
  /** Commit that was judged. */
  readonly headSha?: string;
  /** Name of the check, for the mark by which the comment is found again. */
  readonly checkName?: string;
  /** What people said and are asked, where there is a conversation. */
  readonly talk?: ConversationText | undefined;
  /** What to do next. */
  readonly advice?: Advice | undefined;
  /** What is different since the review before. */
  readonly since?: SinceLast | undefined;
  /** Hidden last lines, which are never cut. */
  readonly memory?: string;
}

interface Tier extends SectionDetail {
  /** Manifests with a section of their own. */
  readonly sections: number;
  /** What was judged, by what. */
  readonly receipt: boolean;
  /** What this tier leaves out of the one before. */
  readonly leavesOut: string | undefined;
}

const EVERYTHING: Tier = {
  sources: true,
  assumptions: true,
  parts: true,
  passed: true,
  findings: true,
  diagram: true,
  questions: "lines",
  advice: "with patches",
  entries: 10,
  sections: 50,
  receipt: true,
  leavesOut: undefined,
};

/** Each tier is shorter than the one before; the last holds no fold, so that it can be cut. */
const TIERS: readonly Tier[] = tiers([
  [{}, undefined],
  [{ sources: false }, "coefficients and sources"],
  [{ assumptions: false }, "assumptions"],
  [{ advice: "lines" }, "changes as patches"],
  [{ parts: false }, "the estimate by part"],
  [{ passed: false }, "checks that are met"],
  [{ questions: "ids" }, "the text of further questions"],
  [{ findings: false }, "the list of all findings"],
  [{ diagram: false }, "the diagram"],
  [{ advice: "none" }, "what to do next"],
  [{ sections: 5, entries: 5, questions: "count" }, "sections of further manifests"],
  [{ sections: 1, entries: 3 }, undefined],
  [{ sections: 0, receipt: false }, "what was judged by what"],
]);

/** The whole scorecard, in the fullest tier that fits. */
export function renderMarkdown(review: Review, frame: Frame = {}): string {
  const { measure = ({ length }) => length, memory = "" } = frame;
  const last = memory === "" ? "" : `\n${memory}\n`;
  const most = (frame.most ?? Number.POSITIVE_INFINITY) - measure(last);
  let text = "";
  for (const [index, tier] of TIERS.entries()) {
    text = renderTier(review, { ...frame, most }, tier, leftOut(index));
    if (measure(text) <= most) return `${text}${last}`;
  }
  return `${cut(text, most, measure)}${last}`;
}

function renderTier(
  review: Review,
  { headSha, checkName, most = Number.POSITIVE_INFINITY, talk, advice: beside, since }: Frame,
  tier: Tier,
  missing: readonly string[],
): string {
  const { title, advice } = headlineOf(review, talk !== undefined);
  const commit = headSha === undefined ? "" : ` Judged: commit \`${shortSha(headSha)}\`.`;
  const blocks = [
    ...(checkName === undefined ? [] : [scorecardMarker(checkName)]),
    `## ${title}`,
    `${advice}${commit}`,
    ...(since === undefined ? [] : [sinceText(since).join(" ")]),
    ...(review.problems.length > 0 ? [problemList(review.problems)] : []),
    ...review.notices.filter((notice) => notice.startsWith("This pull request")).map(important),
    ...body(review, tier, most, { talk, advice: beside }),
    ...(tier.receipt ? [footer(review, headSha)] : []),
    ...(missing.length > 0 ? [leftOutText(missing)] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function body(review: Review, tier: Tier, most: number, beside: Beside): readonly string[] {
  const { manifests } = review;
  if (manifests.length === 0) return [gettingStarted()];
  if (manifests.length === 1 && tier.sections > 0) return sectionOf(review, 0, tier, beside);
  const blocks = [overviewTable(review)];
  let length = 0;
  let shown = 0;
  // A text that is too long already is thrown away: the rest of it need not be written.
  while (shown < Math.min(tier.sections, manifests.length) && length <= most) {
    const { path } = manifests[shown] as ManifestReview;
    const section = [`## ${codeSpan(path)}`, ...sectionOf(review, shown, tier, beside)];
    blocks.push(...section);
    length += section.join("").length;
    shown += 1;
  }
  const more = manifests.length - shown;
  if (more > 0 && shown > 0) blocks.push(`…and ${more} more manifests, in the JSON report.`);
  return blocks;
}

/** What stands beside the review. */
type Beside = Pick<Frame, "talk" | "advice">;

/** What is written already: comment, check and job summary show the same sections of a review, and of what was said of it. */
const WRITTEN = new WeakMap<Review | Advice, Map<Tier, (readonly string[])[]>>();

function sectionOf(
  review: Review,
  at: number,
  tier: Tier,
  { talk, advice }: Beside,
): readonly string[] {
  const byTier = WRITTEN.get(advice ?? review) ?? new Map<Tier, (readonly string[])[]>();
  WRITTEN.set(advice ?? review, byTier);
  const sections = byTier.get(tier) ?? [];
  byTier.set(tier, sections);
  const one = review.manifests[at] as ManifestReview;
  sections[at] ??= manifestSection(one, tier, review.packs, talk, advice?.get(one.path));
  return sections[at];
}

/** Notices that are not about this pull request, and the receipt. */
function footer(review: Review, headSha: string | undefined): string {
  const notices = review.notices.filter((notice) => !notice.startsWith("This pull request"));
  return [
    "<details><summary>What was judged, by what</summary>",
    "",
    judged(review, headSha),
    "",
    ...notices.map((notice) => `- ${escapeMarkdown(notice, 400)}`),
    "",
    "</details>",
  ].join("\n");
}

function important(notice: string): string {
  return `> ${escapeMarkdown(notice, 400)}`;
}

function leftOutText(missing: readonly string[]): string {
  return `<sub>Too long for this place, so left out: ${missing.join(", ")}. The job summary and the JSON report have it.</sub>`;
}

function leftOut(tier: number): string[] {
  return TIERS.slice(0, tier + 1).flatMap(({ leavesOut }) => leavesOut ?? []);
}

function tiers(steps: readonly (readonly [Partial<Tier>, string | undefined])[]): Tier[] {
  let tier = EVERYTHING;
  return steps.map(([change, leavesOut]) => {
    tier = { ...tier, ...change, leavesOut };
    return tier;
  });
}

/** The last resort, for hundreds of problems. Marker and headline come first, so they survive. */
function cut(text: string, most: number, measure: (text: string) => number): string {
  const note = "\n\n…cut here: the JSON report has all of it.\n";
  const lines = text.split("\n");
  while (lines.length > 1 && measure(lines.join("\n") + note) > most) lines.pop();
  return lines.join("\n") + note;
}
