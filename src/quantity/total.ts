/** A running sum of uncertain numbers that costs one vector however many are added. */

import { DRAWS, type Draws } from "./draws.ts";
import type { Origin, Uncertain } from "./uncertain.ts";

export interface Total {
  add(part: Uncertain): void;
  /** What has been added so far; "at least" when a part was unknown. */
  value(): Uncertain;
}

export function createTotal(): Total {
  let exact = 0;
  let known = false;
  let drawn: Float64Array | undefined;
  const origins = new Set<Origin>();
  const missing = new Set<string>();
  return {
    add(part) {
      for (const origin of part.origins) origins.add(origin);
      for (const input of part.missing) missing.add(input);
      if (part.values === undefined) return;
      known = true;
      if (typeof part.values === "number") exact += part.values;
      else drawn = addInPlace(drawn ?? new Float64Array(DRAWS), part.values);
    },
    value() {
      const values: Draws = drawn === undefined ? exact : drawn.map((value) => value + exact);
      const unknown = !known && missing.size > 0;
      return {
        values: unknown ? undefined : values,
        origins: [...origins],
        missing: [...missing],
      };
    },
  };
}

function addInPlace(sum: Float64Array, part: Float64Array): Float64Array {
  for (let i = 0; i < DRAWS; i++) sum[i] = (sum[i] as number) + (part[i] as number);
  return sum;
}
