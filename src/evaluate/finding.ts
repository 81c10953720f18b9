import type { Check, Severity } from "../checklist/checklist.ts";
import type { Path } from "../yaml/parse-yaml.ts";

/** What a finding is about: the whole manifest, or one item of it. */
export interface Item {
  /** Stable identity: "manifest", "models/answer", "steps/ask/answer", "training/detector/1", or "components" for a section that is missing. */
  readonly key: string;
  /** Where it stands in the manifest. */
  readonly path: Path;
}

/** The finding that explains this one, and under which it is shown. */
export interface Cause {
  readonly check: string;
  readonly item: string;
  /**
   * "root": the other fails, and this one follows from that. "missing": the other asks for the same
   * data, and this one stays undecided until it is there.
   */
  readonly why: "root" | "missing";
}

/** An answer counts while both are as they were when it was given. */
export interface Hashes {
  /** Of when, needs, pass, ask and answer of the check. */
  readonly version: string;
  /** Of the manifest fields that the check covers. */
  readonly facts: string;
  /** Marks of the single fields, by their path, to tell which of them has changed: see `fieldMarks`. */
  readonly fields: Readonly<Record<string, string>>;
}

interface Base {
  readonly pack: string;
  readonly check: Check;
  readonly item: Item;
  /** The check's own severity, or the highest of those that this finding explains. */
  readonly severity: Severity;
  /**
   * The severity that it counts as in score and coverage: the check's own, or the highest of what
   * follows from it. A question that others wait for counts as itself, for each of them counts too.
   */
  readonly weighsAs: Severity;
  /** Line and column in the manifest that a reader should look at. */
  readonly line: number;
  readonly column: number;
  /** What an answer to it is bound to. Most findings are never answered, so it is worked out when asked for. */
  hashes(): Hashes;
  /** What it rests on as conditions see it, derived facts included: by this two states of a manifest are told apart. */
  states(): Readonly<Record<string, string>>;
  /** Whether a number that the check covers, by its path, went the wrong way from the first to the second. */
  isWorse(field: string, change: readonly [before: number, now: number]): boolean;
  /**
   * Set when another finding explains this one: it is then not listed by itself, and does not gate.
   * What is undecided for missing data still counts as undecided: see `weighs`.
   */
  readonly mutedBy?: Cause | undefined;
  /** Whose word decided it, where data did not. */
  readonly word?: Word | undefined;
}

/** What a person said that counts. */
export interface Word {
  readonly by: string;
  /** Day, as YYYY-MM-DD. */
  readonly on: string;
  /** Where it was said; undefined where nobody noted that. */
  readonly url: string | undefined;
  /** The answer and its reason, as the person put it. */
  readonly text: string;
}

/** What came out. Accepted, waived and not applicable to the item are what people said: see `answers/`. */
export type Result =
  | { readonly outcome: "pass" }
  | {
      readonly outcome: "fail";
      /** The facts that decided, for people: "prompt_tokens_fixed is 2100". */
      readonly because: string;
    }
  | {
      readonly outcome: "question";
      /** The question with the item's own facts filled in. */
      readonly question: string;
      /**
       * Whether the check asks in its own words, for fields of the manifest in theirs, or for what
       * shows that a text in it is true.
       */
      readonly asks: "check" | "fields" | "evidence";
      /** Manifest paths whose values would answer it, such as "flows[0].steps[2].input_tokens". */
      readonly missing: readonly string[];
    }
  | { readonly outcome: "accepted" | "waived" | "not-applicable"; readonly because: string }
  | { readonly outcome: "error"; readonly because: string };

/** A check applied to one item that it applies to. */
export type Finding = Base & Result;

/** A check, and the items of its scope that its `when` leaves out. They are most of a large manifest. */
export interface NotApplicable {
  readonly pack: string;
  readonly check: Check;
  readonly items: readonly Item[];
}

export interface Evaluation {
  readonly findings: readonly Finding[];
  readonly notApplicable: readonly NotApplicable[];
}

export type Outcome = Finding["outcome"];

/**
 * Whether a finding has a weight of its own. What does not apply has none. A consequence of a failing root cause has none; a
 * question that waits for the same data as another one has, so that hiding data hides nothing.
 */
export function weighs({ mutedBy, outcome }: Finding): boolean {
  if (outcome === "not-applicable") return false;
  return mutedBy === undefined || mutedBy.why === "missing";
}
