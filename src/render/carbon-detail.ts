/** Carbon as standards and contracts count it: SCI with its components, market-based figures, and shifts of place. */

import type { ComponentEstimate, Estimate, SciScore } from "../estimate/result.ts";
import type { Figure } from "../quantity/quantity.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { renderFigure } from "./figure.ts";

const MOST = 5;

/** Markdown for the fold of the estimate: the SCI as a table, then what only some parts have. */
export function carbonDetail(estimate: Estimate): string {
  const { sci, components } = estimate;
  const unit = escapeMarkdown(sci.functionalUnit, 60);
  const rows = SCI_ROWS.map(({ name, of }) => {
    const cells = [sci.whole, sci.consumer].map((score) => renderFigure(of(score), escapeMarkdown));
    return `| ${[name, ...cells].join(" | ")} |`;
  });
  return [
    `Software Carbon Intensity per ${unit} (ISO/IEC 21031:2024), location-based:`,
    "",
    "| | Whole system | Without training and tests (SCI for AI, consumer) |",
    "| :-- | :-- | :-- |",
    ...rows,
    ...market(components, (id) => codeSpan(id, 80), escapeMarkdown).flatMap((line) => ["", line]),
    ...shifts(components, (id) => codeSpan(id, 80)).flatMap((line) => ["", line]),
  ].join("\n");
}

const SCI_ROWS: readonly { readonly name: string; readonly of: (score: SciScore) => Figure }[] = [
  { name: "E, energy provisioned, PUE included", of: ({ energyKwh }) => energyKwh },
  { name: "I, average intensity of the grid", of: ({ intensityGPerKwh }) => intensityGPerKwh },
  { name: "O = E × I", of: ({ operationalG }) => operationalG },
  { name: "M, making the hardware", of: ({ embodiedG }) => embodiedG },
  { name: "**SCI** = (O + M) per R", of: ({ sciG }) => sciG },
];

/** Lines for a terminal: one for the SCI, and one for each extra that there is. */
export function carbonLines(
  { sci, components }: Estimate,
  escaped: (text: string) => string,
): readonly string[] {
  const { whole, consumer } = sci;
  const scores = [whole, consumer].map(({ sciG }) => renderFigure(sciG, escaped));
  return [
    `SCI per ${escaped(sci.functionalUnit)} ${scores[0]}; without training and tests ${scores[1]} (ISO/IEC 21031, location-based).`,
    ...market(components, escaped, escaped),
  ];
}

function market(
  components: readonly ComponentEstimate[],
  name: (id: string) => string,
  escaped: (text: string) => string,
): readonly string[] {
  const figures = components.flatMap(({ id, marketBasedCarbonKg: figure }) =>
    figure === undefined ? [] : [`${name(id)} ${renderFigure(figure, escaped)}`],
  );
  if (figures.length === 0) return [];
  const shown = some(figures, "; ");
  return [`Market-based, in no total and no budget, per month: ${shown}.`];
}

/** A move that several parts share is told once. */
function shifts(
  components: readonly ComponentEstimate[],
  name: (id: string) => string,
): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const { id, shift } of components)
    if (shift !== undefined) byText.set(shift.text, [...(byText.get(shift.text) ?? []), name(id)]);
  return [...byText]
    .slice(0, MOST)
    .map(([text, ids]) => `A cleaner region (${some(ids, ", ")}): ${text}.`);
}

function some(entries: readonly string[], separator: string): string {
  const more = entries.length - MOST;
  const shown = entries.slice(0, MOST).join(separator);
  return more > 0 ? `${shown} and ${more} more` : shown;
}
