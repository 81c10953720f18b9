/** What a change of a manifest changes in the month: only the parts that it can touch are worked out again. */

import type { Manifest } from "../manifest/manifest.ts";
import { calledIn, createMonthDifference, drawParts, type MonthDifference } from "./compare.ts";
import { createMemory } from "./context.ts";
import type { EstimateData } from "./data.ts";
import { type Impact, NO_IMPACT } from "./impact.ts";
import { EVERYTHING, touchedBy, touchesPart } from "./touched.ts";

/** Changed manifest less the one that it was made of. */
export type ChangeOf = (changed: Manifest) => MonthDifference;

/** `dataFor` gives the tables that a manifest needs; `today` is a day, YYYY-MM-DD. */
export function createChanges(
  manifest: Manifest,
  dataFor: (manifest: Manifest) => EstimateData,
  today: string,
): ChangeOf {
  const memory = createMemory();
  const base = calledIn(manifest, dataFor(manifest), today, memory);
  let parts: ReadonlyMap<string, Impact> | undefined;
  return (changed) => {
    parts ??= drawParts(base, EVERYTHING);
    const head = calledIn(changed, dataFor(changed), today, memory);
    const touched = touchedBy(base, head);
    const then = drawParts(head, touched);
    const difference = createMonthDifference();
    for (const id of new Set([...then.keys(), ...parts.keys()].toSorted())) {
      const before = parts.get(id) ?? NO_IMPACT;
      const isTouched = touchesPart(touched, id);
      // The rest of the month cancels, and tells how much of it the difference is.
      difference.add(
        { base: before, head: isTouched ? (then.get(id) ?? NO_IMPACT) : before },
        !isTouched,
      );
    }
    return difference.value();
  };
}
