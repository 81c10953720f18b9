/** Tokens of a call to US dollars, each draw in the tier of its input. */

import { derive, multiply, scale, type Uncertain, ZERO } from "../quantity/uncertain.ts";
import type { Billed } from "./billed.ts";
import type { HourRates, Rates } from "./list-price.ts";

/** Price of the input by the tier that each draw is in; `parts` counts fresh, read and written tokens. */
export function inputCost(
  { input, cached, written }: Billed,
  tiers: HourRates["tiers"],
  [fresh, read, write]: readonly [number, number, number],
): Uncertain {
  const perToken = (rates: Rates, part: number, kept: number) =>
    fresh * Math.max(0, 1 - part - kept) * rates.input +
    read * part * rates.read +
    write * kept * rates.write;
  const [only, ...higher] = tiers;
  if (tiers.every((rates) => perToken(rates, 0.3, 0.3) === 0)) return ZERO;
  if (higher.length === 0)
    return multiply(
      input,
      derive((part, kept) => perToken(only, part, kept), cached, written),
    );
  return derive(
    (count, part, kept) => count * perToken(tierOf(tiers, count), part, kept),
    input,
    cached,
    written,
  );
}

/** Output is billed in the tier of the input; where that is unknown, at least at the lowest. */
export function outputCost({ input, output }: Billed, tiers: HourRates["tiers"]): Uncertain {
  const [only, ...higher] = tiers;
  if (tiers.every((rates) => rates.output === 0)) return ZERO;
  if (higher.length === 0) return scale(output, only.output);
  const asked = input.values === undefined ? ZERO : input;
  return derive((count, wrote) => wrote * tierOf(tiers, count).output, asked, output);
}

function tierOf(tiers: HourRates["tiers"], count: number): Rates {
  return tiers.findLast(({ above }) => count > above) ?? tiers[0];
}
