/** How big a data set is over the month. */

import type { DataSet } from "../manifest/surroundings.ts";
import { add, scale, type Uncertain, unknown } from "../quantity/uncertain.ts";
import { given } from "./context.ts";

/** GB of one copy, in the middle of the month. */
export function sizeOfData({ id, gb, growth_gb_month: growth }: DataSet): Uncertain {
  const path = `data.${id}`;
  const one = gb === undefined ? unknown(`${path}.gb`) : given(gb, `${path}.gb`);
  if (growth === undefined) return one;
  return add(one, scale(given(growth, `${path}.growth_gb_month`), 0.5));
}
