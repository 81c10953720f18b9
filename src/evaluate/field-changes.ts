/** What became of the fields that a finding rests on, between two states of a manifest. */

import { markedNumber } from "../facts/hash-facts.ts";
import type { Finding } from "./finding.ts";

export interface FieldChange {
  readonly field: string;
  /** Marks, as `Hashes` has them; undefined where the field was not there. */
  readonly before: string | undefined;
  readonly now: string;
}

/** None where it is not known what the fields were. */
export function changesBetween(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): FieldChange[] {
  if (Object.keys(before).length === 0) return [];
  return Object.entries(now)
    .map(([field, mark]) => ({ field, before: before[field], now: mark }))
    .filter((one) => one.before !== one.now);
}

/** Whether all that has changed are numbers, and none went the wrong way. Without a known change nothing is certain. */
export function isNoWorse(
  changes: readonly FieldChange[],
  finding: Pick<Finding, "isWorse">,
): boolean {
  return (
    changes.length > 0 &&
    changes.every(({ field, before, now }) => {
      const [old, fresh] = [markedNumber(before), markedNumber(now)];
      return old !== undefined && fresh !== undefined && !finding.isWorse(field, [old, fresh]);
    })
  );
}
