/** What the derived facts take from the estimate. Unknown is undefined, never zero. */

import type { ComponentEstimate, Estimate, ModelEstimate } from "../estimate/result.ts";
import { acceleratorOf } from "../estimate/serving.ts";
import { compareWithLimit, type Figure, isPartial, isUnknown } from "../quantity/quantity.ts";

export type LowPrecisionGain = "saves" | "no-gain" | "unknown";
export type BudgetKey = "wh_per_unit" | "gco2e_per_unit" | "usd_per_unit" | "usd_per_month";

export interface GridFacts {
  /** Location-based grid intensity where it runs, in gCO2e per kWh. */
  readonly gridGKwh?: number | undefined;
  /** Lowest intensity among the regions it could move to. */
  readonly bestGridGKwh?: number | undefined;
  readonly bestRegion?: string | undefined;
}

export interface ModelFigures {
  readonly energyKwh?: number | undefined;
  readonly costUsd?: number | undefined;
  readonly energySharePct?: number | undefined;
  readonly costSharePct?: number | undefined;
  readonly lowPrecisionGain?: LowPrecisionGain | undefined;
}

export interface PartFigures extends GridFacts {
  readonly energySharePct?: number | undefined;
  readonly idleEnergyPct?: number | undefined;
}

export interface EstimateFacts {
  /** Class of a chip as the manifest names it: 0 CPU, 1 edge or inference chip, 2 mid, 3 top. */
  acceleratorClass(chip: string): number | undefined;
  /** By id of the model. */
  readonly models: ReadonlyMap<string, ModelFigures>;
  /** Components and training jobs by the estimate's own ids: "components.gpu", "models.chat.training.0". */
  readonly parts: ReadonlyMap<string, PartFigures>;
  /** Share of the month's energy, in percent, by flow and step: "ask/answer". */
  readonly stepEnergyPct: ReadonlyMap<string, number | undefined>;
  readonly idleEnergyPct?: number | undefined;
  /** How the estimate stands to a limit; undefined when the figure is unknown. */
  compare(budget: BudgetKey, limit: number): "met" | "over" | "undecided" | undefined;
}

/** Facts of an estimate that knows nothing. */
export const NO_ESTIMATE: EstimateFacts = {
  acceleratorClass: () => undefined,
  models: new Map(),
  parts: new Map(),
  stepEnergyPct: new Map(),
  compare: () => undefined,
};

export function estimateFacts(estimate: Estimate): EstimateFacts {
  const { models, components: parts, flows, month, unit } = estimate;
  const steps = flows.flatMap((flow) => flow.steps);
  const budgets: Readonly<Record<BudgetKey, readonly [figure: Figure, perOwnUnit: number]>> = {
    wh_per_unit: [unit.energyKwh, 1000],
    gco2e_per_unit: [unit.carbonKg, 1000],
    usd_per_unit: [unit.costUsd, 1],
    usd_per_month: [month.costUsd, 1],
  };
  return {
    acceleratorClass: (chip) => acceleratorOf(chip)?.class,
    models: new Map(models.map((model) => [model.id, modelFigures(model)])),
    parts: new Map(parts.map((part) => [part.id, partFigures(part)])),
    stepEnergyPct: new Map(
      steps.map(({ id, month: own }) => [id, sharePct(own.energyKwh, month.energyKwh)]),
    ),
    idleEnergyPct: idlePct(parts),
    compare: (budget, limit) => {
      const [figure, perOwnUnit] = budgets[budget];
      return isUnknown(figure) ? undefined : compareWithLimit(figure, limit / perOwnUnit);
    },
  };
}

function modelFigures(model: ModelEstimate): ModelFigures {
  return {
    energyKwh: whole(model.energyKwh),
    costUsd: whole(model.costUsd),
    energySharePct: percent(model.energyShare),
    costSharePct: percent(model.costShare),
    lowPrecisionGain: model.lowPrecision?.gain,
  };
}

/** A service moves within its part of the world; training may go anywhere. */
function partFigures(part: ComponentEstimate): PartFigures {
  const best = part.kind === "training" ? part.bestRegion : part.bestRegionNearby;
  return {
    gridGKwh: likelyOf(part.gridGPerKwh),
    bestGridGKwh: best?.gridGPerKwh,
    bestRegion: best?.name,
    energySharePct: percent(part.energyShare),
    idleEnergyPct: idlePct([part]),
  };
}

/** Idle energy of parts that are always on, as a share of all that they use. */
function idlePct(parts: readonly ComponentEstimate[]): number | undefined {
  let [idle, all] = [0, 0];
  for (const { activeEnergyKwh, idleEnergyKwh } of parts) {
    if (activeEnergyKwh === undefined || idleEnergyKwh === undefined) continue;
    const [working, waiting] = [likelyOf(activeEnergyKwh), likelyOf(idleEnergyKwh)];
    if (working === undefined || waiting === undefined) return undefined;
    idle += waiting;
    all += working + waiting;
  }
  return all > 0 ? (100 * idle) / all : undefined;
}

function sharePct(part: Figure, all: Figure): number | undefined {
  const [some, total] = [likelyOf(part), likelyOf(all)];
  return some === undefined || total === undefined || total <= 0 ? undefined : (100 * some) / total;
}

function likelyOf(figure: Figure): number | undefined {
  return isUnknown(figure) ? undefined : figure.likely;
}

/** A figure of which a part is unknown says too little to compare vendors by. */
function whole(figure: Figure): number | undefined {
  return isPartial(figure) ? undefined : likelyOf(figure);
}

function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : 100 * share;
}
