/** Programs in ASCII: the engine holds a text with a single other character in two bytes each, and reads it in twice the time. */

import type { Plugin } from "rolldown";

/** In a string, a template, a regular expression or a name, an escape is the character itself. */
export function plainAsciiPlugin(): Plugin {
  return {
    name: "plain-ascii",
    generateBundle(_, files) {
      for (const file of Object.values(files))
        if (file.type === "chunk") file.code = file.code.replace(OTHER, escaped);
    },
  };
}

/** One half of a surrogate pair at a time. */
const OTHER = /[^\0-\x7f]/g;

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
