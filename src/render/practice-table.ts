/** The scorecard proper: one row per practice. */

import type { ReviewedManifest } from "../review/review-manifest.ts";
import { coveragePercent, type PracticeRow, scorePercent } from "../score/score.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { percentText } from "./figure.ts";
import { practiceState } from "./practice-state.ts";
import { shownFindings } from "./ranked-findings.ts";

/** Names of checks in one row; more are counted. */
const MOST_NAMES = 2;

/** Markdown tables, one per pack; a single pack needs no caption. */
export function practiceTable(manifest: ReviewedManifest): string {
  const packs = [...new Set(manifest.practices.map(({ pack }) => pack))];
  return packs
    .map((pack) => {
      const rows = manifest.practices.filter((row) => row.pack === pack);
      const caption = packs.length > 1 ? [`Pack ${codeSpan(pack)}`, ""] : [];
      return [
        ...caption,
        "| Practice | State | Score | Decided | What is open |",
        "| :-- | :-- | --: | --: | :-- |",
        ...rows.map((row) => tableRow(row, manifest)),
      ].join("\n");
    })
    .join("\n\n");
}

function tableRow(row: PracticeRow, manifest: ReviewedManifest): string {
  const applies = row.tally.applicable > 0;
  const score = scorePercent(row.tally);
  const cells = [
    `**${escapeMarkdown(row.id)}** ${escapeMarkdown(row.title, 120)}`,
    state(row, manifest),
    score === undefined ? "" : percentText(score).replace(" ", "&nbsp;"),
    applies ? percentText(coveragePercent(row.tally)).replace(" ", "&nbsp;") : "",
    openNames(row, manifest),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** In one line, and in bold where something blocks. */
function state(row: PracticeRow, { gate }: ReviewedManifest): string {
  const { symbol, words } = practiceState(row);
  const text = `${symbol}&nbsp;${words.replaceAll(" ", "&nbsp;")}`;
  const blocks = [...gate.blocking, ...gate.waitingFor].some(
    ({ pack, check }) => pack === row.pack && check.practice === row.id,
  );
  return blocks ? `**${text}**` : text;
}

/** What is to be fixed, then what is open, by the short name of the check. */
function openNames({ pack, id }: PracticeRow, { findings }: ReviewedManifest): string {
  const own = shownFindings(findings).filter(
    (one) => one.pack === pack && one.check.practice === id,
  );
  const names = ["fail", "error", "question"].flatMap((outcome) =>
    own
      .filter((one) => one.outcome === outcome)
      .map(({ check }) => check.slug.replaceAll("-", " ")),
  );
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MOST_NAMES).map((name) => escapeMarkdown(name, 60));
  const more = distinct.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? `, +${more}` : ""}`;
}
