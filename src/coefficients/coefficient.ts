/** What a coefficient is: a number with its range, unit, source, date and boundary. */

import type { SourceId } from "./sources.ts";

/**
 * How good a coefficient is: metered; stated by the maker; derived from other figures; or our own
 * assumption, with a wide range, until a publication is found.
 */
export type Quality = "measured" | "vendor" | "modelled" | "assumed";

export interface Coefficient {
  readonly id: string;
  /** Likely value; `low` and `high` are the 5th and 95th percentile. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly source: SourceId;
  /** Where in the source: a table, a row, an equation. */
  readonly locator: string;
  /** Date of the publication or of the version that was read: a year, a month or a day. */
  readonly published: string;
  /** What the number includes, and what it leaves out. */
  readonly boundary: string;
  /** Year that the data describe. */
  readonly vintage: number;
  readonly quality: Quality;
}

type Shared = Omit<Coefficient, "id" | "value" | "low" | "high">;

/** Likely value, low and high; one number alone is exact. */
export type Spread = number | readonly [value: number, low: number, high: number];

/** Builds the coefficients of one table, which share unit, source, date and boundary unless a row differs. */
export function table<Id extends string>(
  shared: Shared,
  rows: Readonly<Record<Id, Spread | readonly [Spread, Partial<Shared>]>>,
): Readonly<Record<Id, Coefficient>> {
  const out: Partial<Record<Id, Coefficient>> = {};
  for (const id of Object.keys(rows) as Id[]) {
    const row = rows[id];
    const differs = Array.isArray(row) && typeof row[1] === "object";
    const spread = (differs ? row[0] : row) as Spread;
    out[id] = coefficient(id, spread, differs ? { ...shared, ...(row[1] as object) } : shared);
  }
  return out as Record<Id, Coefficient>;
}

export function coefficient(id: string, spread: Spread, shared: Shared): Coefficient {
  const [value, low, high] = typeof spread === "number" ? [spread, spread, spread] : spread;
  return { id, value, low, high, ...shared };
}
