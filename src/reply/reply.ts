/** What a question expects of a reply, and what a reply can say. */

/** What kind of answer a question takes. */
export interface Expected {
  readonly kind: "yes-no" | "value" | "choice" | "reason";
  /** Words to choose from, for a choice. */
  readonly choices?: readonly string[] | undefined;
  /** Type of the field that a value fills; a value question without it takes no value in a reply. */
  readonly type?: "number" | "text" | "bool" | "date" | undefined;
  /** Unit of a number, such as "Wh" or "tokens": a reply may repeat it, and one in another unit is unclear. */
  readonly unit?: string | undefined;
  /** The value that a bare yes accepts. */
  readonly proposed?: string | number | boolean | undefined;
}

/** Why, and the link or repository path that is named there. */
export interface Grounds {
  readonly reason?: string | undefined;
  readonly evidence?: string | undefined;
}

export type Verdict = "yes" | "no" | "not-applicable";

export type Value = {
  readonly is: "value";
  readonly value: string | number | boolean;
  readonly low?: number;
  readonly high?: number;
} & Grounds;

export interface Unclear {
  readonly is: "unclear";
  /** A sentence of ours that says what to write instead. It never quotes the reply. */
  readonly because: string;
}

export type Reply =
  | ({ readonly is: Verdict } & Grounds)
  | Value
  | ({ readonly is: "reason"; readonly reason: string } & Grounds)
  | {
      readonly is: "reassign";
      /** Login, without the @. */
      readonly to: string;
      /** YYYY-MM-DD. */
      readonly until?: string;
    }
  | Unclear
  | { readonly is: "discussion" };

/** What is looked at of a comment, in characters or in number. */
export const BOUNDS = {
  body: 65_536,
  value: 300,
  reason: 1000,
  evidence: 300,
  digest: 50,
  commands: 20,
  assignments: 20,
  commandText: 2000,
} as const;

export const unclear = (because: string): Unclear => ({ is: "unclear", because });
