/** The parsers of js-yaml and yaml alone to the bundles: what writes YAML, and what makes values, is left out. */

import type { Plugin } from "rolldown";

/**
 * js-yaml is one module, which fills its variables by calls; a bundler keeps all of them, because a call
 * may do anything. These do nothing else, so that each is marked as one to leave out when nobody reads the variable.
 *
 * The nodes of yaml can write themselves and give their values. Nobody asks them to, which a bundler cannot know.
 */
export function unusedPartsPlugin(): Plugin {
  return {
    name: "unused-parts",
    transform(code, id) {
      if (/\/node_modules\/js-yaml\//.test(id))
        return code.replace(VARIABLE, "var $1 = /* @__PURE__ */ (() => ($2))();");
      if (TAGS.test(id)) return FAILSAFE;
      return NEVER_CALLED.test(id) ? withoutContent(code) : undefined;
    },
  };
}

/** A statement on one line, or up to the line that closes it. Functions and classes are left out well enough. */
const VARIABLE = /^var (\w+) = (?!class\b|\d)(.*|[\s\S]*?\n[\]})]+);$/gm;

const NEVER_CALLED =
  /\/node_modules\/yaml\/browser\/dist\/(stringify\/\w+|visit|parse\/cst-visit|parse\/cst-stringify|doc\/(applyReviver|createNode)|nodes\/(toJS|addPairToJSMap))\.js$/;

/** The same names, none of which is anything. */
function withoutContent(code: string): string {
  const names = /^export \{(.*)\};$/m.exec(code)?.[1] ?? "";
  return `const left = undefined;\nexport { ${names.replace(/\w+/g, "left as $&")} };`;
}

const TAGS = /\/node_modules\/yaml\/browser\/dist\/schema\/tags\.js$/;

/** The only schema that `rereadDocument` asks for. */
const FAILSAFE = `import { map } from "./common/map.js";
import { seq } from "./common/seq.js";
import { string } from "./common/string.js";
export const coreKnownTags = {};
export const getTags = () => [map, seq, string];`;
