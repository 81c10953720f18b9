/**
 * Published rows to what the product's own estimator says of them, from their inputs alone, and to how well it
 * did by group. Measured and derived outcomes among the inputs are never read, and nothing is looked up by id.
 */

import type { EstimateData } from "../estimate/data.ts";
import { type Group, groupsOf } from "./groups.ts";
import { predictApi } from "./predict-api.ts";
import { predictCall } from "./predict-call.ts";
import { predictTraining } from "./predict-training.ts";
import type { PredictedRange, Prediction } from "./prediction.ts";
import { type CaseUnit, reportedOf } from "./reported.ts";
import type { Row } from "./row.ts";

export interface CalibratedRow {
  readonly id: string;
  readonly predicted: PredictedRange | null;
  readonly reported: number | null;
  readonly unit: CaseUnit | null;
  /** Why nothing is predicted. */
  readonly reason?: string;
}

export interface Calibration {
  readonly rows: readonly CalibratedRow[];
  readonly groups: readonly Group[];
}

export function calibrate(rows: readonly Row[], data: EstimateData): Calibration {
  const calibrated = rows.map((row) => calibrateRow(row, data));
  return { rows: calibrated, groups: groupsOf(rows, calibrated) };
}

function calibrateRow(row: Row, data: EstimateData): CalibratedRow {
  const reported = reportedOf(row);
  if (reported === undefined)
    return {
      id: row.id,
      predicted: null,
      reported: null,
      unit: null,
      reason: "reports none of the quantities that are predicted",
    };
  const { value, unit } = reported;
  const prediction = predict(row, unit, data);
  const said = { id: row.id, reported: value, unit };
  return "reason" in prediction
    ? { ...said, predicted: null, reason: prediction.reason }
    : { ...said, predicted: prediction };
}

function predict(row: Row, unit: CaseUnit, data: EstimateData): Prediction {
  switch (row.kind) {
    case "training":
    case "fine-tuning":
      return predictTraining(row, unit, data);
    case "api":
      if (unit !== "Wh/request") break;
      return predictApi(row, data);
    case "inference":
    case "embedding":
    case "image":
    case "video":
      if (unit !== "Wh/request" && unit !== "J/output token") break;
      return predictCall(row, unit);
  }
  return { reason: `no estimate of ${unit} for rows of kind ${row.kind}` };
}
