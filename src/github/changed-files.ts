/** Whether any of these files differs between two commits. */

import type { Client } from "./client.ts";
import { statusOf } from "./failure.ts";
import { findEntry, type Place, readTree } from "./repository.ts";
import { together } from "./together.ts";

/** What cannot be compared is taken to differ: a branch that is new, or whose old commit is gone. */
export async function haveChanged(
  client: Client,
  place: Place,
  { before, after }: { readonly before: string; readonly after: string },
  paths: readonly string[],
): Promise<boolean> {
  if (/^0*$/.test(before)) return true;
  try {
    const [old, fresh] = await together([
      readTree(client, place, before),
      readTree(client, place, after),
    ]);
    for (const path of paths) {
      const [one, other] = await together([
        findEntry(client, place, old, path),
        findEntry(client, place, fresh, path),
      ]);
      if (one?.sha !== other?.sha) return true;
    }
    return false;
  } catch (error) {
    if ([404, 409, 422].includes(statusOf(error) ?? 0)) return true;
    throw error;
  }
}
