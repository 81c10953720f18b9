/** What an estimate says: figures per part, per step, per flow, per month and per functional unit. */

import type { Coefficient } from "../coefficients/coefficient.ts";
import type { Figure, Unit } from "../quantity/quantity.ts";
import type { Uncertain } from "../quantity/uncertain.ts";
import type { CleanRegion } from "./cloud-region.ts";
import type { Shift } from "./shift.ts";

/** The figures of one part of the system. */
export interface Metrics {
  /** Facility energy, PUE included. */
  readonly energyKwh: Figure;
  /** Operation and manufacture together. */
  readonly carbonKg: Figure;
  /** Location-based: energy times the average intensity of the grid. */
  readonly operationalCarbonKg: Figure;
  /** Manufacture of the hardware, spread over its life. */
  readonly embodiedCarbonKg: Figure;
  /** Consumed on site and to make the electricity. */
  readonly waterL: Figure;
  readonly costUsd: Figure;
}

/** What calls have of a month. */
export interface UseMetrics {
  readonly energyKwh: Figure;
  readonly carbonKg: Figure;
  readonly costUsd: Figure;
}

/** Something that the manifest does not say, what was used instead, and which input would replace it. */
export interface Assumption {
  readonly text: string;
  /** Manifest path that would replace it, such as `components.gpu.busy_pct`. */
  readonly input: string | undefined;
  /** Id of the coefficient that was used. */
  readonly coefficient: string | undefined;
}

/** The cause that explains most of the width of a range. */
export interface DominantUncertainty {
  /** Coefficient id, or `manifest:` and a path. */
  readonly cause: string;
  /** What it is, in words. */
  readonly text: string;
  /** Share of the variance, 0 to 1. */
  readonly share: number;
  /** Manifest path that would narrow the range; undefined where no single input would. */
  readonly input: string | undefined;
  /** What to give there, or instead, in words. */
  readonly narrowedBy: string;
}

/** What a part of the system is. */
export type PartKind = "component" | "model" | "training" | "evaluation" | "data";

/** How the energy of a part was found. */
export type Method =
  | "provisioned"
  | "per-call"
  | "declared"
  | "accelerator-hours"
  | "vcpu-hours"
  | "tokens"
  | "stored"
  | "counted-elsewhere"
  | "unknown";

/**
 * A declared energy figure against the modelled one. "modelled": it is refused, or waits for a person's
 * word. "shares": it only shares out the energy of a machine among calls.
 */
export interface DeclaredEnergy {
  readonly declaredWhPerCall: Figure;
  readonly modelledWhPerCall: Figure;
  readonly used: "declared" | "modelled" | "shares";
  /** Why the declared figure does not decide; undefined where it does. */
  readonly because: string | undefined;
  /** Path of the report that shows it; undefined where the manifest only says so. */
  readonly evidence: string | undefined;
}

/** Machines that run, and machines that the work needs. */
export interface ReplicaEstimate {
  readonly running: Figure;
  /** As many as the work would keep busy all the time; undefined where the work is not known. */
  readonly needed: Figure | undefined;
  /** True when the work is more than the machines can do: energy is what it needs, cost and manufacture "at least". */
  readonly overloaded: boolean;
}

/** One part of the system that uses energy of its own. The parts add up to the month. */
export interface ComponentEstimate {
  /** Manifest path of the part: `components.gpu`, `models.chat`, `models.chat.training.0`, `environments.ci`, `data.docs`. */
  readonly id: string;
  readonly kind: PartKind;
  /** Id of the component, model, environment or data set. */
  readonly subject: string;
  readonly method: Method;
  readonly month: Metrics;
  /** For provisioned parts: energy while there is work, and while there is none. They add up to the energy. */
  readonly activeEnergyKwh: Figure | undefined;
  readonly idleEnergyKwh: Figure | undefined;
  readonly replicas?: ReplicaEstimate | undefined;
  /** Share of the month's likely energy, 0 to 1; undefined while either is unknown. */
  readonly energyShare: number | undefined;
  /** gCO2e per kWh of where it runs. */
  readonly gridGPerKwh: Figure;
  /**
   * The region of the same provider with the cleanest grid, its own included: in the same part of the
   * world, and anywhere. Undefined where no region is known.
   */
  readonly bestRegionNearby: CleanRegion | undefined;
  readonly bestRegion: CleanRegion | undefined;
  /** What a move to a clearly cleaner region would change; undefined where there is none. */
  readonly shift: Shift | undefined;
  /** Operational carbon by contracts, where the manifest gives their intensity: in no total and no budget. */
  readonly marketBasedCarbonKg: Figure | undefined;
  readonly declaredEnergy: DeclaredEnergy | undefined;
  readonly assumptions: readonly Assumption[];
  readonly dominantUncertainty: DominantUncertainty | undefined;
  /** Manifest paths that would complete the figures. */
  readonly missing: readonly string[];
  /** Ids of the coefficients used. */
  readonly sources: readonly string[];
}

