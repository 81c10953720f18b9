/** The port to the outside world: what a run reads, looks up and changes. `github/` answers in production. */

import type {
  Circumstances,
  Conversation,
  DiffLines,
  Inquiry,
} from "./conversation/conversation.ts";
import type { Plan, Snapshot } from "./reconcile/reconcile.ts";
import type { ChangedFile, ManifestPair, PolicyFile, SourceFile } from "./review/source-file.ts";

/** All that a review rests on, and what the pull request shows, at one moment. */
export interface Reading {
  readonly headSha: string;
  readonly baseRef: string;
  /** The pull request under review; undefined of a merge group and of what was pushed. */
  readonly number: number | undefined;
  readonly manifests: readonly ManifestPair[];
  readonly policy: PolicyFile;
  readonly shown: Snapshot;
  /** What was said on the pull request; undefined where there is none, or where it cannot be read. */
  readonly conversation: Conversation | undefined;
  /** Whether anything is shown there: a merge queue only hears what was said. */
  readonly speaks: boolean;
  /** Whether a check is published; a push has none. */
  readonly publishes: boolean;
  /** Whether it is what was pushed to the default branch: then the history may have it. */
  readonly records?: boolean;
}

/** A change of the plan that was not made. It never changes the verdict. */
export interface Denied {
  readonly change: Plan[number]["do"];
  /** The permission that the token lacks; undefined when something else stood in the way. */
  readonly permission: string | undefined;
  /** What stood in the way, as a sentence; it may quote an answer of the API. */
  readonly because: string;
  /** True where another run was faster, so that it helps to begin again. */
  readonly isBeaten?: boolean;
}

export interface Forge {
  read(): Promise<Reading>;
  /** Pack files from where the policy was read. */
  readPacks(paths: readonly string[]): Promise<readonly SourceFile[]>;
  /** Which of these files head changes. */
  changedByHead(paths: readonly string[]): Promise<readonly ChangedFile[]>;
  /** What earlier pull requests left on the ledger branch; undefined where there is nothing yet. */
  readLedger(): Promise<string | undefined>;
  /** The history on that branch. What cannot be read is said to be, and fails no run. */
  readHistory(): Promise<SourceFile>;
  /** What decides whether the words of people count. */
  lookUp(inquiry: Inquiry): Promise<Circumstances>;
  /** Which lines of which of these files a comment can hang on. */
  readDiff(paths: readonly string[]): Promise<DiffLines>;
  /** These manifests as they were where head parted from base: of each that base has changed since. */
  readParted(paths: readonly string[]): Promise<ReadonlyMap<string, SourceFile>>;
  /**
   * Whether what was last read still holds: the commit, the branch, and what was said. `last`: where people
   * never fall silent, the words that a last reading has missed do not count. Each starts a run of its own.
   * Of a plan that begins with a new scorecard this is asked once that is posted, by `apply`.
   */
  isCurrent(plan: Plan, last: boolean): Promise<boolean>;
  /** Stops where what was last read does not hold any more, or where another run has posted the same. */
  apply(plan: Plan, last: boolean): Promise<readonly Denied[]>;
  /** Where to report when nothing could be read, as far as that is known. */
  readonly known: { readonly headSha: string; readonly number: number | undefined } | undefined;
}
