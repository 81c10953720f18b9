/** A running sum of uncertain numbers that costs one vector however many are added. */

import { addTo, plus } from "./draws.ts";
import type { Origin, Uncertain } from "./uncertain.ts";
import { DRAWS } from "./vectors.ts";

export interface Total {
  add(part: Uncertain): void;
  /** What has been added, at the end; "at least" when a part was unknown, unknown when nothing else was added. */
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
      if (part.values === undefined || part.values === 0) return;
      known = true;
      if (typeof part.values === "number") exact += part.values;
      else {
        drawn ??= new Float64Array(DRAWS);
        addTo(drawn, part.values);
      }
    },
    value() {
      const values = plus(drawn === undefined ? 0 : { vector: drawn, by: 1 }, exact);
      const unknown = !known && missing.size > 0;
      return {
        values: unknown ? undefined : values,
        origins: [...origins],
        missing: [...missing],
      };
    },
  };
}
