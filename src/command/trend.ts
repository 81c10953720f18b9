import { appendEntry } from "../history/append.ts";
import { entryOf } from "../history/entry.ts";
import { parseHistory } from "../history/history.ts";
import { type Trend, trendOf } from "../history/trend.ts";
import type { Review } from "../review/review.ts";
import type { SourceFile } from "../review/source-file.ts";
import { InputError } from "./exit.ts";
import { safely } from "./terminal.ts";

/** Earlier reviews with this one as the newest. Nothing is written. */
export function trendWith(review: Review, file: SourceFile): Trend {
  const known = file.state === "text" ? parseHistory(file.text) : undefined;
  if (known === undefined)
    throw new InputError(
      `${safely(file.path)}: --history names no history of version 1. Give it the history.json that the action has written.`,
    );
  const entry = entryOf(review, "here");
  const history = entry === undefined ? known : appendEntry(known, entry);
  return trendOf(history) ?? { reviews: 0, systems: [] };
}
