/** Text of unknown origin to one line in which nothing is invisible: what is shown is what is there. */

/** Controls, format characters, lone surrogates, private use, and whatever a font draws as nothing. */
const INVISIBLE =
  /\ufeff|(?![\s\u0085])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
/** An emoji may ask for its coloured form. */
const EMOJI_STYLE = /\p{Extended_Pictographic}\ufe0f/gu;
/** More marks than any script stacks on a letter. */
const STACKED_MARKS = /(?<=\p{M}{4})\p{M}+/gu;
const SPACES = /[\s\u0085]+/gu;

/** Most texts are this plain, and need no closer look. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** One line: white space folded, and each invisible character shown as `\u{202e}`. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(EMOJI_STYLE, (emoji) => emoji.slice(0, -1))
    .replace(INVISIBLE, escapes)
    .replace(STACKED_MARKS, escapes)
    .replace(SPACES, " ")
    .trim();
}

/** Whether a text of several lines holds what nobody sees, but for line breaks and tabs. */
export function hidesSomething(text: string): boolean {
  return text
    .split(/\r?\n|\t/)
    .some(
      (part) => part.search(ODD_BREAK) >= 0 || part.replace(EMOJI_STYLE, "").search(INVISIBLE) >= 0,
    );
}

/** What breaks a line for some readers and not for others. */
const ODD_BREAK = /[\v\f\u0085\u2028\u2029]/;

/** JSON with the same value, in which no text moves the cursor of a terminal, turns what stands around it, or hides. */
export function visibleJson(json: string): string {
  return ASCII.test(json) ? json : json.replace(HIDDEN_IN_JSON, inUnits);
}

const ASCII = /^[\n\x20-\x7e]*$/;
const HIDDEN_IN_JSON = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** As JSON writes them: those beyond 16 bits as two. */
function inUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}

/** At most `most` characters, counted as a reader counts them, with an ellipsis where text was cut. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .join("")
    .trimEnd()}…`;
}

/** Each character as its code point, in the notation that JavaScript, Rust and others share. */
export function escapes(text: string): string {
  return Array.from(text, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`).join("");
}
