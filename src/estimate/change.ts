/** What a change of a manifest changes in the month: only the parts that it can touch are worked out again. */

import type { Manifest } from "../manifest/manifest.ts";
import { calledIn, createMonthDifference, drawParts, type MonthDifference } from "./compare.ts";
import { createMemory } from "./context.ts";
import type { EstimateData } from "./data.ts";
import { type Impact, NO_IMPACT } from "./impact.ts";
import { everything } from "./parts.ts";
import { EVERYTHING, touchedBy, touchesPart } from "./touched.ts";

/** Changed manifest less the one that it was made of. */
export type ChangeOf = (changed: Manifest) => MonthDifference;

/** `data` has all tables that any of the changes needs; `today` is a day, YYYY-MM-DD. */
export function createChanges(manifest: Manifest, data: EstimateData, today: string): ChangeOf {
  const memory = createMemory();
  const base = calledIn(manifest, data, today, memory);
  const { called } = everything();
  let parts: ReadonlyMap<string, Impact> | undefined;
  return (changed) => {
    parts ??= drawParts(base, { touched: EVERYTHING, called });
    const head = calledIn(changed, data, today, memory);
    const touched = touchedBy(base, head);
    const then = drawParts(head, { touched, called });
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
