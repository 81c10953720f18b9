/**
 * Leaves out of the bundle what a run would pay for and not use: the price table, which ships as JSON
 * and is read when needed, and units of prices that no manifest can describe, such as tokens of video that is read.
 */

import type { Plugin } from "rolldown";
import { KEPT_PRICES } from "./prices.ts";

/** The package's table: one array literal at the start of its module. */
const TABLE = /^const (\w+) = \[\n {2}\{\n {4}id: "[\s\S]*?\n\](?=[,;])/;

/** The registry of units, which the package builds from all of them when it is loaded. */
const UNITS = /^const (\w+) = new (\w+)\((\w+)\);\nfunction (\w+)\(\) \{\n {2}return \1;\n\}/m;

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
        const kept = JSON.stringify([...KEPT_PRICES]);
        const few = `Object.fromEntries(Object.entries($3).filter(([key, unit]) => ${kept}.includes(unit.price_key ?? key)))`;
        const registry = `const $1 = new $2(${few});\nfunction $4() {\n  return $1;\n}`;
        const lean = code
          .replace(TABLE, "const $1 = []")
          .replace(UNITS, registry)
          .replace(SORT, "($1 < $2 ? -1 : $1 > $2 ? 1 : 0)");
        return { code: lean, map: null };
      },
    },
  };
}
