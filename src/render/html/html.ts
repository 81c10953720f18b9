/** HTML as a value of its own, so that no text becomes HTML without having been escaped. */

import { escapeHtml } from "../escape-html.ts";
import { shorten, visible } from "../visible-text.ts";

const WRITTEN = Symbol("written");

/** What may stand on a page as it is. */
export interface Html {
  readonly [WRITTEN]: string;
}

/** Texts and numbers are escaped; HTML stays as it is; nothing leaves nothing. */
export type Part = string | number | Html | undefined | readonly Part[];

/** A template whose own words are HTML, and whose values are text unless they are HTML already. */
export function html(words: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    [WRITTEN]: words.map((word, index) => `${word}${written(parts[index])}`).join(""),
  };
}

/** Parts one after the other, apart by these words of our own. */
export function joined(parts: readonly Part[], between = ""): Html {
  return { [WRITTEN]: parts.map(written).join(between) };
}

/** A path, an id or a field. */
export function code(text: string, most = 120): Html {
  return html`<code>${shorten(text, most)}</code>`;
}

/** A sentence in which a writer marks code as Markdown does. */
export function prose(text: string, most = 600): Html {
  const pieces = shorten(visible(text), most).split(WRITTEN_CODE);
  return joined(
    pieces.map((piece, index) =>
      index % 2 === 1 ? html`<code>${piece.slice(1, -1)}</code>` : piece,
    ),
  );
}

const WRITTEN_CODE = /(`[^`]{1,100}`)/;

/** HTML of our own that holds nothing of others, such as a style sheet. */
export function ours(text: string): Html {
  return { [WRITTEN]: text };
}

export function textOf(page: Html): string {
  return page[WRITTEN];
}

/** What a format of this folder gives to what names fields and values. */
export const AS_TEXT = (text: string): string => escapeHtml(text, 400);
export const AS_CODE = (text: string): string => `<code>${escapeHtml(text, 120)}</code>`;

function written(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string") return spaced(part);
  if (typeof part === "number") return String(part);
  return WRITTEN in part ? part[WRITTEN] : part.map(written).join("");
}

/** Of white space at its ends a text keeps one space, since it stands in a sentence. */
function spaced(text: string): string {
  const shown = escapeHtml(text);
  if (shown === "") return text === "" ? "" : " ";
  return `${/^\s/.test(text) ? " " : ""}${shown}${/\s$/.test(text) ? " " : ""}`;
}
