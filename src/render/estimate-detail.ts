/** Where the figures come from: the parts of the estimate, what was assumed, coefficients and sources. */

import type { Provenance } from "../estimate/provenance.ts";
import type { ComponentEstimate, Estimate } from "../estimate/result.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { renderFigure, shareText } from "./figure.ts";
import { narrowingText } from "./narrowing-text.ts";
import { sourceLink } from "./source-link.ts";
import { usedFigures } from "./used-sources.ts";

/** Largest parts first; a reader who wants all of them reads the JSON report. */
const MOST_PARTS = 30;
const MOST_ASSUMPTIONS = 60;
const MOST_INPUTS = 2;

/** Table of the parts that use energy, as the body of a fold. */
export function partsTable({ estimate }: ReviewedManifest): string {
  const parts = estimate.components.toSorted(
    (one, other) => (other.energyShare ?? -1) - (one.energyShare ?? -1),
  );
  const rows = parts.slice(0, MOST_PARTS).map(partRow);
  const more = parts.length - rows.length;
  return [
    "| Part | Share of energy | Energy per month | Carbon per month | Cost per month | Widest uncertainty |",
    "| :-- | --: | :-- | :-- | :-- | :-- |",
    ...rows,
    ...(more > 0 ? ["", `…and ${more} smaller parts, in the JSON report.`] : []),
  ].join("\n");
}

/** What the manifest did not say, each once, and the fields that would replace it. */
export function assumptionsList({ estimate }: ReviewedManifest): string {
  const inputs = new Map<string, Set<string>>();
  for (const { text, input } of allAssumptions(estimate)) {
    const of = inputs.get(text) ?? new Set();
    inputs.set(text, input === undefined ? of : of.add(input));
  }
  const lines = [...inputs]
    .slice(0, MOST_ASSUMPTIONS)
    .map(([text, replacedBy]) => `- ${escapeMarkdown(text)}${replacedByText([...replacedBy])}`);
  const more = inputs.size - lines.length;
  return [...lines, ...(more > 0 ? [`- …and ${more} more, in the JSON report.`] : [])].join("\n");
}

function replacedByText(inputs: readonly string[]): string {
  if (inputs.length === 0) return "";
  const named = inputs.slice(0, MOST_INPUTS).map((input) => codeSpan(input, 120));
  const more = inputs.length - named.length;
  return ` (replaced by ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
}

/** Assumptions of the whole and of its parts, each once. */
export function allAssumptions({ assumptions, components, flows }: Estimate) {
  const all = [
    ...assumptions,
    ...components.flatMap((part) => part.assumptions),
    ...flows.flatMap((flow) => flow.assumptions),
  ];
  return [...new Map(all.map((one) => [`${one.text} ${one.input}`, one])).values()];
}

/** Rows of the table of coefficients: the rest is in the JSON report. */
const MOST_FIGURES = 60;
/** Parts named in a row of it. */
const MOST_USERS = 2;

/** From each figure to the coefficients that it rests on, and to where they stand in which publication. */
export function sourcesTable({ estimate }: ReviewedManifest): string {
  const used = usedFigures(estimate);
  // Rows of one publication follow each other, in the order of use.
  const order = [...new Set(used.map(({ source }) => source.title))];
  const rows = used
    .slice(0, MOST_FIGURES)
    .toSorted((a, b) => order.indexOf(a.source.title) - order.indexOf(b.source.title));
  const more = used.length - rows.length;
  return [
    "| Coefficient | Value | From | Data of | Used by |",
    "| :-- | :-- | :-- | :-- | :-- |",
    ...rows.map((row, index) => figureRow(row, rows[index - 1], estimate)),
    ...(more > 0 ? ["", `…and ${more} more, in the JSON report.`] : []),
  ].join("\n");
}

/** A publication is linked in the first of its rows. */
function figureRow(
  { id, amount, quality, locator, vintage, published, source, old }: Provenance,
  before: Provenance | undefined,
  estimate: Estimate,
): string {
  const where = escapeMarkdown(locator, 100);
  const isSame = before?.source.title === source.title;
  const date = published.startsWith(String(vintage)) ? published : `${vintage}, read ${published}`;
  const cells = [
    codeSpan(id, 80),
    amount === undefined ? "a price list" : `${amountText(amount)}, ${quality}`,
    isSame ? `〃 ${where}` : `${sourceLink(source.title, source.url)}: ${where}`,
    old === undefined ? date : `**${escapeMarkdown(old, 120)}**`,
    usersText(id, estimate),
  ];
  return `| ${cells.join(" | ")} |`;
}

function usersText(id: string, { components }: Estimate): string {
  const users = components.filter(({ sources }) => sources.includes(id));
  const named = users.slice(0, MOST_USERS).map((part) => codeSpan(part.id, 60));
  const more = users.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function amountText({ value, low, high, unit }: NonNullable<Provenance["amount"]>): string {
  const range = low === high ? "" : ` (${short(low)} to ${short(high)})`;
  return `${short(value)}${range} ${escapeMarkdown(unit, 40)}`;
}

function partRow(part: ComponentEstimate): string {
  const { id, energyShare, month, dominantUncertainty: widest } = part;
  const cells = [
    codeSpan(id, 80),
    energyShare === undefined ? "unknown" : shareText(energyShare),
    ...[month.energyKwh, month.carbonKg, month.costUsd].map((one) =>
      renderFigure(one, (path) => escapeMarkdown(path)),
    ),
    widest === undefined
      ? ""
      : narrowingText(
          widest,
          (text) => escapeMarkdown(text, 120),
          (path) => codeSpan(path, 120),
        ),
  ];
  return `| ${cells.join(" | ")} |`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
