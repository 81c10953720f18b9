/** What the derived facts take from the estimate, keyed as the items are. Unknown is undefined, never zero. */

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
  /** By id of the component. */
  readonly components: ReadonlyMap<string, PartFigures>;
  /** By item key, such as "training/detector/1". */
  readonly training: ReadonlyMap<string, PartFigures>;
  /** By item key, such as "steps/ask/answer". */
  readonly steps: ReadonlyMap<string, { readonly energySharePct?: number | undefined }>;
  readonly idleEnergyPct?: number | undefined;
  /** How the estimate stands to a limit; undefined when the figure is unknown. */
  compare(budget: BudgetKey, limit: number): "met" | "over" | "undecided" | undefined;
}

/** Facts of an estimate that knows nothing. */
export const NO_ESTIMATE: EstimateFacts = {
  acceleratorClass: () => undefined,
  models: new Map(),
  components: new Map(),
  training: new Map(),
  steps: new Map(),
  compare: () => undefined,
};
