// Times parsing and everything after it apart, each in a fresh process, as a run would meet it: bundled as what ships is.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { rolldown } from "rolldown";

const ROOT = join(import.meta.dirname, "../..");

/** The program that times them, written into this folder. */
export async function buildPhases(folder: string): Promise<string> {
  const build = await rolldown({
    input: join(import.meta.dirname, "time-phases.ts"),
    platform: "node",
    logLevel: "warn",
  });
  const file = join(folder, "time-phases.cjs");
  await build.write({ file, format: "cjs", minify: true, codeSplitting: false });
  await build.close();
  return file;
}

/** Milliseconds of parsing, and of estimate, checks, score and text together. */
export function measurePhases(
  program: string,
  text: string,
): { readonly parse: number; readonly rest: number } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program], {
    cwd: ROOT,
    input: text,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
