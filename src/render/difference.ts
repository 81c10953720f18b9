/** A difference as people read it: its likely value with sign, range and unit, and how sure it is. */

import type { Difference, KnownDifference } from "../quantity/difference.ts";
import type { Unit } from "../quantity/quantity.ts";
import { amountText, needsText, numberText, unitFor, unitText } from "./figure.ts";

/**
 * "−8.1 kWh (−12 to −5.2), −6 %"; "may be more or less" where the sign is not sure. Paths of what is missing
 * go through `escaped`.
 */
export function differenceText(of: Difference, escaped: (text: string) => string): string {
  if ("unknown" in of) return `unknown: needs ${needsText(missingOf(of), escaped)}`;
  const { certainty, low, high } = of;
  if (certainty === "same") return "none";
  const { show, unit } = scaleOf(of);
  const range = low === high ? "" : ` (${show(low)} to ${show(high)})`;
  const ratio = ratioText(of);
  return [
    `${show(of.likely)}${unit}${range}${of.missing === undefined ? "" : " of what is known"}`,
    ...(certainty === "undecided" ? ["may be more or less"] : ratio === undefined ? [] : [ratio]),
  ].join(", ");
}

/** In few words: "−8.1 kWh, −6 %", the range alone where the sign is not sure, and nothing where nothing differs. */
export function shortDifferenceText(of: Difference): string {
  if ("unknown" in of) return "unknown";
  if (of.certainty === "same") return "";
  const { show, unit } = scaleOf(of);
  if (of.certainty === "undecided") return `${show(of.low)} to ${show(of.high)}${unit}`;
  const ratio = ratioText(of);
  return `${show(of.likely)}${unit}${ratio === undefined ? "" : `, ${ratio}`}`;
}

function missingOf({ missing }: Extract<Difference, { unknown: true }>): readonly string[] {
  return [...new Set([...missing.head, ...missing.base])];
}

function scaleOf({ low, likely, high, unit }: KnownDifference) {
  const size = likely === 0 ? Math.max(Math.abs(low), Math.abs(high)) : Math.abs(likely);
  const { name, factor } = unitFor(size, unit);
  return { show: (value: number) => signed(value * factor, unit), unit: unitText(name) };
}

function signed(value: number, unit: Unit): string {
  if (value === 0) return "0";
  return `${value < 0 ? "−" : "+"}${amountText(Math.abs(value), unit)}`;
}

/** From here on, "2.5 times as much" reads better than "+150 %". */
const TIMES = 2.5;
/** Half a tenth of a percent. */
const LEAST = 0.0005;

function ratioText({ ratio }: KnownDifference): string | undefined {
  if (ratio === undefined) return undefined;
  if (ratio.likely >= TIMES) return `${twoDigits(ratio.likely)} times as much`;
  const change = ratio.likely - 1;
  if (Math.abs(change) < LEAST) return undefined;
  return `${change < 0 ? "−" : "+"}${twoDigits(Math.abs(100 * change))} %`;
}

function twoDigits(value: number): string {
  // Nearly everything is not everything.
  const digits = value > 99 && value < 100 ? 3 : 2;
  return numberText(Number(value.toPrecision(digits)));
}
