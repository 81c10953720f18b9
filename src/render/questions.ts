/** Open questions, the weightiest first: who is asked, what a good answer is, and where it goes. */

import type { Check } from "../checklist/checklist.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { count } from "./headline.ts";
import { type FindingGroup, type Open, openGroups } from "./ranked-findings.ts";

/** Questions that stand open in the comment; the rest is folded. */
export const MOST_QUESTIONS = 5;
const MOST_FIELDS = 3;

export const ASKED: Record<Check["who"], string> = {
  pm: "Product manager",
  engineering: "Engineering",
};

export interface QuestionDetail {
  /** The folded ones in full, as ids, or not at all. */
  readonly rest: "full" | "ids" | "count";
}

/** Sections in Markdown; none when nothing is open. */
export function questions(manifest: ReviewedManifest, { rest }: QuestionDetail): string[] {
  const groups = openGroups(manifest);
  if (groups.length === 0) return [];
  const waits = groups.some(({ blocks }) => blocks);
  const shown = groups.slice(0, MOST_QUESTIONS);
  const others = groups.slice(MOST_QUESTIONS);
  return [
    waits ? "### Questions a merge waits for" : "### Open questions",
    list(manifest, shown, 1),
    ...(others.length > 0 ? [remaining(manifest, others, rest)] : []),
  ];
}

function remaining(
  manifest: ReviewedManifest,
  others: readonly FindingGroup<Open>[],
  rest: QuestionDetail["rest"],
): string {
  const waiting = others.filter(({ blocks }) => blocks).length;
  const which = waiting > 0 ? `, ${waiting} of which a merge waits for` : "";
  if (rest === "count") return `…and ${count(others.length, "more question")}${which}.`;
  const body =
    rest === "full"
      ? list(manifest, others, MOST_QUESTIONS + 1)
      : others.map(({ check }) => escapeMarkdown(check.id)).join(", ");
  return `<details><summary>${count(others.length, "more question")}${which}</summary>\n\n${body}\n\n</details>`;
}

function list(
  manifest: ReviewedManifest,
  groups: readonly FindingGroup<Open>[],
  from: number,
): string {
  return groups.map((group, index) => entry(manifest, group, from + index)).join("\n");
}

function entry(
  { path }: ReviewedManifest,
  { check, findings, blocks }: FindingGroup<Open>,
  number: number,
): string {
  const [first, ...more] = findings;
  if (first === undefined) return "";
  const also =
    more.length > 0 ? ` <sub>and the same of ${count(more.length, "other item")}</sub>` : "";
  const gate = blocks ? "" : ", does not block";
  const lines = [
    `**${ASKED[check.who]}:** ${escapeMarkdown(first.question, 600)}${also}`,
    `*A good answer:* ${goodAnswer(check)} ${place(path, findings)}`,
    `<sub>${check.severity}, ${escapeMarkdown(check.id)}${gate}</sub>`,
  ];
  return `${number}. ${lines.join("<br>\n   ")}`;
}

/** What kind of answer fits, and what shows it. */
function goodAnswer({ answer, evidence }: Check): string {
  const shownBy = escapeMarkdown(evidence[0] ?? "", 200);
  const choices = (answer.choices ?? []).map((one) => codeSpan(one, 60)).join(", ");
  switch (answer.kind) {
    case "value":
      return `a value, with a low and a high if unsure. Shown by: ${shownBy}.`;
    case "choice":
      return choices === "" ? `one of the choices. Shown by: ${shownBy}.` : `one of ${choices}.`;
    case "yes-no":
      return `yes or no, and what shows it: ${shownBy}.`;
    case "reason":
      return `the reason in a sentence, or what shows it: ${shownBy}.`;
  }
}

/** The field to fill, and the line to look at. */
function place(path: string, findings: readonly Open[]): string {
  const fields = [...new Set(findings.flatMap(({ missing }) => missing))];
  const named = fields.slice(0, MOST_FIELDS).map((field) => codeSpan(field, 120));
  const more = fields.length - named.length;
  const lines = [...new Set(findings.map(({ line }) => line))].slice(0, MOST_FIELDS);
  const at = lines.map((line) => codeSpan(`${path}:${line}`)).join(", ");
  if (named.length === 0) return `See ${at}.`;
  return `Goes into ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}, near ${at}.`;
}
