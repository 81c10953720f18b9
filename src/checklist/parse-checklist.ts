/** The text of a pack to a checklist whose conditions hold, or every problem that its author must fix. */

import { type Fault, listProblems } from "../yaml/fault.ts";
import { type Parsed, type Position, parseYaml } from "../yaml/parse-yaml.ts";
import { type ChecklistFault, checklistFaults } from "./check-checklist.ts";
import { type Checklist, checklistSchema } from "./checklist.ts";

/** One fault refuses the pack as a whole: half a pack would pass what the other half asks for. */
export function parseChecklist(file: string, text: string): Parsed<Checklist> {
  const parsed = parseYaml(file, text, checklistSchema(), { byHand: true });
  if (!parsed.ok) return parsed;
  const { value, positionOf } = parsed.located;
  const wrong = checklistFaults(value);
  if (wrong.length === 0) return parsed;
  // A byte order mark takes no column.
  const source = text.replace(/^\uFEFF/, "");
  const starts = lineStarts(source);
  const faults = wrong.map((one): Fault => {
    const { line, column }: Position = positionOf(one.path);
    const start = (starts[line - 1] ?? 0) + column - 1;
    return { at: start + pieceWithin(one, start, value, source), say: () => messageOf(one, value) };
  });
  return { ok: false, problems: listProblems(file, source, faults) };
}

function messageOf({ path, message }: ChecklistFault, { checks }: Checklist): string {
  const [list, index] = path;
  const check = list === "checks" && typeof index === "number" ? checks[index] : undefined;
  const key = path.slice(2).join(".");
  return check === undefined ? message : `${check.id}${key === "" ? "" : ` ${key}`}: ${message}`;
}

/** How far into its text a condition is wrong, wherever the scalar that holds it was folded or quoted. */
function pieceWithin(
  { path, part }: ChecklistFault,
  start: number,
  { checks }: Checklist,
  source: string,
): number {
  const [, index, key] = path;
  const check = typeof index === "number" ? checks[index] : undefined;
  if (part === undefined || check === undefined || (key !== "when" && key !== "pass")) return 0;
  const condition = check[key] ?? "";
  const piece = condition.slice(part.start, part.end);
  if (piece.trim() === "" || piece.includes("\n")) return 0;
  // Escapes and indentation make it longer than it reads; what stands far behind is something else.
  const written = source.slice(start, start + 8 * condition.length);
  let from = 0;
  // The same piece may stand further left in the condition.
  for (
    let left = condition.indexOf(piece);
    left < part.start;
    left = condition.indexOf(piece, left + 1)
  )
    from = written.indexOf(piece, from) + 1;
  return Math.max(0, written.indexOf(piece, from));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    starts.push(end + 1);
  return starts;
}
