/** What is wrong at places in a text, to the list of problems its author reads. */

import { LineCounter } from "yaml";
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
  let lines: LineCounter | undefined;
  return (offset) => {
    lines ??= countLines(text);
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { line, column: col };
  };
}

// The library's parser loses count of lines in some broken texts, so they are counted here.
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    lines.addNewLine(end + 1);
  }
  return lines;
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
