/** Leaves the price table out of the bundle: it ships as JSON, which loads faster and only when needed. */

import type { Plugin } from "rolldown";

/** The package's table: one array literal at the start of its module. */
const TABLE = /^const (\w+) = \[\n {2}\{\n {4}id: "[\s\S]*?\n\](?=[,;])/;

/** Fails the build when the package has changed its shape, since then nothing is known about it. */
export function embeddedPricesPlugin(): Plugin {
  return {
    name: "embedded-prices",
    transform: {
      filter: { id: /@pydantic\/genai-prices\/dist\/index\.js$/ },
      handler(code) {
        if (!TABLE.test(code))
          this.error("the price table of @pydantic/genai-prices was not found");
        return { code: code.replace(TABLE, "const $1 = []"), map: null };
      },
    },
  };
}
