/** The publications behind an estimate, with the coefficients that it takes from each. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import { coefficientById } from "../coefficients/coefficients.ts";
import { SOURCES, type SourceId } from "../coefficients/sources.ts";
import type { Estimate } from "../estimate/result.ts";

export interface UsedSource {
  readonly title: string;
  readonly url: string;
  readonly coefficients: readonly Coefficient[];
}

/** In the order in which the estimate first uses them. */
export function usedSources(estimate: Estimate): UsedSource[] {
  const bySource = new Map<SourceId, Coefficient[]>();
  for (const one of usedCoefficients(estimate))
    bySource.set(one.source, [...(bySource.get(one.source) ?? []), one]);
  return [...bySource].map(([source, coefficients]) => ({ ...SOURCES[source], coefficients }));
}

/** Coefficients that any figure rests on; inputs of the manifest are no coefficients. */
export function usedCoefficients(estimate: Estimate): Coefficient[] {
  return usedIds(estimate).flatMap((id) => coefficientById(id) ?? []);
}

/** What the figures rest on besides coefficients, such as a price table or a country's grid. */
export function otherSources(estimate: Estimate): string[] {
  return usedIds(estimate).filter((id) => coefficientById(id) === undefined);
}

function usedIds({ sources, components }: Estimate): string[] {
  const ids = [...sources, ...components.flatMap((part) => part.sources)];
  return [...new Set(ids)].filter((id) => !id.startsWith("manifest:"));
}
