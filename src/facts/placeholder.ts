const PLACEHOLDERS = new Set([
  "",
  "tbd",
  "tba",
  "tbc",
  "todo",
  "tobedone",
  "tobedefined",
  "tobedecided",
  "tobedetermined",
  "fixme",
  "no",
  "nope",
  "none",
  "null",
  "nil",
  "nothing",
  "na",
  "notapplicable",
  "unknown",
  "notknown",
  "later",
  "pending",
  "xxx",
]);

/** A text that says nothing, such as "TBD", "n/a", "-", "?" or blanks. It counts as missing. */
export function isPlaceholder(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return PLACEHOLDERS.has(letters);
}

/** The text, unless it says nothing. */
export function said(text: string | undefined): string | undefined {
  return text === undefined || isPlaceholder(text) ? undefined : text;
}
