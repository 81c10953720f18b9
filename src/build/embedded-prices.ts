/**
 * Leaves out of the bundle what a run would pay for and not use: the price table, which ships as JSON
 * and is read when needed, and units of prices that no manifest can describe, such as tokens of video that is read.
 */

import { runInNewContext } from "node:vm";
import type { Plugin } from "rolldown";
import { KEPT_PRICES } from "./prices.ts";

/** The package's table: one array literal at the start of its module. */
const TABLE = /^const (\w+) = \[\n {2}\{\n {4}id: "[\s\S]*?\n\](?=[,;])/;

/** The units of its prices, from which the package builds a registry when it is loaded. */
const UNITS = /(?<=, \w+ = )\{\n {2}\w+: \{\n {4}dimensions: \{[\s\S]*?\n\}(?=[,;])/;

/** How it sorts the names of units: plain words, for which the rules of human languages need not be loaded. */
const SORT = /([\w.]+)\.localeCompare\(([\w.]+)\)/g;

/** Fails the build when the package has changed its shape, since then nothing is known about it. */
export function embeddedPricesPlugin(): Plugin {
  return {
    name: "embedded-prices",
    transform: {
      filter: { id: /@pydantic\/genai-prices\/dist\/index\.js$/ },
      handler(code) {
        if (![TABLE, UNITS, SORT].every((part) => code.search(part) >= 0))
          this.error("@pydantic/genai-prices has another shape: look at its table and its units");
        const lean = code
          .replace(TABLE, "const $1 = []")
          .replace(UNITS, (units) => JSON.stringify(keptUnits(units)))
          .replace(SORT, "($1 < $2 ? -1 : $1 > $2 ? 1 : 0)");
        return { code: lean, map: null };
      },
    },
  };
}

/** Of a literal of all units by usage, those of kept prices. */
function keptUnits(literal: string): Readonly<Record<string, { readonly price_key?: string }>> {
  const units = runInNewContext(`(${literal})`) as Record<string, { price_key?: string }>;
  return Object.fromEntries(
    Object.entries(units).filter(([usage, { price_key: price = usage }]) => KEPT_PRICES.has(price)),
  );
}
