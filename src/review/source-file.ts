import type { HeadFiles } from "../facts/evidence.ts";
import type { FoundReport } from "../measured/measured-report.ts";

export type { HeadFiles } from "../facts/evidence.ts";

/** A file as the edge found it: text, absent, or there and not readable. Never one for another. */
export type SourceFile =
  | { readonly state: "text"; readonly path: string; readonly text: string }
  | { readonly state: "absent"; readonly path: string }
  | { readonly state: "unreadable"; readonly path: string; readonly because: string };

/** A manifest on the branch to be merged, and on the branch it goes to. */
export interface ManifestPair {
  readonly head: SourceFile;
  readonly base: SourceFile;
  /** Where links in its evidence lead; undefined where that is not known, as for a file outside of a repository. */
  readonly files?: HeadFiles | undefined;
  /** Where they led on base. */
  readonly baseFiles?: HeadFiles | undefined;
  /** Measured reports that it names, by the path that it names them by. */
  readonly reports?: ReadonlyMap<string, FoundReport> | undefined;
  /** The same as they were on base, where that names any. */
  readonly baseReports?: ReadonlyMap<string, FoundReport> | undefined;
  /** The manifest where head parted from base, where base has changed it since. */
  readonly parted?: SourceFile | undefined;
  /** True where there is no branch to compare with, as on a laptop: base stands for head, and nothing is old. */
  readonly isAlone?: boolean;
}

/** Whether a text may name measured reports: only then is it worth looking for them. */
export function mayNameReports(file: SourceFile): boolean {
  return file.state === "text" && file.text.includes("energy_report");
}

/** The policy file that counts, and whether the pull request would change it. */
export interface PolicyFile {
  readonly file: SourceFile;
  /** Where it was read, for people: "branch main" or "--policy". */
  readonly origin: string;
  readonly changedByHead: boolean;
  /**
   * True where what base says gives nobody a say: it is neither the default branch nor one that the policy
   * lists, so that anybody may have written it.
   */
  readonly ignoresBase?: boolean;
  /** The policy of another repository that it may only tighten, under its address; undefined where there is none, or none can be read, as on a laptop. */
  readonly floor?: SourceFile | undefined;
  /** True where no other repository can be read, as on a laptop: what is extended there is left out, and said to be. */
  readonly readsNoFloor?: boolean;
  /** The policy as head would have it, where head changes it. */
  readonly head?: SourceFile | undefined;
  /** The workflows that run the review, where head changes them. */
  readonly changedWorkflows?: readonly ChangedFile[];
}

/** A file that head changes. */
export interface ChangedFile {
  readonly path: string;
  /** Id of what it would be; "gone" where head removes it. */
  readonly sha: string;
}
