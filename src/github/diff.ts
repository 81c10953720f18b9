/** The files of a pull request to the lines that a comment can hang on. */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import type { Place } from "./repository.ts";

/** GitHub lists 3,000 files at most. */
const MOST_PAGES = 30;

const Files = z.array(z.object({ filename: z.string(), patch: z.nullish(z.string()) }));

/** Only until all paths are found. A file whose diff is too large to be shown takes comments on no line. */
export async function readDiff(
  client: Client,
  place: Place,
  number: number,
  paths: readonly string[],
): Promise<Map<string, ReadonlySet<number>>> {
  const found = new Map<string, ReadonlySet<number>>();
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
  for (let page = 1; page <= MOST_PAGES && found.size < paths.length; page += 1) {
    const asked = { ...place, pull_number: number, per_page: 100, page };
    const { data, headers } = await client.request(route, asked);
    for (const { filename, patch } of Files.parse(data))
      if (paths.includes(filename)) found.set(filename, linesOf(patch ?? ""));
    if (!/\brel="next"/.test(headers.link ?? "")) break;
  }
  return found;
}

/** Lines of head within the hunks: added ones and those around them. */
function linesOf(patch: string): ReadonlySet<number> {
  const lines = new Set<number>();
  let line = 0;
  for (const row of patch.split("\n")) {
    const [, start] = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(row) ?? [];
    if (start !== undefined) line = Number(start);
    else if (row.startsWith("+") || row.startsWith(" ")) {
      lines.add(line);
      line += 1;
    }
  }
  return lines;
}
