// The lines of a patch, as a review names them: by side and number.

export type Side = "LEFT" | "RIGHT";

export interface PatchLine {
  /** Context is on both sides. */
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** Which hunk of the patch, from 0. */
  readonly hunk: number;
  /** Rows below the first `@@` of the patch, as GitHub's older API counts. */
  readonly position: number;
  /** From the `@@` of its hunk down to this line: what GitHub shows above a comment. */
  readonly shown: string;
}

export function linesOfPatch(patch: string): readonly PatchLine[] {
  const lines: PatchLine[] = [];
  let hunk = -1;
  let [left, right] = [0, 0];
  let shown: string[] = [];
  for (const [position, row] of patch.split("\n").entries()) {
    const [, old, now] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(row) ?? [];
    if (old !== undefined) {
      hunk += 1;
      [left, right] = [Number(old), Number(now)];
      shown = [row];
      continue;
    }
    shown.push(row);
    lines.push({
      left: row.startsWith("+") ? undefined : left,
      right: row.startsWith("-") ? undefined : right,
      hunk,
      position,
      shown: shown.join("\n"),
    });
    if (!row.startsWith("+")) left += 1;
    if (!row.startsWith("-")) right += 1;
  }
  return lines;
}

export function findLine(
  lines: readonly PatchLine[],
  side: Side,
  line: number,
): PatchLine | undefined {
  return lines.find((each) => (side === "LEFT" ? each.left : each.right) === line);
}
