/** What keeps the pull request from merging, worst first, each with its place and its fix. */

import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { count } from "./headline.ts";
import { type Failing, type FindingGroup, failingGroups } from "./ranked-findings.ts";

/** Places named in one entry; more are counted. */
const MOST_PLACES = 3;

/** Sections in Markdown: what blocks, or else what is worth doing next. Empty when there is nothing. */
export function toFix(manifest: ReviewedManifest, most: number): string[] {
  const groups = failingGroups(manifest);
  const blocking = groups.filter(({ blocks }) => blocks);
  const limits = manifest.gate.hurdles.map(({ because }) => `- ${escapeMarkdown(because, 400)}`);
  const sections: string[] = [];
  if (blocking.length > 0)
    sections.push(
      `### To fix before merging`,
      "These sentences should be true of the system, and are not yet.",
      entries(manifest, blocking, most),
    );
  if (limits.length > 0) sections.push("### Limits of the policy", limits.join("\n"));
  const other = groups.filter(({ blocks }) => !blocks);
  if (blocking.length === 0 && other.length > 0)
    sections.push(
      "### Worth doing next",
      "None of this blocks. These sentences are not yet true of the system.",
      entries(manifest, other, Math.min(most, 3)),
    );
  return sections;
}

function entries(
  manifest: ReviewedManifest,
  groups: readonly FindingGroup<Failing>[],
  most: number,
): string {
  const shown = groups.slice(0, most).map((group, index) => entry(manifest, group, index + 1));
  const more = groups.length - shown.length;
  const rest = more > 0 ? [`…and ${count(more, "more check")}, under “All findings”.`] : [];
  return [shown.join("\n"), ...rest].join("\n\n");
}

function entry(
  { path }: ReviewedManifest,
  { check, severity, findings, explains }: FindingGroup<Failing>,
  number: number,
): string {
  const places = findings.slice(0, MOST_PLACES).map(({ line, because }) => {
    return `${codeSpan(`${path}:${line}`)} ${escapeMarkdown(because)}`;
  });
  const more = findings.length - places.length;
  const also = explains > 0 ? `, explains ${count(explains, "other finding")}` : "";
  const lines = [
    `**${escapeMarkdown(check.title)}** <sub>${severity}, ${escapeMarkdown(check.id)}${also}</sub>`,
    ...places,
    ...(more > 0 ? [`…and ${count(more, "more place")}`] : []),
    `*Fix:* ${escapeMarkdown(check.fix, 600)}`,
  ];
  return `${number}. ${lines.join("<br>\n   ")}`;
}
