/** What a lever is: a concrete change to a manifest that may save something, before anybody has worked out how much. */

import type { PlainValue } from "../amend/plain-value.ts";
import type { SourceId } from "../coefficients/sources.ts";
import type { EstimateData } from "../estimate/data.ts";
import type { Estimate } from "../estimate/result.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Path } from "../yaml/parse-yaml.ts";

export type LeverKind =
  | "region"
  | "schedule"
  | "purchase"
  | "replicas"
  | "scale-to-zero"
  | "batching"
  | "newer-accelerator"
  | "smaller-accelerator"
  | "on-device"
  | "precision"
  | "smaller-model"
  | "routing"
  | "distillation"
  | "reasoning"
  | "prompt"
  | "prompt-cache"
  | "batch-interface"
  | "output-cap"
  | "answer-cache"
  | "evaluation-runs";

/** One field as it would stand; a value that is undefined takes the field away. */
export interface FieldChange {
  readonly path: Path;
  readonly value: PlainValue | undefined;
}

/** What it takes: a line of configuration, a new deployment, work on code or prompts, or training. */
export type Effort = "setting" | "deployment" | "development" | "training";

/** What shows that the lever works, and where it was published. */
export interface LeverEvidence {
  /** A sentence with the figure as it was published, its range and its setting. */
  readonly says: string;
  readonly source: SourceId;
  /** Where in the source: a table, a row, a section. */
  readonly locator: string;
}

export interface Lever {
  readonly kind: LeverKind;
  /** Key of the item it is about, as findings name items: "components/gpu", "models/answer", "steps/ask/answer". */
  readonly item: string;
  /** What tells it from others of its kind on the same item, such as a region; undefined where there is one only. */
  readonly option?: string | undefined;
  /** What to do, as an imperative without a full stop: "Move gpu from aws us-east-1 to eu-north-1". Names in it are not escaped. */
  readonly title: string;
  /** What it changes in the manifest; empty only with `notEstimated`. */
  readonly changes: readonly FieldChange[];
  /** Fields of the present manifest that it is worked out from, and does not set: whatever sets one does not go with it. */
  readonly restsOn?: readonly Path[] | undefined;
  /** What the changed manifest takes for granted, each a sentence: "The price per hour stays as declared." */
  readonly assumes: readonly string[];
  /** Why the estimate cannot show the effect, where it cannot: a sentence. */
  readonly notEstimated?: string | undefined;
  readonly evidence: readonly LeverEvidence[];
  readonly effort: Effort;
  /** What speaks against it, each a sentence: latency, residency, quality, work. */
  readonly against: readonly string[];
  /** Ids of the checks of shipped packs that it answers. */
  readonly checks: readonly string[];
}

/** What levers are found from. */
export interface LeverInput {
  readonly manifest: Manifest;
  readonly estimate: Estimate;
  readonly data: EstimateData;
  /** Day of the review, as YYYY-MM-DD. */
  readonly today: string;
}

/** Levers of one kind or a few; each file of this folder that is named after a kind has one. */
export type FindLevers = (input: LeverInput) => readonly Lever[];
