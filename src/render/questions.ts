/** Open questions, the weightiest first: who is asked, what a good answer is, and where it goes. */

import { askedOf } from "../review/gate-checks.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { ASKED, destination, goodAnswer } from "./answer-hint.ts";
import type { ConversationText } from "./conversation-text.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { count } from "./headline.ts";
import { letterHint } from "./letter-guide.ts";
import { MARKDOWN } from "./markdown-writer.ts";
import {
  BACKLOG,
  countFindings,
  type FindingGroup,
  type Open,
  openGroups,
} from "./ranked-findings.ts";

/** Questions that stand open in the comment; the rest is folded. */
const MOST_QUESTIONS = 5;
const MOST_ITEMS = 4;

/** The folded questions: in one line each, as ids, or only counted. */
export type RestOfQuestions = "lines" | "ids" | "count";

/** Blocks of Markdown; none when nothing is open. */
export function questions(
  manifest: ReviewedManifest,
  rest: RestOfQuestions,
  talk: ConversationText | undefined,
): string[] {
  const groups = openGroups(manifest);
  const asked: AskedFor = (findings) => talk?.numbersOf(manifest.path, findings) ?? "";
  if (groups.length === 0) return [];
  const waiting = groups.filter(({ blocks }) => blocks);
  const shown = (waiting.length > 0 ? waiting : groups).slice(0, MOST_QUESTIONS);
  const others = groups.slice(shown.length);
  return [
    waiting.length > 0
      ? "### Questions to answer before merging"
      : "### Open questions, none of which blocks",
    shown.map((group, index) => entry(manifest, group, index + 1, asked)).join("\n"),
    ...(others.length > 0 ? [remaining(manifest, others, rest, asked)] : []),
  ];
}

function remaining(
  manifest: ReviewedManifest,
  others: readonly FindingGroup<Open>[],
  rest: RestOfQuestions,
  asked: AskedFor,
): string {
  const waiting = countFindings(others.filter(({ blocks }) => blocks));
  const more = countFindings(others);
  const head =
    waiting > 0
      ? `${count(more, "more question")}, ${waiting} of which a merge waits for`
      : count(more, "more question that does not block", "more questions that do not block");
  if (rest === "count") return `…and ${head}.`;
  const body =
    rest === "lines"
      ? others.map((group) => line(manifest, group, asked)).join("\n")
      : others.map(({ check }) => escapeMarkdown(check.id)).join(", ");
  return `<details><summary>${head}</summary>\n\n${body}\n\n</details>`;
}

function entry(
  manifest: ReviewedManifest,
  group: FindingGroup<Open>,
  number: number,
  askedFor: AskedFor,
): string {
  const { findings } = group;
  const asks = findings[0]?.asks ?? "check";
  const lines = [
    asked(group, askedFor),
    `*A good answer* ${goodAnswer(group.check, asks, MARKDOWN)} ${goesInto(manifest, group)} ${label(group)}`,
  ];
  return `${number}. ${lines.join("<br>")}`;
}

function line(manifest: ReviewedManifest, group: FindingGroup<Open>, askedFor: AskedFor): string {
  return `- ${asked(group, askedFor)} ${goesInto(manifest, group)} ${label(group)}`;
}

function label({ check, severity, isBacklog }: FindingGroup<Open>): string {
  return `<sub>${severity}, ${escapeMarkdown(check.id)}${isBacklog ? `, ${BACKLOG}` : ""}</sub>`;
}

function asked({ check, findings }: FindingGroup<Open>, askedFor: AskedFor): string {
  const [first, ...more] = findings;
  const items = more.slice(0, MOST_ITEMS).map(({ item }) => codeSpan(item.key, 80));
  const rest = more.length > items.length ? ` and ${more.length - items.length} more` : "";
  const also = more.length > 0 ? ` *Also for* ${items.join(", ")}${rest}.` : "";
  return `**${askedFor(findings)}${ASKED[askedOf(check)]}:** ${escapeMarkdown(first?.question ?? "", 600)}${also}`;
}

/** The numbers by which people name a question, where there is a conversation. */
type AskedFor = (findings: readonly Open[]) => string;

function goesInto(
  { manifest, path }: ReviewedManifest,
  { check, findings }: FindingGroup<Open>,
): string {
  const hint = letterHint(check, path, MARKDOWN.code);
  const goes = destination(findings, manifest, MARKDOWN);
  return hint === undefined ? goes : `${goes} ${hint}`;
}
