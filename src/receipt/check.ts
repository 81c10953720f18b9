/** One thing that a receipt says, against what was found: it matches, it differs, or nobody could look. */
export interface Check {
  readonly what: string;
  readonly is: "same" | "differs" | "unchecked";
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  /** A remark, or why nobody could look. */
  readonly note?: string | undefined;
}

/** The note is for what is the same: of what differs, both sides are shown. */
export function compare(
  what: string,
  expected: string,
  found: string,
  note?: string | undefined,
): Check {
  return expected === found ? { what, is: "same", note } : { what, is: "differs", expected, found };
}

export function unchecked(what: string, note: string): Check {
  return { what, is: "unchecked", note };
}
