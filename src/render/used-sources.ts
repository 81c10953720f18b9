/** The publications behind an estimate, with what it takes from each. */

import type { Source } from "../coefficients/sources.ts";
import { type Provenance, provenanceOf } from "../estimate/provenance.ts";
import type { Estimate } from "../estimate/result.ts";

export interface UsedSource extends Source {
  /** Ids of coefficients, prices and grid averages taken from it. */
  readonly ids: readonly string[];
}

/** In the order in which the estimate first uses them. */
export function usedSources(estimate: Estimate): UsedSource[] {
  const byTitle = new Map<string, { source: Source; ids: string[] }>();
  for (const { id, source } of usedFigures(estimate)) {
    const known = byTitle.get(source.title);
    if (known === undefined) byTitle.set(source.title, { source, ids: [id] });
    else known.ids.push(id);
  }
  return [...byTitle.values()].map(({ source, ids }) => ({ ...source, ids }));
}

/** Where everything comes from that any figure rests on; inputs of the manifest are in the manifest. */
export function usedFigures(estimate: Estimate): Provenance[] {
  return usedIds(estimate).flatMap((id) => provenanceOf(id, estimate, estimate.today) ?? []);
}

function usedIds({ sources, components }: Estimate): string[] {
  const ids = new Set(sources);
  for (const part of components) for (const id of part.sources) ids.add(id);
  return [...ids].filter((id) => !id.startsWith("manifest:"));
}
