/** Open questions, the weightiest first: who is asked, what a good answer is, and where it goes. */

import type { Check } from "../checklist/checklist.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { fieldName } from "./field-name.ts";
import { count } from "./headline.ts";
import { placeText } from "./place-text.ts";
import { type FindingGroup, type Open, openGroups } from "./ranked-findings.ts";

/** Questions that stand open in the comment; the rest is folded. */
const MOST_QUESTIONS = 5;
const MOST_FIELDS = 2;
const MOST_ITEMS = 4;

export const ASKED: Record<Check["who"], string> = {
  pm: "Product manager",
  engineering: "Engineering",
};

/** The folded questions: in one line each, as ids, or only counted. */
export type RestOfQuestions = "lines" | "ids" | "count";

/** Blocks of Markdown; none when nothing is open. */
export function questions(manifest: ReviewedManifest, rest: RestOfQuestions): string[] {
  const groups = openGroups(manifest);
  if (groups.length === 0) return [];
  const waits = groups.some(({ blocks }) => blocks);
  const shown = groups.slice(0, MOST_QUESTIONS);
  const others = groups.slice(MOST_QUESTIONS);
  return [
    waits ? "### Questions to answer before merging" : "### Open questions, none of which blocks",
    shown.map((group, index) => entry(manifest, group, index + 1)).join("\n"),
    ...(others.length > 0 ? [remaining(manifest, others, rest)] : []),
  ];
}

function remaining(
  manifest: ReviewedManifest,
  others: readonly FindingGroup<Open>[],
  rest: RestOfQuestions,
): string {
  const waiting = others.filter(({ blocks }) => blocks).length;
  const which = waiting > 0 ? `, ${waiting} of which a merge waits for` : "";
  const head = `${count(others.length, "more question")}${which}`;
  if (rest === "count") return `…and ${head}.`;
  const body =
    rest === "lines"
      ? others.map((group) => line(manifest, group)).join("\n")
      : others.map(({ check }) => escapeMarkdown(check.id)).join(", ");
  return `<details><summary>${head}</summary>\n\n${body}\n\n</details>`;
}

function entry(manifest: ReviewedManifest, group: FindingGroup<Open>, number: number): string {
  const { check, severity } = group;
  const gate = group.blocks ? "" : ", does not block";
  const lines = [
    asked(group),
    `*A good answer* ${goodAnswer(check)} ${destination(manifest, group)} <sub>${severity}, ${escapeMarkdown(check.id)}${gate}</sub>`,
  ];
  return `${number}. ${lines.join("<br>")}`;
}

function line(manifest: ReviewedManifest, group: FindingGroup<Open>): string {
  return `- ${asked(group)} ${destination(manifest, group)} <sub>${group.severity}, ${escapeMarkdown(group.check.id)}</sub>`;
}

function asked({ check, findings }: FindingGroup<Open>): string {
  const [first, ...more] = findings;
  const items = more.slice(0, MOST_ITEMS).map(({ item }) => codeSpan(item.key, 80));
  const rest = more.length > items.length ? ` and ${more.length - items.length} more` : "";
  const also = more.length > 0 ? ` *The same of* ${items.join(", ")}${rest}.` : "";
  return `**${ASKED[check.who]}:** ${escapeMarkdown(first?.question ?? "", 600)}${also}`;
}

/** What kind of answer fits, and what shows it. */
export function goodAnswer({ answer, evidence }: Check): string {
  const shownBy = escapeMarkdown(evidence[0] ?? "", 200);
  const choices = (answer.choices ?? []).map((one) => codeSpan(one, 60)).join(", ");
  switch (answer.kind) {
    case "value":
      return `may be rough: a figure with a low and a high, or a sentence. It is best shown by: ${shownBy}.`;
    case "choice":
      return choices === "" ? `is one of the choices.` : `is one of ${choices}.`;
    case "yes-no":
      return `is yes or no. It is best shown by: ${shownBy}.`;
    case "reason":
      return `is the reason in a sentence, or what shows it: ${shownBy}.`;
  }
}

/** The fields to fill, and the lines to look at. */
function destination(
  { path, manifest }: ReviewedManifest,
  { findings }: FindingGroup<Open>,
): string {
  const paths = findings.flatMap(({ missing }) => missing);
  const fields = [...new Set(paths.map((one) => fieldName(one, manifest)))];
  const named = fields.slice(0, MOST_FIELDS).map((field) => codeSpan(field, 120));
  const more = fields.length - named.length;
  const at = placeText(path, findings);
  if (named.length === 0) return `It is about ${at}.`;
  return `It goes into ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}, at ${at}.`;
}
