/** The value that a question proposes, so that "yes" suffices: what the estimate says, or what it assumed. */

import { coefficientById } from "../coefficients/coefficients.ts";
import { fieldName } from "../facts/field-name.ts";
import { type Figure, isUnknown } from "../quantity/quantity.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";

type Metrics = ReviewedManifest["estimate"]["unit"];

/** Targets of the manifest, and the figure that a first target is taken from. */
const TARGETS: Readonly<Record<string, (estimate: ReviewedManifest["estimate"]) => Figure>> = {
  "budgets.wh_per_unit": ({ unit }) => scaled(unit, "energyKwh", 1000),
  "budgets.gco2e_per_unit": ({ unit }) => scaled(unit, "carbonKg", 1000),
  "budgets.ml_water_per_unit": ({ unit }) => scaled(unit, "waterL", 1000),
  "budgets.usd_per_unit": ({ unit }) => unit.costUsd,
  "budgets.kwh_per_month": ({ month }) => month.energyKwh,
  "budgets.kgco2e_per_month": ({ month }) => month.carbonKg,
  "budgets.l_water_per_month": ({ month }) => month.waterL,
  "budgets.usd_per_month": ({ month }) => month.costUsd,
  "budgets.usd_per_month_hard_cap": ({ month }) => month.costUsd,
};

/** Assumptions of the estimate that are in the unit of the field that would replace them. */
const ASSUMED: Readonly<Record<string, RegExp>> = {
  "use.hours-per-month": /\.hours_per_month$/,
  "use.replicas": /\.replicas\.(min|mean|max)$/,
  "cpu.busy-pct": /\.compute\.busy_pct$/,
  "store.busy-pct": /\.compute\.busy_pct$/,
  "lifetime.server": /\.lifetime_years$/,
};

/** `field` is a path such as "components[2].busy_pct". A target is the high end: a limit that the system keeps today. */
export function proposal(
  { estimate, manifest }: ReviewedManifest,
  field: string,
): number | undefined {
  const target = TARGETS[field]?.(estimate);
  if (target !== undefined) return isUnknown(target) ? undefined : roundedUp(target.high);
  const named = fieldName(field, manifest);
  const assumption = estimate.assumptions.find(({ input }) => input === named);
  const id = assumption?.coefficient;
  if (id === undefined || ASSUMED[id]?.test(named) !== true) return undefined;
  return coefficientById(id)?.value;
}

function scaled(
  unit: Metrics,
  metric: "energyKwh" | "carbonKg" | "waterL",
  factor: number,
): Figure {
  const figure = unit[metric];
  return isUnknown(figure) ? figure : { ...figure, high: figure.high * factor };
}

/** To two significant digits, as a person would set a limit. */
function roundedUp(value: number): number {
  if (value <= 0) return value;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / step - 1e-9) * step).toPrecision(2));
}
