/** Where the figures come from: the parts of the estimate, what was assumed, coefficients and sources. */

import { coefficientById } from "../coefficients/coefficients.ts";
import type { ComponentEstimate, Estimate } from "../estimate/result.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { codeSpan, escapeMarkdown } from "./escape-markdown.ts";
import { renderFigure, shareText } from "./figure.ts";
import { narrowingText } from "./narrowing-text.ts";
import { sourceLink } from "./source-link.ts";
import { type UsedSource, usedSources } from "./used-sources.ts";

/** Largest parts first; a reader who wants all of them reads the JSON report. */
const MOST_PARTS = 30;
const MOST_ASSUMPTIONS = 60;

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

/** What the manifest did not say, and what would replace it. */
export function assumptionsList({ estimate }: ReviewedManifest): string {
  const all = allAssumptions(estimate);
  const lines = all
    .slice(0, MOST_ASSUMPTIONS)
    .map(
      ({ text, input }) =>
        `- ${escapeMarkdown(text)}${input === undefined ? "" : ` (replaced by ${codeSpan(input, 120)})`}`,
    );
  const more = all.length - lines.length;
  return [...lines, ...(more > 0 ? [`- …and ${more} more, in the JSON report.`] : [])].join("\n");
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

/** Every publication behind the figures, with the coefficients taken from it. */
export function sourcesList(manifest: ReviewedManifest): string {
  return usedSources(manifest.estimate).map(sourceEntry).join("\n");
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

function sourceEntry({ title, url, ids }: UsedSource): string {
  return `- ${sourceLink(title, url)}: ${ids.map(idText).join(", ")}`;
}

/** A coefficient with its value and range; what is no coefficient, by its id. */
function idText(id: string): string {
  const coefficient = coefficientById(id);
  if (coefficient === undefined) return codeSpan(id, 120);
  const { value, low, high, unit } = coefficient;
  const range = low === high ? "" : `, ${short(low)} to ${short(high)}`;
  return `${codeSpan(id, 80)} (${short(value)}${range} ${escapeMarkdown(unit, 40)})`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
