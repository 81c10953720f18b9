/** Figures of the system that a question is about, in a sentence: why it matters here. */

import type { Finding } from "../evaluate/finding.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { renderFigure, shareText } from "./figure.ts";

/** Empty where nothing is known yet. */
export function figureSentence(
  { estimate, manifest }: ReviewedManifest,
  { item }: Finding,
): string {
  const { unit, month, functionalUnit } = estimate;
  const perUnit = [unit.energyKwh, unit.carbonKg, unit.costUsd].filter((one) => !isUnknown(one));
  const perMonth = [month.energyKwh, month.costUsd].filter((one) => !isUnknown(one));
  const share = shareOf(item.key, estimate);
  const name = escapeMarkdown(item.key.split("/").at(-1) ?? "", 60);
  const sentences = [
    ...(perUnit.length > 0
      ? [`One ${escapeMarkdown(functionalUnit, 60)} takes ${figures(perUnit)}.`]
      : []),
    ...(perUnit.length === 0 && perMonth.length > 0
      ? [`${escapeMarkdown(manifest.product.name, 60)} takes ${figures(perMonth)} a month.`]
      : []),
    ...(share === undefined ? [] : [`${name} has ${shareText(share)} of the energy.`]),
  ];
  return sentences.join(" ");
}

function figures(all: readonly Figure[]): string {
  const shown = all.map((figure) => renderFigure(figure, (text) => escapeMarkdown(text)));
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** Share of the month's energy that the item has. */
function shareOf(
  key: string,
  { components, models }: ReviewedManifest["estimate"],
): number | undefined {
  const [section, id] = key.split("/");
  if (section === "components")
    return components.find(({ kind, subject }) => kind === "component" && subject === id)
      ?.energyShare;
  return section === "models" ? models.find((model) => model.id === id)?.energyShare : undefined;
}
