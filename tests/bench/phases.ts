// Times parsing and everything after it apart, each in a fresh process, as a run would meet it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Milliseconds of parsing, and of estimate, checks, score and text together. */
export function measurePhases(text: string): { readonly parse: number; readonly rest: number } {
  const script = join(import.meta.dirname, "time-phases.ts");
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", script], {
    cwd: ROOT,
    input: text,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
