/** The parser of js-yaml alone to the bundles: its writer and its types would be made whenever it loads. */

import type { Plugin } from "rolldown";

/**
 * The package is one module, which fills its variables by calls; a bundler keeps all of them, because a call
 * may do anything. These do nothing else, so that each is marked as one to leave out when nobody reads the variable.
 */
export function unusedPartsPlugin(): Plugin {
  return {
    name: "unused-parts",
    transform(code, id) {
      if (!/\/node_modules\/js-yaml\//.test(id)) return undefined;
      return code.replace(VARIABLE, "var $1 = /* @__PURE__ */ (() => ($2))();");
    },
  };
}

/** A statement on one line, or up to the line that closes it. Functions and classes are left out well enough. */
const VARIABLE = /^var (\w+) = (?!class\b|\d)(.*|[\s\S]*?\n[\]})]+);$/gm;
