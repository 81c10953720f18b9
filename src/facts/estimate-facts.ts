/** What the derived facts take from the estimate, keyed as the items are. Unknown is undefined, never zero. */

export type BudgetState = "unset" | "met" | "over" | "undecided";
export type LowPrecisionGain = "saves" | "no-gain" | "unknown";

interface Grid {
  /** Location-based grid intensity where it runs, in gCO2e per kWh. */
  readonly gridGKwh?: number | undefined;
  /** Lowest intensity among the regions it could move to. */
  readonly bestGridGKwh?: number | undefined;
  readonly bestRegion?: string | undefined;
}

export interface EstimateFacts {
  /** Class of a chip as the manifest names it: 0 CPU, 1 edge or inference chip, 2 mid, 3 top. */
  acceleratorClass(chip: string): number | undefined;
  /** By id of the model. */
  readonly models: ReadonlyMap<
    string,
    {
      readonly energySharePct?: number | undefined;
      readonly costSharePct?: number | undefined;
      readonly lowPrecisionGain?: LowPrecisionGain | undefined;
    }
  >;
  /** By id of the component. */
  readonly components: ReadonlyMap<
    string,
    Grid & { readonly energySharePct?: number | undefined; readonly idleEnergyPct?: number }
  >;
  /** By item key, such as "training/detector/1". */
  readonly training: ReadonlyMap<string, Grid & { readonly energySharePct?: number | undefined }>;
  /** By item key, such as "steps/ask/answer". */
  readonly steps: ReadonlyMap<string, { readonly energySharePct?: number | undefined }>;
  readonly idleEnergyPct?: number | undefined;
  readonly budgets: {
    readonly whPerUnit?: BudgetState | undefined;
    readonly gco2ePerUnit?: BudgetState | undefined;
    readonly usdPerUnit?: BudgetState | undefined;
    readonly usdPerMonth?: BudgetState | undefined;
  };
}

/** Facts of an estimate that knows nothing. */
export const NO_ESTIMATE: EstimateFacts = {
  acceleratorClass: () => undefined,
  models: new Map(),
  components: new Map(),
  training: new Map(),
  steps: new Map(),
  budgets: {},
};
