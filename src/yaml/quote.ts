/** Text of a file's author to text that is safe to show: bounded, with nothing invisible in it. */

const MAX_QUOTED = 60;

// Controls, bidirectional and zero-width characters, unassigned spaces: all that a reader cannot see.
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** The text with every invisible character written as `\u{...}`. */
export function printable(text: string): string {
  return text.replace(INVISIBLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** The text, printable and cut to about 60 characters. */
export function excerpt(text: string, max: number = MAX_QUOTED): string {
  let shown = "";
  for (const char of text) {
    const next = printable(char);
    if (shown.length + next.length > max) return `${shown}…`;
    shown += next;
  }
  return shown;
}

/** The text in double quotes, printable and cut to about 60 characters. */
export function quote(text: string): string {
  return `"${excerpt(text)}"`;
}

const MAX_LISTED = 12;

/** "a, b, c", with "and 3 more" after the twelfth. */
export function listed(words: readonly string[]): string {
  const shown = words.slice(0, MAX_LISTED).map((word) => excerpt(word));
  const more = words.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
