/** A calibration as a table for a terminal, and the rows of which nothing is said, with the reason. */

import type { CalibratedRow, Calibration } from "./calibrate.ts";
import type { Group } from "./groups.ts";

export function calibrationText({ rows, groups }: Calibration): string {
  const head = [
    "group",
    "unit",
    "rows",
    "predicted",
    "median error",
    "within two",
    "in range",
    "high/low",
  ];
  const table = [head, ...groups.map(cells)];
  const widths = head.map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? "").length)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return `${[...lines, "", ...notPredicted(rows)].join("\n")}\n`;
}

function cells(group: Group): readonly string[] {
  const { rows, predicted, medianError, withinTwo, coverage, medianWidth } = group;
  const width = medianWidth === null ? "" : medianWidth.toPrecision(3);
  const shares = [medianError, withinTwo, coverage].map(percent);
  return [group.group, group.unit, String(rows), String(predicted), ...shares, width];
}

function percent(value: number | null): string {
  return value === null ? "" : `${(100 * value).toFixed(1)} %`;
}

function notPredicted(rows: readonly CalibratedRow[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of rows)
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  return [...byReason].map(([reason, ids]) => `Not predicted, ${reason}: ${ids.join(", ")}`);
}
