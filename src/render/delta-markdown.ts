/** What differs between two reviews, to Markdown: for a reply, and for the comment. */

import { type Delta, isNothing } from "../advise/delta.ts";

import { deltaWords, type PartRow, type Sides } from "./delta-words.ts";
import { METRIC_ROWS } from "./figures-table.ts";
import { MARKDOWN } from "./markdown-writer.ts";

/** Blocks; one sentence where nothing differs. */
export function deltaBlocks(delta: Delta, sides: Sides): string[] {
  if (isNothing(delta)) return ["Nothing differs: no figure, no finding, no verdict."];
  const words = deltaWords(delta, sides, MARKDOWN);
  const { verdict, parts, moreParts, budgets, findings, legend } = words;
  return [
    verdict.map((line) => `**${line.replace(":", ":**")}`).join("<br>\n"),
    deltaTable(delta, sides),
    ...partBlocks(parts, moreParts),
    ...list(budgets, 0),
    ...findings.flatMap(({ title, lines, more }) => [`**${title}**`, ...list(lines, more)]),
    `<sub>${legend}</sub>`,
  ];
}

/** The figures of both sides and their differences, per month and per functional unit. */
export function deltaTable(delta: Delta, sides: Sides): string {
  const { figures, unit } = deltaWords(delta, sides, MARKDOWN);
  const head = [
    "",
    `Per month, ${sides.before}`,
    `Per month, ${sides.after}`,
    "Difference per month",
    `Difference per ${unit}`,
  ];
  const rows = figures.map(({ name, before, after, month, unit: perUnit }) => [
    name,
    before,
    after,
    `**${month}**`,
    perUnit,
  ]);
  return table(head, rows);
}

function partBlocks(parts: readonly PartRow[], more: number): string[] {
  if (parts.length === 0) return [];
  const rows = parts.map(({ name, cells }) => [name, ...cells]);
  const rest = more > 0 ? [`…and ${more} more parts`] : [];
  return [
    table(["Parts that differ, per month", ...METRIC_ROWS.map(({ name }) => name)], rows),
    ...rest,
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => ":--"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function list(lines: readonly string[], more: number): string[] {
  if (lines.length === 0) return [];
  return [
    [...lines, ...(more > 0 ? [`…and ${more} more`] : [])].map((line) => `- ${line}`).join("\n"),
  ];
}
