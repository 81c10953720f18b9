/** What is wrong at places in a text, to the list of problems its author reads. */

import { LIMITS } from "./limits.ts";
import type { Path, Position, Problem } from "./parse-yaml.ts";
import { excerpt, printable } from "./quote.ts";

/** Something wrong at an offset in a text. Its words are made only when it is shown. */
export interface Fault {
  readonly at: number;
  readonly say: () => string;
}

/** The faults in the order of the text, the first 200 in words and the rest as a number. */
export function listProblems(
  file: string,
  text: string,
  faults: readonly Fault[],
): readonly Problem[] {
  const inOrder = [...faults].sort((a, b) => a.at - b.at);
  const positionAt = positionsIn(text);
  const problem = (at: number, message: string): Problem => ({
    file,
    ...positionAt(at),
    message: printable(message),
  });
  const problems = inOrder.slice(0, LIMITS.problems).map(({ at, say }) => problem(at, say()));
  const next = inOrder[LIMITS.problems];
  if (!next) return problems;
  const rest = inOrder.length - LIMITS.problems;
  return [
    ...problems,
    problem(next.at, `and ${rest} more ${rest === 1 ? "problem" : "problems"}.`),
  ];
}

/** Offsets in the text to lines and columns. The lines are counted on the first question. */
export function positionsIn(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const at = Math.max(0, Math.min(offset, text.length));
    const line = lineOf(starts, at);
    return { line: line + 1, column: at - (starts[line] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    starts.push(end + 1);
  return starts;
}

/** Index of the last line that starts at the offset or before it. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `models[0].access`; a key that is not a plain word is in brackets and quotes. */
export function pathText(path: Path): string {
  return path
    .map((key, depth) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[\p{L}\p{N}_-]{1,60}$/u.test(key)) return `["${excerpt(key)}"]`;
      return depth === 0 ? key : `.${key}`;
    })
    .join("");
}
