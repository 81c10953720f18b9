/** A figure to its form in the JSON report. */

import type { Figure } from "../quantity/quantity.ts";

export function figure(of: Figure) {
  if ("unknown" in of) return { unknown: true as const, unit: of.unit, missing: [...of.missing] };
  const { low, likely, high, unit, boundary, sources, missing } = of;
  return {
    low,
    likely,
    high,
    unit,
    boundary,
    sources: [...sources],
    ...(missing === undefined ? {} : { missing: [...missing] }),
  };
}

/** A key that is left out where there is no value. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
