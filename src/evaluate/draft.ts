import type { Severity } from "../checklist/checklist.ts";
import type { CompiledCheck } from "../checklist/load-pack.ts";
import type { FactItem } from "../facts/fact-items.ts";
import type { Applied } from "./judge.ts";

/** A check as one review uses it. */
export interface CheckInUse {
  readonly pack: string;
  readonly compiled: CompiledCheck;
  /** The check's own severity, or the one that policy sets for it. */
  readonly severity: Severity;
  /** The pack's thresholds, those that policy sets included. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** A judgement before it is known which others explain it. */
export interface Draft {
  readonly use: CheckInUse;
  readonly item: FactItem;
  readonly judgement: Applied;
  /** What its conditions see. */
  readonly roots: object;
}

/** What explains a draft, and why. */
export interface Explanation {
  readonly by: Draft;
  readonly why: "root" | "missing";
}
