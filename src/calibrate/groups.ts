/** Predicted and reported figures to how well each group of alike rows was predicted. */

import type { CalibratedRow } from "./calibrate.ts";
import { chipOf } from "./inputs.ts";
import type { CaseUnit } from "./reported.ts";
import { type Row, testsArithmetic } from "./row.ts";
import { median, share } from "./statistics.ts";
import { isMediaOrCode } from "./usual-prompt.ts";

export interface Group {
  readonly group: string;
  readonly unit: CaseUnit;
  readonly rows: number;
  /** Rows with a prediction; the figures below are theirs. */
  readonly predicted: number;
  /** Median of |likely / reported - 1|; null without predictions, as are the others. */
  readonly medianError: number | null;
  /** Share whose likely value is within a factor of two. */
  readonly withinTwo: number | null;
  /** Share whose reported value lies between low and high; null where predictions are exact. */
  readonly coverage: number | null;
  /** Median of high over low. */
  readonly medianWidth: number | null;
}

export function groupsOf(rows: readonly Row[], calibrated: readonly CalibratedRow[]): Group[] {
  const byName = new Map<string, CalibratedRow[]>();
  for (const [index, one] of calibrated.entries()) {
    const row = rows[index];
    if (row === undefined || one.unit === null) continue;
    const name = `${groupOf(row, one.unit)}|${one.unit}`;
    byName.set(name, [...(byName.get(name) ?? []), one]);
  }
  return [...byName].map(([name, members]) => {
    const [group = "", unit = ""] = name.split("|");
    return measure(group, unit as CaseUnit, members);
  });
}

/** Rows that were measured alike: by kind, chip and what is known of them, and apart where they were not measured. */
function groupOf(row: Row, unit: CaseUnit): string {
  const { kind, basis } = row;
  const how = basis === "" ? "basis not given" : basis.replaceAll("_", " ");
  if (testsArithmetic(row))
    return `${kind}, hours times power: ${unit === "kWh" ? "energy" : "carbon"}`;
  if (kind === "training" || kind === "api") return `${kind}, ${how}`;
  const within = basis === "measured_gpu" ? "" : ` (${how})`;
  return `${subjectOf(row, unit)}${within}`;
}

function subjectOf(row: Row, unit: CaseUnit): string {
  const { kind, inputs } = row;
  const { accelerator, named } = chipOf(inputs);
  const on = accelerator?.id ?? named ?? "unnamed chip";
  if (unit !== "J/output token") return `${inputs["frames"] === undefined ? kind : "video"}, ${on}`;
  const media = isMediaOrCode(row);
  return `${kind}, ${on}, ${media ? "media or code, prompt not given" : "text"}`;
}

function measure(group: string, unit: CaseUnit, members: readonly CalibratedRow[]): Group {
  const known = members.flatMap(({ predicted, reported }) =>
    predicted === null || reported === null ? [] : [{ ...predicted, reported }],
  );
  const ranged = known.filter(({ low, high }) => high > low);
  const ratios = known.map(({ likely, reported }) => likely / reported);
  return {
    group,
    unit,
    rows: members.length,
    predicted: known.length,
    medianError: median(ratios.map((ratio) => Math.abs(ratio - 1))),
    withinTwo: share(ratios.map((ratio) => ratio >= 0.5 && ratio <= 2)),
    coverage: share(ranged.map(({ low, high, reported }) => low <= reported && reported <= high)),
    medianWidth: median(known.map(({ low, high }) => high / low)),
  };
}
