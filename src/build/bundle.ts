/** Source to the files that ship: one bundle per entry, and the licences of what is in them. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CodeSplittingGroup, type OutputChunk, type Plugin, rolldown } from "rolldown";
import { loadLaterPlugin } from "./load-later.ts";
import { tablesAsJsonPlugin } from "./tables-as-json.ts";
import { unusedPartsPlugin } from "./unused-parts.ts";

const BANNER = "/* Built from src/ by `npm run build`. Licences: ../licenses.txt */";

/** Programs that ship; each gets a folder of its own, so that none loads another's code. */
const ENTRIES = { action: "src/action.ts", cli: "src/cli.ts" } as const;

/**
 * The package has its code once more as modules, for browsers. What a bundle of those does not use
 * is left out, and they load in less time; they need nothing that only browsers have.
 */
const YAML = fileURLToPath(import.meta.resolve("../../node_modules/yaml/browser/dist/index.js"));

/**
 * The toolkit of actions brings 400 kB of HTTP for what Greenlight never asks for, such as tokens of
 * its own identity. Nothing happens when these packages load, so what is not used is left out.
 */
const TOOLKIT = /\/node_modules\/(@actions|undici|tunnel)\//;

/** What few runs need: the library that knows all that is wrong with a text, the one that matches globs, and hashes. */
const LATER = ["src/yaml/reread-document.ts", "src/score/matches-glob.ts", "src/facts/sha256.ts"];

/**
 * What always loads together is one file each: what starts a program, and what a command needs. A file more costs
 * half a millisecond.
 */
const TOGETHER: CodeSplittingGroup[] = [
  { name: "start", test: /\/src\/(action|cli)\.ts$/ },
  { name: "commands", test: /\/src\/command\/run\.ts$/ },
];

/** Writes `<out>/action` and `<out>/cli`, and `<out>/licenses.txt`. */
export async function bundle(out: string, plugins: readonly Plugin[]): Promise<void> {
  const modules = new Set<string>();
  for (const [name, input] of Object.entries(ENTRIES)) {
    const build = await rolldown({
      input,
      platform: "node",
      resolve: { alias: { yaml: YAML } },
      plugins: [
        ...plugins,
        unusedPartsPlugin(),
        tablesAsJsonPlugin("src/coefficients"),
        loadLaterPlugin(LATER),
      ],
      treeshake: { moduleSideEffects: (id) => !TOOLKIT.test(id) },
      logLevel: "warn",
    });
    const { output } = await build.write({
      dir: join(out, name),
      format: "cjs",
      minify: true,
      // One other character, and the engine holds all of a program in twice the memory and reads it in twice the time.
      charset: "ascii",
      entryFileNames: "index.js",
      chunkFileNames: "[name].js",
      codeSplitting: { groups: TOGETHER },
      banner: BANNER,
      // Hints for bundlers, of which a program has no more use.
      comments: { annotation: false, jsdoc: false },
    });
    await build.close();
    for (const { moduleIds } of output.filter((file): file is OutputChunk => file.type === "chunk"))
      for (const id of moduleIds) modules.add(id);
  }
  await writeFile(join(out, "package.json"), '{ "type": "commonjs" }\n');
  await writeFile(join(out, "licenses.txt"), await licenses(modules));
}

/** The licence texts of all packages that have a module in a bundle, by name. */
async function licenses(modules: ReadonlySet<string>): Promise<string> {
  const folders = new Set<string>();
  for (const id of modules) {
    const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
    if (folder !== undefined && !id.startsWith("\0")) folders.add(folder);
  }
  const notices = await Promise.all([...folders].map(noticeOf));
  return `${[...new Set(notices)].sort().join(`\n${"-".repeat(78)}\n\n`)}`;
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  ) as { name: string; version: string; license?: string };
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const body = texts.map((text) => text.replaceAll("\r\n", "\n").trim()).join("\n\n");
  return `${name} ${version} (${license ?? "see below"})\n\n${body}\n`;
}