/** The share of one step. Steps on provisioned parts get their share of the energy spent working, not of idling. */
export interface StepEstimate {
  /** `flow/step id`, or `flow/use`, with `~2` when repeated. */
  readonly id: string;
  readonly use: string;
  readonly callsPerRun: Figure;
  readonly callsPerMonth: Figure;
  /** "own": adds to the month by itself. "allocated": a share of a provisioned part. "flow": see the flow used. */
  readonly basis: "own" | "allocated" | "flow" | "unknown";
  readonly month: UseMetrics;
}

export interface FlowEstimate {
  readonly id: string;
  readonly runsPerMonth: Figure;
  /** Steps of the flow itself; flows that it uses are counted with themselves. */
  readonly month: UseMetrics;
  readonly steps: readonly StepEstimate[];
  readonly assumptions: readonly Assumption[];
}

/** What an estimate says of one model, wherever its energy is counted. */
export interface ModelEstimate {
  readonly id: string;
  readonly callsPerMonth: Figure;
  /** Energy spent on its calls and its training, without idling. */
  readonly energyKwh: Figure;
  readonly costUsd: Figure;
  /** Shares of the month's likely figures, 0 to 1; undefined while either is unknown. */
  readonly energyShare: number | undefined;
  readonly costShare: number | undefined;
  /** What serving it in 8 bit would change; undefined for models that others serve. */
  readonly lowPrecision: LowPrecision | undefined;
}

/** Energy per call at lower precision against now, at the concurrency of today. */
export interface LowPrecision {
  readonly gain: "saves" | "no-gain" | "unknown";
  /** Energy then over energy now. */
  readonly ratio: Figure;
  readonly text: string;
}

/** What a month uses, as draws: so that the months of several manifests add up as they vary together. */
export interface MonthDraws {
  readonly energyKwh: Uncertain;
  readonly carbonKg: Uncertain;
  readonly waterL: Uncertain;
  readonly costUsd: Uncertain;
}

export const METRIC_UNITS = {
  energyKwh: "kWh",
  carbonKg: "kgCO2e",
  waterL: "L",
  costUsd: "USD",
} as const satisfies Record<keyof MonthDraws, Unit>;

/** A Software Carbon Intensity with its components, each per functional unit (ISO/IEC 21031:2024). */
export interface SciScore {
  /** What is inside. */
  readonly boundary: string;
  /** E: energy of what is provisioned, PUE included. */
  readonly energyKwh: Figure;
  /** I: location-based average intensity, weighted by energy. */
  readonly intensityGPerKwh: Figure;
  /** O = E x I. */
  readonly operationalG: Figure;
  /** M: manufacture of the hardware, by its share of life. */
  readonly embodiedG: Figure;
  /** (O + M) per R. */
  readonly sciG: Figure;
}

export interface Sci {
  /** R: the functional unit, and how many of them a month has. */
  readonly functionalUnit: string;
  readonly unitsPerMonth: Figure;
  /** All parts: training and tests belong to the system (ISO/IEC 21031:2024, software boundary). */
  readonly whole: SciScore;
  /** Operation and monitoring alone: the consumer boundary of SCI for AI. */
  readonly consumer: SciScore;
  /** What is left for the provider boundary of SCI for AI, in a month: training, tests, development. */
  readonly providerCarbonKg: Figure;
}

/** Energy of provisioned machines: what calls make of it, and what waiting for them does. */
export interface MachineEnergy {
  readonly activeEnergyKwh: Figure;
  readonly idleEnergyKwh: Figure;
}

export interface Estimate {
  /** Day for which prices hold and against which data are called old, YYYY-MM-DD. */
  readonly today: string;
  readonly month: Metrics;
  /** Undefined where nothing is provisioned. */
  readonly machines?: MachineEnergy | undefined;
  /** The same month before it is a figure. */
  readonly draws: MonthDraws;
  /** Per functional unit: the month divided by its units; unknown without a volume. */
  readonly unit: Metrics;
  readonly functionalUnit: string;
  readonly unitsPerMonth: Figure;
  readonly sci: Sci;
  /** The month per kind of part. */
  readonly byKind: Readonly<Record<PartKind, Metrics>>;
  /** In the order of the manifest: components, models, training, environments, data. */
  readonly components: readonly ComponentEstimate[];
  readonly models: readonly ModelEstimate[];
  readonly flows: readonly FlowEstimate[];
  /** What explains most of the month's range, per metric. */
  readonly dominantUncertainty: {
    readonly energyKwh: DominantUncertainty | undefined;
    readonly carbonKg: DominantUncertainty | undefined;
    readonly waterL: DominantUncertainty | undefined;
    readonly costUsd: DominantUncertainty | undefined;
  };
  readonly assumptions: readonly Assumption[];
  readonly missing: readonly string[];
  readonly sources: readonly string[];
  /** Version and date of the data that the edge handed in, for the receipt. */
  readonly prices: PricesUsed | undefined;
  /** Figures from tables that the edge handed in, such as list prices of machines: not among the coefficients. */
  readonly listed: readonly Coefficient[];
}

/** Which price table was used, and which of its models each model of the manifest was found as. */
export interface PricesUsed {
  readonly package: string;
  readonly version: string;
  readonly recordedOn: string;
  readonly matches: readonly {
    readonly model: string;
    readonly asked: string;
    readonly provider: string;
    readonly matched: string;
  }[];
}
