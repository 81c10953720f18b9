/**
 * A manifest as it was and as it is to what it uses more, in percent, per month and per functional unit,
 * with the input that widens that range. Knows no limit.
 */

import type { Manifest } from "../manifest/manifest.ts";
import { createGrowth, type Growth, percentDraws } from "../quantity/growth.ts";
import { alignNames } from "./align-names.ts";
import { drawMonth, pairParts, VALUE_OF } from "./compare.ts";
import { createContext } from "./context.ts";
import type { EstimateData } from "./data.ts";
import { describe, dominantOf } from "./dominant.ts";
import type { ComponentEstimate, Estimate, MonthDraws } from "./result.ts";

/** One side of the comparison: measured reports may differ between them. */
export interface Stated {
  readonly manifest: Manifest;
  readonly data: EstimateData;
}

export interface Increases {
  readonly month: Readonly<Record<keyof MonthDraws, Growth>>;
  readonly unit: Readonly<Record<keyof MonthDraws, Growth>>;
  /** What would narrow the range of an increase most, as the manifest on head names it; else what it is. */
  deciderOf(growth: Growth, metric: keyof MonthDraws): string | undefined;
}

/** Both with the same coefficients and on the same draws. `estimate` is that of head; its day counts for both. */
export function compareIncrease(
  base: Stated,
  head: Stated,
  { today, components }: Pick<Estimate, "today" | "components">,
): Increases {
  const { aligned, nameInHead } = alignNames(base.manifest, head.manifest);
  const sides = {
    base: drawMonth(base.manifest, base.data, today),
    head: drawMonth(aligned, head.data, today),
  };
  const [month, unit] = [growths(), growths()];
  for (const part of pairParts(sides))
    for (const metric of METRICS) {
      const ofImpact = VALUE_OF[metric];
      month[metric].add(ofImpact(part.month.base), ofImpact(part.month.head), part.isSame.month);
      unit[metric].add(ofImpact(part.unit.base), ofImpact(part.unit.head), part.isSame.unit);
    }
  return {
    month: valuesOf(month),
    unit: valuesOf(unit),
    deciderOf(growth, metric) {
      const found = decider(growth, metric, { ...head, today, components });
      return found === undefined ? undefined : inHead(found, nameInHead);
    },
  };
}

const METRICS = ["energyKwh", "carbonKg", "waterL", "costUsd"] as const;

function growths() {
  return {
    energyKwh: createGrowth(),
    carbonKg: createGrowth(),
    waterL: createGrowth(),
    costUsd: createGrowth(),
  };
}

function valuesOf({ energyKwh, carbonKg, waterL, costUsd }: ReturnType<typeof growths>) {
  return {
    energyKwh: energyKwh.value(),
    carbonKg: carbonKg.value(),
    waterL: waterL.value(),
    costUsd: costUsd.value(),
  };
}

/** The cause that moves the increase most: what both sides share moves it least. */
function decider(
  growth: Growth,
  metric: keyof MonthDraws,
  { manifest, data, today, components }: Stated & Pick<Estimate, "today" | "components">,
): { readonly input: string | undefined; readonly text: string } | undefined {
  const vector = percentDraws(growth).map((percent) => 1 + percent / 100);
  if (!vector.every(Number.isFinite)) return undefined;
  const context = createContext(manifest, data, today);
  const values = { vector, by: 1 };
  const leading = dominantOf(context, { values, origins: growth.origins, missing: [] });
  if (leading === undefined) return undefined;
  const [source = ""] = leading.cause.split("|");
  const part = largest(components, source, metric);
  return describe(context, leading, part?.assumptions ?? [], part);
}

function largest(
  components: readonly ComponentEstimate[],
  source: string,
  metric: keyof MonthDraws,
): ComponentEstimate | undefined {
  const likelyOf = ({ month }: ComponentEstimate) => {
    const figure = month[metric];
    return "unknown" in figure ? 0 : figure.likely;
  };
  return components
    .filter(({ sources }) => sources.includes(source))
    .reduce<ComponentEstimate | undefined>(
      (most, one) => (most === undefined || likelyOf(one) > likelyOf(most) ? one : most),
      undefined,
    );
}

/** Causes are named as base has them, so that both sides move together. */
function inHead(
  { input, text }: { readonly input: string | undefined; readonly text: string },
  nameInHead: (id: string) => string,
): string {
  return input === undefined ? text : nameInHead(input);
}
