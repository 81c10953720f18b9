/**
 * `npm run calibrate -- FILE [--format json|text]`: published rows against the estimator. JSON on standard output,
 * or a table on a terminal. Exit code 2 when the file or the usage is wrong.
 */

import { readFileSync } from "node:fs";
import { calibrate } from "../calibrate/calibrate.ts";
import { calibrationText } from "../calibrate/calibration-text.ts";
import { parseRows } from "../calibrate/row.ts";
import { countryTable } from "./countries.ts";
import { zoneTable } from "./zones.ts";

const USAGE = "Usage: npm run calibrate -- FILE [--format json|text]";

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const asked = parse(args);
  if (asked === undefined) return fail([USAGE]);
  const text = read(asked.file);
  if (text === undefined) return fail([`${asked.file}: cannot be read`]);
  const parsed = parseRows(text);
  if (!parsed.ok) return fail(parsed.problems.map((problem) => `${asked.file}: ${problem}`));
  const data = { countries: await countryTable(), zones: await zoneTable() };
  const result = calibrate(parsed.rows, data);
  process.stdout.write(
    asked.format === "json" ? `${JSON.stringify(result, null, 2)}\n` : calibrationText(result),
  );
  return 0;
}

interface Asked {
  readonly file: string;
  readonly format: "json" | "text";
}

function parse(args: readonly string[]): Asked | undefined {
  const rest = [...args];
  const at = rest.findIndex((argument) => /^--format(=|$)/.test(argument));
  const flag = at < 0 ? undefined : rest.splice(at, rest[at] === "--format" ? 2 : 1);
  const named = flag?.join("=").split("=")[1];
  const format = at < 0 ? (process.stdout.isTTY ? "text" : "json") : named;
  const [file] = rest;
  if (file === undefined || rest.length > 1 || file.startsWith("-")) return undefined;
  return format === "json" || format === "text" ? { file, format } : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function fail(lines: readonly string[]): number {
  process.stderr.write(`${lines.join("\n")}\n`);
  return 2;
}
