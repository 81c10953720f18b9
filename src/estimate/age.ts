/** When data are old enough to say so: by what they are about, on the day of the review. */

import type { Coefficient } from "../coefficients/coefficient.ts";

interface Lifespan {
  /** Coefficient ids that it holds for. */
  readonly ids: RegExp;
  readonly months: number;
  /** Why older data may be wrong. */
  readonly because: string;
}

/** The first that fits counts. What no row names, such as the rating of a chip, does not age. */
const LIFESPANS: readonly Lifespan[] = [
  {
    ids: /^(price[.:]|machine-price|accelerator\.[^.]+\.price$)/,
    months: 12,
    because: "prices change",
  },
  {
    // Serving software became 15 to 41 % more efficient within 15 months on the same chips.
    ids: /^(inference|serving|precision\.effect|power-share|one-pass|image|video|host|training\.utilisation)[.-]/,
    months: 18,
    because: "serving software improves",
  },
  {
    ids: /^model\./,
    months: 18,
    because: "vendors put other models under the same name",
  },
  {
    ids: /^(grid\.|region\.[^.]+\.[^.]+\.(grid|marginal)$)/,
    months: 36,
    because: "grids change",
  },
  {
    ids: /^(pue\.|wue\.|region\.)/,
    months: 36,
    because: "data centres change",
  },
  {
    ids: /^(cpu|memory|storage|network|embodied|ewif|idle)\./,
    months: 72,
    because: "hardware changes",
  },
];

/** "data of 2021, 59 months old: grids change"; undefined while they are young enough. `today` is YYYY-MM-DD. */
export function ageOf(
  { id, vintage, published }: Pick<Coefficient, "id" | "vintage" | "published">,
  today: string,
): string | undefined {
  const lifespan = LIFESPANS.find(({ ids }) => ids.test(id));
  if (lifespan === undefined) return undefined;
  // A publication may say the day; its data are never younger than that.
  const date = published.startsWith(String(vintage)) ? published : String(vintage);
  const months = monthOf(today) - monthOf(date);
  if (months <= lifespan.months) return undefined;
  const age = months < 24 ? `${months} months` : `${Math.floor(months / 12)} years`;
  return `data of ${date}, ${age} old: ${lifespan.because}`;
}

/** Months since the year 0. A year alone is taken to its end, so that nothing is called old too early. */
function monthOf(date: string): number {
  const [year = "0", month = "12"] = date.split("-");
  return Number(year) * 12 + Number(month);
}
