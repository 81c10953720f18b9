/** What keeps the pull request from merging, worst first, each with its place and its fix. */

import type { LeverEffect } from "../advise/lever-effects.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { count } from "./headline.ts";
import { leverFor, leverWords } from "./lever-words.ts";
import { MARKDOWN } from "./markdown-writer.ts";
import { placeText } from "./place-text.ts";
import { BACKLOG, type Failing, type FindingGroup, failingGroups } from "./ranked-findings.ts";
import { shiftNote } from "./shift-note.ts";

/** Items named in one entry; more are counted. */
const MOST_ITEMS = 3;
const MOST_NOT_RUN = 5;
/** Entries where nothing blocks: a hint, not a list of duties. */
const MOST_NEXT = 3;

/** Blocks of Markdown: what blocks, or else what is worth doing next. Empty when there is nothing. */
export function toFix(
  manifest: ReviewedManifest,
  most: number,
  levers: readonly LeverEffect[] = [],
): string[] {
  const groups = failingGroups(manifest);
  const blocking = groups.filter(({ blocks }) => blocks);
  const other = groups.filter(({ blocks }) => !blocks);
  const next = blocking.length === 0 && other.length > 0;
  return [
    ...(blocking.length > 0
      ? [
          "### To fix before merging",
          "These sentences should be true of the system, and are not yet.",
          ...entries(manifest, blocking, most, levers),
        ]
      : []),
    ...limits(manifest),
    ...notRun(manifest),
    ...(next
      ? [
          "### Worth doing next",
          "These sentences are not yet true of the system. None of them blocks.",
          ...entries(manifest, other, Math.min(most, MOST_NEXT), levers),
        ]
      : []),
  ];
}

function limits({ gate }: ReviewedManifest): string[] {
  const hurdles = gate.hurdles.filter(({ about }) => about === undefined);
  if (hurdles.length === 0) return [];
  const lines = hurdles.map(
    ({ because, verdict }) => `- ${verdict === "fail" ? "✗" : "?"} ${escapeMarkdown(because, 400)}`,
  );
  return ["### Limits of the policy", lines.join("\n")];
}

/** A check that could not be run says nothing about the architecture, and blocks all the same. */
function notRun({ findings, path }: ReviewedManifest): string[] {
  const failed = findings.filter((one) => one.outcome === "error").slice(0, MOST_NOT_RUN);
  if (failed.length === 0) return [];
  const lines = failed.map(
    (one) =>
      `- ${escapeMarkdown(one.check.title)} ${codeSpan(placeText(path, [one]))}: ${escapeMarkdown(one.because)} <sub>${escapeMarkdown(one.check.id)}</sub>`,
  );
  return ["### Checks that could not be run", lines.join("\n")];
}

function entries(
  manifest: ReviewedManifest,
  groups: readonly FindingGroup<Failing>[],
  most: number,
  levers: readonly LeverEffect[],
): string[] {
  const shown = groups
    .slice(0, most)
    .map((group, index) =>
      entry(manifest, group, index + 1, leverFor(group.check, group.findings, levers)),
    );
  const more = groups.length - shown.length;
  const rest = more > 0 ? [`…and ${count(more, "more check")}, in the list of all findings.`] : [];
  return [shown.join("\n"), ...rest];
}

function entry(
  manifest: ReviewedManifest,
  group: FindingGroup<Failing>,
  number: number,
  lever: LeverEffect | undefined,
): string {
  const { path } = manifest;
  const { check, severity, findings, explains, isBacklog } = group;
  const shift = shiftNote(manifest, group);
  const also = explains > 0 ? `, explains ${count(explains, "other finding")}` : "";
  const old = isBacklog ? `, ${BACKLOG}` : "";
  const lines = [
    `**${escapeMarkdown(check.title)}** ${codeSpan(placeText(path, findings))}`,
    `*Now:* ${findings.slice(0, MOST_ITEMS).map(now).join("; ")}${moreItems(findings.length)}`,
    ...(shift === undefined ? [] : [`*Move:* ${escapeMarkdown(shift, 400)}`]),
    ...(lever === undefined ? [] : [`*Saves:* ${leverText(lever)}`]),
    `*Fix:* ${escapeMarkdown(check.fix, 600)} <sub>${severity}, ${escapeMarkdown(check.id)}${old}${also}</sub>`,
  ];
  return `${number}. ${lines.join("<br>")}`;
}

function leverText(effect: LeverEffect): string {
  const { title, effect: changes } = leverWords(effect, MARKDOWN);
  return `${title}. ${changes}`;
}

/** A finding on the whole manifest needs no name. */
function now({ item, because }: Failing, _: number, all: readonly Failing[]): string {
  const named = all.length > 1 && item.key !== "manifest";
  return `${named ? `${codeSpan(item.key, 80)} ` : ""}${escapeMarkdown(because)}`;
}

function moreItems(total: number): string {
  return total > MOST_ITEMS ? `; and ${total - MOST_ITEMS} more` : "";
}
