/** Modules that few runs need, to files of their own that load when one of their functions is first called. */

import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Plugin } from "rolldown";

/**
 * In the source these are plain imports, so that nothing has to wait for them. In a bundle, each function
 * that such a module exports is a stub, which reads the file with the real one and calls it.
 */
export function loadLaterPlugin(modules: readonly string[]): Plugin {
  const paths = new Set(modules.map((path) => resolve(path)));
  return {
    name: "load-later",
    async resolveId(source, importer, options) {
      if (source.startsWith(FILE)) return { id: `./${source.slice(FILE.length)}`, external: true };
      if (importer === undefined || importer.startsWith(STUB)) return undefined;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && paths.has(found.id) ? { ...found, id: `${STUB}${found.id}` } : undefined;
    },
    async load(id) {
      if (!id.startsWith(STUB)) return undefined;
      const path = id.slice(STUB.length);
      // Where several files share a stub, it is a file itself, under the module's own name.
      const file = `later-${basename(path, ".ts")}.js`;
      this.emitFile({ type: "chunk", id: path, fileName: file });
      const names = (await readFile(path, "utf8")).matchAll(/^export function (\w+)/gm);
      const load = `require(${JSON.stringify(FILE + file)})`;
      return [...names]
        .map(([, name]) => `export const ${name} = (...given) => ${load}.${name}(...given);`)
        .join("\n");
    },
  };
}

const STUB = "\0later:";
const FILE = "later-file:";
