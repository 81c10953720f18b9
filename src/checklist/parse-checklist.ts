/** The text of a pack to a checklist whose conditions hold, or every problem that its author must fix. */

import { type Parsed, type Position, type Problem, parseYaml } from "../yaml/parse-yaml.ts";
import { type ChecklistFault, checklistFaults } from "./check-checklist.ts";
import { type Checklist, checklistSchema } from "./checklist.ts";

/** One fault refuses the pack as a whole: half a pack would pass what the other half asks for. */
export function parseChecklist(file: string, text: string): Parsed<Checklist> {
  const parsed = parseYaml(file, text, checklistSchema(), { byHand: true });
  if (!parsed.ok) return parsed;
  const { located } = parsed;
  const faults = checklistFaults(located.value);
  if (faults.length === 0) return parsed;
  const starts = lineStarts(text);
  const problems = faults.map((fault): Problem => {
    const at = located.positionOf(fault.path);
    return {
      file,
      ...pointAt(fault, at, located.value, { text, starts }),
      message: messageOf(fault, located.value),
    };
  });
  return { ok: false, problems };
}

interface Lines {
  readonly text: string;
  /** Offset at which each line starts. */
  readonly starts: readonly number[];
}

function messageOf({ path, message }: ChecklistFault, { checks }: Checklist): string {
  const [list, index] = path;
  const check = list === "checks" && typeof index === "number" ? checks[index] : undefined;
  const key = path.slice(2).join(".");
  return check === undefined ? message : `${check.id}${key === "" ? "" : ` ${key}`}: ${message}`;
}

/** The wrong piece of a condition, wherever the scalar that holds it was folded or quoted. */
function pointAt(
  { path, part }: ChecklistFault,
  at: Position,
  { checks }: Checklist,
  { text, starts }: Lines,
): Position {
  const [, index, key] = path;
  const check = typeof index === "number" ? checks[index] : undefined;
  if (part === undefined || check === undefined || (key !== "when" && key !== "pass")) return at;
  const condition = check[key] ?? "";
  const piece = condition.slice(part.start, part.end);
  if (piece.trim() === "" || piece.includes("\n")) return at;
  let offset = (starts[at.line - 1] ?? 0) + at.column - 1;
  // The same piece may stand further left in the condition.
  for (
    let left = condition.indexOf(piece);
    left < part.start;
    left = condition.indexOf(piece, left + 1)
  )
    offset = text.indexOf(piece, offset) + 1;
  const found = text.indexOf(piece, offset);
  return found < 0 || found > offset + 4 * condition.length ? at : positionAt(starts, found);
}

function positionAt(starts: readonly number[], offset: number): Position {
  const line = starts.findLastIndex((start) => start <= offset);
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    starts.push(end + 1);
  return starts;
}
