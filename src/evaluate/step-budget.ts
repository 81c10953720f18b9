/** Whether a check can be afforded: counted before it runs, so that the answer is the same on every machine. */

import type { CompiledCheck } from "../checklist/load-pack.ts";
import type { FactItem } from "../facts/fact-items.ts";
import { keysOf } from "../facts/fact-path.ts";
import { type FactValue, isFactObject } from "../facts/fact-view.ts";
import type { Facts } from "../facts/facts.ts";

/** A step is one node of a condition on one item. */
export interface StepLimits {
  /** Most steps of one check over all its items. */
  readonly perCheck: number;
  /** Most steps of all checks of a review. */
  readonly inAll: number;
}

export const STEP_LIMITS: StepLimits = { perCheck: 5_000_000, inAll: 50_000_000 };

/** Steps of a check over all its items. */
export function stepsOfCheck(
  { when, pass }: CompiledCheck,
  items: readonly FactItem[],
  lengths: Lengths,
): number {
  const [first] = items;
  if (first === undefined) return 0;
  const stepsOn = (item: FactItem) => {
    const lengthOf = (path: string) => lengths.of(path, item);
    return (when?.steps(lengthOf) ?? 0) + (pass?.steps(lengthOf) ?? 0);
  };
  const loops = [...(when?.loops ?? []), ...(pass?.loops ?? [])];
  if (!loops.some((path) => path.startsWith("it."))) return items.length * stepsOn(first);
  return items.reduce((total, item) => total + stepsOn(item), 0);
}

/** Lengths of the lists that conditions loop over; those of the whole manifest are measured once. */
export interface Lengths {
  of(path: string, item: FactItem): number;
}

export function measureLengths({ roots }: Facts): Lengths {
  const known = new Map<string, number>();
  return {
    of: (path, item) => {
      const measured = known.get(path);
      if (measured !== undefined) return measured;
      const keys = keysOf(path);
      const [root = ""] = keys;
      if (root === "it") return longest(item.it, keys, 1);
      const length = longest(roots[root], keys, 1);
      known.set(path, length);
      return length;
    },
  };
}

/** Length of the list at a path; through another list, of the longest one. */
function longest(value: FactValue, keys: readonly string[], from: number): number {
  const key = keys[from];
  if (key === undefined) return Array.isArray(value) ? value.length : 0;
  if (!Array.isArray(value))
    return value !== undefined && isFactObject(value) ? longest(value[key], keys, from + 1) : 0;
  let most = 0;
  for (const element of value) most = Math.max(most, longest(element, keys, from));
  return most;
}
