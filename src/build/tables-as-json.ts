/** The tables of the coefficients to JSON beside a bundle: data, which loads in less time than the code that makes it. */

import { basename, resolve, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Plugin } from "rolldown";
import { parseAst } from "rolldown/parseAst";

/** Characters of JSON; what is shorter stays in the code. */
const LONG = 500;

/**
 * In the source these are typed values like any other. In a bundle, each long record that a module of the
 * folder exports, and that JSON can hold, is a member of one file, which is read when the first of them is used.
 * Lists stay code: they are made of the records.
 */
export function tablesAsJsonPlugin(folder: string): Plugin {
  const root = resolve(folder) + sep;
  const tables = new Map<string, unknown>();
  return {
    name: "tables-as-json",
    resolveId: (source) => {
      if (source === TABLES) return TABLES;
      return source === FILE ? { id: `./${NAME}`, external: true } : undefined;
    },
    load: (id) =>
      id === TABLES ? `export const tables = require(${JSON.stringify(FILE)});` : undefined,
    async transform(code, id) {
      if (!id.startsWith(root)) return undefined;
      const values: Readonly<Record<string, unknown>> = await import(id);
      let out = "";
      let end = 0;
      for (const found of exportedConstants(code)) {
        if (!isTable(values[found.name])) continue;
        const key = `${basename(id, ".ts")}.${found.name}`;
        tables.set(key, values[found.name]);
        const held = `tables[${JSON.stringify(key)}]`;
        out += `${code.slice(end, found.start)}/* @__PURE__ */ (() => ${held})()`;
        end = found.end;
      }
      if (end === 0) return undefined;
      const reader = `import { tables } from ${JSON.stringify(TABLES)};\n`;
      return { code: reader + out + code.slice(end), map: null };
    },
    generateBundle() {
      const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
      const source = JSON.stringify(Object.fromEntries(sorted));
      this.emitFile({ type: "asset", fileName: NAME, source });
    },
  };
}

const NAME = "tables.json";
const FILE = `tables-file:${NAME}`;
/** The module that reads the file, once. */
const TABLES = "\0tables";

function isTable(value: unknown): boolean {
  if (value === undefined || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const text = JSON.stringify(value);
  return text.length >= LONG && isDeepStrictEqual(JSON.parse(text), value);
}

/** Where the values of the exported constants stand, in the order of the text. */
function exportedConstants(code: string) {
  return parseAst(code, { lang: "ts" }).body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    const { declaration } = statement;
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ id, init }) =>
      id.type === "Identifier" && init ? [{ name: id.name, start: init.start, end: init.end }] : [],
    );
  });
}
