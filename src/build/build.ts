/**
 * `npm run build`: everything that is made from source, and `npm run build -- --check`: whether
 * what is committed is what source makes. Made are dist/, schema/ and the generated docs.
 */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { bundle } from "./bundle.ts";
import { generatedDocs } from "./docs.ts";
import { embeddedPricesPlugin } from "./embedded-prices.ts";
import { generatedSchemas } from "./schemas.ts";
import { shippedData } from "./shipped-data.ts";

/** Folders that hold nothing but what is made. */
const MADE_FOLDERS = ["dist", "schema"];

await (process.argv.includes("--check") ? check() : build("."));

async function build(root: string): Promise<string[]> {
  for (const folder of MADE_FOLDERS) await rm(join(root, folder), { recursive: true, force: true });
  const files = { ...(await shippedData()), ...generatedSchemas(), ...(await generatedDocs()) };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await bundle(join(root, "dist"), [embeddedPricesPlugin()]);
  return Object.keys(files);
}

/** Builds beside the repository and compares byte for byte, in both directions. */
async function check(): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), "greenlight-build-"));
  try {
    const files = new Set(await build(fresh));
    for (const root of [fresh, "."])
      for (const folder of MADE_FOLDERS)
        for (const path of await filesBelow(root, folder)) files.add(path);
    const stale = [];
    for (const path of [...files].sort())
      if ((await textOf(path)) !== (await textOf(join(fresh, path)))) stale.push(path);
    if (stale.length > 0) {
      process.stderr.write(`Not what source makes; run \`npm run build\`:\n${stale.join("\n")}\n`);
      process.exitCode = 1;
    } else process.stdout.write(`${files.size} made files are what source makes.\n`);
  } finally {
    await rm(fresh, { recursive: true });
  }
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
