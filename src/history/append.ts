/** A history and the newest entry to the history with it. */

import { type Entry, type History, historyText } from "./history.ts";

/** More are no small history any more; the oldest go. */
const MOST_ENTRIES = 200;
/** What GitHub's API reads of a file without more ado, in characters. */
const MOST_TEXT = 900_000;

/**
 * The same history where nothing has changed but commit and day: most pushes touch no manifest, and a second
 * run of one push adds nothing.
 */
export function appendEntry(history: History, entry: Entry): History {
  const last = history.entries.at(-1);
  if (last !== undefined && content(last) === content(entry)) return history;
  let entries = [...history.entries, entry].slice(-MOST_ENTRIES);
  while (entries.length > 1 && historyText({ ...history, entries }).length > MOST_TEXT)
    entries = entries.slice(Math.ceil(entries.length / 10));
  return { ...history, entries };
}

/** All that an entry says of the system, and by which tool and data. */
function content({ tool, coefficients, manifests }: Entry): string {
  return JSON.stringify([tool, coefficients, manifests]);
}
