/** The measured rows of the test fixtures to the tables of the method page that say how far estimates are off. */

import { readFile } from "node:fs/promises";
import { calibrate } from "../calibrate/calibrate.ts";
import { type DecodeCase, familyOf } from "../calibrate/decode-case.ts";
import { ecologitsJoulesPerToken } from "../calibrate/ecologits.ts";
import { decodeCases, type HeldOut, heldOut, scoreOf } from "../calibrate/held-out.ts";
import { numberOf } from "../calibrate/inputs.ts";
import { parseRows, type Row } from "../calibrate/row.ts";
import { median } from "../calibrate/statistics.ts";
import { countryTable } from "./countries.ts";
import { markdownTable } from "./markdown-table.ts";
import { zoneTable } from "./zones.ts";

const CASES = "tests/fixtures/calibration/cases.json";
const CHIPS = [
  ["h100", "H100"],
  ["b200", "B200"],
] as const;

export async function calibrationTables(): Promise<string> {
  const parsed = parseRows(await readFile(CASES, "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  const data = { countries: await countryTable(), zones: await zoneTable() };
  const { groups } = calibrate(parsed.rows, data);
  return [
    "Text generation, energy of accelerators per output token:",
    "",
    ...markdownTable(
      [
        "chip",
        "estimated by",
        "rows",
        "median error",
        "within a factor of two",
        "within the range",
      ],
      CHIPS.flatMap(([chip, name]) => textTable(parsed.rows, chip, name)),
    ),
    "",
    "Each architecture, by constants that were fitted without it:",
    "",
    ...markdownTable(
      [
        "architecture",
        ...CHIPS.flatMap(([, name]) => [`${name}: median error`, "predicted/measured"]),
      ],
      architectureTable(parsed.rows),
    ),
    "",
    "All groups of `npm run calibrate`, with the constants as they ship:",
    "",
    ...markdownTable(
      [
        "group",
        "unit",
        "rows",
        "predicted",
        "median error",
        "within two",
        "in the range",
        "high/low",
      ],
      groups.map(({ group, unit, rows, predicted, ...scores }) => [
        group,
        unit,
        String(rows),
        String(predicted),
        percent(scores.medianError),
        percent(scores.withinTwo),
        percent(scores.coverage),
        scores.medianWidth === null ? "" : scores.medianWidth.toPrecision(3),
      ]),
    ),
  ].join("\n");
}

function textTable(rows: readonly Row[], chip: string, name: string): string[][] {
  const cases = decodeCases(rows, chip);
  const family = ({ architecture }: DecodeCase) =>
    `${familyOf(architecture)}${architecture.includes("-A") ? " with experts" : ""}`;
  const near64 = (one: HeldOut) => {
    const batch = numberOf(rowOf(rows, one.case).inputs, "batch_avg") ?? 0;
    return batch > 60 && batch < 70;
  };
  const ecologits = cases.map((one) => ({ case: one, predicted: byEcologits(rows, one) }));
  const out = heldOut(cases, chip);
  const lines: readonly (readonly [string, readonly HeldOut[], boolean])[] = [
    ["this estimator, architecture left out", out, true],
    ["this estimator, whole family left out", heldOut(cases, chip, family), true],
    ["this estimator, architecture left out, at about 64 requests", out.filter(near64), true],
    ["EcoLogits 0.9.3", ecologits, false],
    ["EcoLogits 0.9.3, at about 64 requests", ecologits.filter(near64), false],
  ];
  return lines.map(([by, predictions, ranged]) => {
    const score = scoreOf(predictions, chip);
    const covered = ranged ? percent(score.coverage) : "";
    return [
      name,
      by,
      String(score.rows),
      percent(score.medianError),
      percent(score.withinTwo),
      covered,
    ];
  });
}

function byEcologits(rows: readonly Row[], one: DecodeCase): number {
  const { inputs } = rowOf(rows, one);
  const total = numberOf(inputs, "params_b") ?? Number.NaN;
  return ecologitsJoulesPerToken({ total, active: numberOf(inputs, "active_params_b") ?? total });
}

function rowOf(rows: readonly Row[], { id }: DecodeCase): Row {
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

function architectureTable(rows: readonly Row[]): string[][] {
  const byChip = CHIPS.map(([chip]) => heldOut(decodeCases(rows, chip), chip));
  const names = new Set(byChip.flat().map((one) => one.case.architecture));
  return [...names].sort().map((name) => [
    name,
    ...byChip.flatMap((predictions) => {
      const ratios = predictions
        .filter((one) => one.case.architecture === name)
        .map((one) => one.predicted / one.case.joules);
      if (ratios.length === 0) return ["", ""];
      const error = median(ratios.map((ratio) => Math.abs(ratio - 1)));
      return [percent(error), `${digits(Math.min(...ratios))} to ${digits(Math.max(...ratios))}`];
    }),
  ]);
}

function percent(value: number | null): string {
  return value === null ? "" : `${(100 * value).toFixed(0)} %`;
}

function digits(value: number): string {
  return value.toFixed(2);
}
