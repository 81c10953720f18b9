/** What differs between two reviews, to blocks of lines for a terminal. */

import { type Delta, isNothing } from "../advise/delta.ts";
import type { Writer } from "./answer-hint.ts";
import { type DeltaWords, deltaWords, type Sides } from "./delta-words.ts";
import { escapeTerminal } from "./escape-terminal.ts";
import { METRIC_ROWS } from "./figures-table.ts";
import { type Cell, columns, hanging, type Look, paint, wrap } from "./text-layout.ts";

const PLAIN: Writer = {
  text: (text) => escapeTerminal(text, 200),
  code: (text) => escapeTerminal(text, 120),
};

export function deltaText(delta: Delta, sides: Sides, look: Look): string[][] {
  if (isNothing(delta))
    return [wrap("Nothing differs: no figure, no finding, no verdict.", look.width)];
  const words = deltaWords(delta, sides, PLAIN);
  const { verdict, parts, moreParts, budgets, findings } = words;
  return [
    verdict.map((line) => paint(look, "bold", line)),
    figureLines(words, sides, look),
    parts.length === 0
      ? []
      : [
          ...table(
            ["Parts that differ", ...METRIC_ROWS.map(({ name }) => `${name} per month`)],
            parts.map(({ name, cells }) => [name, ...cells]),
            look,
          ),
          ...moreLine(moreParts),
        ],
    budgets.flatMap((line) => hanging("  ", line, look.width)),
    ...findings.map(({ title, lines, more }) => [
      paint(look, "bold", title),
      ...lines.flatMap((line) => hanging("  ", line, look.width)),
      ...moreLine(more),
    ]),
    wrap(words.legend, look.width).map((line) => paint(look, "dim", line)),
  ].filter((block) => block.length > 0);
}

/** Two narrow tables: one wide one would not fit a terminal. */
function figureLines({ figures, unit }: DeltaWords, sides: Sides, look: Look): string[] {
  return [
    ...table(
      ["", `Per month, ${sides.before}`, `Per month, ${sides.after}`],
      figures.map(({ name, before, after }) => [name, before, after]),
      look,
    ),
    "",
    ...table(
      ["", "Difference per month", `Difference per ${unit}`],
      figures.map(({ name, month, unit: perUnit }) => [name, month, perUnit]),
      look,
    ),
  ];
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  look: Look,
): string[] {
  const cells = [
    head.map((text): Cell => ({ text, style: "bold" })),
    ...rows.map((row) => row.map((text): Cell => ({ text }))),
  ];
  return columns(cells, head.length === 3 ? 2 : 0, look);
}

const moreLine = (more: number): string[] => (more > 0 ? [`  …and ${more} more`] : []);
