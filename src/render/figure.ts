/** Figures as people read them: likely value, range and unit, with three significant digits. */

import type { Assumption } from "../estimate/result.ts";
import { groupThousands } from "../quantity/number-words.ts";
import {
  type Figure,
  isPartial,
  isUnknown,
  type Quantity,
  type Unit,
} from "../quantity/quantity.ts";

/** A figure in words; `needs` holds manifest paths, which are text of unknown origin. */
export type FigureWords =
  | {
      readonly state: "known";
      /** "12.3 kWh", or "at least 12.3 kWh" when a part is unknown. */
      readonly likely: string;
      /** "8.1 to 19", in the unit of `likely`; "exact" when there is no range. */
      readonly range: string;
      /** Inputs that would complete it. */
      readonly needs: readonly string[];
    }
  | { readonly state: "unknown"; readonly needs: readonly string[] };

/** Units of one kind, from small to large. */
const SCALES: readonly (readonly (readonly [name: string, size: number])[])[] = [
  [
    ["mWh", 1e-3],
    ["Wh", 1],
    ["kWh", 1e3],
    ["MWh", 1e6],
    ["GWh", 1e9],
  ],
  [
    ["mgCO2e", 1e-3],
    ["gCO2e", 1],
    ["kgCO2e", 1e3],
    ["tCO2e", 1e6],
    ["ktCO2e", 1e9],
  ],
  [
    ["µL", 1e-6],
    ["mL", 1e-3],
    ["L", 1],
    ["m³", 1e3],
  ],
];

/** The same figure in words, in the unit that suits its likely value. */
export function figureWords(figure: Figure): FigureWords {
  if (isUnknown(figure)) return { state: "unknown", needs: figure.missing };
  const { low, likely, high, missing = [] } = figure;
  const { name, factor } = unitFor(likely === 0 ? high : likely, figure.unit);
  const show = (value: number) => amountText(value * factor, figure.unit);
  const unit = unitText(name);
  const exact = low === high;
  return {
    state: "known",
    likely: `${isPartial(figure) ? "at least " : ""}${show(likely)}${unit}`,
    range: exact ? "exact" : `${show(low)} to ${show(high)}`,
    needs: missing,
  };
}

/** A difference in words: "−12.3 kWh" and "−19 to −8.1", in the unit that suits its likely size. */
export function differenceWords({ low, likely, high, unit }: Signed): {
  readonly likely: string;
  readonly range: string;
} {
  const sizes = [likely, high, low].map(Math.abs);
  const { name, factor } = unitFor(sizes.find((size) => size > 0) ?? 0, unit);
  const show = (value: number) =>
    `${value < 0 ? "−" : value > 0 ? "+" : ""}${amountText(Math.abs(value) * factor, unit)}`;
  return {
    likely: `${show(likely)}${unitText(name)}`,
    range: low === high ? "exact" : `${show(low)} to ${show(high)}`,
  };
}

type Signed = Pick<Quantity, "low" | "likely" | "high" | "unit">;

/** One line: "12.3 kWh (8.1 to 19)", or what it lacks. Paths go through `escaped`. */
export function renderFigure(figure: Figure, escaped: (text: string) => string): string {
  const words = figureWords(figure);
  if (words.state === "unknown") return `unknown: needs ${needsText(words.needs, escaped)}`;
  return `${words.likely} (${words.range})`;
}

/** The first inputs that are missing, and how many more. */
export function needsText(
  needs: readonly string[],
  escaped: (text: string) => string,
  most = 2,
): string {
  if (needs.length === 0) return "the volume";
  const named = needs
    .slice(0, most)
    .map((need) => escaped(need))
    .join(", ");
  return needs.length > most ? `${named} and ${needs.length - most} more` : named;
}

/**
 * The first inputs that figures lack, each with what is known of why, such as a name that no table has.
 * Paths and reasons go through `code` and `escaped`.
 */
export function reasonsText(
  needs: readonly string[],
  assumptions: readonly Assumption[],
  code: (path: string) => string,
  escaped: (text: string) => string,
): string {
  const named = needs.slice(0, MOST_REASONS).map((need) => {
    const why = assumptions.find(({ input }) => input === need);
    return why === undefined ? code(need) : `${code(need)} (${escaped(why.text)})`;
  });
  const more = needs.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

const MOST_REASONS = 3;

/** Three significant digits, thousands separated: 12,300 or 0.0123. */
export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (rounded !== 0 && (Math.abs(rounded) < 1e-6 || Math.abs(rounded) >= 1e15))
    return rounded.toExponential();
  return groupThousands(String(rounded));
}

/** A share from 0 to 1 as a whole percentage, where a small one does not look like none. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.01) return "under 1 %";
  return `${Math.round(share * 100)} %`;
}

/** A score is cut, never rounded up: 100 % means all. */
export function percentText(percent: number | undefined): string {
  return percent === undefined ? "none yet" : `${Math.floor(percent)} %`;
}

/** Money has cents from one dollar to a hundred. */
export function amountText(value: number, unit: Unit): string {
  const isMoney = unit === "USD" && value >= 1 && value < 100;
  return isMoney ? value.toFixed(2) : numberText(value);
}

/** The unit that suits a value of zero or more, and what it is multiplied by to be in it. */
export function unitFor(value: number, unit: Unit): { name: string; factor: number } {
  const scale = SCALES.find((names) => names.some(([name]) => name === unit));
  const own = scale?.find(([name]) => name === unit);
  if (scale === undefined || own === undefined || value === 0) return { name: unit, factor: 1 };
  const size = value * own[1];
  const fits =
    scale.findLast(([, of], index) => Number((size / of).toPrecision(3)) >= leastIn(index)) ??
    scale[0];
  return fits === undefined
    ? { name: unit, factor: 1 }
    : { name: fits[0], factor: own[1] / fits[1] };
}

/** Next to the smallest unit, 0.86 g reads better than 860 mg; above it, 130 kWh better than 0.13 MWh. */
function leastIn(index: number): number {
  return index === 1 ? 0.01 : 1;
}

/** As it follows a number. */
export function unitText(name: string): string {
  return name === "count" ? "" : ` ${name}`;
}
