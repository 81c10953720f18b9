/** The publications behind an estimate, with what it takes from each. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { coefficientById } from "../coefficients/coefficients.ts";
import { SOURCES, type Source } from "../coefficients/sources.ts";
import type { Estimate } from "../estimate/result.ts";

export interface UsedSource extends Source {
  /** Ids of coefficients, prices and grid averages taken from it. */
  readonly ids: readonly string[];
}

/** Where the list prices are collected; the vendors' own pages are named there. */
export const PRICE_SOURCE_URL = "https://github.com/pydantic/genai-prices";

/** In the order in which the estimate first uses them. */
export function usedSources(estimate: Estimate): UsedSource[] {
  const byTitle = new Map<string, { source: Source; ids: string[] }>();
  for (const id of usedIds(estimate)) {
    const source = sourceOfId(id, estimate);
    if (source === undefined) continue;
    const known = byTitle.get(source.title);
    if (known === undefined) byTitle.set(source.title, { source, ids: [id] });
    else known.ids.push(id);
  }
  return [...byTitle.values()].map(({ source, ids }) => ({ ...source, ids }));
}

/** Coefficients that any figure rests on; inputs of the manifest are no coefficients. */
export function usedCoefficients(estimate: Estimate): Coefficient[] {
  return usedIds(estimate).flatMap((id) => coefficientOf(id, estimate) ?? []);
}

function coefficientOf(id: string, { listed }: Estimate): Coefficient | undefined {
  return coefficientById(id) ?? listed.find((one) => one.id === id);
}

/**
 * Tables that the edge hands in have ids of their own: `price:vendor/model`, `machine-price:...`,
 * `grid.country.FR` and `grid.zone.FR`.
 */
function sourceOfId(id: string, estimate: Estimate): Source | undefined {
  const { prices } = estimate;
  const coefficient = coefficientOf(id, estimate);
  if (coefficient !== undefined) return SOURCES[coefficient.source];
  if (id.startsWith("grid.country.")) return SOURCES.ember;
  if (id.startsWith("grid.zone.")) return SOURCES["electricity-maps"];
  if (!id.startsWith("price:") || prices === undefined) return undefined;
  return {
    title: `List prices of API calls, from ${prices.package} ${prices.version}, as of ${prices.recordedOn}`,
    url: PRICE_SOURCE_URL,
  };
}

function usedIds({ sources, components }: Estimate): string[] {
  const ids = [...sources, ...components.flatMap((part) => part.sources)];
  return [...new Set(ids)].filter((id) => !id.startsWith("manifest:"));
}
