/**
 * What a measured report says that an estimate can use: energy of calls, energy or carbon of training.
 * The parsers beside this file make it of text; whether a figure can be true is decided by the estimate.
 */

/** What a meter saw: accelerators alone; the node, host included; or the facility, with its overhead (PUE). */
export type MeterBoundary = "accelerator" | "node" | "facility";

/** Chips that the work ran on, under the names that a report gives them. */
export interface ReportedChip {
  readonly names: readonly string[];
  readonly count: number;
}

/** Energy that was metered over some time, on named chips. */
export interface Metered {
  readonly kwh: number;
  readonly boundary: MeterBoundary;
  /** Half of the range as a share of the figure. */
  readonly error: number;
  /** Time of all measurements one after the other, and of the longest. */
  readonly seconds: { readonly sum: number; readonly longest: number } | undefined;
  readonly chips: readonly ReportedChip[];
}

/** Calls that were metered together. */
export interface MeteredCalls extends Metered {
  readonly requests: number;
  /** Mean tokens of one request. */
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/** A training of which a report states the energy, the carbon, or both. */
export interface ReportedTraining {
  readonly stage: "pre-training" | "fine-tuning" | undefined;
  readonly energy: Metered | undefined;
  readonly kgCo2e: number | undefined;
}

export interface ReportedModel {
  readonly name: string | undefined;
  /** Billions of parameters. */
  readonly paramsB: number | undefined;
  readonly calls: MeteredCalls | undefined;
  readonly trainings: readonly ReportedTraining[];
  /** What the report has and nobody can use, as sentences. */
  readonly unusable: readonly string[];
}

export interface MeasuredReport {
  readonly format: "BoAmps report" | "model card" | "CycloneDX ML-BOM";
  readonly models: readonly ReportedModel[];
}

/** A report, or why there is none: never an error, for it comes from the pull request. */
export type ReadReport =
  | { readonly ok: true; readonly report: MeasuredReport }
  | { readonly ok: false; readonly because: string };

/** A report with the text that it was read from, as far as there was one, for its hash. */
export type FoundReport = ReadReport & { readonly text: string | undefined };
