/** Parts of a text to be replaced, and the text in which they are. */

import type { Refusal } from "./source.ts";
import { columnOf } from "./style.ts";

/** The text from start to end becomes this one. Line breaks are single line feeds. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What to replace, none of it twice; or why there is no way. */
export type Edit = readonly Splice[] | Refusal;

export const insertion = (at: number, text: string): Splice => ({ start: at, end: at, text });

export function spliced(text: string, splices: readonly Splice[]): string {
  const inOrder = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text: inserted } of inOrder) {
    pieces.push(text.slice(from, start), inserted);
    from = Math.max(from, end);
  }
  return pieces.join("") + text.slice(from);
}

/** All of the lines from one place to another, to be removed. */
export function withoutLines(text: string, start: number, end: number): Splice {
  const next = text.indexOf("\n", end) + 1;
  return { start: start - columnOf(text, start), end: next > 0 ? next : text.length, text: "" };
}
